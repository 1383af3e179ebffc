"""Reads what was ordered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from adapters.partner.adapter.booth import Booth
from adapters.partner.client.endpoints import ORDERS, at
from adapters.partner.mapping.orders import order_of, spelt, windows
from sync.marketplace.shapes import rows
from sync.model import Order


async def orders(booth: Booth, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time; one that changes meanwhile may come again."""
    for start, end in windows(since, until):
        query = [("updated_from", spelt(start)), ("updated_to", spelt(end))]
        async for page in booth.pages(at(ORDERS), query):
            for row in rows(page.get("items")):
                yield order_of(booth.shop, row)
