"""Which changes belong together: what is sold and for how much, and what moves between products."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model import Change, Sku
from sync.planning.product_state import by_sku
from sync.planning.values import sku_value


def repacked(change: Change) -> frozenset[Sku]:
    """Name the SKUs that a change leaves under other options than they are seen under.

    Half a kilo for the price of a hundred grams: a size and its price go together, or wait.
    """
    seen = by_sku(change.before.offers) if change.before else {}
    concerned = change.after.offers
    if change.sku is not None:
        concerned = tuple(offer for offer in concerned if offer.sku == change.sku)
    return frozenset(
        offer.sku
        for offer in concerned
        if offer.options
        and offer.sku in seen
        and seen[offer.sku].options not in {(), offer.options}
    )


def repacks(change: Change) -> bool:
    """Tell whether a change writes the options of a SKU that has others there."""
    return change.kind == "revise" and "variants" in change.fields and bool(repacked(change))


def reprices_repacked(change: Change) -> bool:
    """Tell whether a change prices a SKU that is seen under other options than are wanted."""
    return change.kind == "reprice" and bool(repacked(change))


def is_cheaper(change: Change) -> bool:
    """Tell whether a price falls."""
    before = sku_value(change.before, change.sku, "price")
    after = sku_value(change.after, change.sku, "price")
    return before is not None and after is not None and after < before


def added_skus(change: Change) -> frozenset[Sku]:
    """Name the SKUs that a change puts on sale: all of a new listing, new variants of another."""
    if change.kind == "publish":
        return frozenset(offer.sku for offer in change.after.offers)
    if change.kind != "revise" or "variants" not in change.fields:
        return frozenset()
    there = {offer.sku for offer in change.before.offers} if change.before else set()
    return frozenset(offer.sku for offer in change.after.offers) - there


def must_wait(change: Change, undone: Iterable[Change]) -> bool:
    """Tell whether a change would do harm because of one that was planned before it and not done.

    A price and the pack it is for; the old listing of goods, and the other that takes them over.
    """
    return any(_belong_together(change, other) for other in undone)


def _belong_together(change: Change, other: Change) -> bool:
    if change.kind == "withdraw":
        sold_here = {offer.sku for offer in change.after.offers}
        return not sold_here.isdisjoint(added_skus(other))
    if change.code != other.code:
        return False
    priced, packed = (change, other) if change.kind == "reprice" else (other, change)
    if not (reprices_repacked(priced) and repacks(packed)):
        return False
    return not repacked(priced).isdisjoint(repacked(packed))
