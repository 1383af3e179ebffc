"""Which changes belong together: what is sold and for how much, and what moves between products."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sync.model import Change, Field, Sku
from sync.model.packs import amounts_in
from sync.planning.product_state import by_sku
from sync.planning.values import sku_value

_WORDS: tuple[Field, ...] = ("title", "description")
_FACTS: tuple[Field, ...] = ("net_content", "pack")


def repacked(change: Change) -> frozenset[Sku]:
    """Name the SKUs that a change leaves in another pack than they are seen in.

    Half a kilo for the price of a hundred grams: a size and its price go together, or wait.
    """
    return frozenset(sku for sku, _ in _told_otherwise(change))


def repacked_by(change: Change) -> frozenset[Field]:
    """Name the fields that tell buyers of another pack than is wanted."""
    return frozenset(field for _, field in _told_otherwise(change))


def repacks(change: Change) -> bool:
    """Tell whether a change writes what tells of the pack of a SKU that is seen in another."""
    return change.kind == "revise" and not repacked_by(change).isdisjoint(change.fields)


def reprices_repacked(change: Change) -> bool:
    """Tell whether a change prices a SKU that is seen in another pack than is wanted."""
    return change.kind == "reprice" and bool(repacked(change))


def _told_otherwise(change: Change) -> Iterator[tuple[Sku, Field]]:
    """Find SKUs that buyers see in another pack than is wanted, with the field that tells of it.

    An option that is an amount tells of its own SKU; title and description of all others. Where
    nothing is told any more, nothing tells of another pack.
    """
    before, after = change.before, change.after
    if before is None:
        return
    seen = by_sku(before.offers)
    words = [name for name in _WORDS if _other_amounts(getattr(before, name), getattr(after, name))]
    for offer in after.offers:
        there = seen.get(offer.sku)
        if there is None or change.sku not in (None, offer.sku):
            continue
        if offer.options and there.options not in {(), offer.options}:
            yield offer.sku, "variants"
        for name in _FACTS:
            said, wanted = getattr(there, name), getattr(offer, name)
            if said and wanted and said != wanted:
                yield offer.sku, name
        if not amounts_in(" ".join(offer.options)):
            yield from ((offer.sku, name) for name in words)


def _other_amounts(seen: str | None, wanted: str | None) -> bool:
    there, then = amounts_in(seen or ""), amounts_in(wanted or "")
    return bool(there and then) and there != then


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


def names_new_pack(change: Change) -> bool:
    """Tell whether the title names the size of a variant that comes with this change."""
    there = by_sku(change.before.offers) if change.before else {}
    new = [offer for offer in change.after.offers if offer.sku not in there]
    texts = [text for o in new for text in (*o.options, o.net_content, o.pack) if text]
    told = amounts_in(change.after.title or "")
    if change.before:
        told -= amounts_in(change.before.title or "")
    return not told.isdisjoint(amounts_in(" ".join(texts)))


def waits_for(change: Change, undone: Iterable[Change]) -> Change | None:
    """Find the change without which another would do harm: it was planned before it, and not done.

    A price and the pack it is for; the old listing of goods, and the other that takes them over.
    """
    return next((other for other in undone if _belong_together(change, other)), None)


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
