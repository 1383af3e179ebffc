"""Uploads pictures, one in each call."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.tiktok.adapter.booth import Booth
from sync.marketplace import Image, Part, Rejected, Uploaded
from sync.marketplace.shapes import text, unclear

PNG = b"\x89PNG"
MAIN_IMAGE = "MAIN_IMAGE"  # a picture is uploaded again for every other use


async def upload(booth: Booth, images: Sequence[Image]) -> list[Uploaded]:
    """Upload pictures for the gallery of a product."""
    return [await _upload(booth, image) for image in images]


async def _upload(booth: Booth, image: Image) -> Uploaded:
    media_type = "image/png" if image.content.startswith(PNG) else "image/jpeg"
    part = Part("data", image.filename, image.content, media_type)
    try:
        told = await booth.line.call(booth.client.upload(part, MAIN_IMAGE))
    except Rejected as error:
        return Uploaded(image.sha256, None, error.problem)
    if not (uri := text(told.get("uri"))):
        raise unclear("uri")
    return Uploaded(image.sha256, uri)
