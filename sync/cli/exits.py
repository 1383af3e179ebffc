"""With which number a command ends, so that scripts can tell."""

from __future__ import annotations

from typing import Final

FINE: Final = 0
WRONG_INPUT: Final = 1  # the catalog or config has errors, or what was asked for is not there
WOULD_CHANGE: Final = 2  # plan
NOT_ALL_TRUE: Final = 3  # sync: something is held or failed
OUT_OF_REACH: Final = 4  # a marketplace or the store
MISTYPED: Final = 64  # EX_USAGE of sysexits.h
OUR_FAULT: Final = 70  # EX_SOFTWARE
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells count
UNHEARD: Final = 141  # 128 + SIGPIPE: whoever read our output went away

ALL = (
    FINE, WRONG_INPUT, WOULD_CHANGE, NOT_ALL_TRUE, OUT_OF_REACH, MISTYPED, OUR_FAULT, INTERRUPTED,
    UNHEARD,
)  # fmt: skip
