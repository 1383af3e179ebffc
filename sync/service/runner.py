"""Runs rounds that somebody asked for: one at a time per shop, asked twice is run once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from typing import Literal, Protocol

from sync.model import ShopName, Sku
from sync.running.context import UrgentWork

Proof = Literal["quick", "full"]
State = Literal["waiting", "running"]
Round = Callable[[ShopName, Proof], Awaitable[None]]
Errand = Callable[[ShopName, UrgentWork], Awaitable[float | None]]  # go again after, seconds

ROUNDS_AT_ONCE = 8


class Engine(Protocol):
    """What runs rounds: in this process, or (where one machine is outgrown) on many."""

    def request(self, shop: ShopName, proof: Proof) -> None:
        """Ask for a round; what is already waiting is not queued twice."""
        ...

    def wake(
        self, shop: ShopName, skus: Collection[Sku] = (), orders: Collection[str] = ()
    ) -> None:
        """Ask for an errand, ahead of all rounds: take orders in, and tell of sales of these.

        `orders` are read by their number, which needs no list that knows them already.
        """
        ...

    async def run(self) -> None:
        """Work until told to end by `cancel`."""
        ...

    def cancel(self) -> None:
        """Begin no further round, and let `run` return when those at work are over."""
        ...

    def status(self) -> dict[ShopName, State]:
        """Say what each shop is doing; one that is not named rests."""
        ...


class LocalEngine:
    """The engine of one process, on asyncio.

    Nothing is queued on disk: a round compares everything anew, so what a stop forgets, the first
    round after the next start finds again.
    """

    def __init__(self, round_of: Round, errand_of: Errand) -> None:
        self._round_of, self._errand_of = round_of, errand_of
        self._errands: dict[ShopName, UrgentWork] = {}
        self._wanted: dict[ShopName, Proof] = {}
        self._taken_up: set[ShopName] = set()  # has a task, which may still wait for its turn
        self._running: set[ShopName] = set()
        self._news = asyncio.Event()
        self._at_once = asyncio.Semaphore(ROUNDS_AT_ONCE)  # first come, first served
        self._stopping = False

    def request(self, shop: ShopName, proof: Proof) -> None:
        if self._wanted.get(shop) != "full":  # the longer proof answers the shorter question too
            self._wanted[shop] = proof
        self._news.set()

    def wake(
        self, shop: ShopName, skus: Collection[Sku] = (), orders: Collection[str] = ()
    ) -> None:
        waiting = self._errands.get(shop, UrgentWork())
        self._errands[shop] = UrgentWork(waiting.skus.union(skus), waiting.orders.union(orders))
        self._news.set()

    def urgent(self, shop: ShopName) -> UrgentWork | None:
        """Hand over the errand that waits for a shop, to be run in the middle of a round."""
        return self._errands.pop(shop, None)

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                self._news.clear()
                asked = dict.fromkeys([*self._errands, *self._wanted])
                for shop in [shop for shop in asked if shop not in self._taken_up]:
                    self._taken_up.add(shop)
                    group.create_task(self._one(shop), name=f"round of {shop}")
                await self._news.wait()

    def cancel(self) -> None:
        self._stopping = True
        self._news.set()

    def status(self) -> dict[ShopName, State]:
        waiting: dict[ShopName, State] = dict.fromkeys(self._wanted, "waiting")
        return waiting | dict.fromkeys(self._running, "running")

    async def _one(self, shop: ShopName) -> None:
        """Run the errand that waits, else one round; who is asked for meanwhile queues up again."""
        news = self.urgent(shop)
        if news is None:
            await self._one_round(shop)
        elif not self._stopping:
            await self._one_errand(shop, news)
        self._taken_up.discard(shop)
        self._news.set()

    async def _one_errand(self, shop: ShopName, news: UrgentWork) -> None:
        self._running.add(shop)
        again_s = await self._errand_of(shop, news)
        self._running.discard(shop)
        if again_s is not None:
            asyncio.get_running_loop().call_later(again_s, self.wake, shop, news.skus)

    async def _one_round(self, shop: ShopName) -> None:
        async with self._at_once:
            proof = self._wanted.pop(shop, None)
            if proof is not None and not self._stopping:
                self._running.add(shop)
                await self._round_of(shop, proof)
                self._running.discard(shop)
