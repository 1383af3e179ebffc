"""Reads what was ordered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import orjson

from adapters.lazada.adapter.booth import Booth
from adapters.lazada.client.answers import content, listed
from adapters.lazada.client.endpoints import ORDER, ORDER_ITEMS, ORDERS
from adapters.lazada.features import FARTHEST_ORDER, FEATURES, ORDER_PAGE
from adapters.lazada.features import ORDERS as ORDERS_AT_ONCE
from adapters.lazada.mapping.orders import (
    Page,
    Seen,
    order_of,
    page_of,
    seen_of,
    spelt,
    units_of,
    windows,
)
from sync.marketplace import Rejected, Unavailable
from sync.marketplace.json_values import chunks, unclear
from sync.model import Order, Problem

A_SECOND = timedelta(seconds=1)


async def orders(booth: Booth, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time, once, as it is now."""
    passed: set[str] = set()
    for start, end in windows(since, until, FEATURES.order_window_days):
        async for page in _pages(booth, start, end):
            new = [seen for seen in page if seen.reference not in passed]
            passed.update(seen.reference for seen in new)
            for some in chunks(new, ORDERS_AT_ONCE):
                for order in await _with_units(booth, some):
                    yield order


async def named(booth: Booth, references: Sequence[str]) -> list[Order]:
    """Read these orders; one that is not of this shop is left out."""
    seen: list[Seen] = []
    for reference in references:
        call = booth.client.ask(ORDER, {"order_id": reference})
        with suppress(Rejected):
            seen.append(seen_of(content(await booth.line.call(call))))
    return [o for some in chunks(seen, ORDERS_AT_ONCE) for o in await _with_units(booth, some)]


async def _pages(booth: Booth, start: datetime, end: datetime) -> AsyncIterator[tuple[Seen, ...]]:
    """Page by the time of change: an order that moves meanwhile must not push another away.

    Each page begins a second before the last order of the one before, so orders come twice; only
    within one second that fills a page does the offset count.
    """
    offset, read = 0, set[str]()
    while True:
        page = await _page(booth, (start, end), offset)
        new = {seen.reference for seen in page.seen} - read
        yield page.seen
        if not page.seen or (page.total is not None and offset + len(page.seen) >= page.total):
            return
        if (not new and offset) or offset > FARTHEST_ORDER:
            values = {"read": len(read), "expected": page.total}
            raise Unavailable(Problem(code="sweep_short", values=values))
        read |= new
        latest = max(seen.updated_at for seen in page.seen) - A_SECOND
        start, offset = (latest, 0) if latest > start else (start, offset + len(page.seen))


async def _page(booth: Booth, window: tuple[datetime, datetime], offset: int) -> Page:
    parameters = {
        "update_after": spelt(window[0]),
        "update_before": spelt(window[1] + A_SECOND),
        "sort_by": "updated_at",
        "sort_direction": "ASC",
        "offset": str(offset),
        "limit": str(ORDER_PAGE),
    }
    return page_of(content(await booth.line.call(booth.client.ask(ORDERS, parameters))))


async def _with_units(booth: Booth, seen: Sequence[Seen]) -> list[Order]:
    ids = orjson.dumps([int(one.reference) for one in seen]).decode()
    call = booth.client.ask(ORDER_ITEMS, {"order_ids": ids})
    units = units_of(listed(await booth.line.call(call)))
    if any(one.reference not in units for one in seen):
        raise unclear("order_items")
    return [order_of(booth.shop, one, units[one.reference]) for one in seen]
