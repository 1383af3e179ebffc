"""Holds a shop while a round works on it, so that nobody else does."""

from __future__ import annotations

import asyncio
import os
import socket
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from sync.marketplace import MarketplaceError
from sync.model import Problem, ShopName
from sync.running.clock import Clock
from sync.store import Lease, Store

TTL_S = 60.0  # a holder that was killed blocks nobody for longer
BEAT_S = TTL_S / 4
PATIENCE_S = 90.0  # longer than a killed holder's lease
ASK_AGAIN_S = 0.5

Result = TypeVar("Result")


class Busy(MarketplaceError):
    """Another round is at work on this shop."""


def new_holder() -> str:
    """Name this process in the lease: host, process and a number of its own."""
    return f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex[:8]}"


async def holding(
    store: Store, shop: ShopName, clock: Clock, work: Callable[[Lease], Awaitable[Result]]
) -> Result:
    """Do the work while holding the shop; raises `Busy`, or `LeaseLost` if somebody took over."""
    lease = await _take(store, shop, clock)
    try:
        return await _while_beating(store, lease, clock, work)
    finally:
        await store.leases.give_back(lease)


async def _while_beating(
    store: Store, lease: Lease, clock: Clock, work: Callable[[Lease], Awaitable[Result]]
) -> Result:
    try:
        async with asyncio.TaskGroup() as group:
            beating = group.create_task(_beat(store, lease, clock))
            result = await work(lease)
            beating.cancel()
            return result
    except BaseExceptionGroup as errors:  # of the two, the first to fail is what happened
        raise errors.exceptions[0] from None


async def _beat(store: Store, lease: Lease, clock: Clock) -> None:
    while True:
        await asyncio.sleep(BEAT_S)  # real time: it is the other processes that watch it
        await store.leases.beat(lease, clock.now())


async def _take(store: Store, shop: ShopName, clock: Clock) -> Lease:
    holder, patience_ends = new_holder(), clock.now() + timedelta(seconds=PATIENCE_S)
    while True:
        lease = await store.leases.take(shop, holder, clock.now(), TTL_S)
        if lease is not None:
            return lease
        if clock.now() >= patience_ends:
            raise Busy(Problem(code="shop_busy", severity="hold", values={"shop": shop}))
        await clock.sleep(ASK_AGAIN_S)
