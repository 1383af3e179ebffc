"""One virtual time for our service and all replicas: it passes only while everybody waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from heapq import heappop, heappush
from itertools import count

from sandbox.clock import Clock

TURNS = 8  # of the loop, in which whoever was woken begins to work


class Time(Clock):
    """Stands still while somebody is at work; then what is due next happens."""

    def __init__(self) -> None:
        super().__init__()
        self._now = super().now()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._number = count()
        self._at_work = 0  # less what sleeps within its work
        self._rests = asyncio.Event()
        self._passing = False

    def now(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += seconds

    def at(self, moment: float, act: Callable[[], None]) -> None:
        """Write down to do this at a moment."""
        heappush(self._due, (moment, next(self._number), act))

    async def sleep(self, seconds: float) -> None:
        """Wait; before time passes by itself, it is simply moved."""
        if not self._passing:
            self.advance(seconds)
            return
        awake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.at(self._now + seconds, lambda: self._wake(awake))
        self._leave()
        await awake

    def _wake(self, awake: asyncio.Future[None]) -> None:
        self._at_work += 1
        if not awake.done():
            awake.set_result(None)

    def _leave(self) -> None:
        self._at_work -= 1
        if self._at_work <= 0:
            self._rests.set()

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """While something works that takes no time but what it sleeps."""
        self._at_work += 1
        try:
            yield
        finally:
            self._leave()

    async def pass_until(self, end: float) -> None:
        """Let everything happen that is due until then."""
        self._passing = True
        while await self._all_rest() and self._due and self._due[0][0] <= end:
            moment, _, act = heappop(self._due)
            self._now = max(self._now, moment)
            act()
        self._passing = False

    async def _all_rest(self) -> bool:
        turns = 0
        while turns < TURNS:
            turns += 1
            await asyncio.sleep(0)
            if self._at_work > 0:
                turns = 0
                self._rests.clear()
                await self._rests.wait()
        return True
