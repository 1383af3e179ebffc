"""What is remembered is bounded: a shop that goes on for years fills no disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from sync.model import Change, Count, Listing, Movement, Outcome, Problem, Sku
from sync.store import Lease, Note, SecretBox, Store
from sync.store.tables import metadata
from tests.sync.store.conftest import SHOP

KEPT = timedelta(days=15)
STORY = "Mật vàng trong, ngọt thanh, phảng phất mùi bông tràm. " * 40
A_DAY = timedelta(days=1)


@pytest.fixture
def restock(a_listing: Callable[..., Listing]) -> Change:
    """A figure of a product that has a long story."""
    there = replace(a_listing(), description=STORY)
    (offer,) = there.offers
    after = replace(there, offers=(replace(offer, quantity=6),))
    return Change(
        kind="restock", shop=SHOP, code=there.code, sku=offer.sku, before=there, after=after,
        fields=("quantity",), reason="stock",
    )  # fmt: skip


async def test_once_a_figure_is_written_its_entry_keeps_no_texts(
    store: Store, lease: Lease, now: datetime, restock: Change
) -> None:
    (key,) = await store.journal.intend(lease, 1, [restock], now)
    (entry,) = await store.journal.open_intents(SHOP)
    assert entry.change == restock  # what is open may have to be found out about
    done = {key: Outcome(change=restock, status="done")}
    await store.journal.conclude(lease, done, now)
    (entry,) = await store.journal.entries()
    assert entry.change.before is not None
    assert (entry.change.before.description, entry.change.after.description) == (None, None)
    assert entry.change.before.offers == restock.before.offers if restock.before else False
    assert entry.change.after.offers == restock.after.offers


async def test_a_figure_that_waits_is_noted_once_and_without_texts(
    store: Store, lease: Lease, now: datetime, restock: Change
) -> None:
    note = Note(change=restock, noted="held", problem=Problem(code="stock_waits"))
    for _ in range(2):
        await store.journal.note(lease, 1, [note], now)
    (entry,) = await store.journal.entries()
    assert entry.change.after.description is None


async def a_day(store: Store, lease: Lease, day: datetime, restock: Change, number: int) -> None:
    """Three figures, a round that does them and some that do nothing, a count, a sale."""
    ids = [await store.rounds.start(SHOP, day) for _ in range(6)]
    for id_ in ids:
        await store.rounds.finish(id_, {"held": 0}, day)
    intents = await store.journal.intend(lease, ids[0], [restock] * 3, day)
    done = {key: Outcome(change=restock, status="done") for key in intents}
    await store.journal.conclude(lease, done, day)
    sku = Sku("MAT-ONG-1")
    sale = Movement(shop=SHOP, reference=f"{number}", sku=sku, reason="sold", quantity=-1, at=day)
    await store.stock.add(lease, [sale])
    await store.stock.take(lease, {sku: Count(40 + number % 2)}, day + timedelta(hours=1))


async def test_a_database_that_is_tidied_does_not_grow_with_time(
    tmp_path: Path, now: datetime, restock: Change
) -> None:
    secrets = SecretBox([Fernet.generate_key().decode("ascii")])
    sizes, rows = [], []
    async with Store.open(f"sqlite:///{tmp_path / 'store.db'}", secrets) as store:
        lease = await store.leases.take(SHOP, "this test", now, 1e9)
        assert lease is not None
        for number in range(55):
            day = now + number * A_DAY
            await a_day(store, lease, day, restock, number)
            if number % 5 == 4:
                await store.tidy(day - KEPT, day, [SHOP])
            if number in {34, 54}:
                sizes.append((tmp_path / "store.db").stat().st_size)
                rows.append(await _rows(store))
    assert rows[0] == rows[1]
    assert sizes[1] <= sizes[0] * 1.02


async def _rows(store: Store) -> int:
    async with store.journal._database.reading() as connection:
        return sum(
            [
                await connection.scalar(select(func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
            ]
        )
