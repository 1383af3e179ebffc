"""How much of what is left each shop may offer."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sync.model import Code, Product, Shop, ShopName, Sku, StockRule
from sync.model.assortment import sells

Sold = Mapping[Sku, int]
Demand = Mapping[ShopName, int]
Offers = Mapping[ShopName, int | None]
Dealt = Mapping[Sku, Offers]
Part = Literal["none", "own", "even", "all", "shown"]

DEMAND_DAYS = 14  # whole days over which the sales of shops are compared


def offered(available: int | None, rule: StockRule, buffer: int = 0) -> int | None:
    """Say what one shop alone would offer: less the reserve, its share, under the ceiling."""
    if available is None:
        return None
    share = free = max(available - rule.reserve - buffer, 0)
    if rule.share_percent is not None:
        share = free * round(rule.share_percent * 1000) // 100_000  # rounding never makes a unit
    if rule.fixed is not None:
        share = min(free, rule.fixed)
    return share if rule.ceiling is None else min(share, rule.ceiling)


def offered_once(shops: Sequence[Shop]) -> bool:
    """Tell whether the rules of these shops, which sell the same, offer no unit twice.

    Where goods are only shown nobody can buy them.
    """
    parts = [part for shop in shops if (part := _part(shop.stock_rule)) != "shown"]
    return len(parts) < 2 or "all" not in parts


def only_shown(shops: Iterable[Shop]) -> frozenset[ShopName]:
    """Name the shops where nothing can be bought: a website that leads to others."""
    return frozenset(shop.name for shop in shops if _part(shop.stock_rule) == "shown")


def buffer_of(rule: StockRule, sold: int) -> int:
    """Say how many to hold back of what sold `sold` times in the rule's `days`."""
    if rule.buffer is None:
        return 0
    buffer = math.ceil(sold * rule.buffer.lead_days / rule.buffer.days)
    return buffer if rule.buffer.most is None else min(buffer, rule.buffer.most)


def shares(
    available: int | None,
    shops: Sequence[Shop],
    buffers: Mapping[ShopName, int],
    demand: Demand | None = None,
    aside: Mapping[ShopName, int] | None = None,
) -> dict[ShopName, int | None]:
    """Share one SKU out among the shops that sell it; None (not counted) stays None.

    `demand` is how many units of everything each shop sold of late. What is set `aside` for a shop
    is its alone, whatever the rules say; all share the rest.

    | rule                                | offers                                              |
    |-------------------------------------|-----------------------------------------------------|
    | fixed, share_percent                | its own part, in the order of shops.yaml            |
    | none                                | an even part of the rest; odd units to who sells most
    | share: all                          | everything, what other shops have as well           |
    | share: shown                        | everything, since nothing can be bought there       |
    | last_units, few left, `to` another  | nothing                                             |
    | named by such a rule                | as if it had no share, and without a buffer         |

    All but `share: all` and `shown` together never offer more than is available. Where shops sell
    as much, odd units go to the earlier ones.
    """
    if available is None:
        return dict.fromkeys((shop.name for shop in shops), None)
    own = dict[ShopName, int]()
    for shop in shops if aside else ():
        own[shop.name] = min((aside or {}).get(shop.name, 0), available)
        available -= own[shop.name]
    found = _shared(available, shops, buffers, demand or {})
    return {name: units + own.get(name, 0) for name, units in found.items()}


def _shared(
    available: int, shops: Sequence[Shop], buffers: Mapping[ShopName, int], demand: Demand
) -> dict[ShopName, int]:
    heirs = _heirs(available, shops)
    found, left = dict[ShopName, int](), available
    evenly: list[Shop] = []
    for shop in shops:
        alone = offered(available, shop.stock_rule, buffers.get(shop.name, 0)) or 0
        found[shop.name] = 0
        match _part_now(available, shop, heirs):
            case "own":
                found[shop.name] = min(alone, left)
                left -= min(alone, left)
            case "all" | "shown":
                found[shop.name] = alone
            case "even":
                evenly.append(shop)
    held_back = {name: buffer for name, buffer in buffers.items() if name not in heirs}
    evenly.sort(key=lambda shop: -demand.get(shop.name, 0))
    return found | _even_parts(left, evenly, held_back)


@dataclass(frozen=True, slots=True)
class StockToShare:
    """What there is to share out: by SKU what is available and what sold in so many days.

    A shop takes no part of what is `absent` there: it may have been refused, or wait for a person.
    `demand` is what each shop sold of everything in the last `DEMAND_DAYS`; `aside` what is left
    of what is set aside for a shop just now.
    """

    available: Mapping[Sku, int | None]
    sold: Mapping[int, Sold] = field(default_factory=dict)
    absent: Collection[tuple[ShopName, Code]] = ()
    demand: Demand = field(default_factory=dict)
    aside: Mapping[Sku, Mapping[ShopName, int]] = field(default_factory=dict)
    _dealt: dict[tuple[Any, ...], Offers] = field(default_factory=dict, compare=False, repr=False)

    def dealt(self, sku: Sku, selling: Sequence[Shop], buffers: Mapping[ShopName, int]) -> Offers:
        """Share a SKU out; SKUs of which as much is left for the same shops are dealt once."""
        left, aside = self.available.get(sku), self.aside.get(sku)
        if aside:
            return shares(left, selling, buffers, self.demand, aside)
        alike = (left, *(shop.name for shop in selling), *buffers.values())
        if alike not in self._dealt:
            self._dealt[alike] = shares(left, selling, buffers, self.demand)
        return self._dealt[alike]


def shares_of(
    shop: Shop, shops: Iterable[Shop], products: Iterable[Product], goods: StockToShare
) -> dict[Sku, int | None]:
    """Say how many of each SKU one shop may offer."""
    ours = {each.name: each for each in shops} | {shop.name: shop}
    found: dict[Sku, int | None] = {}
    for product in products:
        if sells(shop, product):
            selling = [each for each in ours.values() if sells(each, product)]
            found |= _of_shop(shop, _dealt(product, _there(product, selling, goods, shop), goods))
    return found


def shares_among(
    shops: Sequence[Shop], products: Iterable[Product], goods: StockToShare
) -> dict[ShopName, dict[Sku, int | None]]:
    """Say of every shop how many of each SKU it may offer, as `shares_of` says of one."""
    found: dict[ShopName, dict[Sku, int | None]] = {shop.name: {} for shop in shops}
    for product in products:
        selling = [shop for shop in shops if sells(shop, product)]
        there = _there(product, selling, goods)
        dealt, names = _dealt(product, there, goods), {shop.name for shop in there}
        for shop in selling:
            own = dealt
            if shop.name not in names:
                own = _dealt(product, _there(product, selling, goods, shop), goods)
            found[shop.name] |= _of_shop(shop, own)
    return found


def _there(
    product: Product, selling: Iterable[Shop], goods: StockToShare, own: Shop | None = None
) -> list[Shop]:
    """Leave out the shops where a product is absent, but not one's own."""
    name = own and own.name
    return [s for s in selling if s.name == name or (s.name, product.code) not in goods.absent]


def _dealt(product: Product, selling: Sequence[Shop], goods: StockToShare) -> Dealt:
    """Share a product's SKUs out; one that is not sold is none to anybody."""
    found: dict[Sku, Offers] = {}
    for variant in product.variants:
        sku = variant.sku
        if not variant.sold:
            found[sku] = dict.fromkeys((shop.name for shop in selling), 0)
            continue
        buffers = {each.name: _buffer(each.stock_rule, sku, goods.sold) for each in selling}
        found[sku] = goods.dealt(sku, selling, buffers)
    return found


def _of_shop(shop: Shop, dealt: Dealt) -> dict[Sku, int | None]:
    return {sku: offers[shop.name] for sku, offers in dealt.items()}


def windows(shops: Iterable[Shop]) -> frozenset[int]:
    """Say over how many days the rules of these shops ask what was sold."""
    return frozenset(s.stock_rule.buffer.days for s in shops if s.stock_rule.buffer)


def _buffer(rule: StockRule, sku: Sku, sold: Mapping[int, Sold]) -> int:
    return 0 if rule.buffer is None else buffer_of(rule, sold[rule.buffer.days].get(sku, 0))


def _part(rule: StockRule) -> Part:
    has_its_own = rule.fixed is not None or rule.share_percent is not None
    return "own" if has_its_own else rule.share


def _heirs(available: int, shops: Sequence[Shop]) -> frozenset[ShopName]:
    """Name the shops that the last units go to; one that does not sell this inherits nothing."""
    rules = (shop.stock_rule.last_units for shop in shops)
    named = {rule.to for rule in rules if rule is not None and available < rule.below}
    return frozenset(named & {shop.name for shop in shops})


def _part_now(available: int, shop: Shop, heirs: Collection[ShopName]) -> Part:
    last = shop.stock_rule.last_units
    if last and last.to != shop.name and last.to in heirs and available < last.below:
        return "none"
    return "even" if shop.name in heirs else _part(shop.stock_rule)


def _even_parts(
    left: int, shops: Sequence[Shop], buffers: Mapping[ShopName, int]
) -> dict[ShopName, int]:
    """Split what is left; what a shop holds back is missing from its own part alone."""
    rules = [shop.stock_rule for shop in shops]
    ceilings = [left if rule.ceiling is None else rule.ceiling for rule in rules]
    found, dealt = {}, dict[int, list[int]]()
    for number, shop in enumerate(shops):
        units = max(left - shop.stock_rule.reserve - buffers.get(shop.name, 0), 0)
        if units not in dealt:
            dealt[units] = _evenly(units, ceilings)
        found[shop.name] = dealt[units][number]
    return found


def _evenly(units: int, ceilings: Sequence[int]) -> list[int]:
    """Deal units out; odd ones go to the first, what is over a ceiling to the others."""
    parts = [0] * len(ceilings)
    while units and (below := [n for n, top in enumerate(ceilings) if parts[n] < top]):
        each = max(units // len(below), 1)
        for number in below[:units]:
            more = min(each, ceilings[number] - parts[number])
            parts[number] += more
            units -= more
    return parts
