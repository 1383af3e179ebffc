"""What a product feed may not carry, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from adapters.site.pictures import SizedPicture
from adapters.site.product import ShownOffer, ShownProduct
from adapters.site.settings import SiteSettings

Reason = Literal[  # each is the code of its sentence
    "site_feed_alcohol",
    "site_feed_health_food",
    "site_feed_undeclared",
    "site_feed_no_picture",
    "site_feed_small_picture",
    "site_feed_uncounted",
    "site_feed_short_text",
    "site_feed_not_there",
]
SMALLEST_PX = 500  # Meta now, Google from 31/01/2027
SHORTEST_TEXT = 30  # rows with less were seen to vanish
_ALCOHOL = re.compile(r"\b(rượu|bia)\b", re.IGNORECASE)  # named so; a sauce may hold some
_PROOF = re.compile(r"\b(nồng độ|độ) cồn\b", re.IGNORECASE)
_HEALTH = re.compile(r"bảo vệ sức khỏe|thực phẩm chức năng", re.IGNORECASE)


def left_out(
    product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture] | None
) -> Reason | None:
    """Say why a product goes into no feed; None where it does. Pictures may not be at hand yet.

    Alcohol may not be shown in Vietnam, health food only where a person of the receiver allows it.
    """
    named = f"{product.title} {product.category}"
    if _ALCOHOL.search(named) or _PROOF.search(product.text):
        return "site_feed_alcohol"
    if _HEALTH.search(f"{named} {product.text}"):
        return "site_feed_health_food"
    if product.food and not product.declared and not site.undeclared_in_feeds:
        return "site_feed_undeclared"
    if len(product.text) < SHORTEST_TEXT:
        return "site_feed_short_text"
    if not product.pictures:
        return "site_feed_no_picture"
    if pictures is None:
        return None
    return "site_feed_not_there" if site.feeds_of and not product.links else _of_pictures(pictures)


def offered(product: ShownProduct) -> list[ShownOffer]:
    """Leave out packs that nobody counted: a feed must say whether it is there."""
    return [each for each in product.offers if each.stock != "ask" and each.price > 0]


def _of_pictures(pictures: Sequence[SizedPicture]) -> Reason | None:
    if not pictures:
        return "site_feed_no_picture"
    largest = pictures[0].webp[-1]
    return "site_feed_small_picture" if max(largest.width, largest.height) < SMALLEST_PX else None
