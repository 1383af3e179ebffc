"""How fast we may call, agreed among all processes on all machines.

GCRA, one row per key, one statement per reservation. The time is the caller's: a machine whose
clock runs ahead makes the others wait a little longer, never less.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case

from sync.model import Pace as Rate
from sync.store.database import Database, insert
from sync.store.tables import pace


class Pace:
    """Turns at calling, by key: app, app and endpoint, shop, shop and endpoint."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(self, turns: Sequence[tuple[str, Rate]], now: datetime) -> float:
        """Reserve one call under every key and return how many seconds to wait before it."""
        if not turns:
            return 0.0
        clock_s = now.timestamp()
        # Sorted, so that two processes lock the rows in the same order.
        rows = [_first(key, rate, clock_s) for key, rate in sorted(dict(turns).items())]
        async with self._database.jotting() as connection:
            new = insert(connection, pace)
            later, first = pace.c.free_at + new.excluded.step_s, new.excluded.free_at
            reserved = new.on_conflict_do_update(
                index_elements=["key"],
                set_={
                    "step_s": new.excluded.step_s,
                    "free_at": case((later > first, later), else_=first),
                },
            )
            free_at = await connection.scalars(reserved.returning(pace.c.free_at), rows)
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


def _first(key: str, rate: Rate, clock_s: float) -> dict[str, str | float]:
    """Make the row of a key that nobody used lately: its whole burst is saved up."""
    step_s = 1 / rate.calls_per_s
    return {"key": key, "step_s": step_s, "free_at": clock_s - (rate.burst - 1) * step_s}
