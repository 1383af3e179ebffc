"""Uploads pictures and papers, one in each call; the same content always gets the same id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.partner.client import ShopApi
from sync.marketplace import FormPart, Image, Purpose, Rejected, Uploaded
from sync.marketplace.json_values import text, unclear

MEDIA_TYPES = ((b"\x89PNG", "image/png"), (b"%PDF-", "application/pdf"))  # else JPEG
PURPOSES: Mapping[Purpose, str] = {
    "picture": "product",
    "paper": "document",
    "certificate": "certificate",
}


async def upload(api: ShopApi, images: Sequence[Image]) -> list[Uploaded]:
    """Upload pictures of products, or papers."""
    return [await _upload(api, image) for image in images]


async def _upload(api: ShopApi, image: Image) -> Uploaded:
    started = (kind for start, kind in MEDIA_TYPES if image.content.startswith(start))
    media_type = next(started, "image/jpeg")
    part = FormPart("file", image.filename, image.content, media_type)
    try:
        answer = await api.line.call(api.client.upload(part, PURPOSES[image.purpose]))
    except Rejected as error:
        return Uploaded(image.sha256, None, error.problem)
    if not (media_id := text(answer.get("media_id"))):
        raise unclear("media_id")
    return Uploaded(image.sha256, media_id)
