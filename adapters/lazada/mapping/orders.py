"""Reads orders, one row for every single unit, and leaves their buyers where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from sync.marketplace.json_values import Json, identity, number, rows, text, unclear, whole
from sync.model import Order, OrderLine, OrderStatus, ShopName, Sku

VIETNAM = timezone(timedelta(hours=7))  # assumed where a time names no zone
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

STATUSES: Mapping[str, OrderStatus] = {
    "unpaid": "reserved",
    "canceled": "released",
    "cancelled": "released",
    "returned": "returned",
    "shipped_back_success": "returned",
}  # every other one is sold: what is under way back, or lost, is not on the shelf
GRAVEST: tuple[OrderStatus, ...] = ("sold", "reserved", "returned", "released")


class Seen(NamedTuple):
    """An order as /orders/get shows it, without its units."""

    reference: str
    placed_at: datetime
    updated_at: datetime


class Page(NamedTuple):
    """One page of orders; `total` is None where it is not told."""

    seen: tuple[Seen, ...]
    total: int | None


def windows(since: datetime, until: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    """Cut a stretch of time into windows that touch, none longer than `days`."""
    start = since
    while start < until:
        end = min(start + timedelta(days=days), until)
        yield start, end
        start = end


def spelt(moment: datetime) -> str:
    """Write a moment as Lazada reads it, in whole seconds."""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def page_of(data: Json) -> Page:
    """Read the `data` of /orders/get."""
    found = data.get("orders")
    if found is not None and not isinstance(found, list):
        raise unclear("orders")
    return Page(tuple(map(seen_of, rows(found))), whole(data.get("countTotal")))


def seen_of(row: Json) -> Seen:
    """Read one row of /orders/get, or the `data` of /order/get."""
    reference = str(identity(row, "order_id"))
    return Seen(reference, _moment(row, "created_at"), _moment(row, "updated_at"))


def _moment(row: Json, name: str) -> datetime:
    """Read a time: "2026-02-01 08:12:31 +0700", ISO 8601, or milliseconds; raises `Lost`."""
    said = text(row.get(name)).strip().replace(" +", "+").replace(" -", "-")
    milliseconds = number(said)
    try:
        if milliseconds is not None:
            found = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
        else:
            found = datetime.fromisoformat(said)
    except (ValueError, OverflowError, OSError):
        raise unclear(name) from None
    found = found if found.tzinfo else found.replace(tzinfo=VIETNAM)
    if not EARLIEST < found < LATEST:
        raise unclear(name)
    return found


def units_of(data: Sequence[Json]) -> dict[str, list[Json]]:
    """Read the `data` of /orders/items/get: the units of each order."""
    return {str(identity(row, "order_id")): rows(row.get("order_items")) for row in data}


def order_of(shop: ShopName, seen: Seen, units: Sequence[Json]) -> Order:
    """Add up the units of an order by SKU and by how they stand.

    Each unit moves by itself; the order as a whole is sold, or reserved, as long as one unit is.
    """
    if not units:
        raise unclear("order_items")
    statuses = {_status(unit) for unit in units}
    counted = Counter((text(unit.get("sku")), _status(unit)) for unit in units)
    return Order(
        shop=shop,
        reference=seen.reference,
        status=next(status for status in GRAVEST if status in statuses),
        placed_at=seen.placed_at,
        updated_at=seen.updated_at,
        lines=tuple(
            OrderLine(sku=Sku(sku), quantity=quantity, line_id=f"{sku}:{status}", status=status)
            for (sku, status), quantity in sorted(counted.items())
            if sku  # one without is of a product that nobody keeps here
        ),
    )


def _status(unit: Json) -> OrderStatus:
    word = text(unit.get("status")).lower()
    if not word:
        raise unclear("status")
    return STATUSES.get(word, "sold")
