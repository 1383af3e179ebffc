"""Notices that the computer's clock was set, or that the computer slept, while the service ran."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from time import monotonic, time
from typing import Final

LOOK_EVERY_S: Final = 5.0
JUMP: Final = timedelta(seconds=30)  # more than any clock drifts between two looks

Clock = Callable[[], float]  # in seconds


async def watch_clock(
    jumped: Callable[[timedelta], None], wall: Clock = time, steady: Clock = monotonic
) -> None:
    """Tell by how much the wall clock moved on its own (backwards: negative), until cancelled."""
    before = wall() - steady()
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        now = wall() - steady()
        if abs(now - before) >= JUMP.total_seconds():
            jumped(timedelta(seconds=now - before))
        before = now
