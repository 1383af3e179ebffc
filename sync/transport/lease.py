"""Holds a shop while a round works on it, so that nobody else does."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Self, TypeVar

from sync.marketplace import MarketplaceError
from sync.model import Problem, ShopName
from sync.store import Lease, LeaseLost, Store, StoreUnavailable
from sync.store.leases import Leases
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


class Fence:
    """Stands before writes: lets one pass only while the shop is surely ours.

    A process may be put to sleep between any two of its steps (a closed lid, a debugger, a machine
    that swaps) and wake when another has done its work. So the lease is asked for right before a
    write, and renewed with it: what passes has the whole of the lease left to arrive. Before what
    may be sent twice it is asked only where the heart has not beaten lately: that is what a sleeper
    cannot have done, and what he has ready (a stock of yesterday) is as wrong as any other write.
    """

    def __init__(self) -> None:
        self._held: HeldLease | None = None

    @contextlib.contextmanager
    def guarding(self, held: HeldLease) -> Iterator[None]:
        """Ask for this lease while this lasts; outside of any lease nothing is asked."""
        self._held = held
        try:
            yield
        finally:
            self._held = None

    async def passed(self) -> None:
        """Pass, or raise `LeaseLost`."""
        if self._held is not None:
            await self._held.beat()

    async def passed_awake(self) -> None:
        """Pass, or raise `LeaseLost` where this process may have slept meanwhile."""
        if self._held is not None and self._held.is_silent:
            await self._held.beat()


class HeldLease:
    """A lease while it is held: beaten by its heart, and by whoever is about to write."""

    def __init__(self, leases: Leases, clock: Clock, lease: Lease) -> None:
        self._leases, self._clock, self.lease = leases, clock, lease
        self._beaten_at = monotonic()  # the wall clock may be set meanwhile
        self._beaten_on = clock.now()  # but the other one stands still below a closed lid

    @property
    def is_silent(self) -> bool:
        """Whether some beats are missing, by either clock."""
        by_wall = abs((self._clock.now() - self._beaten_on).total_seconds())
        return max(monotonic() - self._beaten_at, by_wall) >= self.lease.ttl_s / 2

    async def beat(self) -> None:
        """Renew it; raises `LeaseLost`, `StoreUnavailable`."""
        begun, now = monotonic(), self._clock.now()
        self.lease = await self._leases.beat(self.lease, now)
        self._beaten_at, self._beaten_on = begun, now

    async def keep_beating(self, over: asyncio.Event, every_s: float) -> None:
        """Keep it alive; a store that is silent for a moment ends nothing yet."""
        while not await _set_within(over, every_s):
            try:
                await self.beat()
            except StoreUnavailable:
                if monotonic() - self._beaten_at >= self.lease.ttl_s:
                    raise LeaseLost(self.lease.shop, self.lease.epoch) from None


@dataclass(frozen=True, slots=True)
class LeaseHolder:
    """How names are held: where the leases are, by which clock, for how long at a time."""

    store: Store
    clock: Clock
    lease_times: LeaseTimes
    fence: Fence = field(default_factory=Fence)  # before whose writes the lease is asked

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
        over, held = asyncio.Event(), HeldLease(self.store.leases, self.clock, lease)
        beating = held.keep_beating(over, self.lease_times.beat_s)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(beating, name=f"heart of {lease.shop}")
                try:
                    with self.fence.guarding(held):
                        return await work(lease)
                finally:
                    over.set()
        except BaseExceptionGroup as errors:  # of the two, the first to fail is what happened
            first = errors.exceptions[0]
        raise first

    async def _take(self, shop: ShopName) -> Lease:
        """Wait for the lease; who does not beat for as long as his lease lasts is gone."""
        holder, ttl_s = new_holder(), self.lease_times.ttl_s
        other: Lease | None = None
        heard_at, waited_s = monotonic(), 0.0
        while True:
            is_silent = other is not None and monotonic() - heard_at > other.ttl_s
            silent = other if is_silent else None
            lease = await self.store.leases.take(shop, holder, self.clock.now(), ttl_s, silent)
            if lease is not None:
                return lease
            if waited_s >= self.lease_times.patience_s:
                raise Busy(Problem(code="shop_busy", severity="hold", values={"shop": shop}))
            await self.clock.sleep(ASK_AGAIN_S)
            waited_s += ASK_AGAIN_S
            known, other = other, await self.store.leases.holder_of(shop)
            heard_at = heard_at if other == known else monotonic()


async def _set_within(over: asyncio.Event, seconds: float) -> bool:
    """Wait in real time, whatever the clock: it is other processes that watch the heartbeat."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await over.wait()
    return over.is_set()
