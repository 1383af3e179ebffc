"""Reads what was ordered, and leaves the buyers where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from adapters.partner.client import ShopApi
from adapters.partner.endpoints import ORDER, ORDERS, at
from adapters.partner.features import ORDER_OVERLAP_S, ORDER_WINDOW_DAYS, VIETNAM
from sync.marketplace import Lost, Rejected
from sync.marketplace.json_values import (
    Json,
    every_row,
    near,
    record,
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

OVERLAP = timedelta(seconds=ORDER_OVERLAP_S)
WINDOW = timedelta(days=ORDER_WINDOW_DAYS)
A_SECOND = timedelta(seconds=1)

STATES: Mapping[str, UnitState] = {
    "NEW": "sold",  # reserved where it is to be paid beforehand
    "CONFIRMED": "sold",
    "SHIPPED": "in_transit",
    "DELIVERED": "delivered",
    "RETURNED": "coming_back",  # what arrived is told unit by unit, as `returned_quantity`
    "CANCELLED": "released",  # coming_back where it was shipped
}
MOST = 100_000  # units in one line; more is a slip of theirs, and no sale
UNNAMED = "partner:"  # before the marketplace's ids of what carries no SKU
GRAVEST: tuple[OrderStatus, ...] = ("sold", "reserved", "returned", "released")


async def orders(api: ShopApi, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time; one that changes meanwhile may come again.

    An order that makes no sense stops no other: it is told once all of them were read.
    """
    unread = UnreadOrders()
    for start, end in windows(since, until):
        query = [("updated_from", write_moment(start)), ("updated_to", write_moment(end))]
        async for page in api.pages(at(ORDERS), query):
            for row in unread.rows_of(page.get("items"), "items"):
                try:
                    order = parse_order(api.shop, row)
                except Lost as error:
                    unread.add(error, unread_of(row))
                    continue
                yield order
    unread.tell()


async def named(api: ShopApi, references: Sequence[str]) -> list[Order]:
    """Read these orders one by one; one that is not of this shop, or no order, is left out."""
    found: list[Order] = []
    for reference in references:
        with suppress(Rejected, Lost):
            found.append(parse_order(api.shop, await api.ask(at(ORDER, order=reference))))
    return found


def windows(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Cut a stretch of time into windows that touch; the first begins earlier, since lists lag."""
    start, end = since - OVERLAP, until + A_SECOND  # the end does not belong to a window
    while start < end:
        upto = min(start + WINDOW, end)
        yield start, upto
        start = upto


def write_moment(moment: datetime) -> str:
    """Write a moment as the API reads it, in whole seconds."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def moment(row: Json, name: str) -> datetime:
    """Read a time that must be there, with its offset; raises `Lost`."""
    try:
        found = datetime.fromisoformat(text(row.get(name)).strip())
    except ValueError:
        raise unclear(name) from None
    if found.tzinfo is None or near(found) is None:
        raise unclear(name)
    return found.astimezone(UTC)


def reference_of(row: Json) -> str:
    """Take an order's id; raises `Lost`."""
    found = text(row.get("order_id"))
    if not found:
        raise unclear("order_id")
    return found


def parse_order(shop: ShopName, row: Json) -> Order:
    """Read one order; units that were cancelled or sent back move by themselves."""
    counted: Counter[tuple[str, UnitState]] = Counter()
    lines = every_row(row.get("lines"), "lines")
    if not lines:
        raise unclear("lines")
    for line in lines:
        counted.update(_units(line, row))
    seen = {COUNTS_AS[state] for (_, state), quantity in counted.items() if quantity}
    word = text(row.get("status"))
    return Order(
        shop=shop,
        reference=reference_of(row),
        status=next((each for each in GRAVEST if each in seen), COUNTS_AS[_state(row)]),
        placed_at=moment(row, "created_at"),
        updated_at=moment(row, "updated_at"),
        lines=tuple(
            OrderLine(
                sku=Sku(sku),
                quantity=quantity,
                status=COUNTS_AS[state],
                state=state,
                word=word if state == "unknown" else "",
            )
            for (sku, state), quantity in sorted(counted.items())
            if quantity
        ),
        prices=sold_at((Sku(_sku(line)), line.get("unit_price")) for line in lines),
    )


def unread_of(row: Json) -> UnreadOrder:
    """Say what can be read of an order that makes no sense."""

    def line_of(line: Json) -> Iterator[UnreadLine]:
        yield unread_line(text(line.get("sku")), line.get("product_id"))

    return unread_order(row.get("order_id"), row.get("lines"), line_of)


def _state(row: Json) -> UnitState:
    """Say where the units are that were neither cancelled nor sent back.

    A new order that was to be paid beforehand may still fall through. One that is called off after
    it was shipped stays sold: its goods are in a van, and come back by a return or by hand.
    """
    word, payment = text(row.get("status")), record(row.get("payment"))
    if not word:
        raise unclear("status")
    if word == "CANCELLED" and _shipped(row):
        return "coming_back"
    unpaid = text(payment.get("method")) not in {"", "COD"} and payment.get("paid_at") is None
    return "reserved" if word == "NEW" and unpaid else STATES.get(word, "unknown")


def _shipped(row: Json) -> bool:
    """A tracking number alone proves no hand-over."""
    return record(row.get("shipment")).get("shipped_at") is not None


def _units(line: Json, row: Json) -> dict[tuple[str, UnitState], int]:
    sku, quantity = _sku(line), whole(line.get("quantity"))
    if quantity is None or not 0 <= quantity <= MOST:
        raise unclear("quantity")
    released = min(_count(line, "cancelled_quantity"), quantity)
    if released == quantity and _shipped(row):
        released = 0  # the whole order was called off in the van; what was before it stays so
    returned = min(_count(line, "returned_quantity"), quantity - released)
    units: Counter[tuple[str, UnitState]] = Counter()
    units[sku, "released"] += released
    units[sku, "returned"] += returned
    units[sku, _state(row)] += quantity - released - returned
    return units


def _sku(line: Json) -> str:
    """Name a line's SKU; one without keeps the marketplace's id, so that it is not lost."""
    unnamed = text(line.get("product_id")) or text(line.get("line_id"))
    return text(line.get("sku")) or UNNAMED + unnamed


def _count(line: Json, name: str) -> int:
    return max(0, whole(line.get(name)) or 0)
