"""Uploads pictures, one in each call; the same content always gets the same id."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.partner.adapter.booth import Booth
from sync.marketplace import Image, Part, Rejected, Uploaded
from sync.marketplace.shapes import text, unclear

PNG = b"\x89PNG"


async def upload(booth: Booth, images: Sequence[Image]) -> list[Uploaded]:
    """Upload pictures of products."""
    return [await _upload(booth, image) for image in images]


async def _upload(booth: Booth, image: Image) -> Uploaded:
    media_type = "image/png" if image.content.startswith(PNG) else "image/jpeg"
    part = Part("file", image.filename, image.content, media_type)
    try:
        told = await booth.line.call(booth.client.upload(part))
    except Rejected as error:
        return Uploaded(image.sha256, None, error.problem)
    if not (media_id := text(told.get("media_id"))):
        raise unclear("media_id")
    return Uploaded(image.sha256, media_id)
