"""Uploads pictures, one in each call: only addresses on the open web may come several at once."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.lazada.adapter.booth import Booth
from adapters.lazada.client.answers import content
from sync.marketplace import FormPart, Image, Rejected, Uploaded
from sync.marketplace.json_values import record, text, unclear

PNG = b"\x89PNG"


async def upload(booth: Booth, images: Sequence[Image]) -> list[Uploaded]:
    """Upload pictures; the address that each gets is what listings name it by."""
    return [await _upload(booth, image) for image in images]


async def _upload(booth: Booth, image: Image) -> Uploaded:
    media_type = "image/png" if image.content.startswith(PNG) else "image/jpeg"
    part = FormPart("image", image.filename, image.content, media_type)
    try:
        answer = await booth.line.call(booth.client.upload(part))
    except Rejected as error:
        return Uploaded(image.sha256, None, error.problem)
    url = text(record(content(answer).get("image")).get("url"))
    if not url:
        raise unclear("url")
    return Uploaded(image.sha256, url)
