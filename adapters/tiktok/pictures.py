"""Uploads pictures and papers, one in each call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.tiktok.client import ShopApi
from adapters.tiktok.papers import FILE, file_name
from sync.marketplace import FormPart, Image, Purpose, Rejected, Uploaded
from sync.marketplace.json_values import text, unclear

PNG = b"\x89PNG"
PDF = b"%PDF-"
USES: Mapping[Purpose, str] = {  # a picture is uploaded again for every other use
    "picture": "MAIN_IMAGE",
    "paper": "CERTIFICATION_IMAGE",
    "certificate": "CERTIFICATION_IMAGE",
}


async def upload(api: ShopApi, images: Sequence[Image]) -> list[Uploaded]:
    """Upload pictures for the gallery of a product, or papers for its certifications."""
    return [await _upload(api, image) for image in images]


async def _upload(api: ShopApi, image: Image) -> Uploaded:
    send = _send_file if image.content.startswith(PDF) else _send_picture
    try:
        return Uploaded(image.sha256, await send(api, image))
    except Rejected as error:
        return Uploaded(image.sha256, None, error.problem)


async def _send_picture(api: ShopApi, image: Image) -> str:
    media_type = "image/png" if image.content.startswith(PNG) else "image/jpeg"
    part = FormPart("data", image.filename, image.content, media_type)
    told = await api.line.call(api.client.upload(part, USES[image.purpose]))
    if not (uri := text(told.get("uri"))):
        raise unclear("uri")
    return uri


async def _send_file(api: ShopApi, image: Image) -> str:
    part = FormPart("data", file_name(image.sha256), image.content, "application/pdf")
    told = await api.line.call(api.client.upload_file(part))
    if not (file_id := text(told.get("id"))):
        raise unclear("id")
    return FILE + file_id
