"""Reads what was ordered, and never who bought it: nothing of a buyer is even asked for.

WooCommerce takes units off when an order is first paid, or waits for a bank transfer. Before that
a checkout only keeps them apart: the number stands, so such an order is none yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import ceil

from adapters.woocommerce.client import ShopApi, all_of
from adapters.woocommerce.endpoints import ORDERS, refunds
from adapters.woocommerce.features import IDS_PER_SEARCH, OPEN_ORDERS_EVERY_S, OVERLAP, PAGE
from adapters.woocommerce.metadata import DONG
from sync.marketplace import Lost
from sync.marketplace.json_values import (
    Json,
    chunks,
    every_row,
    identity,
    near,
    number,
    rows,
    sold_at,
    text,
    unclear,
    whole,
)
from sync.marketplace.unread_orders import (
    UnreadLine,
    UnreadOrder,
    UnreadOrders,
    unread_line,
    unread_order,
)
from sync.model import COUNTS_AS, Order, OrderLine, OrderStatus, ShopName, Sku, UnitState

STATES: Mapping[str, UnitState] = {
    "on-hold": "reserved",  # a bank transfer that is waited for: taken off already
    "processing": "sold",
    "completed": "delivered",
    "cancelled": "released",  # before it was sent; later see `_state`
    "refunded": "released",
}
NOT_YET = frozenset({"pending", "checkout-draft", "auto-draft", "failed", "trash"})
OPEN = "on-hold,processing"  # their dates may stand still while their lines are edited
UNNAMED = "woocommerce:"  # before the numbers of a product that has no SKU any more
GRAVEST: tuple[OrderStatus, ...] = ("sold", "reserved", "returned", "released")
WANTED = all_of(
    "id",
    "status",
    "currency",
    "date_created_gmt",
    "date_modified_gmt",
    "date_completed_gmt",
    "line_items",
    "refunds",
)
OVERLAP_TIME = timedelta(minutes=3)  # the filter counts whole seconds, strictly


async def orders(api: ShopApi, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time, and now and then all that are open.

    An order that makes no sense stops no other: it is told once all of them were read.
    """
    changed = [
        ("modified_after", _written(since - OVERLAP_TIME)),
        ("modified_before", _written(until + OVERLAP_TIME)),
        ("dates_are_gmt", "true"),
    ]
    found = await _all(api, [*changed, ("status", "any")])
    if until.timestamp() - api.metadata.open_orders_read_at >= OPEN_ORDERS_EVERY_S:
        found = {**await _all(api, [("status", OPEN)]), **found}
        api.metadata.open_orders_read_at = until.timestamp()
    unread = UnreadOrders()
    for row in found.values():
        try:
            order = await _order(api, row)
        except Lost as error:
            unread.add(error, unread_of(row, api.metadata.sku_of))
            continue
        if order is not None:
            yield order
    unread.tell()


async def named(api: ShopApi, references: Sequence[str]) -> list[Order]:
    """Read these orders; one that is not of this shop, or makes no sense, is left out."""
    numbers = [each for each in references if each.isdecimal()]
    found: list[Order] = []
    for some in chunks(numbers, IDS_PER_SEARCH):
        rows_of = await _all(api, [("status", "any"), ("include", ",".join(some))])
        for row in rows_of.values():
            with suppress(Lost):
                order = await _order(api, row)
                found += [] if order is None else [order]
    return found


def _written(moment: datetime) -> str:
    """Write a moment by Greenwich without saying so: an offset would have it turned about."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


async def _all(api: ShopApi, query: Sequence[tuple[str, str]]) -> dict[int | str, Json]:
    """Read a list of orders by their numbers, which no change moves."""
    found: dict[int | str, Json] = {}
    offset = 0
    while True:
        paging = [("per_page", str(PAGE)), ("offset", str(offset))]
        sort = [("orderby", "id"), ("order", "asc")]
        page = await api.rows(ORDERS, [*query, *sort, *paging, WANTED])
        before = len(found)
        for row in page.rows:
            found[whole(row.get("id")) or repr(row)] = row  # what repeats ends the list
        at_end = page.total is not None and offset + PAGE >= page.total
        if not page.rows or at_end or (len(found) == before and page.total is None):
            return found
        offset += PAGE - OVERLAP


async def _order(api: ShopApi, row: Json) -> Order | None:
    """Read one order with its refunds; None where it is none yet."""
    if text(row.get("status")) in NOT_YET:
        return None
    back: Sequence[Json] = ()
    if rows(row.get("refunds")):
        path = refunds(str(identity(row, "id")))
        back = (await api.rows(path, [("per_page", str(PAGE)), all_of("id", "line_items")])).rows
    return order_of(api.shop, row, back, api.metadata.sku_of)


def order_of(
    shop: ShopName, row: Json, back: Sequence[Json], named_skus: Mapping[str, Sku]
) -> Order:
    """Read an order: its lines, less what was called off before it was sent."""
    state, word = _state(row)
    lines = [line for line in every_row(row.get("line_items"), "line_items") if _units(line) > 0]
    counted = Counter[tuple[Sku, UnitState, str]]()
    for line in lines:
        counted[sku_of(line, named_skus), state, word] += _units(line)
    for sku, units in _taken_back(back, named_skus):
        moved = min(units, counted[sku, state, word])
        counted[sku, state, word] -= moved
        counted[sku, _state_of_refunded(row), ""] += moved
    found = {place: units for place, units in counted.items() if units > 0}
    statuses = {COUNTS_AS[each] for _, each, _ in found} or {COUNTS_AS[state]}
    in_dong = text(row.get("currency")) == DONG
    return Order(
        shop=shop,
        reference=str(identity(row, "id")),
        status=next(status for status in GRAVEST if status in statuses),
        placed_at=_moment(row, "date_created_gmt"),
        updated_at=_moment(row, "date_modified_gmt"),
        lines=tuple(
            OrderLine(sku=sku, quantity=units, status=COUNTS_AS[where], state=where, word=said)
            for (sku, where, said), units in sorted(found.items())
        ),
        prices=sold_at(_prices(lines, named_skus)) if in_dong else {},
    )


def _prices(lines: Iterable[Json], named_skus: Mapping[str, Sku]) -> Iterator[tuple[Sku, object]]:
    """Say what one unit of each line was sold for, discounts off."""
    for line in lines:
        cost = number(line.get("total"))
        if cost is not None:
            yield sku_of(line, named_skus), str(cost / _units(line))


def _state(row: Json) -> tuple[UnitState, str]:
    """Say where the goods are, or the plugin's own word where nobody can know what it means."""
    word = text(row.get("status"))
    state = STATES.get(word, "unknown")
    if word == "cancelled" and _was_sent(row):
        state = "coming_back"
    if word == "refunded" and _was_sent(row):
        state = "delivered"  # money alone: what came back has lines in the refund
    return state, word if state == "unknown" else ""


def _was_sent(row: Json) -> bool:
    return bool(text(row.get("date_completed_gmt")))


def _state_of_refunded(row: Json) -> UnitState:
    """Units that a refund names: called off, or sent back by the buyer."""
    return "coming_back" if _was_sent(row) else "released"


def _taken_back(back: Iterable[Json], named_skus: Mapping[str, Sku]) -> Iterator[tuple[Sku, int]]:
    for refund in back:
        for line in rows(refund.get("line_items")):
            if units := ceil(abs(number(line.get("quantity")) or Decimal(0))):
                yield sku_of(line, named_skus), units


def _units(line: Json) -> int:
    """Count the units of a line; plugins sell parts of one, which leave the shelf as a whole."""
    told = number(line.get("quantity"))
    if told is None or told < 0:
        raise unclear("quantity")
    return ceil(told)


def sku_of(line: Json, named_skus: Mapping[str, Sku]) -> Sku:
    """Name what was sold: by the product's SKU of now, else as we knew it, else by its numbers."""
    own, bought = _named(line, named_skus)
    return Sku(own or f"{UNNAMED}{bought or text(line.get('id'))}")


def _named(line: Json, named_skus: Mapping[str, Sku]) -> tuple[str | None, str]:
    """Find our SKU of a line, and the number of what was bought."""
    ids = [text(line.get(name)) for name in ("variation_id", "product_id")]
    bought = next((each for each in ids if each not in ("", "0")), "")
    return text(line.get("sku")).strip() or named_skus.get(bought), bought


def unread_of(row: Json, named_skus: Mapping[str, Sku]) -> UnreadOrder:
    """Say what can be read of an order that makes no sense."""

    def line_of(line: Json) -> Iterator[UnreadLine]:
        yield unread_line(_named(line, named_skus)[0], line.get("product_id"))

    return unread_order(row.get("id"), row.get("line_items"), line_of)


def _moment(row: Json, name: str) -> datetime:
    try:
        found = near(datetime.fromisoformat(text(row.get(name))).replace(tzinfo=UTC))
    except ValueError:
        raise unclear(name) from None
    if found is None:
        raise unclear(name)
    return found
