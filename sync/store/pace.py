"""How fast we may call, and when not at all, agreed among all processes on all machines.

GCRA, one row per key, one statement per reservation. The time is the caller's. A row that was
written in the future comes from a clock that has been set since, and is forgotten, as is whatever
lies further ahead than its own rule could have put it. A breaker per key: when a platform keeps
failing, it is left alone for a while, and longer each time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, case, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql.dml import ReturningInsert

from sync.model import VIETNAM
from sync.model import Pace as Rate
from sync.store.database import Database, insert, one_at_a_time, upsert
from sync.store.tables import breakers, pace

FAILURES_TO_OPEN: Final = 5  # in a row
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=15)
LONGEST_REST: Final = timedelta(hours=1)  # that a platform may ask for
SPARE_PART: Final = 5  # one in so many of a burst is left to what is urgent
Urgency = Literal["urgent", "ordinary"]
CLOCKS_DIFFER_S: Final = 30.0  # between machines that share a database
_DOUBLINGS: Final = 5  # enough to pass the longest pause


class PaceRows:
    """Turns at calling by key, such as app, app and endpoint, shop; and breakers by key."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reserving = _reservation(database.engine)  # made once: it goes before every call

    async def reserve(
        self, turns: Sequence[tuple[str, Rate]], now: datetime, urgency: Urgency = "urgent"
    ) -> float:
        """Reserve one call under every key and return how many seconds to wait before it.

        What is ordinary leaves a fifth of every burst to what is urgent: it waits until so much
        is saved up. The steady rate is everybody's.
        """
        (wait_s,) = await self.reserve_many(turns, now, urgency, 1)
        return wait_s

    async def reserve_many(
        self, turns: Sequence[tuple[str, Rate]], now: datetime, urgency: Urgency, calls: int
    ) -> list[float]:
        """Reserve calls at one go; answers in their order how long to wait before each."""
        if not turns:
            return [0.0] * calls
        clock_s = now.timestamp()
        # Sorted, so that two processes lock the rows in the same order.
        rows = [_row(key, rate, clock_s, calls) for key, rate in sorted(dict(turns).items())]
        async with self._database.jotting_once() as connection:
            found = await connection.execute(self._reserving, rows)
            free_at: dict[str, float] = {row.key: row.free_at for row in found}
        last = [
            (free_at[key] - clock_s + (_spare_s(rate) if urgency == "ordinary" else 0.0), rate)
            for key, rate in dict(turns).items()
        ]
        before_last = range(calls - 1, -1, -1)
        return [
            max(0.0, *(wait_s - ahead / rate.calls_per_s for wait_s, rate in last))
            for ahead in before_last
        ]

    async def give_back(self, turns: Sequence[tuple[str, Rate]], calls: int = 1) -> None:
        """Give back calls that were reserved and not made."""
        async with self._database.jotting() as connection:
            for key, rate in sorted(dict(turns).items()):
                earlier = pace.c.free_at - calls / rate.calls_per_s
                back = update(pace).where(pace.c.key == key)
                counted = pace.c.calls - case((pace.c.calls < calls, pace.c.calls), else_=calls)
                await connection.execute(back.values(free_at=earlier, calls=counted))

    async def used(self, keys: Collection[str], now: datetime) -> dict[str, int]:
        """Say how many calls were made under these keys since midnight in Vietnam."""
        asked = select(pace.c.key, pace.c.calls).where(
            pace.c.key.in_(list(keys)), pace.c.day == _day(now.timestamp())
        )
        async with self._database.asking() as connection:
            found = {row.key: int(row.calls) for row in await connection.execute(asked)}
        return {key: found.get(key, 0) for key in keys}

    async def push(self, key: str, until: datetime, now: datetime) -> None:
        """Let nobody call under this key before `until`: the platform asked us to wait."""
        free_at = min(until, now + LONGEST_REST).timestamp()
        row = {"key": key, "step_s": 0.0, "free_at": free_at, "written_at": now.timestamp()}
        async with self._database.jotting_once() as connection:
            new = insert(connection, pace)
            later, written_at = new.excluded.free_at, new.excluded.written_at
            pushed = new.on_conflict_do_update(
                index_elements=["key"],
                set_={"free_at": later, "written_at": written_at},
                where=or_(later > pace.c.free_at, _in_the_future(written_at)),
            )
            await connection.execute(pushed, row)

    async def failed(self, key: str, now: datetime, about: str | None = None) -> None:
        """Count a failure; calls that were under way when the breaker opened count no more.

        Nor does another one `about` the same thing: that says more of it than of the platform.
        """
        async with self._database.jotting() as connection:
            await one_at_a_time(connection, f"breaker {key}")
            asked = select(breakers).where(breakers.c.key == key)
            row = (await connection.execute(asked)).first()
            if row is not None and _is_open(row.failures, row.open_until, now):
                return
            if row is not None and about is not None and row.about == about:
                return
            failures = 1 if row is None else row.failures + 1
            open_until = _open_until(failures, now)
            fresh = {"key": key, "failures": failures, "open_until": open_until, "about": about}
            await connection.execute(upsert(connection, breakers), fresh)

    async def succeeded(self, key: str) -> None:
        """Close the breaker and begin to count anew."""
        async with self._database.jotting_once() as connection:
            await connection.execute(delete(breakers).where(breakers.c.key == key))

    async def open_until(self, key: str, now: datetime) -> datetime | None:
        """Say until when not to call; None: call. The first call after a pause is its probe."""
        asked = select(breakers).where(breakers.c.key == key, breakers.c.open_until > now)
        async with self._database.asking() as connection:
            row = (await connection.execute(asked)).first()
        if row is None or not _is_open(row.failures, row.open_until, now):
            return None
        until: datetime = row.open_until
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
            "free_at": case(
                (_in_the_future(new.excluded.written_at), first),
                (later > first, later),
                else_=first,
            ),
            "written_at": new.excluded.written_at,
            "day": new.excluded.day,
            "calls": new.excluded.calls
            + case((pace.c.day == new.excluded.day, pace.c.calls), else_=0),
        },
    )
    return reserved.returning(pace.c.key, pace.c.free_at)


def _spare_s(rate: Rate) -> float:
    """Say how long it takes to save up what ordinary calls leave of a burst: none of a single."""
    spare = 0 if rate.burst < 2 else -(-rate.burst // SPARE_PART)  # rounded up
    return spare / rate.calls_per_s


def _in_the_future(now_s: ColumnElement[float]) -> ColumnElement[bool]:
    return pace.c.written_at > now_s + CLOCKS_DIFFER_S


def _day(clock_s: float) -> int:
    """Number the days of Vietnam, by which platforms there count calls anew."""
    return datetime.fromtimestamp(clock_s, VIETNAM).toordinal()


def _row(key: str, rate: Rate, clock_s: float, calls: int) -> dict[str, str | float]:
    """Make the row of a key that nobody used lately: its whole burst is saved up.

    `free_at` is the moment of the last of the calls, and they move it by `step_s` together.
    """
    step_s = 1 / rate.calls_per_s
    free_at = clock_s - (rate.burst - calls) * step_s
    step = {"step_s": calls * step_s, "free_at": free_at, "written_at": clock_s}
    return {"key": key, **step, "day": _day(clock_s), "calls": calls}


def _is_open(failures: int, open_until: datetime | None, now: datetime) -> bool:
    """Tell whether a breaker is open: never for longer than so many failures open it."""
    return open_until is not None and now < open_until <= now + _pause(failures)


def _open_until(failures: int, now: datetime) -> datetime | None:
    return None if failures < FAILURES_TO_OPEN else now + _pause(failures)


def _pause(failures: int) -> timedelta:
    doublings = min(max(failures - FAILURES_TO_OPEN, 0), _DOUBLINGS)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
