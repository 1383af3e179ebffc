"""How much of what is left each shop may offer."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from sync.model import Product, Shop, ShopName, Sku, StockRule
from sync.planning.project import sells

Sold = Mapping[Sku, int]
EVERYTHING = 100.0


def offered(available: int | None, rule: StockRule, buffer: int = 0) -> int | None:
    """Keep the reserve, take the share, stay under the ceiling; None (not counted) stays None."""
    if available is None:
        return None
    free = max(available - rule.reserve - buffer, 0)
    share = free * round(rule.share_percent * 1000) // 100_000  # rounding never makes a unit
    share = share if rule.fixed is None else min(free, rule.fixed)
    return share if rule.ceiling is None else min(share, rule.ceiling)


def buffer_of(rule: StockRule, sold: int) -> int:
    """Say how many to hold back of what sold `sold` times in the rule's `days`."""
    if rule.buffer is None:
        return 0
    buffer = math.ceil(sold * rule.buffer.lead_days / rule.buffer.days)
    return buffer if rule.buffer.most is None else min(buffer, rule.buffer.most)


def shares(
    available: int | None, shops: Sequence[Shop], buffers: Mapping[ShopName, int]
) -> dict[ShopName, int | None]:
    """Share one SKU out among the shops that sell it; None (not counted) stays None.

    | rule                                | offers                                      |
    |-------------------------------------|---------------------------------------------|
    | none                                | everything, as do all other such shops      |
    | share_percent below 100, or fixed   | its own part, in the order of shops.yaml    |
    | last_units, few left, `to` another  | nothing                                     |
    | named by such a rule                | all that no other shop has as its own       |

    What shops have of their own never adds up to more than is available.
    """
    if available is None:
        return dict.fromkeys((shop.name for shop in shops), None)
    heirs = _heirs(available, shops)
    left, found = available, dict[ShopName, int | None]()
    for shop in sorted(shops, key=lambda shop: shop.name in heirs):
        wish = _wish(available, shop, heirs, buffers.get(shop.name, 0))
        if shop.name in heirs or _own(shop.stock_rule):
            wish = min(wish, left)
            left -= wish
        found[shop.name] = wish
    return {shop.name: found[shop.name] for shop in shops}


def shares_of(
    shop: Shop,
    shops: Iterable[Shop],
    products: Iterable[Product],
    available: Mapping[Sku, int | None],
    sold: Mapping[int, Sold],
) -> dict[Sku, int | None]:
    """Say how many of each SKU one shop may offer; `sold` tells what sold in so many days."""
    ours = {each.name: each for each in shops} | {shop.name: shop}
    if not any(_own(each.stock_rule) or each.stock_rule.last_units for each in ours.values()):
        ours = {shop.name: shop}  # what the others offer takes nothing from this shop
    found: dict[Sku, int | None] = {}
    for product in products:
        if not sells(shop, product):
            continue
        selling = [each for each in ours.values() if sells(each, product)]
        for sku in (variant.sku for variant in product.variants):
            buffers = {each.name: _buffer(each.stock_rule, sku, sold) for each in selling}
            found[sku] = shares(available.get(sku), selling, buffers)[shop.name]
    return found


def windows(shops: Iterable[Shop]) -> frozenset[int]:
    """Say over how many days the rules of these shops ask what was sold."""
    return frozenset(s.stock_rule.buffer.days for s in shops if s.stock_rule.buffer)


def _buffer(rule: StockRule, sku: Sku, sold: Mapping[int, Sold]) -> int:
    return 0 if rule.buffer is None else buffer_of(rule, sold[rule.buffer.days].get(sku, 0))


def _own(rule: StockRule) -> bool:
    """Tell whether a shop's share is its own, not offered in other shops as well."""
    return rule.fixed is not None or rule.share_percent < EVERYTHING


def _heirs(available: int, shops: Sequence[Shop]) -> frozenset[ShopName]:
    """Name the shops that the last units go to; one that does not sell this inherits nothing."""
    rules = (shop.stock_rule.last_units for shop in shops)
    named = {rule.to for rule in rules if rule is not None and available < rule.below}
    return frozenset(named & {shop.name for shop in shops})


def _wish(available: int, shop: Shop, heirs: Collection[ShopName], buffer: int) -> int:
    rule = shop.stock_rule
    last = rule.last_units
    if last and last.to != shop.name and last.to in heirs and available < last.below:
        return 0
    if shop.name in heirs:
        rule = StockRule(reserve=rule.reserve, ceiling=rule.ceiling)
        buffer = 0
    return offered(available, rule, buffer) or 0
