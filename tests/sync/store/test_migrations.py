"""The database gets its shape by itself, and tells when it is of a later one."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

import sync.store.database
from sync.model import Count, ShopName, Sku
from sync.store import SecretBox, Store, StoreUnavailable
from sync.store.database import Database, one_at_a_time
from sync.store.migrate import NEWEST, alembic_config
from sync.store.tables import metadata


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    opened = Database(address)
    yield opened
    await opened.close()


async def within(database: Database, work: Callable[[Connection], None]) -> None:
    async with database.writing() as connection:
        await connection.run_sync(work)


async def table_names(database: Database) -> set[str]:
    async with database.reading() as connection:
        return set(await connection.run_sync(lambda plain: inspect(plain).get_table_names()))


async def test_the_migrations_make_what_the_tables_say(store: Store, database: Database) -> None:
    await within(database, lambda plain: command.check(alembic_config(plain)))


async def test_every_migration_can_be_taken_back(store: Store, database: Database) -> None:
    await within(database, lambda plain: command.downgrade(alembic_config(plain), "base"))
    assert await table_names(database) == {"alembic_version"}
    await within(database, lambda plain: command.upgrade(alembic_config(plain), "head"))
    assert await table_names(database) == {*metadata.tables, "alembic_version"}


async def test_what_was_counted_and_sold_before_goods_were_held_is_kept(
    store: Store, database: Database, address: str, sealer: SecretBox
) -> None:
    await within(database, lambda plain: command.downgrade(alembic_config(plain), "0001"))
    async with database.writing() as connection:
        await connection.execute(text(COUNTED_OF_OLD))
        await connection.execute(text(SOLD_OF_OLD))
    async with Store.open(address, sealer) as upgraded:
        (shelf,) = (await upgraded.stock.ledger()).values()
        assert (shelf.count, shelf.source, shelf.held_before) == (Count(40), "catalog", 0)
        assert [(m.quantity, m.held, m.note) for m in shelf.movements] == [(-2, 0, "")]
        assert await upgraded.stock.learn({shelf.counted_at: {Sku("A"): Count(40)}}) == 0


async def test_links_of_before_they_had_digests_get_them(
    store: Store, database: Database, address: str, sealer: SecretBox
) -> None:
    await within(database, lambda plain: command.downgrade(alembic_config(plain), "0021"))
    async with database.writing() as connection:
        for code, applied in (("A", "'{}'"), ("B", "NULL"), ("C", "'{\"a\": 1}'")):
            await connection.execute(text(LINK_OF_OLD.format(code=code, applied=applied)))
    async with Store.open(address, sealer) as upgraded:
        found = await upgraded.links.digests(ShopName("s"))
        assert found.keys() == {"A", "C"}
        assert len({each.digest for each in found.values()}) == 2


LINK_OF_OLD = (
    "INSERT INTO links (shop, code, remote_id, applied) VALUES ('s', '{code}', '1', {applied})"
)
COUNTED_OF_OLD = """
INSERT INTO counts (sku, quantity, counted_on, taken_at)
VALUES ('A', 40, NULL, '2026-11-20 01:00:00.000000')
"""
SOLD_OF_OLD = """
INSERT INTO movements (shop, reference, sku, reason, quantity, at)
VALUES ('s', '1', 'A', 'sold', -2, '2026-11-21 01:00:00.000000')
"""


async def test_the_newest_version_is_the_newest_file(database: Database) -> None:
    async with database.reading() as connection:
        config = await connection.run_sync(alembic_config)
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


async def test_a_store_of_a_newer_program_is_left_alone(
    store: Store, database: Database, address: str, sealer: SecretBox
) -> None:
    async with database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreUnavailable) as refused:
        async with Store.open(address, sealer):
            pass
    assert refused.value.problem.code == "store_newer"
    assert refused.value.problem.values["version"] == "9999"


OPEN = """
import asyncio, sys
from pathlib import Path
from sync.store import SecretBox, Store

async def main():
    print("ready", flush=True)
    sys.stdin.readline()
    async with Store.open(sys.argv[1], SecretBox.of({}, Path(sys.argv[2]))):
        pass

asyncio.run(main())
"""


async def test_processes_may_open_a_new_store_at_once(
    address: str, tmp_path: Path, database: Database
) -> None:
    pipe = asyncio.subprocess.PIPE
    openers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", OPEN, address, str(tmp_path), stdin=pipe, stdout=pipe
        )
        for _ in range(2)
    ]
    for opener in openers:
        assert opener.stdout is not None
        await opener.stdout.readline()
    await asyncio.gather(*(opener.communicate(b"go\n") for opener in openers))
    assert [opener.returncode for opener in openers] == [0, 0]
    assert await table_names(database) == {*metadata.tables, "alembic_version"}


async def test_opening_waits_while_another_process_is_at_a_long_migration(
    address: str, sealer: SecretBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync.store.database, "BUSY_TIMEOUT_MS", 50)
    other = Database(address)
    async with other.writing() as connection:
        await one_at_a_time(connection, "migrations")
        opening = asyncio.create_task(open_and_close(address, sealer))
        await asyncio.sleep(0.4)
        assert not opening.done()
    await opening
    assert await table_names(other) == {*metadata.tables, "alembic_version"}
    await other.close()


async def open_and_close(address: str, sealer: SecretBox) -> None:
    async with Store.open(address, sealer):
        pass
