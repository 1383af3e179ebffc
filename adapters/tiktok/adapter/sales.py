"""Reads what was ordered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from adapters.tiktok.adapter.booth import Booth
from adapters.tiktok.client.endpoints import ORDER_DETAIL, ORDER_SEARCH, at
from adapters.tiktok.features import PAGE
from adapters.tiktok.mapping.orders import order_of, version_of, window
from sync.marketplace.json_values import Json, chunks, rows, text, unclear
from sync.model import Order

DETAILS = 50  # orders per call


async def orders(booth: Booth, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time; one that changes meanwhile comes again."""
    passed: set[tuple[str, int]] = set()
    async for page in _pages(booth, window(since, until)):
        new = [row for row in page if version_of(row) not in passed]
        passed.update(map(version_of, new))
        for row in await _complete(booth, new):
            yield order_of(booth.shop, row)


async def named(booth: Booth, references: Sequence[str]) -> list[Order]:
    """Read these orders in full; search may not know them for half a minute."""
    found: list[Order] = []
    for some in chunks(references, DETAILS):
        told = await booth.ask(at(ORDER_DETAIL), [("ids", ",".join(some))])
        found += [order_of(booth.shop, row) for row in rows(told.get("orders"))]
    return found


async def _pages(booth: Booth, body: Json) -> AsyncIterator[list[Json]]:
    token, passed = "", {""}
    while True:
        query = [
            ("page_size", str(PAGE)),
            ("sort_field", "update_time"),
            ("sort_order", "ASC"),
            *([("page_token", token)] if token else []),
        ]
        told = await booth.look(at(ORDER_SEARCH), body, query)
        if "orders" not in told and "total_count" not in told:
            raise unclear("orders")
        yield rows(told.get("orders"))
        token = text(told.get("next_page_token"))
        if not token:
            return
        if token in passed:  # it would go round for ever, or end before the end
            raise unclear("next_page_token")
        passed.add(token)


async def _complete(booth: Booth, found: Sequence[Json]) -> list[Json]:
    """Read in full what search shows without its units; every one of them must be there."""
    bare = [text(row.get("id")) for row in found if not rows(row.get("line_items"))]
    full = [row for row in found if rows(row.get("line_items"))]
    for some in chunks(bare, DETAILS):
        told = await booth.ask(at(ORDER_DETAIL), [("ids", ",".join(some))])
        details = rows(told.get("orders"))
        if {text(row.get("id")) for row in details} != set(some):
            raise unclear("orders")
        full += details
    return full
