"""Works on the files of a shop that is reached by files, while no round is at work there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sync.marketplace import Exchange, Rejected
from sync.model import Listing, Problem
from sync.running.decide import project_all
from sync.running.leasing import Holding
from sync.running.round import Room, visiting
from sync.running.takein import take_in
from sync.store import Lease

Answer = TypeVar("Answer")


async def at_the_desk(room: Room, work: Callable[[Exchange], Answer]) -> Answer:
    """Work on a shop's files alone; raises `Rejected` where a shop has none, and `Busy`."""
    market = room.market
    if not isinstance(market, Exchange):
        raise Rejected([Problem(code="shop_without_files", values={"shop": room.shop.name})])

    async def alone(_lease: Lease) -> Answer:
        return await asyncio.to_thread(work, market)

    return await Holding(room.store, room.clock, room.tenure).of(room.shop.name, alone)


async def wanted_in(room: Room) -> list[Listing]:
    """Say how every product should stand in a shop, and write nothing there."""

    async def alone(lease: Lease) -> list[Listing]:
        catalog = await room.load()
        async with visiting(room, lease, catalog, "look") as visit:
            return list((await project_all(visit, await take_in(visit))).values())

    return await Holding(room.store, room.clock, room.tenure).of(room.shop.name, alone)
