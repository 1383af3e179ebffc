"""Takes in what was counted and what was sold: every order becomes stock movements, once."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sync.inventory import available, written_counts
from sync.inventory import take_in as movements_in
from sync.inventory.allocation import StockToShare, shares_of
from sync.marketplace import MarketplaceError, file_exchange
from sync.model import Order, Problem, Sku
from sync.running.context import Round
from sync.running.ledger import accounts, missing_listings, sold_lately
from sync.running.reservations import follow_sales

MOST_NAMED = 10  # orders that are read one by one
OVERLAP = timedelta(minutes=15)  # orders turn up late; what comes twice counts once
AHEAD = timedelta(minutes=1)  # the platform's clock may run before ours: miss no sale of just now


async def take_in_orders(visit: Round) -> Problem | None:
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
    moved = await _enter(visit, orders)
    if until := _told_until(visit, begun):
        await visit.store.stock.set_watermark(visit.lease, until)
    _tell(visit, moved)
    return None


def _told_until(visit: Round, begun: datetime) -> datetime | None:
    """Say up to when we know every sale: where people carry files, the last answer brought them."""
    files = file_exchange(visit.market)
    return files.outstanding().told_at if files else begun


async def take_in_orders_named(visit: Round, references: Collection[str]) -> frozenset[str]:
    """Take in single orders by their number; answers those that could not be read yet.

    The watermark stays: of other orders this says nothing. Of very many a list tells sooner.
    """
    if not references or len(references) > MOST_NAMED:
        return frozenset(references)
    try:
        orders = await visit.market.orders_named(sorted(references))
    except MarketplaceError:
        return frozenset(references)
    _tell(visit, await _enter(visit, orders))
    return frozenset(references) - {order.reference for order in orders}


async def _enter(visit: Round, orders: Sequence[Order]) -> set[Sku]:
    """Write down what is new in these orders; answers the SKUs that it moved."""
    references = {order.reference for order in orders}
    known = await visit.store.stock.of_orders(visit.shop.name, references)
    news = movements_in(orders, known)
    await visit.store.stock.add(visit.lease, news)
    await follow_sales(visit, news)
    return {movement.sku for movement in news if movement.quantity}


def _tell(visit: Round, moved: Collection[Sku]) -> None:
    if moved:
        visit.sold(moved)


async def _orders(visit: Round) -> tuple[datetime, list[Order]]:
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


async def _take_counts(visit: Round) -> None:
    counted = written_counts(visit.catalog.products, visit.clock.now())
    for moment, counts in counted.items():
        await visit.store.stock.take(visit.lease, counts, moment)


async def _first_look(visit: Round, begun: datetime) -> datetime:
    """Say since when orders matter in a shop that was never read: since the oldest count."""
    shelves = await visit.store.stock.standing()
    oldest = min((shelf.taken_at for shelf in shelves.values()), default=begun)
    return max(oldest, begun - timedelta(days=visit.market.features.order_window_days))


async def allocated_stock(visit: Round) -> Mapping[Sku, int | None]:
    """How many of each SKU this shop may offer; None where nobody counted."""
    products, shops = visit.catalog.products, visit.catalog.shops
    shelves = await visit.store.stock.standing()
    left = available(products, accounts(shelves))
    sold = await sold_lately(visit.store.stock, [*shops, visit.shop], visit.clock.now())
    lacking = await missing_listings(visit.store, products, shelves, shops)
    return await asyncio.to_thread(
        shares_of, visit.shop, shops, products, StockToShare(left, sold, lacking)
    )
