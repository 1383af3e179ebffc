"""Takes in what was counted and what was sold: every order becomes stock movements, once."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sync.inventory import movements_after, written_counts
from sync.inventory.allocation import shares_of
from sync.marketplace import MarketplaceError, file_exchange
from sync.model import Order, Problem, Sku
from sync.running.context import Round
from sync.running.ledger import stock_to_share
from sync.running.reservations import note_sold

MOST_NAMED = 10  # orders that are read one by one
OVERLAP = timedelta(minutes=15)  # orders turn up late; what comes twice counts once
AHEAD = timedelta(minutes=1)  # the platform's clock may run before ours: miss no sale of just now


async def take_in_orders(round: Round) -> Problem | None:
    """Take in the catalog's counts and the shop's orders; answers why orders could not be read.

    The watermark is taken before the read, so an order that arrives meanwhile is met next time.
    """
    await _take_counts(round)
    if "orders" not in round.market.features.can:
        return None
    try:
        begun, orders = await _orders(round)
    except MarketplaceError:
        values = {"shop": round.shop.name}
        return Problem(code="orders_unread", severity="hold", values=values)
    moved = await _enter(round, orders)
    if until := _told_until(round, begun):
        await round.store.stock.set_watermark(round.lease, until)
    _tell(round, moved)
    return None


def _told_until(round: Round, begun: datetime) -> datetime | None:
    """Say up to when we know every sale: where people carry files, the last answer brought them."""
    files = file_exchange(round.market)
    return files.outstanding().told_at if files else begun


async def take_in_orders_named(round: Round, references: Collection[str]) -> frozenset[str]:
    """Take in single orders by their number; answers those that could not be read yet.

    The watermark stays: of other orders this says nothing. Of very many a list tells sooner.
    """
    if not references or len(references) > MOST_NAMED:
        return frozenset(references)
    try:
        orders = await round.market.orders_named(sorted(references))
    except MarketplaceError:
        return frozenset(references)
    _tell(round, await _enter(round, orders))
    return frozenset(references) - {order.reference for order in orders}


async def _enter(round: Round, orders: Sequence[Order]) -> set[Sku]:
    """Write down what is new in these orders; answers the SKUs that it moved."""
    references = {order.reference for order in orders}
    known = await round.store.stock.of_orders(round.shop.name, references)
    movements = movements_after(orders, known)
    await round.store.stock.add(round.lease, movements)
    await note_sold(round, movements)
    return {movement.sku for movement in movements if movement.quantity}


def _tell(round: Round, moved: Collection[Sku]) -> None:
    if moved:
        round.context.hooks.sold(moved)


async def _orders(round: Round) -> tuple[datetime, list[Order]]:
    """Read the orders since the last look, and say up to which moment that tells of all.

    The window is in the platform's time. How far ours is off, only an answer tells: where the
    first one shows that it is by more than the overlap forgives, the window was wrong, so it is
    read once more.
    """
    while True:
        skew = round.context.platform_clock.skew
        begun, orders = round.platform_now(), list[Order]()
        since = await round.store.stock.watermark(round.shop.name)
        since = since or await _first_look(round, begun)
        async for order in round.market.orders(since - OVERLAP, begun + AHEAD):
            orders.append(order)
            round.step("orders", len(orders))
        if abs(round.context.platform_clock.skew - skew) < OVERLAP / 2:
            return begun, orders


async def _take_counts(round: Round) -> None:
    written = [product for product in round.catalog.products if product.kept is None]
    counted = written_counts(written, round.clock.now())
    for moment, counts in counted.items():
        await round.store.stock.take(round.lease, counts, moment)


async def _first_look(round: Round, begun: datetime) -> datetime:
    """Say since when orders matter in a shop that was never read: since the oldest count."""
    accounts = (await round.store.stock.summed()).values()
    oldest = min((account.counted_at for account in accounts), default=begun)
    return max(oldest, begun - timedelta(days=round.market.features.order_window_days))


async def allocated_stock(round: Round) -> Mapping[Sku, int | None]:
    """How many of each SKU this shop may offer; None where nobody counted."""
    products, shops = round.catalog.products, round.catalog.shops
    now = round.clock.now()
    there = await stock_to_share(round.store, products, [*shops, round.shop], now)
    return await asyncio.to_thread(shares_of, round.shop, shops, products, there)
