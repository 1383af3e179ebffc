"""Runs rounds that somebody asked for: one at a time per shop, asked twice is run once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal, Protocol

from sync.model import ShopName

Proof = Literal["quick", "full"]
State = Literal["idle", "waiting", "running"]
Round = Callable[[ShopName, Proof], Awaitable[None]]

ROUNDS_AT_ONCE = 8


class Engine(Protocol):
    """What runs rounds: in this process, or (where one machine is outgrown) on many."""

    def request(self, shop: ShopName, proof: Proof) -> None:
        """Ask for a round; what is already waiting is not queued twice."""
        ...

    async def run(self) -> None:
        """Work until cancelled by `cancel`."""
        ...

    def cancel(self) -> None:
        """Begin no further round, and let `run` return when those at work are over."""
        ...

    def status(self) -> dict[ShopName, State]:
        """Say what each shop is doing."""
        ...


class LocalEngine:
    """The engine of one process, on asyncio.

    Nothing is queued on disk: a round compares everything anew, so what a stop forgets, the first
    round after the next start finds again.
    """

    def __init__(self, shops: Sequence[ShopName], round_of: Round) -> None:
        self._round_of = round_of
        self._wanted: dict[ShopName, Proof | None] = dict.fromkeys(shops)
        self._running: set[ShopName] = set()
        self._asked = {shop: asyncio.Event() for shop in shops}
        self._at_once = asyncio.Semaphore(ROUNDS_AT_ONCE)
        self._stopping = False

    def request(self, shop: ShopName, proof: Proof) -> None:
        if self._wanted[shop] != "full":  # the longer proof answers the shorter question too
            self._wanted[shop] = proof
        self._asked[shop].set()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for shop in self._wanted:
                group.create_task(self._keep(shop), name=f"shop {shop}")

    def cancel(self) -> None:
        self._stopping = True
        for asked in self._asked.values():
            asked.set()

    def status(self) -> dict[ShopName, State]:
        return {shop: self._state(shop) for shop in self._wanted}

    def _state(self, shop: ShopName) -> State:
        if shop in self._running:
            return "running"
        return "waiting" if self._wanted[shop] else "idle"

    async def _keep(self, shop: ShopName) -> None:
        while True:
            await self._asked[shop].wait()
            async with self._at_once:
                if self._stopping:
                    return
                await self._run_one(shop)

    async def _run_one(self, shop: ShopName) -> None:
        self._asked[shop].clear()
        proof, self._wanted[shop] = self._wanted[shop] or "quick", None
        self._running.add(shop)
        try:
            await self._round_of(shop, proof)
        finally:
            self._running.discard(shop)
