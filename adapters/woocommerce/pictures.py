"""Brings pictures into the shop's media library, each once; listings name them by number.

With a user's application password a picture is uploaded. WooCommerce's own keys do not open the
media library: then the picture is put where the web can see it, and the shop fetches it from there
into a draft that nobody sees. What was fetched once has a number, and is never fetched again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from adapters.woocommerce.client import EDITING, ShopApi, all_of
from adapters.woocommerce.endpoints import MEDIA, PRODUCTS, product
from adapters.woocommerce.listings import PICTURE_HOLDER
from adapters.woocommerce.settings import PublicPictures, public_pictures
from sync.marketplace import Image, Lost, Rejected, Uploaded
from sync.marketplace.json_values import Json, identity, rows, text
from sync.model import Problem

PNG, JPEG = b"\x89PNG", "image/jpeg"
HELD = 20  # pictures that the draft keeps: enough to find what was fetched without an answer
HOLDER_NAME = "OCOP Sync: ảnh (nháp, xin đừng xóa)"


async def upload(
    api: ShopApi, images: Sequence[Image], settings: Mapping[str, Any], *, may_upload: bool
) -> list[Uploaded]:
    """Bring pictures in, by whichever way there is."""
    public = public_pictures(settings)
    if may_upload:
        return [await _uploaded(api, image) for image in images]
    if public is None:
        problem = Problem(code="pictures_have_no_way")
        return [Uploaded(image.sha256, None, problem) for image in images]
    return [await _fetched(api, image, public) for image in images]


async def _uploaded(api: ShopApi, image: Image) -> Uploaded:
    """Upload a picture; where no answer came, look whether it lies there before it goes again."""
    media_type = "image/png" if image.content.startswith(PNG) else JPEG
    call = api.client.upload(_name(image), image.content, media_type)
    try:
        try:
            made = await api.call(call)
        except Lost:
            there = await _in_library(api, image)
            made = there if there is not None else await api.call(call)
    except Rejected as error:
        return Uploaded(image.sha256, None, error.problem)
    return Uploaded(image.sha256, str(identity(made, "id")))


async def _in_library(api: ShopApi, image: Image) -> Json | None:
    """Find a picture by the name in its address, which is that of its content."""
    query = [("slug", _name(image).partition(".")[0]), all_of("id", "slug")]
    return next(iter((await api.rows(MEDIA, query)).rows), None)


def _name(image: Image) -> str:
    """Name a picture by its content, in letters that a header can carry."""
    ending = "png" if image.content.startswith(PNG) else "jpg"
    return f"ocop-{image.sha256[:24]}.{ending}"


async def _fetched(api: ShopApi, image: Image, public: PublicPictures) -> Uploaded:
    """Have the shop fetch a picture, unless it did so before and the answer was lost."""
    holder = await _holder(api)
    held = rows(holder.get("images"))
    if (known := _number(held, image)) is not None:
        return Uploaded(image.sha256, known)
    _put_out(image, public.folder)
    kept = [{"id": identity(each, "id")} for each in held[-HELD:]]
    new = {"src": f"{public.url}/{_name(image)}", "name": _name(image)}
    try:
        told = await api.put_once(product(str(identity(holder, "id"))), {"images": [*kept, new]})
    except Rejected as error:
        return Uploaded(image.sha256, None, error.problem)
    found = _number(rows(told.get("images")), image)
    if found is None:
        raise Lost(Problem(code="answer_unclear", values={"missing": "images"}))
    return Uploaded(image.sha256, found)


def _number(held: Sequence[Json], image: Image) -> str | None:
    named = (each for each in held if text(each.get("name")) == _name(image))
    return next((str(identity(each, "id")) for each in named), None)


async def _holder(api: ShopApi) -> Json:
    """Find the draft that pictures are fetched into; the first time it is made."""
    query = [EDITING, ("status", "any"), ("sku", PICTURE_HOLDER), all_of("id", "sku", "images")]
    for row in (await api.rows(PRODUCTS, query)).rows:
        if text(row.get("sku")) == PICTURE_HOLDER:
            return row
    made = {"name": HOLDER_NAME, "sku": PICTURE_HOLDER, "status": "draft", "type": "simple"}
    return await api.make(PRODUCTS, {**made, "catalog_visibility": "hidden"})


def _put_out(image: Image, folder: Path) -> None:
    """Write a picture where the web server takes it from: whole, or not at all."""
    target = folder / _name(image)
    if target.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(image.content)
    Path(file.name).chmod(0o644)  # a web server is another user
    Path(file.name).replace(target)
