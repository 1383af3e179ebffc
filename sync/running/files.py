"""Works on the files of a shop that is reached by files, while no round is at work there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sync.marketplace import FileExchange, Rejected, file_exchange
from sync.model import Listing, Problem
from sync.running.context import ShopContext
from sync.running.kept import with_kept
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


async def wanted_in(context: ShopContext) -> list[Listing]:
    """Say how every product should stand in a shop, and write nothing there."""

    async def alone(lease: Lease) -> list[Listing]:
        catalog = await with_kept(context.store, await context.load())
        async with open_round(context, lease, catalog, "look") as round:
            return list((await project_all(round, await take_in_orders(round))).values())

    return await context.alone(alone)
