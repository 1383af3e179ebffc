"""Reads what was ordered, and leaves the buyers where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from adapters.partner.client import ShopApi
from adapters.partner.endpoints import ORDER, ORDERS, at
from adapters.partner.features import ORDER_OVERLAP_S, ORDER_WINDOW_DAYS, VIETNAM
from sync.marketplace import Rejected
from sync.marketplace.json_values import Json, record, rows, text, unclear, whole
from sync.model import Order, OrderLine, OrderStatus, ShopName, Sku

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
OVERLAP = timedelta(seconds=ORDER_OVERLAP_S)
WINDOW = timedelta(days=ORDER_WINDOW_DAYS)
A_SECOND = timedelta(seconds=1)

WHOLE: Mapping[str, OrderStatus] = {"CANCELLED": "released", "RETURNED": "sold"}
GRAVEST: tuple[OrderStatus, ...] = ("sold", "reserved", "returned", "released")


async def orders(api: ShopApi, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time; one that changes meanwhile may come again."""
    for start, end in windows(since, until):
        query = [("updated_from", write_moment(start)), ("updated_to", write_moment(end))]
        async for page in api.pages(at(ORDERS), query):
            for row in rows(page.get("items")):
                yield parse_order(api.shop, row)


async def named(api: ShopApi, references: Sequence[str]) -> list[Order]:
    """Read these orders one by one; one that is not of this shop is left out."""
    found: list[Order] = []
    for reference in references:
        try:
            row = await api.ask(at(ORDER, order=reference))
        except Rejected:
            continue
        found.append(parse_order(api.shop, row))
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
    if found.tzinfo is None or not EARLIEST < found < LATEST:
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
    counted: Counter[tuple[str, OrderStatus]] = Counter()
    lines = rows(row.get("lines"))
    if not lines:
        raise unclear("lines")
    status = _status(row)
    for line in lines:
        counted.update(_units(line, status))
    seen = {each for (_, each), quantity in counted.items() if quantity}
    return Order(
        shop=shop,
        reference=reference_of(row),
        status=next((each for each in GRAVEST if each in seen), status),
        placed_at=moment(row, "created_at"),
        updated_at=moment(row, "updated_at"),
        lines=tuple(
            OrderLine(sku=Sku(sku), quantity=quantity, line_id=f"{sku}:{each}", status=each)
            for (sku, each), quantity in sorted(counted.items())
            if quantity
        ),
    )


def _status(row: Json) -> OrderStatus:
    """Say what becomes of units that were neither cancelled nor sent back.

    A new order that was to be paid beforehand may still fall through.
    """
    word, payment = text(row.get("status")), record(row.get("payment"))
    if not word:
        raise unclear("status")
    unpaid = payment.get("method") not in {None, "COD"} and payment.get("paid_at") is None
    return "reserved" if word == "NEW" and unpaid else WHOLE.get(word, "sold")


def _units(line: Json, status: OrderStatus) -> dict[tuple[str, OrderStatus], int]:
    sku, quantity = text(line.get("sku")), whole(line.get("quantity"))
    if not sku or quantity is None or quantity < 0:
        raise unclear("quantity")
    released = min(_count(line, "cancelled_quantity"), quantity)
    returned = min(_count(line, "returned_quantity"), quantity - released)
    units: Counter[tuple[str, OrderStatus]] = Counter()
    units[sku, "released"] += released
    units[sku, "returned"] += returned
    units[sku, status] += quantity - released - returned
    return units


def _count(line: Json, name: str) -> int:
    return max(0, whole(line.get(name)) or 0)
