"""Pictures in: real JPEG or PNG files, stored under the hash of their bytes."""

from __future__ import annotations

import hashlib
import io
import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PIL import Image, UnidentifiedImageError

from sandbox.lazada.facts import IMAGE_HOST, IMAGE_SIDE, IMAGES
from sandbox.lazada.market import Batch, get, post
from sandbox.lazada.payload import read_request
from sandbox.lazada.refusal import IMAGES_FAILED, numbered, overview
from sandbox.lazada.rules.images import hash_of
from sandbox.lazada.rules.rows import row

if TYPE_CHECKING:
    from sandbox.lazada.market import Call, Market
    from sandbox.lazada.payload import Node
    from sandbox.lazada.shelf import Sku
    from sandbox.replica import Json

_RAW_IP = re.compile(r"[0-9.]+|\[.*\]")
_PORTS = frozenset({None, 80, 443})


def upload(call: Call) -> Json:
    """One file: POST /image/upload."""
    content = call.parameters.files.get("image")
    if content is None:
        raise numbered(302, "Not supported URL")
    if not content:
        raise numbered(30, "Empty Request")
    most = call.knobs.image_bytes
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
    return {"hash_code": code, "url": f"{IMAGE_HOST}{code}.jpg"}


def migrate(call: Call) -> Json:
    """One picture from an address: POST /image/migrate."""
    url = read_request(call).child("Image").text("Url")
    if not url:
        raise numbered(30, "Empty Request")
    if not _is_fetchable(url):
        raise numbered(302, "Not supported URL")
    return {"data": {"image": _fetched(call.market, url)}}


def _is_fetchable(url: str) -> bool:
    """Named hosts on the usual ports; a replica fetches nothing, so a picture's name must do."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    public = parts.scheme in {"http", "https"} and port in _PORTS and not _RAW_IP.fullmatch(host)
    return public and "." in host and parts.path.lower().endswith((".jpg", ".jpeg", ".png"))


def _fetched(market: Market, url: str) -> Json:
    hosted = hash_of(url)
    if hosted in market.images:
        return {"hash_code": hosted, "url": url}
    return _stored(market, url.encode())


def migrate_several(call: Call) -> Json:
    """Up to eight addresses, fetched later: POST /images/migrate answers a batch id only."""
    urls = read_request(call).texts("Images", "Url")
    if not urls:
        raise numbered(30, "Empty Request")
    if len(urls) > IMAGES:
        raise numbered(203, f"Too many images: at most {IMAGES}")
    good = [u for place, u in enumerate(urls) if _is_fetchable(u) and not call.fails(place)]
    batch_id = f"21223171{int(call.now * 1000)}{secrets.token_hex(5)[:9]}"
    errors = [url for url in urls if url not in good]
    call.market.batches[batch_id] = Batch(good, errors, call.now + call.knobs.image_batch_s)
    return {"batch_id": batch_id}


def migrated(call: Call) -> Json:
    """What became of a batch, in any order; empty while it runs: GET /image/response/get."""
    batch = call.market.batches.get(call.required("batch_id"))
    if batch is None:
        raise numbered(1000, "Internal application error: no such batch")
    if call.now < batch.ready_at:
        return {"data": {}}
    return {
        "data": {
            "images": [_fetched(call.market, url) for url in reversed(batch.images)],
            "errors": [
                {"field": url, "msg": "Error download image", "original_url": url}
                for url in batch.errors
            ],
        }
    }


def set_images(call: Call) -> Json:
    """Replace the pictures of SKUs: POST /images/set."""
    nodes = read_request(call).child("Product").nodes("Skus", "Sku")
    if not nodes:
        raise numbered(30, "Empty Request")
    pairs = [(_sku(call, node), node.texts("Images", "Image")) for node in nodes]
    for sku, images in pairs:
        if len(images) > IMAGES:
            raise numbered(203, f"Too many images: at most {IMAGES}")
        if any(hash_of(url) not in call.market.images for url in images):
            found = row("Images", 4138, "BIZ_CHECK_EXIST_OUTER_IMAGE", sku.seller_sku)
            raise overview(IMAGES_FAILED, [found])
    for sku, images in pairs:
        sku.images = images
        call.shop.items[sku.item_id].updated_at = call.now
    return {"data": {}}


def _sku(call: Call, node: Node) -> Sku:
    sku = call.shop.sku_by_id(node.text("SkuId"))
    if sku is None:
        found = row("SkuId", 4136, "SELLER_SKU_NOT_FOUND", f"No SKU {node.text('SkuId')}")
        raise overview(IMAGES_FAILED, [found])
    return sku


ENDPOINTS = {
    "/image/upload": post(upload),
    "/image/migrate": post(migrate),
    "/images/migrate": post(migrate_several),
    "/image/response/get": get(migrated),
    "/images/set": post(set_images),
}
