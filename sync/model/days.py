"""Which days anything of ours may happen on: of any other, a slip of the pen is told.

A day at the end of the calendar has no next one, and one at its beginning none before.
"""

from __future__ import annotations

from datetime import date
from typing import Final

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
MOST_DAYS: Final = 36_500  # of any span that somebody writes down


def lasts_on(day: date, begins: date | None, ends: date | None) -> bool:
    """Whether what begins and ends on these days, both included, holds on a day; None: no bound."""
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def is_near(day: date) -> bool:
    """Whether it is a day that anybody can mean."""
    return FIRST_DAY <= day <= LAST_DAY
