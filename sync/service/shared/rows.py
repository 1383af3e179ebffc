"""Tasks as rows that all machines share, by the database's clock.

A row lives until its task was done. While it is at work it is due for nobody; asked for meanwhile,
it is done once more afterwards. It is concluded only as it was when it was begun, so a worker that
slept too long ends nothing that was asked for since.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sqlalchemy import (
    ColumnElement,
    Double,
    Update,
    and_,
    case,
    cast,
    delete,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import ShopName
from sync.service.retries import NEVER_FAILED, Failure, Kind
from sync.service.workqueue import Batch, Task
from sync.store.database import Database
from sync.store.tables import task_failures, tasks, ticks

PART_OF_INTERVAL: Final = 0.8  # clocks of many processes tick at their own moments, with jitter

ASKED_APART_S: Final = 1e-6

NOW: Final[ColumnElement[float]] = cast(func.extract("epoch", func.clock_timestamp()), Double)
Key = tuple[str, str, str]  # shop, kind, about
_KEY: Final = (tasks.c.shop, tasks.c.kind, tasks.c.about)


@dataclass(frozen=True, slots=True)
class Ask:
    """A task that was asked for: due in so many seconds.

    With `every_s` it is one of many asks that clocks make so often: only the first counts.
    """

    task: Task
    after_s: float = 0.0
    every_s: float | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A task that is at work, as it was asked for then."""

    task: Task
    due_at: float
    asked_at: float


class Wake(Protocol):
    """Has somebody look at shops for which anything is due, within the transaction that says so."""

    def __call__(
        self, connection: AsyncConnection, shops: Collection[ShopName], /
    ) -> Awaitable[None]:
        """Wake for these."""
        ...


class TaskRows:
    """What is to be done, and what is at work."""

    def __init__(self, database: Database, wake: Wake) -> None:
        self._database, self._wake = database, wake

    async def ask(self, asks: Sequence[Ask]) -> list[ShopName]:
        """Have these done; answers for which shops there was anything new to hear."""
        async with self._database.writing() as connection:
            heard = await _heard(connection, [ask for ask in asks if ask.every_s is not None])
            new = [ask for ask in asks if ask.every_s is None or _key(ask.task) in heard]
            if new:
                now: float = await connection.scalar(select(NOW)) or 0.0
                await connection.execute(_asking(), _as_rows(new, now))
            heard_of = [ask.task.shop for ask in new]
            await self._wake(connection, heard_of)
        return heard_of

    async def begin(
        self, shop: ShopName, choose: Callable[[Mapping[Task, float], float], Batch | None]
    ) -> tuple[Batch | None, list[Begun]]:
        """Choose of what is due for a shop now, and have it at work.

        Two statements alone: what is asked for between them is not as it was found, and stays due.
        """
        due = tasks.c.shop == shop, tasks.c.due_at <= NOW, tasks.c.at_work.is_(False)
        async with self._database.asking() as connection:
            rows = (await connection.execute(select(tasks, NOW.label("now")).where(*due))).all()
        waiting = [_begun(row) for row in rows]
        batch = choose({each.task: each.due_at for each in waiting}, rows[0].now) if rows else None
        begun = [each for each in waiting if batch and each.task in batch.tasks]
        if begun:
            async with self._database.jotting_once() as connection:
                await connection.execute(_begin(_as_begun(begun), at_work=True))
        return batch, begun

    async def begin_urgent(self, shops: Collection[ShopName]) -> list[Begun]:
        """Have at work what became urgent for shops which a round is at work on."""
        later = tasks.c.kind.in_(("round", "saved"))
        due = (tasks.c.shop.in_(shops), ~later, tasks.c.at_work.is_(False))
        begin = _begin(and_(*due, tasks.c.due_at <= NOW), at_work=True)
        async with self._database.jotting_once() as connection:
            found = await connection.execute(begin.returning(tasks))
            return [_begun(row) for row in found]

    async def conclude(
        self, begun: Collection[Begun], failed: Collection[Task], untouched: Collection[Begun]
    ) -> None:
        """Forget what was done, try again later what failed, let go of what nobody took along.

        Whoever is free is woken for what was asked for meanwhile.
        """
        done = [each for each in begun if each.task not in failed]
        again = [each for each in begun if each.task in failed]
        fine = {_failing(each) for each in done} - {_failing(each) for each in again}
        async with self._database.writing() as connection:
            if done:
                await connection.execute(delete(tasks).where(_as_begun(done)))
            if fine:
                await connection.execute(delete(task_failures).where(_failure_in(fine)))
            await _try_again(connection, again)
            if untouched:
                await connection.execute(_begin(_as_begun(untouched), at_work=False))
            await self._wake(connection, {each.task.shop for each in (*begun, *untouched)})

    async def next_due_s(self) -> float | None:
        """Say in how many seconds something more is due; None: nothing waits for its time."""
        later = select(func.min(tasks.c.due_at) - NOW).where(tasks.c.due_at > NOW)
        async with self._database.asking() as connection:
            found: float | None = await connection.scalar(later)
        return found

    async def waiting(self) -> set[ShopName]:
        """Say for which shops something is due that has not begun."""
        due = select(tasks.c.shop).where(tasks.c.due_at <= NOW, tasks.c.at_work.is_(False))
        async with self._database.asking() as connection:
            return {ShopName(shop) for shop in await connection.scalars(due.distinct())}


async def _heard(connection: AsyncConnection, asks: Sequence[Ask]) -> set[Key]:
    """Hear of each ask the first within its interval, whichever process made it."""
    heard = set[Key]()
    for every_s in {ask.every_s for ask in asks if ask.every_s is not None}:
        new = insert(ticks).values(at=NOW)
        first = new.on_conflict_do_update(
            index_elements=["shop", "kind", "about"],
            set_={"at": NOW},
            where=ticks.c.at <= NOW - PART_OF_INTERVAL * every_s,
        ).returning(ticks.c.shop, ticks.c.kind, ticks.c.about)
        rows = [_named(ask.task) for ask in _in_order(asks) if ask.every_s == every_s]
        heard |= {(row.shop, row.kind, row.about) for row in await connection.execute(first, rows)}
    return heard


def _as_rows(asks: Sequence[Ask], now: float) -> list[dict[str, Any]]:
    """Make rows of asks: of those that are due at once, the first one is due first."""
    first = now - len(asks) * ASKED_APART_S
    due_at = {ask: first + at * ASKED_APART_S + ask.after_s for at, ask in enumerate(asks)}
    rest = {"asked_at": now, "at_work": False}
    return [_named(ask.task) | {"due_at": due_at[ask]} | rest for ask in _in_order(asks)]


def _asking() -> Any:
    """Insert a task, or let it be due earlier; one that is at work is due once more."""
    new = insert(tasks)
    earlier = func.least(tasks.c.due_at, new.excluded.due_at)
    return new.on_conflict_do_update(
        index_elements=["shop", "kind", "about"],
        set_={
            "due_at": case((tasks.c.at_work, new.excluded.due_at), else_=earlier),
            "asked_at": new.excluded.asked_at,
            "at_work": False,
        },
    )


def _begin(which: ColumnElement[bool], at_work: bool) -> Update:  # noqa: FBT001 a column's value
    return update(tasks).where(which).values(at_work=at_work)


async def _try_again(connection: AsyncConnection, failed: Collection[Begun]) -> None:
    """Count the failures, and have each task due after its pause; some are given up."""
    if not failed:
        return
    now: float = await connection.scalar(select(NOW)) or 0.0
    known = await _failures(connection, {_failing(each) for each in failed})
    for each in failed:
        key = _failing(each)
        failure = known.get(key, NEVER_FAILED).next(each.task.kind, now)
        if failure is None:
            await connection.execute(delete(tasks).where(_as_begun([each])))
            await connection.execute(delete(task_failures).where(_failure_in([key])))
            continue
        if failure != known.get(key):
            known[key] = failure
            await connection.execute(_counting(key, failure))
        later = {"due_at": failure.again_at, "at_work": False}
        await connection.execute(update(tasks).where(_as_begun([each])).values(later))


async def _failures(connection: AsyncConnection, keys: Collection[Key]) -> dict[Key, Failure]:
    found = await connection.execute(select(task_failures).where(_failure_in(keys)))
    return {(row.shop, row.kind, row.about): Failure(row.times, row.again_at) for row in found}


def _counting(key: Key, failure: Failure) -> Any:
    counted = {"times": failure.times, "again_at": failure.again_at}
    named = dict(zip(("shop", "kind", "about"), key, strict=True))
    new = insert(task_failures).values(**named, **counted)
    return new.on_conflict_do_update(index_elements=list(named), set_=counted)


def _failure_in(keys: Iterable[Key]) -> ColumnElement[bool]:
    columns = task_failures.c.shop, task_failures.c.kind, task_failures.c.about
    return tuple_(*columns).in_(list(keys))


def _as_begun(begun: Iterable[Begun]) -> ColumnElement[bool]:
    """Find rows unless they were asked for anew."""
    rows = [(*_key(each.task), each.asked_at) for each in begun]
    return tuple_(*_KEY, tasks.c.asked_at).in_(rows)


def _key(task: Task) -> Key:
    return task.shop, task.kind, task.about


def _failing(begun: Begun) -> Key:
    return _key(begun.task.fails_with)


def _named(task: Task) -> dict[str, Any]:
    return dict(zip(("shop", "kind", "about"), _key(task), strict=True))


def _in_order(asks: Iterable[Ask]) -> list[Ask]:
    """Sort, so that two processes lock rows in the same order."""
    return sorted(asks, key=lambda ask: _key(ask.task))


def _begun(row: Any) -> Begun:
    kind: Kind = row.kind
    return Begun(Task(ShopName(row.shop), kind, row.about), row.due_at, row.asked_at)
