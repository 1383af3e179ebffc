"""What we know to have applied, once a change is done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sync.model import Change, Listing, Offer
from sync.planning.product_state import by_sku
from sync.planning.values import OF_OFFERS


def merge_applied(applied: Listing | None, change: Change) -> Listing:
    """Carry a done change into what was last applied; what it did not touch stays as it was."""
    if change.kind == "publish":
        return change.after
    known = applied or change.before or change.after
    fields: frozenset[str] = frozenset(change.fields)
    renamed = {"option_names"} if "variants" in fields else set()
    taken = fields - OF_OFFERS - {"variants"} | renamed
    whole = {name: getattr(change.after, name) for name in taken}
    return replace(known, **whole, offers=_offers(known, change, fields))


def _offers(known: Listing, change: Change, fields: Collection[str]) -> tuple[Offer, ...]:
    after, names = by_sku(change.after.offers), OF_OFFERS.intersection(fields)
    kept = tuple(_carried(offer, after.get(offer.sku), change, names) for offer in known.offers)
    if "variants" not in fields:
        return kept
    stood = by_sku(change.before.offers if change.before else ())  # the others were made anew
    known_there = {offer.sku: offer for offer in kept if offer.sku in stood}
    return tuple(
        replace(known_there[offer.sku], options=offer.options)
        if offer.sku in known_there
        else offer
        for offer in change.after.offers
    )


def _carried(offer: Offer, after: Offer | None, change: Change, names: Collection[str]) -> Offer:
    if after is None or not names or change.sku not in {None, offer.sku}:
        return offer
    return replace(offer, **{name: getattr(after, name) for name in names})
