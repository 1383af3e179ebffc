"""When a platform keeps failing, leave it alone for a while, and longer each time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from sync.store.database import Database, one_at_a_time, upsert
from sync.store.tables import breakers

FAILURES_TO_OPEN: Final = 5  # in a row
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=15)
_DOUBLINGS: Final = 5  # enough to pass the longest pause


class Breakers:
    """One breaker per key, such as shop and operation; shared by all processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

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

    async def open_until(self, key: str) -> datetime | None:
        """Say until when not to call; once that has passed, the next call is the probe."""
        async with self._database.reading() as connection:
            asked = select(breakers.c.open_until).where(breakers.c.key == key)
            until: datetime | None = await connection.scalar(asked)
        return until


def _open_until(failures: int, now: datetime) -> datetime | None:
    if failures < FAILURES_TO_OPEN:
        return None
    doublings = min(failures - FAILURES_TO_OPEN, _DOUBLINGS)
    return now + min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
