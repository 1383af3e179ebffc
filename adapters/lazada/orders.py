"""Reads what was ordered: one row for every single unit, and never who bought it."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from adapters.lazada.client import VIETNAM, ShopApi, time_text
from adapters.lazada.endpoints import ORDER, ORDER_ITEMS, ORDERS
from adapters.lazada.errors import content, listed
from adapters.lazada.features import FARTHEST_ORDER, FEATURES, ORDER_PAGE
from adapters.lazada.features import ORDERS as ORDERS_AT_ONCE
from adapters.lazada.items import skus_of
from adapters.lazada.listings import read_item
from adapters.lazada.returns import Whereabouts, returns_of
from sync.marketplace import Lost, Rejected, Unavailable
from sync.marketplace.json_values import (
    Json,
    chunks,
    every_row,
    identity,
    instant,
    near,
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
from sync.model import (
    COUNTS_AS,
    Order,
    OrderLine,
    OrderStatus,
    Problem,
    ShopName,
    Sku,
    UnitState,
)

NOTHING_BACK: Mapping[str, Whereabouts] = MappingProxyType({})

STATES: Mapping[str, UnitState] = {
    "unpaid": "reserved",
    "pending": "sold",
    "topack": "sold",
    "packed": "sold",
    "repacked": "sold",
    "toship": "sold",
    "ready_to_ship": "sold",
    "ready_to_ship_pending": "sold",
    "shipping": "in_transit",
    "shipped": "in_transit",
    "delivered": "delivered",
    "confirmed": "delivered",
    "failed": "coming_back",
    "failed_delivery": "coming_back",
    "shipped_back": "coming_back",
    "shipped_back_failed": "coming_back",
    "lost": "lost",
    "lost_by_3pl": "lost",
    "damaged_by_3pl": "lost",
    "package_scrapped": "lost",
    "returned": "returned",
    "shipped_back_success": "returned",
    "canceled": "released",  # before the hand-over: later a unit is shipped back
    "cancelled": "released",
}
MAY_BE_SENT_BACK = frozenset({"delivered", "returned"})
UNNAMED = "lazada:"  # before the number of a SKU that has no name of ours
GRAVEST: tuple[OrderStatus, ...] = ("sold", "reserved", "returned", "released")


class OrderHead(NamedTuple):
    """An order as /orders/get shows it, without its units."""

    reference: str
    placed_at: datetime
    updated_at: datetime


class OrderPage(NamedTuple):
    """One page of orders: those that make sense, each that does not with why, all its rows.

    `total` is None where it is not told.
    """

    seen: tuple[OrderHead, ...]
    bad: tuple[tuple[str, Lost], ...]  # by number; none where not even that can be read
    rows: int
    total: int | None


def windows(since: datetime, until: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    """Cut a stretch of time into windows that touch, none longer than `days`."""
    start = since
    while start < until:
        end = min(start + timedelta(days=days), until)
        yield start, end
        start = end


def order_page_of(data: Json) -> OrderPage:
    """Read the `data` of /orders/get."""
    found = data.get("orders")
    if found is not None and not isinstance(found, list):
        raise unclear("orders")
    seen: list[OrderHead] = []
    bad = [("", unclear("orders")) for row in found or () if not isinstance(row, dict)]
    for row in rows(found):
        try:
            seen.append(order_head_of(row))
        except Lost as error:
            bad.append((_number_of(row), error))
    return OrderPage(tuple(seen), tuple(bad), len(rows(found)), whole(data.get("countTotal")))


def _number_of(row: Json) -> str:
    """Find an order's number, which Lazada tells under two names."""
    told = whole(row.get("order_id")) or whole(row.get("order_number"))
    return str(told) if told else ""


def order_head_of(row: Json) -> OrderHead:
    """Read one row of /orders/get, or the `data` of /order/get."""
    reference = str(identity(row, "order_id"))
    return OrderHead(reference, _moment(row, "created_at"), _moment(row, "updated_at"))


def _moment(row: Json, name: str) -> datetime:
    """Read a time: "2026-02-01 08:12:31 +0700", ISO 8601, or a Unix time; raises `Lost`."""
    said = text(row.get(name)).strip().replace(" +", "+").replace(" -", "-")
    found: datetime | None
    if (unix := whole(said)) is not None:
        found = instant(unix)
    else:
        try:
            found = datetime.fromisoformat(said)
        except ValueError:
            raise unclear(name) from None
        found = near(found if found.tzinfo else found.replace(tzinfo=VIETNAM))
    if found is None:
        raise unclear(name)
    return found


def units_of(data: Sequence[Json]) -> dict[str, object]:
    """Read the `data` of /orders/items/get: what it says are the units of each order."""
    return {text(row.get("order_id")): row.get("order_items") for row in data}


def order_of(
    shop: ShopName,
    head: OrderHead,
    units: Sequence[Json],
    named: Mapping[str, Sku],
    sent_back: Mapping[str, Whereabouts] = NOTHING_BACK,
) -> Order:
    """Add up the units of an order by SKU and by how they stand.

    Each unit moves by itself; the order as a whole is sold, or reserved, as long as one unit is.
    `named` holds SKUs by SkuId, for units that lack theirs; `sent_back` says by the unit's id where
    those are of which a return tells.
    """
    if not units:
        raise unclear("order_items")
    counted = Counter((sku_of(unit, named), *_whereabouts(unit, sent_back)) for unit in units)
    statuses = {COUNTS_AS[state] for _, state, _ in counted}
    return Order(
        shop=shop,
        reference=head.reference,
        status=next(status for status in GRAVEST if status in statuses),
        placed_at=head.placed_at,
        updated_at=head.updated_at,
        lines=tuple(
            OrderLine(sku=sku, quantity=units, status=COUNTS_AS[state], state=state, word=word)
            for (sku, state, word), units in sorted(counted.items())
        ),
        prices=sold_at((sku_of(unit, named), unit.get("item_price")) for unit in units),
    )


def sku_of(unit: Json, named: Mapping[str, Sku]) -> Sku:
    """Name what was sold; a unit that nobody can name keeps Lazada's own number, and is kept."""
    number = text(unit.get("sku_id")) or text(unit.get("order_item_id"))
    return Sku(_own_sku(unit, named) or f"{UNNAMED}{number}")


def _own_sku(unit: Json, named: Mapping[str, Sku]) -> str | None:
    return text(unit.get("sku")).strip() or named.get(text(unit.get("sku_id")))


def unread_of(reference: str, units: object, named: Mapping[str, Sku]) -> UnreadOrder:
    """Say what can be read of an order that makes no sense."""

    def line_of(unit: Json) -> Iterator[UnreadLine]:
        yield unread_line(_own_sku(unit, named), unit.get("product_id"))

    return unread_order(reference, units, line_of)


def unnamed(units: Iterable[Json]) -> set[str]:
    """Name the items of which units without a SKU were sold."""
    items = {text(unit.get("product_id")) for unit in units if not text(unit.get("sku")).strip()}
    return items - {""}


def _state(unit: Json) -> tuple[UnitState, str]:
    """Say where a unit is, or Lazada's own word where no document tells what it means."""
    word = text(unit.get("status"))
    state = STATES.get(word.lower(), "unknown")
    return state, word if state == "unknown" else ""


def _whereabouts(unit: Json, sent_back: Mapping[str, Whereabouts]) -> Whereabouts:
    """Let a return say where a unit is, but for one that Lazada says is back.

    Of money alone that went back Lazada calls the unit "returned" as well.
    """
    state, word = _state(unit)
    told = sent_back.get(text(unit.get("order_item_id")))
    if told is None or state not in MAY_BE_SENT_BACK:
        return state, word
    return (state, word) if state == "returned" and told[0] == "coming_back" else told


def is_sent_back(units: Sequence[Json]) -> bool:
    """Whether a return may tell of any of these units."""
    return any(
        _state(unit)[0] in MAY_BE_SENT_BACK
        and any(text(unit.get(name)) for name in ("reverse_order_id", "return_status"))
        for unit in units
    )


A_SECOND = timedelta(seconds=1)


async def orders(api: ShopApi, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time, once, as it is now.

    An order that makes no sense stops no other: it is told once all of them were read.
    """
    passed, unread = set[str](), UnreadOrders()
    for start, end in windows(since, until, FEATURES.order_window_days):
        async for page in _pages(api, start, end):
            new = [seen for seen in page.seen if seen.reference not in passed]
            passed.update(seen.reference for seen in new)
            for number, error in page.bad:
                unread.add(error, await _unread(api, number))
            for some in chunks(new, ORDERS_AT_ONCE):
                for order in await _with_units(api, some, unread):
                    yield order
    unread.tell()


async def named(api: ShopApi, references: Sequence[str]) -> list[Order]:
    """Read these orders; one that is not of this shop, or makes no sense, is left out."""
    seen: list[OrderHead] = []
    for reference in references:
        with suppress(Rejected, Lost):
            seen.append(order_head_of(content(await api.ask(ORDER, {"order_id": reference}))))
    unread = UnreadOrders()
    several = [await _with_units(api, some, unread) for some in chunks(seen, ORDERS_AT_ONCE)]
    return [order for found in several for order in found]


async def _pages(api: ShopApi, start: datetime, end: datetime) -> AsyncIterator[OrderPage]:
    """Page by the time of change: an order that moves meanwhile must not push another away.

    Each page begins a second before the last order of the one before, so orders come twice; only
    within one second that fills a page does the offset count.
    """
    offset, read = 0, set[str]()
    while True:
        page = await _page(api, (start, end), offset)
        new = {seen.reference for seen in page.seen} - read
        yield page
        if not page.rows or (page.total is not None and offset + page.rows >= page.total):
            return
        if (not new and offset) or offset > FARTHEST_ORDER:
            values = {"read": len(read), "expected": page.total}
            raise Unavailable(Problem(code="sweep_short", values=values))
        read |= new
        latest = max((seen.updated_at for seen in page.seen), default=start) - A_SECOND
        start, offset = (latest, 0) if latest > start else (start, offset + page.rows)


async def _page(api: ShopApi, window: tuple[datetime, datetime], offset: int) -> OrderPage:
    parameters = {
        "update_after": time_text(window[0]),
        "update_before": time_text(window[1] + A_SECOND),
        "sort_by": "updated_at",
        "sort_direction": "ASC",
        "offset": str(offset),
        "limit": str(ORDER_PAGE),
    }
    return order_page_of(content(await api.ask(ORDERS, parameters)))


async def _with_units(
    api: ShopApi, heads: Sequence[OrderHead], unread: UnreadOrders
) -> list[Order]:
    """Read these with their units; what cannot be read is noted.

    One number that Lazada does not know spoils its whole call, so then each is asked for.
    """
    asked = [head.reference for head in heads]
    try:
        units = await _units(api, asked)
    except Rejected as error:
        if len(heads) == 1:
            unread.add(error, UnreadOrder(asked[0]))
            return []
        each = [await _with_units(api, [head], unread) for head in heads]
        return [order for orders in each for order in orders]
    named = await _named_skus(api, [unit for told in units.values() for unit in rows(told)])
    strays = [unread_of(*one, named) for one in units.items() if one[0] not in asked]
    unread.add_missing(unclear("order_items"), set(asked) - units.keys(), strays)
    found: list[Order] = []
    for head in heads:
        if (told := units.get(head.reference)) is None:
            continue
        try:
            found.append(await _order(api, head, every_row(told, "order_items"), named))
        except Lost as error:
            unread.add(error, unread_of(head.reference, told, named))
    return found


async def _order(
    api: ShopApi, head: OrderHead, units: Sequence[Json], named: Mapping[str, Sku]
) -> Order:
    sent_back: Mapping[str, Whereabouts] = NOTHING_BACK
    if is_sent_back(units):
        sent_back = await returns_of(api, head.reference, units)
    return order_of(api.shop, head, units, named, sent_back)


async def _units(api: ShopApi, references: Sequence[str]) -> dict[str, object]:
    ids = f"[{','.join(references)}]"
    return units_of(listed(await api.ask(ORDER_ITEMS, {"order_ids": ids})))


async def _unread(api: ShopApi, reference: str) -> UnreadOrder:
    """Find out of what an order is of which not even the head makes sense, by its number."""
    if not reference:
        return UnreadOrder()
    try:
        told = (await _units(api, [reference])).get(reference)
    except (Rejected, Lost):
        return UnreadOrder(reference)
    return unread_of(reference, told, await _named_skus(api, rows(told)))


async def _named_skus(api: ShopApi, units: Sequence[Json]) -> dict[str, Sku]:
    """Look up what is sold without a SKU in the item itself, as far as that is still there."""
    named: dict[str, Sku] = {}
    for item_id in sorted(unnamed(units)):
        with suppress(Rejected, Lost):
            skus = skus_of(await read_item(api, item_id))
            named |= {one.sku_id: one.sku for one in skus if one.sku}
    return named
