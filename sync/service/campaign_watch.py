"""Has every shop looked at when a campaign begins or ends: its price changes at its time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sync.catalog import Configuration
from sync.planning import turns
from sync.transport.clock import Clock

LOOK_EVERY_S: Final = 60.0  # people edit, and clocks are put right
A_MOMENT: Final = timedelta(seconds=1)  # a platform's clock may be a little behind ours


async def watch_campaigns(
    configuration: Callable[[], Configuration], ask_for_all: Callable[[], None], clock: Clock
) -> None:
    """Ask until cancelled; what turned while nobody watched is met by any round."""
    seen = clock.now()
    while True:
        at = await asyncio.to_thread(turns, configuration().products, seen)
        await clock.sleep(_pause_s(at, clock.now()))
        now = clock.now()
        if at is not None and at + A_MOMENT <= now:
            ask_for_all()
            seen = now
        elif at is None:
            seen = now


def _pause_s(at: datetime | None, now: datetime) -> float:
    left = LOOK_EVERY_S if at is None else (at + A_MOMENT - now).total_seconds()
    return min(max(left, 0.0), LOOK_EVERY_S)
