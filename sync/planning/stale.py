"""Tells a read that may still show what was before our write from somebody's edit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sync.model import Field, Link, Listing
from sync.planning.product_state import by_sku

LISTING_FIELDS: tuple[Field, ...] = (
    "title",
    "description",
    "category",
    "brand",
    "attributes",
    "status",
)
OFFER_FIELDS: tuple[Field, ...] = ("price", "quantity", "gtin", "weight_g", "size_mm")


def stale(observed: Listing | None, link: Link, now: datetime, settle_s: float) -> bool:
    """Tell whether a difference may be nothing but the platform's delay: look again, then believe.

    True within `settle_s` of our last write, where a field that we wrote is seen as it was before,
    or a fresh listing (or variant) is seen unfinished: absent, hidden, without a SKU, with stock 0;
    or what shall be live is under a review that may be over in a moment.
    """
    if link.applied is None or link.applied_at is None:
        return False
    if (now - link.applied_at).total_seconds() > settle_s:
        return False
    if observed is None:
        return link.before is None
    if link.applied.status == "live" and observed.status == "reviewing":
        return True
    fresh = link.before is None and observed.status == "hidden" and link.applied.status == "live"
    return fresh or any(_as_before(observed, link.applied, link.before))


def _as_before(observed: Listing, applied: Listing, before: Listing | None) -> Iterator[bool]:
    if before is not None:
        for name in LISTING_FIELDS:
            seen = getattr(observed, name)
            yield getattr(applied, name) != seen == getattr(before, name)
    seen_offers, old_offers = by_sku(observed.offers), by_sku(before.offers if before else ())
    for offer in applied.offers:
        seen, old = seen_offers.get(offer.sku), old_offers.get(offer.sku)
        if old is None:  # this variant is new
            yield seen is None or (seen.quantity == 0 != offer.quantity)
            continue
        for name in OFFER_FIELDS:
            shown = getattr(seen, name, None)
            yield shown is not None and getattr(offer, name) != shown == getattr(old, name)
