"""Times as the contract writes them: whole seconds, with the offset of Vietnam."""

from __future__ import annotations

from datetime import datetime, timedelta

from sandbox.partner.facts import MINUTE_S, VIETNAM

SUNDAY, MONDAY = 6, 0


def told(second: float) -> str:
    """`2026-11-23T09:15:42+07:00`; texts of this form sort as their times do."""
    return datetime.fromtimestamp(int(second), VIETNAM).isoformat()


def told_or_none(second: float | None) -> str | None:
    """The same, and null for what has not happened."""
    return None if second is None else told(second)


def today(now: float) -> str:
    """The calendar day in Vietnam, `2026-11-23`."""
    return datetime.fromtimestamp(now, VIETNAM).date().isoformat()


def midnight_after(now: float) -> float:
    """When the present day ends in Vietnam."""
    day = datetime.fromtimestamp(now, VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    return (day + timedelta(days=1)).timestamp()


def next_window(now: float) -> tuple[float, float]:
    """The weekly maintenance that runs or comes next: Sunday 23:30 to Monday 00:30."""
    here = datetime.fromtimestamp(now, VIETNAM)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = (midnight + timedelta(days=-here.weekday() % 7)).timestamp()
    if now >= monday + 30 * MINUTE_S:
        monday += timedelta(days=7).total_seconds()
    return monday - 30 * MINUTE_S, monday + 30 * MINUTE_S
