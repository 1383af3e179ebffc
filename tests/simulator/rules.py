"""How the shelf is shared out among the shops; the sharing itself is the program's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from sync.inventory.allocation import shares
from sync.model import DeveloperApp, LastUnits, Shop, ShopName, StockRule
from tests.simulator.physics import Physics

FIRST = ShopName("shopee")
RULES: dict[str, StockRule] = {
    "no reserve": StockRule(share="all"),
    **{f"reserve {n}": StockRule(share="all", reserve=n) for n in (1, 2, 5, 10, 20)},
    **{
        f"last {n} to one": StockRule(share="all", last_units=LastUnits(below=n, to=FIRST))
        for n in (5, 20)
    },
    "20 % each": StockRule(share_percent=20),
    **{f"fixed {n}": StockRule(fixed=n) for n in (2, 3, 5, 10)},
    "even": StockRule(),
    **{f"even, reserve {n}": StockRule(reserve=n) for n in (1, 2)},
    "even, ceiling 5": StockRule(ceiling=5),
    "even, last 5 to one": StockRule(last_units=LastUnits(below=5, to=FIRST)),
}
Aside = tuple[int, int]  # for which shop, and how many
NONE_ASIDE: Aside = (0, 0)
Offers = Callable[[int, Aside, frozenset[int]], tuple[int, ...]]
NOWHERE_BANNED: frozenset[int] = frozenset()


def sharing(rule: str, kinds: Sequence[Physics]) -> list[Shop]:
    """The shops, in the order of shops.yaml; each with the rule, unless its kind has its own."""
    return [_shop(kind.name, kind.rule or RULES[rule]) for kind in kinds]


def offers(shops: Sequence[Shop], sold: Sequence[int]) -> Offers:
    """What each shop offers of so many that are available, by what each of them sold of late.

    Where it is banned nothing is offered.
    """
    demand = {shop.name: units for shop, units in zip(shops, sold, strict=True)}

    @cache
    def offered(available: int, aside: Aside, banned: frozenset[int]) -> tuple[int, ...]:
        host, units = aside
        first = {shops[host].name: units} if units and host not in banned else None
        selling = [shop for number, shop in enumerate(shops) if number not in banned]
        found = shares(available, selling, {}, demand, first)
        return tuple(found.get(shop.name) or 0 for shop in shops)

    return offered


def _shop(name: str, rule: StockRule) -> Shop:
    app = DeveloperApp(name=name, platform=name, key="", secret="")
    return Shop(name=ShopName(name), platform=name, app=app, account="", stock_rule=rule)
