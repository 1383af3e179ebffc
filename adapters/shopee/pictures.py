"""Uploads pictures, several in one call."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.shopee.client import ShopApi
from adapters.shopee.errors import response_of
from sync.marketplace import FormPart, Image, Rejected, Uploaded
from sync.marketplace.json_values import Json, record, rows, text, whole
from sync.model import Problem

PNG = b"\x89PNG"


async def upload(api: ShopApi, images: Sequence[Image]) -> list[Uploaded]:
    """Upload at most eight; where one spoils the whole call, each is sent alone."""
    try:
        answer = await api.line.call(api.client.upload([_part(image) for image in images]))
    except Rejected as error:
        if len(images) == 1:
            return [Uploaded(images[0].sha256, None, error.problem)]
        return [one for image in images for one in await upload(api, [image])]
    return _matched(images, response_of(answer))


def _part(image: Image) -> FormPart:
    media_type = "image/png" if image.content.startswith(PNG) else "image/jpeg"
    return FormPart("image", image.filename, image.content, media_type)


def _matched(images: Sequence[Image], answer: Json) -> list[Uploaded]:
    """Match the answer to the pictures: by place, or the only one by itself."""
    by_place = {whole(row.get("id")): row for row in rows(answer.get("image_info_list"))}
    if not by_place and len(images) == 1:
        by_place = {0: {"image_info": answer.get("image_info")}}
    return [_uploaded(image, by_place.get(at, {})) for at, image in enumerate(images)]


def _uploaded(image: Image, row: Json) -> Uploaded:
    if remote_id := text(record(row.get("image_info")).get("image_id")):
        return Uploaded(image.sha256, remote_id)
    values = {
        "platform_code": text(row.get("error")),
        "platform_message": text(row.get("message")),
    }
    return Uploaded(image.sha256, None, Problem(code="image_refused", values=values))


def url_of(image_id: str) -> str:
    """Say where Shopee shows a picture."""
    return f"https://cf.shopee.vn/file/{image_id}"
