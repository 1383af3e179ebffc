"""Reads what was ordered, and leaves the buyers where they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime

from adapters.tiktok.client import ShopApi
from adapters.tiktok.endpoints import ORDER_DETAIL, ORDER_SEARCH, at
from adapters.tiktok.features import PAGE
from sync.marketplace.json_values import Json, chunks, identity, moment, rows, text, unclear
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
        yield OrderLine(sku=sku, quantity=quantity)


def _stands(unit: Json, status: OrderStatus) -> int:
    """Count a unit unless it alone was cancelled; a cancelled order tells what it had held."""
    cancelled = STATUSES.get(text(unit.get("display_status"))) == "released"
    return 0 if cancelled and status != "released" else 1


DETAILS = 50  # orders per call


async def orders(api: ShopApi, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time; one that changes meanwhile comes again."""
    passed: set[tuple[str, int]] = set()
    async for page in _order_pages(api, window(since, until)):
        new = [row for row in page if version_of(row) not in passed]
        passed.update(map(version_of, new))
        for row in await _complete(api, new):
            yield order_of(api.shop, row)


async def named(api: ShopApi, references: Sequence[str]) -> list[Order]:
    """Read these orders in full; search may not know them for half a minute."""
    found: list[Order] = []
    for some in chunks(references, DETAILS):
        told = await api.ask(at(ORDER_DETAIL), [("ids", ",".join(some))])
        found += [order_of(api.shop, row) for row in rows(told.get("orders"))]
    return found


async def _order_pages(api: ShopApi, body: Json) -> AsyncIterator[list[Json]]:
    token, passed = "", {""}
    while True:
        query = [
            ("page_size", str(PAGE)),
            ("sort_field", "update_time"),
            ("sort_order", "ASC"),
            *([("page_token", token)] if token else []),
        ]
        told = await api.look(at(ORDER_SEARCH), body, query)
        if "orders" not in told and "total_count" not in told:
            raise unclear("orders")
        yield rows(told.get("orders"))
        token = text(told.get("next_page_token"))
        if not token:
            return
        if token in passed:  # it would go round for ever, or end before the end
            raise unclear("next_page_token")
        passed.add(token)


async def _complete(api: ShopApi, found: Sequence[Json]) -> list[Json]:
    """Read in full what search shows without its units; every one of them must be there."""
    bare = [text(row.get("id")) for row in found if not rows(row.get("line_items"))]
    full = [row for row in found if rows(row.get("line_items"))]
    for some in chunks(bare, DETAILS):
        told = await api.ask(at(ORDER_DETAIL), [("ids", ",".join(some))])
        details = rows(told.get("orders"))
        if {text(row.get("id")) for row in details} != set(some):
            raise unclear("orders")
        full += details
    return full
