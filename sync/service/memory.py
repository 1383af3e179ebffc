"""Keeps the memory of a process that runs for months from growing.

glibc gives each thread an arena of its own (eight for each processor), and what was freed in one
serves no other: each grows to the most that its thread ever needed at once, and what is free
between what is not stays with the process. Those are no objects of ours, so nothing of ours could
let go of them.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

ARENAS: Final = 2  # most work is done by one thread at a time
ENVIRONMENT: Final = "MALLOC_ARENA_MAX"  # of glibc; whoever sets it knows better
TRIM_EVERY_S: Final = 300.0
_M_ARENA_MAX: Final = -8  # malloc.h


async def keep_small() -> None:
    """Have threads share arenas, and give back what is free now and again, until cancelled."""
    share_arenas()
    while True:
        await asyncio.sleep(TRIM_EVERY_S)
        _told(lambda library: library.malloc_trim(0))


def share_arenas() -> None:
    """Have all threads share few arenas."""
    if ENVIRONMENT not in os.environ:
        _told(lambda library: library.mallopt(_M_ARENA_MAX, ARENAS))


def _told(say: Callable[[Any], None]) -> None:
    """Tell the C library; another than glibc knows neither."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            say(ctypes.CDLL(None))
