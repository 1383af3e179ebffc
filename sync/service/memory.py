"""Keeps the memory of a process that runs for months from growing.

glibc gives each thread an arena of its own (eight for each processor), and what was freed in one
serves no other: each grows to the most that its thread ever needed at once. That is no object of
ours, so nothing of ours could let go of it.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from typing import Final

ARENAS: Final = 2  # most work is done by one thread at a time
ENVIRONMENT: Final = "MALLOC_ARENA_MAX"  # of glibc; whoever sets it knows better
_M_ARENA_MAX: Final = -8  # malloc.h


def share_arenas() -> None:
    """Have all threads share few arenas; another C library than glibc knows none."""
    if sys.platform == "linux" and ENVIRONMENT not in os.environ:
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, ARENAS)
