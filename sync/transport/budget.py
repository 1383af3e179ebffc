"""When the next call may go: turns under every key that it counts for, and asked rests."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sync.marketplace import Throttled
from sync.marketplace.errors import LONGEST_PAUSE_S
from sync.model import Pace, Problem
from sync.store import Store
from sync.store.pace import Urgency
from sync.transport.clock import Clock
from sync.transport.retry import asked_wait_s

LONGEST_TURN_S = 60.0  # a turn further off is given back: the platform asked for a long rest
UNSAID_REST_S = 1.0  # where a platform says that we are too fast, but not for how long
# How long what was reserved together may be kept: what another process is told by a platform is
# heeded that much later, and what is not called by then is lost.
AHEAD_S = 0.25
MOST_AHEAD = 10
UNPACED = Pace(calls_per_s=1e6)  # of a path: it keeps no pace of its own, but may have to rest


_urgency: ContextVar[Urgency] = ContextVar("urgency", default="ordinary")


@contextmanager
def urgent_calls() -> Iterator[None]:
    """Let the calls made within take from the part of every quota that is kept for them.

    For reading orders and for lowering stock: whatever else is going on, nothing is sold twice.
    """
    before = _urgency.set("urgent")
    try:
        yield
    finally:
        _urgency.reset(before)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Calls that were reserved together and not made yet: how long after that each may go."""

    reserved_s: float
    waits_s: list[float]


class CallBudget:
    """The turns of one shop; its app's, the last of `paces`, are shared by all shops of the app."""

    def __init__(self, store: Store, clock: Clock, paces: Sequence[tuple[str, Pace]]) -> None:
        self._rows, self._clock, self._paces = store.pace, clock, tuple(paces)
        self._reserving = asyncio.Lock()  # calls that start together share what is reserved
        self._ahead: dict[tuple[str, Urgency], _Ahead] = {}
        self._rests: dict[str, tuple[float, datetime]] = {}  # of paths: how long, and until when

    async def wait_for_turn(self, endpoint: str) -> float:
        """Wait for a turn; answers how long. Raises `Throttled` when it is too far off."""
        async with self._reserving:
            wait_s = await self._next_turn(endpoint)
        if wait_s > 0:
            await self._clock.sleep(wait_s)
        return wait_s

    async def _next_turn(self, endpoint: str) -> float:
        key, now_s = (endpoint, _urgency.get()), self._clock.now().timestamp()
        ahead = self._ahead.get(key)
        if not ahead or not ahead.waits_s or not 0 <= now_s - ahead.reserved_s < AHEAD_S:
            ahead = self._ahead[key] = await self._reserved(endpoint, now_s)
        return max(0.0, ahead.waits_s.pop(0) - (now_s - ahead.reserved_s))

    async def _reserved(self, endpoint: str, now_s: float) -> _Ahead:
        """Reserve as many calls as may go at once: one, where a platform lets few go."""
        turns = [*self._paces, (self._path_key(endpoint), UNPACED)]
        calls = max(1, min(MOST_AHEAD, *(int(rate.calls_per_s * AHEAD_S) for _, rate in turns)))
        now = datetime.fromtimestamp(now_s, UTC)
        waits_s = await self._rows.reserve_many(turns, now, _urgency.get(), calls)
        if waits_s[0] > LONGEST_TURN_S:
            await self._rows.give_back(turns, calls)
            values = {"wait_s": round(waits_s[0])}
            raise Throttled(Problem(code="throttled", values=values), waits_s[0])
        return _Ahead(now_s, waits_s)

    async def rest(self, error: Throttled, endpoint: str) -> None:
        """Let rest what the platform wants to rest, and nothing else."""
        self._ahead.clear()
        if error.scope == "path":
            until = self._path_rests(error, endpoint)
            await self._rows.push(self._path_key(endpoint), until, self._clock.now())
            return
        now = self._clock.now()
        until = now + timedelta(seconds=asked_wait_s(error) or UNSAID_REST_S)
        for key, _ in self._paces[:1] if error.scope == "shop" else self._paces:
            await self._rows.push(key, until, now)

    def answered(self, endpoint: str) -> None:
        """Note that a path answers again: the next rest is a first one."""
        self._rests.pop(endpoint, None)

    def _path_key(self, endpoint: str) -> str:
        """Name the row of one path, which all shops of an app share as they share its quota."""
        return f"{self._paces[-1][0]} {endpoint}"

    def _path_rests(self, error: Throttled, endpoint: str) -> datetime:
        """Say until when a path rests: as long as was asked, and twice as long as the last time.

        Paths that are throttled back in a campaign refuse for hours, whatever second they name.
        Answers to calls that were under way when the rest began make it no longer.
        """
        now = self._clock.now()
        last_s, until = self._rests.get(endpoint, (0.0, now))
        if now < until:
            return until
        rest_s = min(max(asked_wait_s(error) or UNSAID_REST_S, 2 * last_s), LONGEST_PAUSE_S)
        self._rests[endpoint] = rest_s, now + timedelta(seconds=rest_s)
        return self._rests[endpoint][1]
