"""Brings everything that is remembered from one database to another, and proves that it arrived.

One transaction reads, one writes: killed at any moment, the target stays as empty as it was. The
source is only read. Tables are compared by the number of their rows and by a digest of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Table, TableClause, Text, column, func, insert, select, table, text
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Problem
from sync.store.columns import Written
from sync.store.database import Database
from sync.store.migrate import bring_up_to_date, pending
from sync.store.tables import metadata

AT_A_TIME: Final = 1000  # rows

# What is at hand for the moment alone: who works, how fast, what waits. It makes itself anew.
_PASSING: Final = frozenset(
    {"leases", "pace", "breakers", "tasks", "task_failures", "ticks", "push_registrations",
     "sessions", "sign_in_links", "sign_in_attempts"}
)  # fmt: skip

_KEPT: Final = [each for each in metadata.sorted_tables if each.name not in _PASSING]


def _as_it_stands(of: Table) -> TableClause:
    """Name a table so that what is written in it is carried over as text, and never read."""
    kinds = {c.name: Text() if isinstance(c.type, Written) else c.type for c in of.columns}
    return table(of.name, *(column(name, kind) for name, kind in kinds.items()))


TABLES: Final[Sequence[TableClause]] = [_as_it_stands(each) for each in _KEPT]
_COUNTED: Final = {each.name for each in _KEPT if list(each.primary_key.columns.keys()) == ["id"]}


@dataclass(frozen=True, slots=True)
class TableState:
    """What a table holds: so many rows, with this digest of them all."""

    name: str
    rows: int
    digest: str


class MoveRefused(Exception):
    """Nothing was moved; `problem` says why."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.problem = Problem(code=code, values=values)


async def move(source: str, target: str) -> list[TableState]:
    """Copy all tables into an empty database, and compare; answers what arrived.

    Nobody may write to the source meanwhile. Raises `MoveRefused`, `StoreUnavailable`.
    """
    there, here = Database(source), Database(target)
    try:
        await bring_up_to_date(there)
        await bring_up_to_date(here)
        async with there.reading() as reading, here.writing() as writing:
            await _refuse_filled(writing, here.place)
            for each in TABLES:
                await _copy(each, reading, writing)
            arrived = [await _state(each, writing) for each in TABLES]
            left = [await _state(each, reading) for each in TABLES]
            _refuse_other(left, arrived)
        return arrived
    finally:
        await there.close()
        await here.close()


async def compare(source: str, target: str) -> list[tuple[TableState, TableState]]:
    """Say what each table holds in both databases.

    Raises `MoveRefused` where one of them is of another shape, or holds none yet, and
    `StoreUnavailable`.
    """
    there, here = Database(source), Database(target)
    try:
        for each in (here, there):
            if (found := await pending(each)).steps:
                code = "move_check_older" if found.version else "move_check_empty"
                raise MoveRefused(code, place=each.place)
        async with there.reading() as one, here.reading() as other:
            return [(await _state(each, one), await _state(each, other)) for each in TABLES]
    finally:
        await there.close()
        await here.close()


async def _copy(of: TableClause, reading: AsyncConnection, writing: AsyncConnection) -> None:
    async for rows in _rows_of(of, reading):
        await writing.execute(insert(of), rows)
    if writing.dialect.name == "postgresql" and of.name in _COUNTED:
        # Numbers go on after the highest: an id is never given twice.
        named = {"table": of.name}
        counting = "SELECT setval(pg_get_serial_sequence(:table, 'id'), max(id)) FROM "
        await writing.execute(text(f"{counting} {of.name} HAVING max(id) IS NOT NULL"), named)


async def _refuse_filled(writing: AsyncConnection, place: str) -> None:
    for each in metadata.sorted_tables:
        if await writing.scalar(select(func.count()).select_from(each)):
            raise MoveRefused("move_target_filled", place=place, table=each.name)


def _refuse_other(left: Sequence[TableState], arrived: Sequence[TableState]) -> None:
    for one, other in zip(left, arrived, strict=True):
        if one != other:
            raise MoveRefused("move_not_equal", table=one.name, left=one.rows, arrived=other.rows)


async def _state(of: TableClause, connection: AsyncConnection) -> TableState:
    """Add up the hashes of a table's rows, whatever order they come in."""
    count, total = 0, 0
    async for rows in _rows_of(of, connection):
        for row in rows:
            count += 1
            total += int.from_bytes(hashlib.sha256(json.dumps(row, default=_iso).encode()).digest())
    return TableState(of.name, count, f"{total % 2**128:032x}")


async def _rows_of(
    of: TableClause, connection: AsyncConnection
) -> AsyncIterator[list[dict[str, Any]]]:
    async with connection.stream(select(of)) as found:
        async for part in found.mappings().partitions(AT_A_TIME):
            yield [dict(row) for row in part]


def _iso(value: datetime | bytes) -> str:
    return value.hex() if isinstance(value, bytes) else value.isoformat()
