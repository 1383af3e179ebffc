"""Which notices people were given, so that nothing is said twice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from sync.store.database import Database, in_chunks, upsert
from sync.store.tables import notices


class NoticeId(NamedTuple):
    """One notice: of what, which end of it, and so many days before."""

    key: str
    ends_on: date
    milestone: int


class GivenNotices:
    """The notices that were given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def given(self, keys: Collection[str]) -> set[NoticeId]:
        """Recall what was told of these."""
        found: set[NoticeId] = set()
        async with self._database.reading() as connection:
            for some in in_chunks(keys):
                asked = select(notices).where(notices.c.key.in_(some))
                found |= {
                    NoticeId(row.key, date.fromisoformat(row.ends_on), row.milestone)
                    for row in await connection.execute(asked)
                }
        return found

    async def note(self, told: Collection[NoticeId], now: datetime) -> None:
        """Write down that these were told."""
        rows = [
            {"key": each.key, "ends_on": each.ends_on.isoformat(), "milestone": each.milestone,
             "told_at": now}
            for each in told
        ]  # fmt: skip
        if rows:
            async with self._database.writing() as connection:
                await connection.execute(upsert(connection, notices), rows)
