"""Waiting is played fast: the clock jumps to the moment that somebody waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta


class FastClock:
    """One clock for us and for the marketplaces; who wait at the same time wait once.

    The marketplaces' clocks go first: were ours ahead of theirs, even for a moment, a read that
    lags as it may would look older than it is, and be taken for somebody's edit.
    """

    def __init__(self, advance: Callable[[float], Awaitable[None]]) -> None:
        self._advance = advance
        self._ahead = timedelta(0)
        self._turn = asyncio.Lock()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def sleep(self, seconds: float) -> None:
        """Come back so many seconds later, by this clock."""
        until = self.now() + timedelta(seconds=seconds)
        async with self._turn:
            left = until - self.now()
            if left > timedelta(0):
                await self._advance(left.total_seconds())
                self._ahead += left
