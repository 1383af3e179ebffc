"""Which variants a change would take away."""

from __future__ import annotations

from sync.model import Change, Sku


def removed_skus(change: Change) -> list[Sku]:
    """Name the variants that stand there and would not any more, in their order there.

    One whose very options another SKU takes over only gets another name: buyers lose nothing.
    """
    if change.kind != "revise" or "variants" not in change.fields or change.before is None:
        return []
    kept = {offer.sku for offer in change.after.offers}
    there = {offer.sku for offer in change.before.offers}
    new = {offer.options for offer in change.after.offers if offer.sku not in there}
    gone = (offer for offer in change.before.offers if offer.sku not in kept)
    return [offer.sku for offer in gone if offer.options not in new]
