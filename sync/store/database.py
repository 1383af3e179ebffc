"""The door to the database: where it is, and what reading and writing there mean.

On Windows, PostgreSQL needs the selector event loop (psycopg cannot work on the proactor loop):
run with `asyncio.run(..., loop_factory=asyncio.SelectorEventLoop)`. SQLite works on either.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import selectors
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing, nullcontext
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Connection, Table, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from sync.model import Problem
from sync.store.db_errors import problem_of
from sync.store.errors import StoreUnavailable
from sync.store.shop_facts import Ask

T = TypeVar("T")

BUSY_TIMEOUT_MS: Final = 5000
FROZEN_MS: Final = 60_000
# Connections to an SQLite file. SQLite keeps the file open once more for each that was closed while
# others work, until it is opened anew: what a rush needed stays, as open files, for good.
AT_HAND, MORE_IN_A_RUSH = 5, 3
# So many write, and so many read. PostgreSQL lets in 100 by default, and a `serve` and four workers
# shall stay below. None is opened for a moment: each costs the server a process.
CONNECTIONS: Final = 4
RESTED_S: Final = 1.0  # a connection that rested longer may have been cut off meanwhile
# In libpq's words, seconds and milliseconds: that a cable is cut is known within half a minute.
PATIENCE: Final = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}

_DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class _Beginning(NamedTuple):
    """What SQLite is told when a transaction begins.

    A writer locks at once, or two readers that both want to write would wait for one another.
    """

    words: str
    synchronous: str | None = None  # None: whatever the connection has


_ASK: Final = _Beginning("")
_READ: Final = _Beginning("BEGIN")
_JOT: Final = _Beginning("BEGIN IMMEDIATE", synchronous="NORMAL")
_WRITE: Final = _Beginning("BEGIN IMMEDIATE", synchronous="FULL")

_ONE_MOMENT: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"

_SCHEME: Final = re.compile(r"([a-z0-9+]{1,20})://", re.IGNORECASE)


class Database:
    """One database, SQLite or PostgreSQL, behind short transactions."""

    def __init__(self, address: str, connections: int = CONNECTIONS) -> None:
        url = _url(address)
        self.place = _place(url)
        self.engine = _engine(url, connections)
        self._writers = asyncio.Lock() if self.embedded else nullcontext()
        # On PostgreSQL readers have connections of their own, where nothing begins unasked.
        self.readers = self.engine
        if not self.embedded:
            self.readers = _engine(url, connections, isolation_level="AUTOCOMMIT")
        self._asking = self.readers.execution_options(beginning=_ASK)
        self._engines = {
            beginning: self.engine.execution_options(beginning=beginning)
            for beginning in (_READ, _JOT, _WRITE)
        }

    @property
    def embedded(self) -> bool:
        """Whether this is SQLite: one file, one writer at a time."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def asking(self) -> AsyncIterator[AsyncConnection]:
        """Read by a single statement, which needs no transaction: it sees one moment by itself."""
        with problem_of(self.place):
            async with self._asking.connect() as connection:
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Read in one transaction: all statements see the same moment."""
        with problem_of(self.place):
            if self.embedded:
                async with self._begin(_READ) as connection:
                    yield connection
            else:
                async with self._asking.connect() as connection:
                    await connection.exec_driver_sql(_ONE_MOMENT)
                    yield connection  # it ends as the connection is given back

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Write in one transaction; once it is over, a power cut cannot undo it."""
        with problem_of(self.place):
            async with self._writers, self._begin(_WRITE) as connection:
                yield connection

    @asynccontextmanager
    async def jotting(self) -> AsyncIterator[AsyncConnection]:
        """Write what a power cut may take (a killed process never does): pace, leases."""
        with problem_of(self.place):
            async with self._writers, self._begin(_JOT) as connection:
                yield connection

    @asynccontextmanager
    async def jotting_once(self) -> AsyncIterator[AsyncConnection]:
        """Jot by a single statement, which on PostgreSQL needs no transaction around it."""
        jotting = self.jotting() if self.embedded else self.asking()
        async with jotting as connection:
            yield connection

    async def write_ahead(self) -> None:
        """Let SQLite's readers and its writer work side by side; the file remembers it.

        Without aiosqlite: where a file cannot be opened, its thread outlives the event loop.
        """
        places, options = self.engine.dialect.create_connect_args(self.engine.url)
        with problem_of(self.place):
            await asyncio.to_thread(_write_ahead, *places, **options)

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()
        await self.readers.dispose()

    @asynccontextmanager
    async def _begin(self, beginning: _Beginning) -> AsyncIterator[AsyncConnection]:
        async with self._engines[beginning].begin() as connection:
            yield connection


def asking(connection: Connection) -> Ask:
    """Ask in plain SQL within a transaction."""
    return lambda sql, values: connection.execute(text(sql), values)


async def one_at_a_time(connection: AsyncConnection, matter: str) -> None:
    """Until this transaction ends, let nobody else in who asks for the same matter.

    SQLite has a single writer anyway.
    """
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(hashlib.blake2b(matter.encode(), digest_size=8).digest())
        await connection.execute(
            text("SELECT pg_advisory_xact_lock(:number)"), {"number": number - 2**63}
        )


def in_chunks(values: Iterable[T], size: int = 500) -> Iterator[list[T]]:
    """Cut many values into lists short enough for one IN (...)."""
    left = iter(values)
    while chunk := list(islice(left, size)):
        yield chunk


def insert(
    connection: AsyncConnection | AsyncEngine, table: Table
) -> postgresql.Insert | sqlite.Insert:
    """Begin an INSERT that can say what to do on a conflict."""
    postgres = connection.dialect.name == "postgresql"
    return postgresql.insert(table) if postgres else sqlite.insert(table)


def upsert(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Insert, or replace all but the key of the row that is there."""
    statement = insert(connection, table)
    key = [column.name for column in table.primary_key]
    new = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=new)


def _place(url: URL) -> str:
    """Name a database without what opens it: a password may stand in more than one place."""
    if not url.host:
        return url.database or ""
    port = f":{url.port}" if url.port else ""
    return f"{url.host}{port}/{url.database or ''}"


def _url(address: str) -> URL:
    """Read an address; raises `StoreUnavailable` for one that we cannot use."""
    try:
        url = make_url(address)
        url = url.set(drivername=_DRIVERS[url.drivername])
    except (ArgumentError, KeyError, ValueError):  # their texts would show the address
        raise _unusable(address) from None
    if url.host and "@" in url.host:  # a password's end, since it has an @ too: drivers tell it
        raise _unusable(address)
    return url


def _unusable(address: str) -> StoreUnavailable:
    named = _SCHEME.match(address)
    scheme = named[1] if named else "?"
    if scheme.lower() in _DRIVERS:  # its kind is known, so something else is not as it should be
        return StoreUnavailable(Problem(code="store_address_unclear", values={"scheme": scheme}))
    return StoreUnavailable(Problem(code="store_address", values={"scheme": scheme}))


def _engine(url: URL, connections: int, **options: Any) -> AsyncEngine:
    if url.drivername.startswith("postgresql"):
        options |= {"pool_size": connections, "max_overflow": 0, "connect_args": PATIENCE}
        engine = create_async_engine(url, hide_parameters=True, **options)
        event.listen(engine.sync_engine, "connect", _on_connect_postgres)
        event.listen(engine.sync_engine, "checkin", _on_checkin_postgres)
        event.listen(engine.sync_engine, "checkout", _on_checkout_postgres)
        return engine
    if not url.database or url.database == ":memory:":
        raise StoreUnavailable(Problem(code="store_address", values={"scheme": "sqlite"}))
    if not url.database.startswith("file:"):
        with problem_of(url.database):
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url, hide_parameters=True, pool_size=AT_HAND, max_overflow=MORE_IN_A_RUSH
    )
    event.listen(engine.sync_engine, "connect", _on_connect_sqlite)
    event.listen(engine.sync_engine, "begin", _on_begin)
    event.listen(engine.sync_engine, "handle_error", _on_error)
    return engine


def _write_ahead(place: str, **options: Any) -> None:
    with closing(sqlite3.connect(place, **options)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except UnicodeDecodeError as error:  # a damaged file may garble even what SQLite says of it
            raise sqlite3.DatabaseError("file is not a database") from error


def _on_connect_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say ourselves when a transaction begins
    _tell(connection, f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}", "PRAGMA foreign_keys=ON")


def _on_connect_postgres(connection: Any, _record: Any) -> None:
    """Wait as long as on SQLite, and let a process that froze amid a transaction block nobody."""
    _tell(
        connection,
        f"SET lock_timeout = {BUSY_TIMEOUT_MS}",
        f"SET idle_in_transaction_session_timeout = {FROZEN_MS}",
    )
    connection.commit()


def _on_checkin_postgres(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["rested_since"] = monotonic()


def _on_checkout_postgres(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """Ask a connection that rested for long, or was told something, if it still leads anywhere."""
    rested_s = monotonic() - record.info.get("rested_since", monotonic())
    if rested_s < RESTED_S and not was_told(connection.driver_connection):
        return
    try:
        _tell(connection, "SELECT 1")
        connection.rollback()
    except Exception as error:
        raise DisconnectionError from error  # it is made anew


def was_told(connection: Any) -> bool:
    """Whether the server said something unasked, as when it ends a connection; costs no trip."""
    with selectors.DefaultSelector() as selector:
        selector.register(connection.fileno(), selectors.EVENT_READ)
        return bool(selector.select(0))


def _tell(connection: Any, *statements: str) -> None:
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(statement)
    cursor.close()


def _on_error(context: ExceptionContext) -> None:
    """Roll back what was cancelled, as any error: a connection thrown away may stay locked."""
    if isinstance(context.original_exception, asyncio.CancelledError):
        context.is_disconnect = False


def _on_begin(connection: Connection) -> None:
    """Begin, and say first how durable it shall be, unless this connection knows already."""
    beginning: _Beginning = connection.get_execution_options().get("beginning", _READ)
    wanted = beginning.synchronous
    if wanted is not None and connection.info.get("synchronous") != wanted:
        connection.exec_driver_sql(f"PRAGMA synchronous={wanted}").close()
        connection.info["synchronous"] = wanted
    if beginning.words:
        connection.exec_driver_sql(beginning.words).close()
