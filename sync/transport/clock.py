"""Time and waiting, handed in, so that a test can turn both off."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LEGAL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")  # certificates end by the day in Vietnam


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is (always UTC) and how to wait, in seconds."""

    now: Callable[[], datetime] = _now
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


def legal_day(clock: Clock) -> date:
    """Tell which day it is where the law of the certificates holds."""
    return clock.now().astimezone(LEGAL_TIME).date()
