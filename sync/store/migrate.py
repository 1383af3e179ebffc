"""Brings a database to the shape that this version of the program knows."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from sync.model import Problem
from sync.store.database import Database, one_at_a_time
from sync.store.errors import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST: Final = "0023"  # the newest file in migrations/versions; a test holds it to that
FOLDER: Final = Path(__file__).with_name("migrations")
PATIENCE_S: Final = 120.0  # another process may be at a long migration
_PAUSE_S: Final = 0.05


async def bring_up_to_date(database: Database) -> None:
    """Migrate at opening; of two processes that open at once, one does and the other waits."""
    if database.embedded:
        await _patiently(database.write_ahead)
    async with database.reading() as connection:
        if await connection.run_sync(_version) == NEWEST:
            return
    await _patiently(partial(_migrate, database))


@dataclass(frozen=True, slots=True)
class Pending:
    """Which version a database has (None: it is empty), and what each step to ours does."""

    version: str | None
    steps: Sequence[tuple[str, str]]


async def pending(database: Database) -> Pending:
    """Say what `bring_up_to_date` would do, and do nothing."""
    from alembic.script import ScriptDirectory

    async with database.reading() as connection:
        version = await connection.run_sync(_version)
    scripts = list(ScriptDirectory(str(FOLDER)).walk_revisions())[::-1]
    ahead = [each for each in scripts if version is None or each.revision > version]
    return Pending(version, [(each.revision, each.doc) for each in ahead])


def alembic_config(connection: Connection) -> Config:
    """Configure Alembic to work within this connection's transaction."""
    from alembic.config import Config

    config = Config(stdout=sys.stdout, attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


async def _patiently(work: Callable[[], Awaitable[None]]) -> None:
    """Do what another process may be doing just now, again until it is through."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_S
    while True:
        try:
            return await work()
        except StoreUnavailable as error:
            late = asyncio.get_running_loop().time() > deadline
            if late or error.problem.code != "store_busy":
                raise
        await asyncio.sleep(_PAUSE_S)


async def _migrate(database: Database) -> None:
    """Run Alembic; it is imported, and has read its files, before anybody must wait for us."""
    from alembic import command
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()}
    async with database.writing() as connection:
        await one_at_a_time(connection, "migrations")
        version = await connection.run_sync(_version)
        if version is not None and version not in known:
            values = {"place": database.place, "version": version, "known": NEWEST}
            raise StoreUnavailable(Problem(code="store_newer", values=values))
        await connection.run_sync(lambda plain: command.upgrade(alembic_config(plain), "head"))


def _version(connection: Connection) -> str | None:
    """Read the version without importing Alembic, which costs every command a third of a second."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version
