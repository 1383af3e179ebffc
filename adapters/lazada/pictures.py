"""Uploads pictures, one in each call: only addresses on the open web may come several at once."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.lazada.client import ShopApi
from adapters.lazada.errors import content
from sync.marketplace import FormPart, Image, Rejected, Uploaded
from sync.marketplace.json_values import record, text, unclear

PNG = b"\x89PNG"


async def upload(api: ShopApi, images: Sequence[Image]) -> list[Uploaded]:
    """Upload pictures; the address that each gets is what listings name it by."""
    return [await _upload(api, image) for image in images]


async def _upload(api: ShopApi, image: Image) -> Uploaded:
    media_type = "image/png" if image.content.startswith(PNG) else "image/jpeg"
    part = FormPart("image", image.filename, image.content, media_type)
    try:
        answer = await api.line.call(api.client.upload(part))
    except Rejected as error:
        return Uploaded(image.sha256, None, error.problem)
    url = text(record(content(answer).get("image")).get("url"))
    if not url:
        raise unclear("url")
    return Uploaded(image.sha256, url)
