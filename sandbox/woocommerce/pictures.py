"""The media library: pictures that the shop fetches by address, or that are uploaded to it."""

from __future__ import annotations

import asyncio
import http.client
import ipaddress
import re
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from sandbox.woocommerce.entities import Attachment
from sandbox.woocommerce.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.replica import Json
    from sandbox.woocommerce.site import Call, Site

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tiff", ".ico", ".webp"})
STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM")
PORTS = frozenset({None, 80, 443, 8080})
FETCH_S = 5.0


async def chosen(call: Call, wanted: Sequence[Any]) -> list[int]:
    """The attachments of a product: by id those that are there, by address a new one each time."""
    found: list[int] = []
    for row in wanted:
        given = row if isinstance(row, dict) else {}
        if given.get("id"):
            found.append(_standing(call, given))
        elif given.get("src"):
            found.append((await _fetched(call, given)).id)
    return found


def _standing(call: Call, given: Json) -> int:
    number = int(given["id"])
    attachment = call.shop.attachments.get(number)
    if attachment is None:
        said = f"#{number} is an invalid image ID."
        raise Refusal(400, "woocommerce_product_invalid_image_id", said)
    attachment.alt = given.get("alt", attachment.alt)
    attachment.name = given.get("name", attachment.name)
    return number


async def _fetched(call: Call, given: Json) -> Attachment:
    url = str(given["src"])
    call.site.fetched[url] = call.site.fetched.get(url, 0) + 1
    await asyncio.sleep(call.settings.image_seconds)
    content = await _downloaded(call.site, url)
    name = PurePosixPath(unquote(urlsplit(url).path)).name
    kept = stored(call, name, content)
    kept.alt, kept.name = str(given.get("alt", "")), str(given.get("name", kept.name))
    return kept


async def _downloaded(site: Site, url: str) -> bytes:
    parts = urlsplit(url)
    if _is_refused(parts.hostname or "", parts.port) or not site.settings.outer_web:
        raise _failed(url, "A valid URL was not provided.")
    if PurePosixPath(unquote(parts.path)).suffix.lower() not in ENDINGS:
        raise _failed(url, "Invalid image type.")
    way = urlsplit(site.settings.outer_web)
    content = b""
    with suppress(OSError, http.client.HTTPException):
        content = await asyncio.to_thread(_get, f"{way.hostname}:{way.port}", parts.path)
    if not content.startswith(STARTS):
        raise _failed(url, "Invalid image type." if content else "Not Found")
    return content


def _is_refused(host: str, port: int | None) -> bool:
    """WordPress asks no private address, and no odd port."""
    if port not in PORTS or host in {"", "localhost"}:
        return True
    with suppress(ValueError):
        return not ipaddress.ip_address(host).is_global
    return False


def _get(address: str, path: str) -> bytes:
    line = http.client.HTTPConnection(address, timeout=FETCH_S)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.read() if answer.status == 200 else b""
    finally:
        line.close()


def _failed(url: str, why: str) -> Refusal:
    said = f"Error getting remote image {url}. Error: {why}"
    return Refusal(400, "woocommerce_product_image_upload_error", said)


def stored(call: Call, name: str, content: bytes) -> Attachment:
    """Keep a file under a name that nothing has yet."""
    number = call.shop.next_number()
    stem, dot, ending = name.rpartition(".")
    stem = re.sub(r"[^A-Za-z0-9-]+", "-", stem).strip("-") or "image"
    folder = f"{call.base}/wp-content/uploads/2026/11"
    taken = {attachment.src for attachment in call.shop.attachments.values()}
    src, turn = f"{folder}/{stem}{dot}{ending}", 0
    while src in taken:
        turn += 1
        src = f"{folder}/{stem}-{turn}{dot}{ending}"
    kept = Attachment(number, src, name)
    call.shop.attachments[number] = kept
    call.site.pictures.keep(src, content)
    return kept


def image_row(call: Call, number: int) -> Json:
    """One picture of a product as it is shown."""
    attachment = call.shop.attachments[number]
    return {
        "id": number,
        "date_created": call.site.local(call.site.now()),
        "src": attachment.src,
        "name": attachment.name,
        "alt": attachment.alt,
    }
