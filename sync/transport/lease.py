"""Holds a shop while a round works on it, so that nobody else does."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Self, TypeVar

from sync.marketplace import MarketplaceError
from sync.model import Problem, ShopName
from sync.store import Lease, LeaseLost, Store, StoreUnavailable
from sync.transport.clock import Clock

ASK_AGAIN_S = 0.5
LEASE_VARIABLE = "OCOP_LEASE_S"

Result = TypeVar("Result")


class Busy(MarketplaceError):
    """Another round is at work on this shop."""


@dataclass(frozen=True, slots=True)
class LeaseTimes:
    """How long a shop stays held without a heartbeat: a killed holder blocks nobody for longer."""

    ttl_s: float = 15.0

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Self:
        """Take the seconds from `OCOP_LEASE_S`, where somebody has set them."""
        with contextlib.suppress(ValueError):
            if (ttl_s := float(environ.get(LEASE_VARIABLE, ""))) > 0:
                return cls(ttl_s)
        return cls()

    @property
    def beat_s(self) -> float:
        """Often enough that a few beats may fail."""
        return self.ttl_s / 5

    @property
    def patience_s(self) -> float:
        """Longer than a killed holder's lease; about as long as an everyday round."""
        return self.ttl_s * 4


def new_holder() -> str:
    """Name this process in the lease: host, process and a number of its own."""
    return f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex[:8]}"


@dataclass(frozen=True, slots=True)
class LeaseHolder:
    """How names are held: where the leases are, by which clock, for how long at a time."""

    store: Store
    clock: Clock
    lease_times: LeaseTimes

    async def of(self, shop: ShopName, work: Callable[[Lease], Awaitable[Result]]) -> Result:
        """Do the work while holding the shop.

        Raises `Busy`, or `LeaseLost` if somebody took over, or may have.
        """
        lease = await self._take(shop)
        try:
            return await self._while_beating(lease, work)
        finally:
            with contextlib.suppress(StoreUnavailable):  # then it ends by itself
                await self.store.leases.give_back(lease)

    async def _while_beating(
        self, lease: Lease, work: Callable[[Lease], Awaitable[Result]]
    ) -> Result:
        over = asyncio.Event()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._beat(lease, over), name=f"heart of {lease.shop}")
                try:
                    return await work(lease)
                finally:
                    over.set()
        except BaseExceptionGroup as errors:  # of the two, the first to fail is what happened
            first = errors.exceptions[0]
        raise first

    async def _beat(self, lease: Lease, over: asyncio.Event) -> None:
        """Keep the lease alive; a store that is silent for a moment ends nothing yet."""
        while not await _set_within(over, self.lease_times.beat_s):
            try:
                lease = await self.store.leases.beat(lease, self.clock.now())
            except StoreUnavailable:
                if self.clock.now() >= lease.expires_at:
                    raise LeaseLost(lease.shop, lease.epoch) from None

    async def _take(self, shop: ShopName) -> Lease:
        holder = new_holder()
        patience_ends = self.clock.now() + timedelta(seconds=self.lease_times.patience_s)
        while True:
            now = self.clock.now()
            lease = await self.store.leases.take(shop, holder, now, self.lease_times.ttl_s)
            if lease is not None:
                return lease
            if now >= patience_ends:
                raise Busy(Problem(code="shop_busy", severity="hold", values={"shop": shop}))
            await self.clock.sleep(ASK_AGAIN_S)


async def _set_within(over: asyncio.Event, seconds: float) -> bool:
    """Wait in real time, whatever the clock: it is other processes that watch the heartbeat."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await over.wait()
    return over.is_set()
