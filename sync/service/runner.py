"""Runs rounds that somebody asked for: one at a time per shop, asked twice is run once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal, Protocol

from sync.model import ShopName

Proof = Literal["quick", "full"]
State = Literal["waiting", "running"]
Round = Callable[[ShopName, Proof], Awaitable[None]]

ROUNDS_AT_ONCE = 8


class Engine(Protocol):
    """What runs rounds: in this process, or (where one machine is outgrown) on many."""

    def request(self, shop: ShopName, proof: Proof) -> None:
        """Ask for a round; what is already waiting is not queued twice."""
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

    def __init__(self, round_of: Round) -> None:
        self._round_of = round_of
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

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                self._news.clear()
                for shop in [shop for shop in self._wanted if shop not in self._taken_up]:
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
        """Run one round; who is asked for meanwhile queues up again, behind the others."""
        async with self._at_once:
            proof = self._wanted.pop(shop)
            if not self._stopping:
                self._running.add(shop)
                await self._round_of(shop, proof)
                self._running.discard(shop)
        self._taken_up.discard(shop)
        self._news.set()
