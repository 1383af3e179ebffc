"""Brings a database to the shape that this version of the program knows."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from sync.model import Problem
from sync.store.database import BUSY_TIMEOUT_MS, Database, one_at_a_time
from sync.store.errors import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST: Final = "0001"  # the newest file in migrations/versions; a test holds it to that
FOLDER: Final = Path(__file__).with_name("migrations")
_WAL_PATIENCE_S: Final = BUSY_TIMEOUT_MS / 1000
_WAL_PAUSE_S: Final = 0.05


async def bring_up_to_date(database: Database) -> None:
    """Migrate at opening; of two processes that open at once, one does and the other waits."""
    if database.embedded:
        await _write_ahead(database)
    async with database.reading() as connection:
        if await connection.run_sync(_version) == NEWEST:
            return
    async with database.writing() as connection:
        await one_at_a_time(connection, "migrations")
        await connection.run_sync(_upgrade, database.place)


def alembic_config(connection: Connection) -> Config:
    """Configure Alembic to work within this connection's transaction."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


async def _write_ahead(database: Database) -> None:
    """Let readers and a writer work side by side; the file remembers this.

    Unlike anything else, this switch does not wait while another process opens the same new file.
    """
    deadline = asyncio.get_running_loop().time() + _WAL_PATIENCE_S
    while True:
        try:
            return await database.write_ahead()
        except StoreUnavailable as error:
            late = asyncio.get_running_loop().time() > deadline
            if late or error.problem.code != "store_busy":
                raise
        await asyncio.sleep(_WAL_PAUSE_S)


def _version(connection: Connection) -> str | None:
    """Read the version without importing Alembic, which costs every command a third of a second."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _upgrade(connection: Connection, place: str) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = alembic_config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    version = _version(connection)
    if version is not None and version not in known:
        values = {"place": place, "version": version, "known": NEWEST}
        raise StoreUnavailable(Problem(code="store_newer", values=values))
    command.upgrade(config, "head")
