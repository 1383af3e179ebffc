"""The time in a replica: the real time, moved by as much as the operator asks."""

from __future__ import annotations

import time


class Clock:
    """Seconds since 1970, real time plus an offset; every lag, lifetime and stamp reads it."""

    def __init__(self, offset_s: float = 0.0) -> None:
        self.offset_s = offset_s

    def now(self) -> float:
        return time.time() + self.offset_s

    def second(self) -> int:
        return int(self.now())

    def advance(self, seconds: float) -> None:
        self.offset_s += seconds

    def set(self, now: float) -> None:
        self.offset_s = now - time.time()
