"""When the database fails we say so, in words, and what was written before is still there."""

from __future__ import annotations

import asyncio
import sqlite3
import string
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import StatementError
from sqlalchemy.pool import QueuePool

import sync.store.database
from sync.model import Change, ShopName
from sync.store import Lease, SecretBox, Store, StoreUnavailable
from sync.store.database import AT_HAND, MORE_IN_A_RUSH, Database
from sync.store.migrate import bring_up_to_date
from sync.wording import known_codes, say

SHOP = ShopName("shopee-camau")


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync.store.database, "BUSY_TIMEOUT_MS", 50)


async def refusal(address: str, sealer: SecretBox) -> StoreUnavailable:
    """Open a store that cannot be opened, and give what it says."""
    with pytest.raises(StoreUnavailable) as refused:
        async with Store.open(address, sealer):
            pass
    problem = refused.value.problem
    assert problem.code in known_codes()
    for language in ("vi", "en"):
        assert "{" not in "".join(say(problem.code, problem.values, language))
    return refused.value


@pytest.mark.parametrize(
    "address",
    ["nonsense", "mysql://host/name", "sqlite://", "", "postgresql://u:a@secret@host/name",
     "postgresql://u:a:b@c@host:port/name"],
)  # fmt: skip
async def test_an_address_that_we_cannot_use_is_refused(address: str, sealer: SecretBox) -> None:
    found = (await refusal(address, sealer)).problem
    unclear = address.startswith("postgresql")  # the kind is right, a sign in the password is not
    assert found.code == ("store_address_unclear" if unclear else "store_address")
    assert "secret" not in str(found.values)


async def test_a_rush_leaves_few_open_files_behind(tmp_path: Path, sealer: SecretBox) -> None:
    async with Store.open(f"sqlite:///{tmp_path / 'store.db'}", sealer) as store:
        pool = store.rounds._database.engine.pool
        assert isinstance(pool, QueuePool)
        assert (pool.size(), pool._max_overflow) == (AT_HAND, MORE_IN_A_RUSH)
        await asyncio.gather(*(store.rounds.newest() for _ in range(100)))
        assert pool.checkedin() <= AT_HAND


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    tmp_path: Path, sealer: SecretBox
) -> None:
    file, content = tmp_path / "store.db", b"this is a letter to the cooperative\n" * 400
    file.write_bytes(content)
    refused = await refusal(f"sqlite:///{file}", sealer)
    assert refused.problem.code == "store_corrupt"
    assert file.read_bytes() == content


async def test_a_folder_in_place_of_the_database_is_told(tmp_path: Path, sealer: SecretBox) -> None:
    assert (await refusal(f"sqlite:///{tmp_path}", sealer)).problem.code == "store_unreachable"


async def test_a_home_that_cannot_be_made_is_told(tmp_path: Path, sealer: SecretBox) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    refused = await refusal(f"sqlite:///{tmp_path / 'home' / 'store.db'}", sealer)
    assert refused.problem.code == "store_unreachable"


async def test_a_server_that_is_not_there_is_told_without_the_password(sealer: SecretBox) -> None:
    address = "postgresql://app:s3cret-word@127.0.0.1:1/name"
    refused = await refusal(address, sealer)
    assert refused.problem.code == "store_server_down"
    assert "s3cret-word" not in str(refused.problem)


async def test_a_database_that_is_not_there_is_told(
    postgres_address: str, sealer: SecretBox
) -> None:
    refused = await refusal(postgres_address.replace("/ocop_", "/nobody_"), sealer)
    assert refused.problem.code == "store_not_there"
    stranger = await refusal(postgres_address.replace("app@", "nobody@"), sealer)
    assert stranger.problem.code == "store_refused"


def make_store_file(file: Path, sealer: SecretBox) -> None:
    async def make() -> None:
        async with Store.open(f"sqlite:///{file}", sealer) as store:
            now = datetime.fromisoformat("2026-11-23T00:00Z")
            await store.pace.push("shop", now, now)

    asyncio.run(make())


def test_a_file_damaged_in_the_middle_is_told(tmp_path: Path, sealer: SecretBox) -> None:
    file = tmp_path / "store.db"
    make_store_file(file, sealer)
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)
    assert asyncio.run(refusal(f"sqlite:///{file}", sealer)).problem.code == "store_corrupt"


def test_a_database_that_may_only_be_read_is_told(tmp_path: Path, sealer: SecretBox) -> None:
    file = tmp_path / "store.db"
    make_store_file(file, sealer)

    async def write() -> None:
        async with Store.open(f"sqlite:///file:{file}?mode=ro&uri=true", sealer) as store:
            await store.rounds.last(SHOP)
            await store.rounds.start(SHOP, datetime.fromisoformat("2026-11-23T00:00Z"))

    with pytest.raises(StoreUnavailable) as refused:
        asyncio.run(write())
    assert refused.value.problem.code == "store_read_only"


async def test_a_server_that_may_only_be_read_is_told(
    postgres_address: str, sealer: SecretBox, now: datetime
) -> None:
    async with Store.open(postgres_address, sealer):
        pass
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    async with Store.open(postgres_address, sealer) as store:
        with pytest.raises(StoreUnavailable) as refused:
            await store.rounds.start(SHOP, now)
    assert refused.value.problem.code == "store_read_only"


@pytest.mark.usefixtures("_impatient")
async def test_a_locked_file_is_told_and_free_again_afterwards(
    tmp_path: Path, sealer: SecretBox, now: datetime
) -> None:
    file = tmp_path / "store.db"
    async with Store.open(f"sqlite:///{file}", sealer) as store:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable) as refused:
                await store.rounds.start(SHOP, now)
            assert await store.rounds.last(SHOP) is None
        assert refused.value.problem.code == "store_busy"
        assert await store.rounds.start(SHOP, now)


@pytest.mark.usefixtures("_impatient")
async def test_a_locked_table_is_told_and_free_again_afterwards(
    postgres_address: str, sealer: SecretBox, now: datetime
) -> None:
    async with Store.open(postgres_address, sealer) as store:
        with psycopg.connect(postgres_address) as other:
            other.execute("LOCK TABLE rounds")
            with pytest.raises(StoreUnavailable) as refused:
                await store.rounds.start(SHOP, now)
        assert refused.value.problem.code == "store_busy"
        assert await store.rounds.start(SHOP, now)


async def test_a_server_that_dropped_our_connections_is_found_again(
    postgres_address: str, sealer: SecretBox, now: datetime
) -> None:
    async with Store.open(postgres_address, sealer) as store:
        round_id = await store.rounds.start(SHOP, now)
        with psycopg.connect(postgres_address, autocommit=True) as other:
            # It waits until they are gone: a server told to end a process may yet serve it a while.
            other.execute(
                "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        last = await store.rounds.last(SHOP)
    assert last is not None
    assert last.id == round_id


@pytest.fixture
async def small_disk(tmp_path: Path) -> AsyncIterator[Database]:
    """A store on a disk that takes a few more pages and then is full."""

    made = Database(f"sqlite:///{tmp_path / 'store.db'}")
    await bring_up_to_date(made)
    async with made.reading() as asking:
        pages = await asking.scalar(text("PRAGMA page_count"))
    await made.close()

    def limit(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA max_page_count={pages + 8}")
        cursor.close()

    database = Database(f"sqlite:///{tmp_path / 'store.db'}")
    event.listen(database.engine.sync_engine, "connect", limit)
    yield database
    await database.close()


async def test_a_full_disk_stops_the_next_intent_and_keeps_the_journal(
    small_disk: Database, sealer: SecretBox, now: datetime, a_change: Callable[..., Change]
) -> None:
    store = Store(small_disk, sealer)
    lease = await store.leases.take(SHOP, "this test", now, 60)
    assert lease is not None
    written = await write_until_full(store, lease, now, a_change)
    assert written
    kept = await store.journal.open_intents(SHOP)
    assert [entry.id for entry in kept] == written
    async with small_disk.reading() as connection:
        assert await connection.scalar(text("PRAGMA integrity_check")) == "ok"


async def write_until_full(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> list[int]:
    written: list[int] = []
    for number in range(1000):
        changes = [a_change(f"SP-{number}-{part}") for part in range(5)]
        try:
            written += await store.journal.intend(lease, 1, changes, now)
        except StoreUnavailable as refused:
            return written if refused.problem.code == "store_full" else []
    pytest.fail("the disk never filled up")


async def test_a_value_from_another_version_is_told(
    store: Store, address: str, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    await store.journal.intend(lease, 1, [a_change()], now)
    database = Database(address)
    async with database.writing() as connection:
        await connection.execute(text("""UPDATE journal SET change = '{"kind": "juggle"}'"""))
    await database.close()
    with pytest.raises(StoreUnavailable) as refused:
        await store.journal.entries()
    assert refused.value.problem.code == "store_unreadable"


async def test_a_mistake_of_our_own_is_not_blamed_on_the_database(
    store: Store, lease: Lease
) -> None:
    with pytest.raises(StatementError, match="time zone"):
        await store.rounds.start(SHOP, datetime(2026, 11, 23))  # noqa: DTZ001


def test_every_code_of_the_store_has_its_sentences() -> None:
    folder = Path(sync.store.database.__file__).parent
    source = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.py")))
    codes = {part.partition('"')[0] for part in source.split('code="')[1:]}
    codes |= {word for word in source.split('"') if word.startswith("store_")}
    assert len(codes) > 10
    assert {code for code in codes if not code.strip(string.ascii_lowercase + "_")} <= known_codes()
