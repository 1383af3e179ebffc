"""Reads what was ordered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from adapters.shopee.adapter.booth import Booth
from adapters.shopee.client.answers import content
from adapters.shopee.client.endpoints import ORDER_DETAIL, ORDER_LIST
from adapters.shopee.features import FEATURES, IDS, PAGE
from adapters.shopee.mapping.orders import order_of, windows
from sync.marketplace import Rejected
from sync.marketplace.json_values import chunks, rows, text, unclear
from sync.model import Order


async def orders(booth: Booth, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time, once, as it is now."""
    passed: set[str] = set()
    for window in windows(since, until, FEATURES.order_window_days):
        async for page in _references(booth, window):
            new = [reference for reference in page if reference not in passed]
            passed.update(new)
            for some in chunks(new, IDS):
                for order in await _details(booth, some):
                    yield order


async def named(booth: Booth, references: Sequence[str]) -> list[Order]:
    """Read these orders; one unknown number spoils its whole call, so then each is asked for."""
    try:
        return [o for some in chunks(references, IDS) for o in await _details(booth, some)]
    except Rejected:
        if len(references) == 1:
            return []
        return [o for one in references for o in await named(booth, [one])]


async def _references(booth: Booth, window: tuple[int, int]) -> AsyncIterator[list[str]]:
    cursor, passed = "", {""}
    while True:
        query = [
            ("time_range_field", "update_time"),
            ("time_from", str(window[0])),
            ("time_to", str(window[1])),
            ("page_size", str(PAGE)),
            ("cursor", cursor),
        ]
        told = content(await booth.line.call(booth.client.ask(ORDER_LIST, query)))
        yield [text(row.get("order_sn")) for row in rows(told.get("order_list"))]
        if told.get("more") is not True:
            return
        cursor = text(told.get("next_cursor"))
        if cursor in passed:  # it would go round for ever, or end before the end
            raise unclear("next_cursor")
        passed.add(cursor)


async def _details(booth: Booth, references: Sequence[str]) -> list[Order]:
    query = [
        ("order_sn_list", ",".join(references)),
        ("response_optional_fields", "item_list"),  # without it an order has no lines at all
    ]
    told = content(await booth.line.call(booth.client.ask(ORDER_DETAIL, query)))
    found = [order_of(booth.shop, row) for row in rows(told.get("order_list"))]
    if {order.reference for order in found} != set(references):
        raise unclear("order_list")
    return found
