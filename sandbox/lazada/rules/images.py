"""Pictures of a listing: stored here, not too many, none twice, and none from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sandbox.lazada import facts
from sandbox.lazada.rules.rows import row

if TYPE_CHECKING:
    from sandbox.lazada.rules.draft import Draft
    from sandbox.replica import Json

_STORED = re.compile(r"https?://[\w-]+\.slatic\.net/(?:p|original)/([0-9a-f]{32})\.\w+")
_SOURCE = re.compile(r"<img[^>]*\ssrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_LINK = re.compile(r"<a[^>]*\shref\s*=\s*[\"']?https?://([^\"'\s>/]+)", re.IGNORECASE)


def hash_of(url: str) -> str:
    """The hash code in the address of a picture on Lazada's host, empty for any other."""
    found = _STORED.fullmatch(url.strip())
    return found[1] if found else ""


def images_of(draft: Draft) -> list[list[str]]:
    """The pictures of every SKU as they would be, the bystanders' included."""
    written = [
        wish.node.texts("Images", "Image") or (list(wish.sku.images) if wish.sku else [])
        for wish in draft.wishes
    ]
    return written + [list(sku.images) for sku in draft.bystanders]


def check_images(draft: Draft, stored: set[str]) -> None:
    """Main and SKU pictures; `stored` holds the hash codes of those uploaded here."""
    of_skus = images_of(draft)
    every = [draft.images, *of_skus]
    text = draft.given.get("description", "")
    outside = _outside(draft.images, stored) + _outside(_SOURCE.findall(text), stored)
    for images in of_skus:
        outside += _outside(images, stored)
    draft.refuse([_outer(url) for url in outside])
    if any(len(images) > facts.IMAGES for images in every):
        sentence = f"At most {facts.IMAGES} images"
        draft.refuse([row("Images", 4169, "BIZ_CHECK_IMAGE_COUNT_LIMIT", sentence)])
    draft.refuse(_missing_rows(draft, of_skus))
    if len(set(draft.images)) < len(draft.images):
        sentence = "The main images have a duplicate"
        draft.refuse([row("Images", 4116, "BIZ_CHECK_MAIN_IMAGE_DUPLICATE", sentence)])
    _check_links(draft, text)


def _outside(urls: Iterable[str], stored: set[str]) -> list[str]:
    return [url for url in urls if hash_of(url) not in stored]


def _outer(url: str) -> Json:
    sentence = f"The image is not on Lazada: {url}"
    return row("Images", 4138, "BIZ_CHECK_EXIST_OUTER_IMAGE", sentence)


def _missing_rows(draft: Draft, of_skus: Sequence[list[str]]) -> list[Json]:
    if not draft.images and not any(of_skus):
        return [row("Images", 4139, "BIZ_CHECK_IMAGE_REQUIRED", "At least one image is needed")]
    if any(of_skus) and not all(of_skus):
        sentence = "Either every SKU has images or none"
        return [row("Images", 4153, "BIZ_CHECK_SKU_IMAGE_PARTIAL", sentence)]
    return []


def _check_links(draft: Draft, text: str) -> None:
    """No number is published for a link to the outside; 4123 is the policy's."""
    if any(not host.endswith("lazada.vn") for host in _LINK.findall(text)):
        sentence = "The description has an external link"
        draft.refuse([row("description", 4123, "BIZ_CHECK_EXTERNAL_LINK", sentence)])
