"""Takes in what was counted and what was sold: every order becomes stock movements, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sync.marketplace import MarketplaceError
from sync.model import Order, Problem, Sku
from sync.running.visit import Visit
from sync.stock import Account, available, counted_at
from sync.stock import take_in as movements_in

OVERLAP = timedelta(minutes=15)  # orders turn up late; what comes twice counts once
FIRST_LOOK = timedelta(hours=1)


async def take_in(visit: Visit) -> Problem | None:
    """Take in the catalog's counts and the shop's orders; answers why orders could not be read.

    The watermark is taken before the read, so an order that arrives meanwhile is met next time.
    """
    await _take_counts(visit)
    if "orders" not in visit.market.features.can:
        return None
    begun = visit.clock.now()
    watermark = await visit.store.stock.watermark(visit.shop.name)
    since = (watermark or begun - FIRST_LOOK) - OVERLAP
    orders: list[Order] = []
    try:
        async for order in visit.market.orders(since, begun):
            orders.append(order)
            visit.step("orders", len(orders))
    except MarketplaceError:
        values = {"shop": visit.shop.name}
        return Problem(code="orders_unread", severity="hold", values=values)
    references = {order.reference for order in orders}
    known = await visit.store.stock.of_orders(visit.shop.name, references)
    await visit.store.stock.add(visit.lease, movements_in(orders, known))
    await visit.store.stock.set_watermark(visit.lease, begun)
    return None


async def _take_counts(visit: Visit) -> None:
    counts = {
        variant.sku: variant.stock
        for product in visit.catalog.products
        for variant in product.variants
        if variant.stock is not None
    }
    await visit.store.stock.take(visit.lease, counts, visit.clock.now())


async def available_stock(visit: Visit) -> Mapping[Sku, int | None]:
    """How many of each SKU may be offered over all shops; None where nobody counted."""
    accounts = {
        sku: Account(shelf.count, counted_at(shelf.count, shelf.taken_at), shelf.movements)
        for sku, shelf in (await visit.store.stock.ledger()).items()
    }
    return available(visit.catalog.products, accounts)
