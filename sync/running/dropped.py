"""Variants that the catalog names no more and a listing still sells: how many may stand there."""

from __future__ import annotations

from collections.abc import Mapping

from sync.inventory import at_risk, balance_of
from sync.model import Code, Listing, Sku
from sync.planning import ShopState
from sync.running.context import Round


async def most_of_dropped(round: Round, shop_state: ShopState) -> Mapping[Code, Mapping[Sku, int]]:
    """Say of each how many are left beside what other shops may show; uncounted ones are left out.

    Removing them may wait for a person, and buyers go on buying meanwhile.
    """
    dropped = {code: skus for code in shop_state.desired if (skus := _dropped(shop_state, code))}
    every = {sku for skus in dropped.values() for sku in skus}
    if not every:
        return {}
    accounts = await round.store.stock.summed(every)
    rows = await round.store.shown_stock.in_any_shop(every)
    others = [row for row in rows if row.shop != round.shop.name]
    most = {
        sku: max(balance_of(account).available - at_risk(r for r in others if r.sku == sku), 0)
        for sku, account in accounts.items()
    }
    return {code: {sku: most[sku] for sku in skus & most.keys()} for code, skus in dropped.items()}


def _dropped(shop_state: ShopState, code: Code) -> set[Sku]:
    seen = shop_state.observed.by_code.get(code)
    if seen is None or code in shop_state.kept or not _had(shop_state, code, seen):
        return set()
    wanted = {offer.sku for offer in shop_state.desired[code].offers}
    return {offer.sku for offer in seen.offers if offer.quantity} - wanted


def _had(shop_state: ShopState, code: Code, seen: Listing) -> bool:
    link = shop_state.links.get(code)
    return link is not None and link.applied is not None and seen.status == "live"
