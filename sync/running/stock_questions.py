"""What of a shop's stock only a person can tell: sales that cannot be true, or of nobody's goods,
and goods that come back.

Each is asked at every round and in the status until a person answers (`ocop stock`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sync.inventory import UnitsAway, units_away
from sync.model import Movement, Problem, ShopName, ShownQuantity, Sku, UnitState, Value
from sync.store import Store

MOST_NAMED = 5  # orders of one unknown SKU
MOST_AWAY = 10  # orders whose goods are away; `ocop stock` names all
AWAY: Mapping[UnitState, str] = {
    "coming_back": "goods_under_way",
    "lost": "goods_lost_on_the_way",
    "unknown": "order_status_unknown",
}


async def stock_questions(
    store: Store, late: Mapping[ShopName, timedelta], written: Collection[Sku]
) -> dict[ShopName, list[Problem]]:
    """Ask all that waits for a person in these shops.

    `late` says of each how late its orders may turn up; `written` which SKUs the catalog names.
    """
    until = await store.stock.watermarks(late)
    away = units_away(await store.stock.asking_a_person(late))
    found: dict[ShopName, list[Problem]] = {shop: [] for shop in late}
    for sale in await store.stock.unbelieved(late):
        found[sale.shop].append(_unbelieved(sale))
    for shown in await store.shown_stock.fallen(late):
        found[shown.shop].append(_fell(shown, until.get(shown.shop), late[shown.shop]))
    for (shop, sku), sales in (await store.stock.of_nobody(late)).items():
        if sku not in written:
            found[shop].append(_unknown(shop, sku, sales))
    for shop in late:
        found[shop] += _away(shop, [each for each in away if each.shop == shop])
    return found


def _unbelieved(sale: Movement) -> Problem:
    return Problem(
        code="sale_unbelieved",
        severity="hold",
        values={
            "shop": sale.shop,
            "reference": sale.reference,
            "sku": sale.sku,
            "quantity": sale.note,
        },
        about=sale.sku,
    )


def _fell(shown: ShownQuantity, until: datetime | None, late: timedelta) -> Problem:
    """Ask where units are that are missing in a shop; first its orders have to be read."""
    asks = until and shown.fell_at and until - late >= shown.fell_at
    expected = shown.expected or 0
    return Problem(
        code="stock_fell" if asks else "stock_fell_lately",
        severity="hold" if asks else "note",
        values={
            "shop": shown.shop,
            "sku": shown.sku,
            "count": shown.fell,
            "expected": expected,
            "shown": expected - shown.fell,
            **({} if asks else {"wait_s": max(late.total_seconds(), 1)}),
        },
        about=shown.sku,
    )


def _unknown(shop: ShopName, sku: Sku, sales: Sequence[Movement]) -> Problem:
    """Ask whose goods were sold under a SKU that the catalog never named."""
    orders = tuple(dict.fromkeys(sale.reference for sale in sales))
    return Problem(
        code="sale_of_unknown_sku",
        severity="warning",
        values={
            "shop": shop,
            "sku": sku,
            "quantity": -sum(sale.quantity for sale in sales),
            "orders": orders[:MOST_NAMED],
        },
        about=sku,
    )


def _away(shop: ShopName, away: Sequence[UnitsAway]) -> Iterator[Problem]:
    """Ask for goods that left, and that a person must receive, look for or give up."""
    for state, code in AWAY.items():
        alike = [each for each in away if each.state == state]
        units = Counter[str]()
        for each in alike:
            units[each.reference] += each.units
        named = tuple(f"{reference} ({many})" for reference, many in [*units.items()][:MOST_AWAY])
        values: dict[str, Value] = {"shop": shop, "orders": named, "count": len(units)}
        if words := tuple(dict.fromkeys(each.word for each in alike if each.word)):
            values["words"] = words[:MOST_AWAY]
        if alike:
            yield Problem(code=code, severity="warning", values=values)
