"""How far each platform's clock was from ours, so that the next process need not find out anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median
from typing import Final

from sqlalchemy import select

from sync.model import ShopName
from sync.store.database import Database, upsert
from sync.store.tables import clocks

LATELY: Final = timedelta(days=1)  # our own clock may have been set since
WORTH_NOTING: Final = timedelta(seconds=1)
MOST_HEARD: Final = 50  # shops, of a thousand: each of them asks when it is opened
NOTED_EVERY: Final = timedelta(hours=1)


class Clocks:
    """The measured differences, by shop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: dict[ShopName, tuple[timedelta, datetime]] = {}

    async def measured(self, shop: ShopName, skew: timedelta, now: datetime) -> None:
        """Remember how far the clock of a shop's platform is ahead of ours."""
        before = self._noted.get(shop)
        if before and abs(skew - before[0]) < WORTH_NOTING and abs(now - before[1]) < NOTED_EVERY:
            return
        row = {"shop": shop, "skew_s": skew.total_seconds(), "measured_at": now}
        async with self._database.jotting_once() as connection:
            await connection.execute(upsert(connection, clocks), row)
        self._noted[shop] = (skew, now)

    async def skew(self, now: datetime) -> timedelta | None:
        """Say how far the platforms are ahead of us by what was measured lately; None: unknown."""
        lately = clocks.c.measured_at.between(now - LATELY, now + LATELY)
        newest = clocks.c.measured_at.desc()
        asked = select(clocks.c.skew_s).where(lately).order_by(newest).limit(MOST_HEARD)
        async with self._database.asking() as connection:
            found = list(await connection.scalars(asked))
        return timedelta(seconds=median(found)) if found else None
