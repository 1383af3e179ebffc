"""Reads orders, and leaves their buyers where they are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import datetime

from sync.marketplace.json_values import Json, moment, rows, text, unclear, whole
from sync.model import Order, OrderLine, OrderStatus, ShopName, Sku

STATUSES: Mapping[str, OrderStatus] = {
    "UNPAID": "reserved",
    "PENDING": "reserved",
    "CANCELLED": "released",
}  # every other one is sold: Shopee puts stock back on CANCELLED alone


def windows(since: datetime, until: datetime, days: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch of time into windows of Unix seconds that touch, none longer than `days`."""
    start, last = math.floor(since.timestamp()), math.ceil(until.timestamp())
    while start < last:
        end = min(start + days * 86_400, last)
        yield start, end
        start = end


def order_of(shop: ShopName, row: Json) -> Order:
    """Read one order of get_order_detail."""
    reference = text(row.get("order_sn"))
    if not reference:
        raise unclear("order_sn")
    status = STATUSES.get(text(row.get("order_status")), "sold")
    return Order(
        shop=shop,
        reference=reference,
        status=status,
        placed_at=moment(row, "create_time"),
        updated_at=moment(row, "update_time"),
        lines=tuple(_lines(rows(row.get("item_list")), status)),
    )


def _lines(items: list[Json], status: OrderStatus) -> Iterator[OrderLine]:
    """Read the lines that carry a SKU; one without is of a product that nobody keeps here."""
    for item in items:
        sku = text(item.get("model_sku")) or text(item.get("item_sku"))
        if sku:
            yield OrderLine(sku=Sku(sku), quantity=_quantity(item, status), line_id=_line_id(item))


def _quantity(item: Json, status: OrderStatus) -> int:
    """Count what stands ordered; a cancelled order tells what it had held."""
    bought = whole(item.get("model_quantity_purchased"))
    if bought is None:
        raise unclear("model_quantity_purchased")
    cancelled = 0 if status == "released" else whole(item.get("cancelled_qty")) or 0
    return max(bought - cancelled, 0)


def _line_id(item: Json) -> str:
    """Name a line: a bundle may hold the same model twice, in different promotion groups."""
    names = ("item_id", "model_id", "order_item_id", "promotion_group_id")
    return ":".join(str(whole(item.get(name)) or 0) for name in names)
