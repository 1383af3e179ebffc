"""Moving to a server loses nothing, and says so table by table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import TableClause, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Change, Count, Sku
from sync.running.catalog_versions import kept_versions
from sync.store import Lease, Note, SecretBox, Store, move
from sync.store.catalog_versions import CatalogVersion
from sync.store.database import Database
from sync.store.tables import journal
from tests.sync.store.conftest import NOW, SHOP, TTL_S


@pytest.fixture
async def filled(tmp_path: Path, sealer: SecretBox, a_change: Callable[..., Change]) -> str:
    """An SQLite store in which something of most kinds is remembered."""
    address = f"sqlite:///{tmp_path / 'old.db'}"
    async with Store.open(address, sealer) as store:
        lease = await store.leases.take(SHOP, "this test", NOW, TTL_S)
        assert isinstance(lease, Lease)
        number = await store.rounds.start(SHOP, NOW)
        held = [Note(change=a_change(f"SP{n}"), noted="held", problem=None) for n in range(1200)]
        await store.journal.note(lease, number, held, NOW)
        await store.stock.learn({NOW: {Sku("MAT-ONG-1"): Count(7)}})
        await store.rounds.finish(number, {"held": 1200}, NOW)
    async with kept_versions(address) as kept:
        await kept.save(CatalogVersion("a" * 64, NOW, "Lan", {"a": "b"}), lambda _: b"x", None)
    return address


async def test_all_arrives_and_numbers_go_on(
    filled: str, postgres_address: str, sealer: SecretBox
) -> None:
    arrived = {each.name: each.rows for each in await move.move(filled, postgres_address)}
    assert (arrived["journal"], arrived["rounds"], arrived["counts"]) == (1200, 1, 1)
    assert all(one == other for one, other in await move.compare(filled, postgres_address))
    async with Store.open(postgres_address, sealer) as moved:
        (shelf,) = (await moved.stock.ledger()).values()
        assert (shelf.count, shelf.counted_at) == (Count(7), NOW)
        assert len(await moved.journal.entries(SHOP, None, 2000)) == 1200
        assert await moved.rounds.start(SHOP, NOW) == 2


async def test_one_row_that_differs_is_seen(filled: str, postgres_address: str) -> None:
    await move.move(filled, postgres_address)
    database = Database(postgres_address)
    async with database.writing() as connection:
        await connection.execute(text("UPDATE counts SET quantity = 8"))
    await database.close()
    differ = [a.name for a, b in await move.compare(filled, postgres_address) if a != b]
    assert differ == ["counts"]


async def test_a_database_that_holds_anything_is_left_alone(
    filled: str, postgres_address: str
) -> None:
    with pytest.raises(move.MoveRefused) as refused:
        await move.compare(filled, postgres_address)
    assert refused.value.problem.code == "move_check_empty"
    await move.move(filled, postgres_address)
    with pytest.raises(move.MoveRefused) as refused:
        await move.move(filled, postgres_address)
    assert refused.value.problem.code == "move_target_filled"


async def test_broken_off_it_leaves_the_target_empty_and_can_be_run_again(
    filled: str, postgres_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = move._copy

    async def broken(of: TableClause, *rest: AsyncConnection) -> None:
        await whole(of, *rest)
        if of.name == "journal":
            raise KeyboardInterrupt

    monkeypatch.setattr(move, "_copy", broken)
    with pytest.raises(KeyboardInterrupt):
        await move.move(filled, postgres_address)
    monkeypatch.setattr(move, "_copy", whole)
    database = Database(postgres_address)
    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(journal)) == 0
    await database.close()
    assert sum(each.rows for each in await move.move(filled, postgres_address)) > 1200
