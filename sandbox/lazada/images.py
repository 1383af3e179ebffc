"""Pictures: real JPEG or PNG files, stored under the hash of their bytes."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from sandbox.lazada import settings
from sandbox.lazada.errors import numbered, row
from sandbox.lazada.market import post
from sandbox.lazada.settings import IMAGE_HOST, IMAGE_SIDE

if TYPE_CHECKING:
    from sandbox.lazada.draft import Draft
    from sandbox.lazada.market import Call, Market
    from sandbox.replica import Json


_STORED = re.compile(r"https?://[\w-]+\.slatic\.net/(?:p|original)/([0-9a-f]{32})\.\w+")
_SOURCE = re.compile(r"<img[^>]*\ssrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_LINK = re.compile(r"<a[^>]*\shref\s*=\s*[\"']?https?://([^\"'\s>/]+)", re.IGNORECASE)


def hash_of(url: str) -> str:
    """The hash code in the address of a picture on Lazada's host, empty for any other."""
    found = _STORED.fullmatch(url.strip())
    return found[1] if found else ""


def images_of(draft: Draft) -> list[list[str]]:
    """The pictures of every SKU as they would be, the bystanders' included."""
    written = [
        wish.node.texts("Images", "Image") or (list(wish.sku.images) if wish.sku else [])
        for wish in draft.wishes
    ]
    return written + [list(sku.images) for sku in draft.bystanders]


def check_images(draft: Draft, stored: set[str]) -> None:
    """Main and SKU pictures; `stored` holds the hash codes of those uploaded here."""
    of_skus = images_of(draft)
    every = [draft.images, *of_skus]
    text = draft.given.get("description", "")
    outside = _outside(draft.images, stored) + _outside(_SOURCE.findall(text), stored)
    for images in of_skus:
        outside += _outside(images, stored)
    draft.refuse([_outer(url) for url in outside])
    if any(len(images) > settings.IMAGES for images in every):
        sentence = f"At most {settings.IMAGES} images"
        draft.refuse([row("Images", "CHK_IMAGE_MAX_ITEMS", sentence)])
    draft.refuse(_missing_rows(draft, of_skus))
    if len(set(draft.images)) < len(draft.images):
        sentence = "The main images have a duplicate"
        draft.refuse([row("Images", "BIZ_CHECK_MAIN_IMAGE_DUPLICATE", sentence)])
    _check_links(draft, text)


def _outside(urls: Iterable[str], stored: set[str]) -> list[str]:
    return [url for url in urls if hash_of(url) not in stored]


def _outer(url: str) -> Json:
    sentence = f"The image is not on Lazada: {url}"
    return row("Images", "BIZ_CHECK_EXIST_OUTER_IMAGE", sentence)


def _missing_rows(draft: Draft, of_skus: Sequence[list[str]]) -> list[Json]:
    if not draft.images and not any(of_skus):
        return [row("Images", "BIZ_CHECK_MAIN_IMAGE_REQUIRE", "At least one image is needed")]
    if any(of_skus) and not all(of_skus):
        sentence = "Either every SKU has images or none"
        return [row("Images", "THD_IC_ERR_FC_IC_SKU_IMAGE_001", sentence)]
    return []


def _check_links(draft: Draft, text: str) -> None:
    """No number is published for a link to the outside; 4123 is the policy's."""
    if any(not host.endswith("lazada.vn") for host in _LINK.findall(text)):
        sentence = "The description has an external link"
        draft.refuse([row("description", "BIZ_CHECK_MANGROVE_RULE", sentence)])


def upload(call: Call) -> Json:
    """One file: POST /image/upload."""
    content = call.parameters.files.get("image")
    if content is None:
        raise numbered(302, "Not supported URL")
    if not content:
        raise numbered(30, "Empty Request")
    most = call.settings.image_bytes
    if len(content) > most:
        raise numbered(303, f"The image is too large: at most {most} bytes")
    _check_picture(content)
    return {"data": {"image": _stored(call.market, content)}}


def _check_picture(content: bytes) -> None:
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            picture.verify()
            sides = picture.size
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise numbered(302, "Not supported image format: JPG and PNG only") from error
    least, most = IMAGE_SIDE
    if not all(least <= side <= most for side in sides):
        raise numbered(302, f"Each side of the image must have {least} to {most} pixels")


def _stored(market: Market, content: bytes) -> Json:
    """The same bytes always get the same address."""
    code = hashlib.md5(content, usedforsecurity=False).hexdigest()
    market.images.add(code)
    market.pictures.keep(f"{IMAGE_HOST}{code}.jpg", content)
    return {"hash_code": code, "url": f"{IMAGE_HOST}{code}.jpg"}


ENDPOINTS = {"/image/upload": post(upload)}
