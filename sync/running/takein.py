"""Takes in what was counted and what was sold: every order becomes stock movements, once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

from sync.marketplace import MarketplaceError
from sync.model import Order, Problem, Sku
from sync.planning import shares_of
from sync.running.shelf import accounts, sold_lately
from sync.running.visit import Visit
from sync.stock import available, written_counts
from sync.stock import take_in as movements_in

OVERLAP = timedelta(minutes=15)  # orders turn up late; what comes twice counts once
AHEAD = timedelta(minutes=1)  # the platform's clock may run before ours: miss no sale of just now


async def take_in(visit: Visit) -> Problem | None:
    """Take in the catalog's counts and the shop's orders; answers why orders could not be read.

    The watermark is taken before the read, so an order that arrives meanwhile is met next time.
    """
    await _take_counts(visit)
    if "orders" not in visit.market.features.can:
        return None
    try:
        begun, orders = await _orders(visit)
    except MarketplaceError:
        values = {"shop": visit.shop.name}
        return Problem(code="orders_unread", severity="hold", values=values)
    references = {order.reference for order in orders}
    known = await visit.store.stock.of_orders(visit.shop.name, references)
    news = movements_in(orders, known)
    await visit.store.stock.add(visit.lease, news)
    await visit.store.stock.set_watermark(visit.lease, begun)
    if moved := {movement.sku for movement in news if movement.quantity}:
        visit.sold(moved)
    return None


async def _orders(visit: Visit) -> tuple[datetime, list[Order]]:
    """Read by the platform's clock; how far ours is off, only an answer tells: then read anew."""
    while True:
        skew, orders = visit.skew(), list[Order]()
        begun = visit.clock.now() + skew
        since = await visit.store.stock.watermark(visit.shop.name) or await _first_look(
            visit, begun
        )
        async for order in visit.market.orders(since - OVERLAP, begun + AHEAD):
            orders.append(order)
            visit.step("orders", len(orders))
        if abs(visit.skew() - skew) < OVERLAP / 2:
            return begun, orders


async def _take_counts(visit: Visit) -> None:
    counted = written_counts(visit.catalog.products, visit.clock.now())
    for moment, counts in counted.items():
        await visit.store.stock.take(visit.lease, counts, moment)


async def _first_look(visit: Visit, begun: datetime) -> datetime:
    """Say since when orders matter in a shop that was never read: since the oldest count."""
    shelves = await visit.store.stock.standing()
    oldest = min((shelf.taken_at for shelf in shelves.values()), default=begun)
    return max(oldest, begun - timedelta(days=visit.market.features.order_window_days))


async def offered_stock(visit: Visit) -> Mapping[Sku, int | None]:
    """How many of each SKU this shop may offer; None where nobody counted."""
    products, shops = visit.catalog.products, visit.catalog.shops
    left = available(products, accounts(await visit.store.stock.standing()))
    sold = await sold_lately(visit.store.stock, [*shops, visit.shop], visit.clock.now())
    return await asyncio.to_thread(shares_of, visit.shop, shops, products, left, sold)
