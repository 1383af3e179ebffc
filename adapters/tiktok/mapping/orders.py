"""Reads orders, and leaves their buyers where they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from sync.marketplace.json_values import Json, identity, moment, rows, text, unclear
from sync.model import Order, OrderLine, OrderStatus, ShopName, Sku

STATUSES: Mapping[str, OrderStatus] = {
    "UNPAID": "reserved",
    "ON_HOLD": "reserved",  # paid, but the buyer may still cancel freely
    "CANCELLED": "released",
    "CANCEL": "released",  # as webhooks spell it
}  # every other one is sold: TikTok puts stock back on cancelling alone


def window(since: datetime, until: datetime) -> Json:
    """Say in Unix seconds which orders are asked for; the end is not within."""
    return {
        "update_time_ge": math.floor(since.timestamp()),
        "update_time_lt": math.floor(until.timestamp()) + 1,
    }


def version_of(row: Json) -> tuple[str, int]:
    """Name an order as it was at one moment: the same one may come on two pages."""
    reference = text(row.get("id"))
    if not reference:
        raise unclear("id")
    return reference, identity(row, "update_time")


def order_of(shop: ShopName, row: Json) -> Order:
    """Read one order; there is no quantity in it, only one row for each unit."""
    reference, _ = version_of(row)
    status = STATUSES.get(text(row.get("status")), "sold")
    return Order(
        shop=shop,
        reference=reference,
        status=status,
        placed_at=moment(row, "create_time"),
        updated_at=moment(row, "update_time"),
        lines=tuple(_lines(rows(row.get("line_items")), status)),
    )


def _lines(units: list[Json], status: OrderStatus) -> Iterator[OrderLine]:
    """Add up the units of each SKU; one without a SKU is of a product that nobody keeps here."""
    counts: Counter[Sku] = Counter()
    for unit in units:
        if sku := text(unit.get("seller_sku")):
            counts[Sku(sku)] += _stands(unit, status)
    for sku, quantity in counts.items():
        yield OrderLine(sku=sku, quantity=quantity, line_id=sku)


def _stands(unit: Json, status: OrderStatus) -> int:
    """Count a unit unless it alone was cancelled; a cancelled order tells what it had held."""
    cancelled = STATUSES.get(text(unit.get("display_status"))) == "released"
    return 0 if cancelled and status != "released" else 1
