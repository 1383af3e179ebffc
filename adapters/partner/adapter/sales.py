"""Reads what was ordered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from adapters.partner.adapter.booth import Booth
from adapters.partner.client.endpoints import ORDER, ORDERS, at
from adapters.partner.mapping.orders import order_of, spelt, windows
from sync.marketplace import Rejected
from sync.marketplace.json_values import rows
from sync.model import Order


async def orders(booth: Booth, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time; one that changes meanwhile may come again."""
    for start, end in windows(since, until):
        query = [("updated_from", spelt(start)), ("updated_to", spelt(end))]
        async for page in booth.pages(at(ORDERS), query):
            for row in rows(page.get("items")):
                yield order_of(booth.shop, row)


async def named(booth: Booth, references: Sequence[str]) -> list[Order]:
    """Read these orders one by one; one that is not of this shop is left out."""
    found: list[Order] = []
    for reference in references:
        try:
            row = await booth.ask(at(ORDER, order=reference))
        except Rejected:
            continue
        found.append(order_of(booth.shop, row))
    return found
