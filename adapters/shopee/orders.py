"""Reads what was ordered, and leaves the buyers where they are."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime

from adapters.shopee.client import ShopApi
from adapters.shopee.endpoints import ORDER_DETAIL, ORDER_LIST
from adapters.shopee.features import FEATURES, IDS, PAGE
from sync.marketplace import Rejected
from sync.marketplace.json_values import Json, chunks, moment, rows, text, unclear, whole
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
            yield OrderLine(sku=Sku(sku), quantity=_quantity(item, status))


def _quantity(item: Json, status: OrderStatus) -> int:
    """Count what stands ordered; a cancelled order tells what it had held."""
    bought = whole(item.get("model_quantity_purchased"))
    if bought is None:
        raise unclear("model_quantity_purchased")
    cancelled = 0 if status == "released" else whole(item.get("cancelled_qty")) or 0
    return max(bought - cancelled, 0)


async def orders(api: ShopApi, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time, once, as it is now."""
    passed: set[str] = set()
    for window in windows(since, until, FEATURES.order_window_days):
        async for page in _references(api, window):
            new = [reference for reference in page if reference not in passed]
            passed.update(new)
            for some in chunks(new, IDS):
                for order in await _details(api, some):
                    yield order


async def named(api: ShopApi, references: Sequence[str]) -> list[Order]:
    """Read these orders; one unknown number spoils its whole call, so then each is asked for."""
    try:
        return [o for some in chunks(references, IDS) for o in await _details(api, some)]
    except Rejected:
        if len(references) == 1:
            return []
        return [o for one in references for o in await named(api, [one])]


async def _references(api: ShopApi, window: tuple[int, int]) -> AsyncIterator[list[str]]:
    cursor, passed = "", {""}
    while True:
        query = [
            ("time_range_field", "update_time"),
            ("time_from", str(window[0])),
            ("time_to", str(window[1])),
            ("page_size", str(PAGE)),
            ("cursor", cursor),
        ]
        told = await api.get(ORDER_LIST, *query)
        yield [text(row.get("order_sn")) for row in rows(told.get("order_list"))]
        if told.get("more") is not True:
            return
        cursor = text(told.get("next_cursor"))
        if cursor in passed:  # it would go round for ever, or end before the end
            raise unclear("next_cursor")
        passed.add(cursor)


async def _details(api: ShopApi, references: Sequence[str]) -> list[Order]:
    query = [
        ("order_sn_list", ",".join(references)),
        ("response_optional_fields", "item_list"),  # without it an order has no lines at all
    ]
    told = await api.get(ORDER_DETAIL, *query)
    found = [order_of(api.shop, row) for row in rows(told.get("order_list"))]
    if {order.reference for order in found} != set(references):
        raise unclear("order_list")
    return found
