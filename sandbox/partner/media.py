"""Pictures and papers by content: the same bytes for the same purpose are the same media."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from sandbox.partner import answers, bodies, facts
from sandbox.partner.envelope import Refusal, wrong
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.views import media_url

if TYPE_CHECKING:
    from sandbox.partner.entities import Shop
    from sandbox.partner.market import Call
    from sandbox.replica import Json

_KINDS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png", b"%PDF-": "pdf"}
_UNREADABLE = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
_JPEG_END = b"\xff\xd9"


def keep(shop: Shop, content: bytes, purpose: str, now: float) -> tuple[Json, bool]:
    """The media of these bytes, and whether they are new; Refusal 4220 with a MEDIA_ code."""
    sha256 = hashlib.sha256(content).hexdigest()
    key = f"{shop.code} {purpose} {sha256}"
    media_id = "med_" + hashlib.sha256(key.encode()).hexdigest()[:20]
    known = find(shop, media_id, now)
    if known is not None:
        known["touched_at"] = now
        return known, False
    suffix, size = _looked_at(content, purpose)
    shop.media[media_id] = {
        "media_id": media_id,
        "purpose": purpose,
        "sha256": sha256,
        "suffix": suffix,
        "bytes": len(content),
        "width": size[0],
        "height": size[1],
        "touched_at": now,
    }
    return shop.media[media_id], True


def find(shop: Shop, media_id: str, now: float) -> Json | None:
    """The media with this id, unless nothing has used it for 30 days."""
    media = shop.media.get(media_id)
    if media is None or now < media["touched_at"] + facts.MEDIA_LIFE_S or _used(shop, media_id):
        return media
    del shop.media[media_id]
    return None


def _used(shop: Shop, media_id: str) -> bool:
    return any(media_id in media_of(product.content) for product in shop.products.values()) or any(
        offer.media_id == media_id for offer in shop.offers()
    )


def media_of(content: Json) -> list[str]:
    """Every media that the content of a product names."""
    papers = [document["media_id"] for document in content.get("documents", [])]
    certificate = (content.get("ocop") or {}).get("certificate_media_id")
    return [*content["images"], *papers, *([certificate] if certificate else [])]


def _looked_at(content: bytes, purpose: str) -> tuple[str, tuple[int | None, int | None]]:
    """Kind and size, judged by content and never by name."""
    kind = next((k for start, k in _KINDS.items() if content.startswith(start)), "")
    if kind not in (("jpg", "png") if purpose == "product" else ("jpg", "png", "pdf")):
        raise wrong("file", "MEDIA_TYPE")
    most = facts.PICTURE_BYTES if purpose == "product" else facts.PAPER_BYTES
    if len(content) > most:
        raise wrong("file", "MEDIA_TOO_LARGE", max=most, actual=len(content))
    if kind == "pdf":
        return kind, (None, None)
    size = _size(content, kind)
    if purpose == "product":
        _check_size(size)
    return kind, size


def _size(content: bytes, kind: str) -> tuple[int, int]:
    if kind == "jpg" and _JPEG_END not in content[-64:]:  # cut: verify() would not see it
        raise wrong("file", "MEDIA_BROKEN")
    try:
        with Image.open(io.BytesIO(content)) as picture:
            size = picture.size
            picture.verify()
    except _UNREADABLE as error:
        raise wrong("file", "MEDIA_BROKEN") from error
    return size


def _check_size(size: tuple[int, int]) -> None:
    least, most = facts.PICTURE_SIDE_PX
    if min(size) < least:
        raise wrong("file", "MEDIA_TOO_SMALL", min=least, actual=min(size))
    if max(size) > most:
        raise wrong("file", "MEDIA_TOO_LARGE", max=most, actual=max(size))


def upload(call: Call) -> Done:
    """200 for content that is known, 201 for new content."""
    given: bodies.UploadBody = call.payload()
    if "file" not in call.uploads:
        raise wrong("file", "REQUIRED")
    content = call.uploads["file"].content
    media, fresh = keep(call.shop, content, given["purpose"], call.now)
    if given["purpose"] == "product":
        call.market.pictures.keep(media_url(media), content)
    return Done(_view(media), 201 if fresh else 200)


def _view(media: Json) -> answers.Media:
    return {
        "media_id": media["media_id"],
        "purpose": media["purpose"],
        "sha256": media["sha256"],
        "url": media_url(media),
        "bytes": media["bytes"],
        "width": media["width"],
        "height": media["height"],
    }


def one(call: Call) -> Done:
    """A picture by its id."""
    media = find(call.shop, call.ids["media_id"], call.now)
    if media is None:
        raise Refusal(4040, {"media_id": call.ids["media_id"]})
    return Done(_view(media))


def by_content(call: Call) -> Done:
    """None or one."""
    asked: bodies.MediaQuery = call.parameters()
    wanted = asked["sha256"].lower(), asked["purpose"]
    found = [
        _view(media)
        for media_id, media in list(call.shop.media.items())
        if (media["sha256"], media["purpose"]) == wanted and find(call.shop, media_id, call.now)
    ]
    return Done({"items": found})


ENDPOINTS = (
    Endpoint(
        "POST", "/media", upload, "products.write", "Upload a picture or a paper", answers.Media,
        body=bodies.UploadBody, form=True, statuses=(200, 201),
    ),
    Endpoint(
        "GET", "/media", by_content, "products.read", "Find media by content", answers.MediaList,
        query=bodies.MediaQuery,
    ),
    Endpoint(
        "GET", "/media/{media_id}", one, "products.read", "One picture or paper", answers.Media
    ),
)  # fmt: skip
