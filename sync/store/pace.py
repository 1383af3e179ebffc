"""How fast we may call, and when not at all, agreed among all processes on all machines.

GCRA, one row per key, one statement per reservation. The time is the caller's: a machine whose
clock runs ahead makes the others wait longer. A breaker per key: when a platform keeps failing,
it is left alone for a while, and longer each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import case, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql.dml import ReturningInsert

from sync.model import Pace as Rate
from sync.store.database import Database, insert, one_at_a_time, upsert
from sync.store.tables import breakers, pace

FAILURES_TO_OPEN: Final = 5  # in a row
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=15)
_DOUBLINGS: Final = 5  # enough to pass the longest pause


class PaceRows:
    """Turns at calling by key, such as app, app and endpoint, shop; and breakers by key."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reserving = _reservation(database.engine)  # made once: it goes before every call

    async def reserve(self, turns: Sequence[tuple[str, Rate]], now: datetime) -> float:
        """Reserve one call under every key and return how many seconds to wait before it."""
        if not turns:
            return 0.0
        clock_s = now.timestamp()
        # Sorted, so that two processes lock the rows in the same order.
        rows = [_first(key, rate, clock_s) for key, rate in sorted(dict(turns).items())]
        async with self._database.jotting() as connection:
            free_at = await connection.scalars(self._reserving, rows)
            waits_s: list[float] = [moment_s - clock_s for moment_s in free_at]
        return max(0.0, *waits_s)

    async def push(self, key: str, until: datetime) -> None:
        """Let nobody call under this key before `until`: the platform asked us to wait."""
        row = {"key": key, "step_s": 0.0, "free_at": until.timestamp()}
        async with self._database.jotting() as connection:
            new = insert(connection, pace)
            later = new.excluded.free_at
            pushed = new.on_conflict_do_update(
                index_elements=["key"], set_={"free_at": later}, where=later > pace.c.free_at
            )
            await connection.execute(pushed, row)

    async def failed(self, key: str, now: datetime) -> None:
        """Count a failure; calls that were under way when the breaker opened count no more."""
        async with self._database.jotting() as connection:
            await one_at_a_time(connection, f"breaker {key}")
            asked = select(breakers).where(breakers.c.key == key)
            row = (await connection.execute(asked)).first()
            if row is not None and row.open_until is not None and now < row.open_until:
                return
            failures = 1 if row is None else row.failures + 1
            fresh = {"key": key, "failures": failures, "open_until": _open_until(failures, now)}
            await connection.execute(upsert(connection, breakers), fresh)

    async def succeeded(self, key: str) -> None:
        """Close the breaker and begin to count anew."""
        async with self._database.jotting() as connection:
            await connection.execute(delete(breakers).where(breakers.c.key == key))

    async def open_until(self, key: str, now: datetime) -> datetime | None:
        """Say until when not to call; None: call. The first call after a pause is its probe."""
        asked = select(breakers.c.open_until).where(
            breakers.c.key == key, breakers.c.open_until > now
        )
        async with self._database.reading() as connection:
            until: datetime | None = await connection.scalar(asked)
        return until

    async def forget_idle(self, now: datetime) -> int:
        """Forget keys that nobody used for a day, and breakers that closed before."""
        yesterday = now - timedelta(days=1)
        idle = delete(pace).where(pace.c.free_at < yesterday.timestamp())
        closed = delete(breakers).where(breakers.c.open_until < yesterday)
        async with self._database.jotting() as connection:
            gone = [await connection.execute(each) for each in (idle, closed)]
        return sum(each.rowcount for each in gone)


def _reservation(engine: AsyncEngine) -> ReturningInsert[Any]:
    """Take the next free moment of a key, or its first when nobody used it lately."""
    new = insert(engine, pace)
    later, first = pace.c.free_at + new.excluded.step_s, new.excluded.free_at
    reserved = new.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "step_s": new.excluded.step_s,
            "free_at": case((later > first, later), else_=first),
        },
    )
    return reserved.returning(pace.c.free_at)


def _first(key: str, rate: Rate, clock_s: float) -> dict[str, str | float]:
    """Make the row of a key that nobody used lately: its whole burst is saved up."""
    step_s = 1 / rate.calls_per_s
    return {"key": key, "step_s": step_s, "free_at": clock_s - (rate.burst - 1) * step_s}


def _open_until(failures: int, now: datetime) -> datetime | None:
    if failures < FAILURES_TO_OPEN:
        return None
    doublings = min(failures - FAILURES_TO_OPEN, _DOUBLINGS)
    return now + min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
