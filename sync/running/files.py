"""Works on the files of a shop that is reached by files, while no round is at work there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sync.marketplace import Features, FileExchange, Rejected, file_exchange
from sync.model import Code, Listing, Problem, Shop
from sync.model.assortment import sells
from sync.planning import project_at
from sync.running.context import ShopContext
from sync.running.kept import with_kept
from sync.running.ledger import StockRow
from sync.running.orders import take_in_orders
from sync.running.plan import project_all
from sync.running.round import open_round
from sync.store import Lease

Answer = TypeVar("Answer")


async def file_exchange_of(context: ShopContext, work: Callable[[FileExchange], Answer]) -> Answer:
    """Work on a shop's files alone; raises `Rejected` where a shop has none, and `Busy`."""
    files = file_exchange(context.market)
    if files is None:
        raise Rejected([Problem(code="shop_without_files", values={"shop": context.shop.name})])

    async def alone(_lease: Lease) -> Answer:
        return await asyncio.to_thread(work, files)

    return await context.alone(alone)


@dataclass(frozen=True, slots=True)
class Books:
    """How a shop shall stand by what we know, without asking its marketplace."""

    shop: Shop
    features: Features
    listings: Mapping[Code, Listing]


async def by_our_books(context: ShopContext, stock: Iterable[StockRow]) -> Books:
    """Compose every listing of a shop with the stock that it may offer by the ledger."""
    shop, market, catalog = context.shop, context.market, await context.load()
    offers = {row.sku: row.offers.get(shop.name) for row in stock}
    now = context.platform_clock.now()
    listings = {
        product.code: market.normalize(project_at(product, shop, offers, now, market.features))
        for product in catalog.products
        if sells(shop, product)
    }
    return Books(shop, market.features, listings)


async def wanted_in(context: ShopContext) -> list[Listing]:
    """Say how every product should stand in a shop, and write nothing there."""

    async def alone(lease: Lease) -> list[Listing]:
        catalog = await with_kept(context.store, await context.load())
        async with open_round(context, lease, catalog, "look") as round:
            return list((await project_all(round, await take_in_orders(round))).values())

    return await context.alone(alone)
