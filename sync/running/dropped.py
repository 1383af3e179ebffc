"""Variants that the catalog names no more and a listing still sells: how many may stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sync.inventory import at_risk, balance_of, free_for, related
from sync.model import Code, ShopName, ShownQuantity, Sku
from sync.planning import ShopState, left_behind
from sync.running.context import Round
from sync.running.sharing import of_lots_on_sale
from sync.running.stock_books import is_only_shown


async def most_of_dropped(round: Round, shop_state: ShopState) -> Mapping[Code, Mapping[Sku, int]]:
    """Say of each how many are left beside what other shops may show; uncounted ones are left out.

    Removing them may wait for a person, and buyers go on buying meanwhile.
    """
    dropped = _dropped(shop_state)
    every = {sku for skus in dropped.values() for sku in skus}
    if not every:
        return {}
    concerned, now = related(every, round.bundles), round.platform_now()
    accounts = await round.store.stock.summed(concerned)
    left = {sku: balance_of(account).available for sku, account in accounts.items()}
    lots = {sku: of for sku, of in (await round.store.lots.known(left)).items() if of.lots}
    there = await of_lots_on_sale(round.store, lots, left, now)
    showing = is_only_shown(round)  # it takes no part of what other shops sell
    rows = () if showing else await round.store.shown_stock.in_any_shop(concerned)
    free = {
        sku: free_for(sku, there, _beside(sku, round.shop.name, rows), round.bundles)
        for sku in every
    }
    most = {sku: max(units, 0) for sku, units in free.items() if units is not None}
    return {code: {sku: most[sku] for sku in skus & most.keys()} for code, skus in dropped.items()}


def _beside(sku: Sku, shop: ShopName, rows: Iterable[ShownQuantity]) -> Mapping[Sku, int]:
    """Add up what may be shown elsewhere of a SKU, and anywhere of what shares units with it."""
    found = Counter[Sku]()
    for row in rows:
        if (row.shop, row.sku) != (shop, sku):
            found[row.sku] += at_risk([row])
    return found


def _dropped(shop_state: ShopState) -> dict[Code, set[Sku]]:
    """Gather what stands there of variants that their product has no more."""
    found = dict[Code, set[Sku]]()
    for code, offer in left_behind(shop_state):
        if offer.quantity and _is_ours(shop_state, code):
            found.setdefault(code, set()).add(offer.sku)
    return found


def _is_ours(shop_state: ShopState, code: Code) -> bool:
    """Whether the catalog tells soundly of a product that we wrote there and buyers see."""
    if code not in shop_state.desired or code in shop_state.kept:
        return False
    link, seen = shop_state.links[code], shop_state.observed.by_code[code]
    return link.applied is not None and seen.status == "live"
