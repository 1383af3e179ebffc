"""Time and waiting, handed in, so that a test can turn both off."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from sync.model.zone import VIETNAM

SKEW_WORTH_HEEDING = timedelta(seconds=5)
JUMP = timedelta(minutes=5)  # a platform's clock does not jump; a server of theirs may be wrong
BELIEVED = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is (always UTC), how to wait, in seconds, and seconds that nobody sets."""

    now: Callable[[], datetime] = _now
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic


class PlatformClock:
    """A platform's time: ours, set right by the dates of its answers.

    Our own clock may be wrong; orders are dated, and calls signed, by theirs. Until the first
    answer, `skew` is what was measured before, if that is known.
    """

    def __init__(self, clock: Clock | None = None, skew: timedelta = timedelta(0)) -> None:
        self.ours, self.skew, self.measured = clock or Clock(), skew, False
        self._doubted: timedelta | None = None  # what one answer said alone
        self._offset_s = self._wall_ahead_s()

    def now(self) -> datetime:
        """Tell the platform's time."""
        return self.ours.now() + self.skew

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self.ours.sleep(seconds)

    def measure(self, headers: Mapping[str, str]) -> None:
        """Learn from the `date` of an answer; none, or an absurd one, tells nothing.

        What is far from what was measured before (by the first answer of a process: and from our
        own clock) counts once a second answer says the same, or where our own clock was set.
        """
        try:
            theirs = _moment_of(headers["date"])
        except (KeyError, ValueError, OverflowError):
            return
        if not BELIEVED[0] <= theirs < BELIEVED[1]:
            return
        skew = theirs - self.ours.now()
        if not self._is_odd(skew):
            self._set(skew)

    @property
    def wants_witness(self) -> bool:
        """Whether the only answer until now says what nobody else does: another should be asked."""
        return self._doubted is not None and not self.measured

    def believe(self) -> None:
        """Take what the last answer said: a platform refuses what is not signed by its own time."""
        if self._doubted is not None:
            self._set(self._doubted)

    def _set(self, skew: timedelta) -> None:
        self.skew = skew if abs(skew) > SKEW_WORTH_HEEDING else timedelta(0)
        self.measured = True

    def _is_odd(self, skew: timedelta) -> bool:
        doubted, self._doubted = self._doubted, skew
        before, self._offset_s = self._offset_s, self._wall_ahead_s()
        was_set = abs(self._offset_s - before) > JUMP.total_seconds()
        known = (self.skew,) if self.measured else (self.skew, timedelta(0))
        if was_set or any(abs(skew - each) < JUMP for each in known):
            return False
        return doubted is None or abs(skew - doubted) >= JUMP

    def _wall_ahead_s(self) -> float:
        """How far the clock that people set is ahead of the one that nobody sets."""
        return self.ours.now().timestamp() - self.ours.monotonic()


@lru_cache(maxsize=8)  # many answers a second name the same one
def _moment_of(told: str) -> datetime:
    return parsedate_to_datetime(told).astimezone(UTC)


def legal_day(clock: Clock) -> date:
    """Tell which day it is where the law of the certificates holds."""
    return clock.now().astimezone(VIETNAM).date()
