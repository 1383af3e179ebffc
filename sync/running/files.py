"""Works on the files of a shop that is reached by files, while no round is at work there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sync.marketplace import FileExchange, Rejected, file_exchange
from sync.model import Listing, Problem
from sync.running.orders import take_in_orders
from sync.running.plan import project_all
from sync.running.round import ShopContext, open_round
from sync.store import Lease
from sync.transport.lease import LeaseHolder

Answer = TypeVar("Answer")


async def file_exchange_of(room: ShopContext, work: Callable[[FileExchange], Answer]) -> Answer:
    """Work on a shop's files alone; raises `Rejected` where a shop has none, and `Busy`."""
    files = file_exchange(room.market)
    if files is None:
        raise Rejected([Problem(code="shop_without_files", values={"shop": room.shop.name})])

    async def alone(_lease: Lease) -> Answer:
        return await asyncio.to_thread(work, files)

    return await LeaseHolder(room.store, room.clock, room.tenure).of(room.shop.name, alone)


async def wanted_in(room: ShopContext) -> list[Listing]:
    """Say how every product should stand in a shop, and write nothing there."""

    async def alone(lease: Lease) -> list[Listing]:
        catalog = await room.load()
        async with open_round(room, lease, catalog, "look") as visit:
            return list((await project_all(visit, await take_in_orders(visit))).values())

    return await LeaseHolder(room.store, room.clock, room.tenure).of(room.shop.name, alone)
