"""Reads pictures, and uploads each by itself: only addresses on the open web come in batches."""

from __future__ import annotations

from collections.abc import Sequence

import orjson

from adapters.lazada.client import ShopApi
from adapters.lazada.errors import content
from sync.marketplace import FormPart, Image, Rejected, Uploaded
from sync.marketplace.json_values import Json, record, text, unclear

PNG = b"\x89PNG"


def pictures_of(item: Json) -> list[str]:
    """List the main pictures' addresses: a list, or the JSON text of one, padded with blanks."""
    found = item.get("images")
    if isinstance(found, str):
        try:
            found = orjson.loads(found)
        except orjson.JSONDecodeError:
            return []
    return [url for url in map(text, found) if url] if isinstance(found, list) else []


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
