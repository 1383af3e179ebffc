"""Tells what orders leave for a person: goods to receive, words nobody knows, sales of no SKU."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from sync.inventory import UnitsAway, units_away
from sync.model import Problem, UnitState, Value
from sync.running.context import Round

MOST_NAMED: Final = 10  # orders in one sentence; `ocop stock` names all
LATELY: Final = timedelta(days=7)
CODES: Final[Mapping[UnitState, str]] = {
    "coming_back": "goods_under_way",
    "lost": "goods_lost_on_the_way",
    "unknown": "order_status_unknown",
}


async def goods_away(round: Round) -> list[Problem]:
    """Say what of this shop's goods left, and waits for a person."""
    away = units_away(await round.store.stock.asking_a_person(round.shop.name))
    found = [_problem(round, code, [a for a in away if a.state == s]) for s, code in CODES.items()]
    return [problem for problem in found if problem is not None]


def _problem(round: Round, code: str, away: Iterable[UnitsAway]) -> Problem | None:
    units, words = dict[str, int](), list[str]()
    for each in away:
        units[each.reference] = units.get(each.reference, 0) + each.units
        words += [each.word] if each.word else []
    if not units:
        return None
    orders = tuple(f"{reference} ({many})" for reference, many in [*units.items()][:MOST_NAMED])
    values: dict[str, Value] = {"shop": round.shop.name, "orders": orders, "count": len(units)}
    if words:
        values["words"] = tuple(dict.fromkeys(words))[:MOST_NAMED]
    return Problem(code=code, severity="warning", values=values)


async def sales_without_a_sku(round: Round) -> list[Problem]:
    """Say that things were sold lately whose SKU at the platform is empty: no stock follows them.

    Whoever sells under such a name in the catalog means it.
    """
    since = round.clock.now() - LATELY
    sold = await round.store.stock.sold_without_a_sku(round.shop.name, since)
    ours = {variant.sku for product in round.catalog.products for variant in product.variants}
    nameless = {sku: units for sku, units in sold.items() if sku not in ours}
    if not nameless:
        return []
    values: dict[str, Value] = {
        "shop": round.shop.name,
        "items": tuple(f"{sku} ({units})" for sku, units in [*nameless.items()][:MOST_NAMED]),
        "count": len(nameless),
    }
    return [Problem(code="sale_without_a_sku", severity="warning", values=values)]
