"""What is told of the shelf in another window is noticed, each count once, however late it came."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from sync.cli.prepare import load, opening
from sync.cli.session import Session
from sync.model import Aside, ShopName, Sku
from sync.service import manual_stock
from sync.service.beside import beside
from sync.store.tables import counts


async def test_a_count_that_was_numbered_early_and_written_late_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manual_stock, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(manual_stock, "LOOK_BACK", 10_000)
    session = Session(config=tmp_path, home=tmp_path)
    told: list[set[Sku]] = []
    async with opening(session, load(session)) as engine, asyncio.timeout(60):
        stock, looked = engine.store.stock, asyncio.Event()
        newest = stock.newest

        async def look() -> tuple[int, int]:
            found = await newest()
            looked.set()
            return found

        async def counted(number: int, sku: str) -> None:
            row = {"id": number, "sku": sku, "quantity": 1, "taken_at": datetime.now(UTC)}
            async with stock._database.writing() as connection:
                await connection.execute(insert(counts).values(row | {"source": "hand"}))
            for _ in range(3):
                looked.clear()
                await looked.wait()

        monkeypatch.setattr(stock, "newest", look)
        async with beside(
            manual_stock.watch_manual_stock(engine.store, lambda skus: told.append(set(skus)))
        ):
            await looked.wait()
            await counted(7, "CUA-500")
            await counted(6, "MAT-ONG")
    assert told == [{"CUA-500"}, {"MAT-ONG"}]


async def test_what_is_set_aside_is_told_when_its_time_begins_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manual_stock, "LOOK_EVERY_S", 0.01)
    session = Session(config=tmp_path, home=tmp_path)
    told: asyncio.Queue[set[Sku]] = asyncio.Queue()
    async with opening(session, load(session)) as app, asyncio.timeout(60):
        now = datetime.now(UTC)
        watching = manual_stock.watch_manual_stock(app.store, lambda skus: told.put_nowait({*skus}))
        async with beside(watching):
            live = Aside(
                reference="LIVE",
                sku=Sku("CUA-500"),
                shop=ShopName("tiktok"),
                quantity=5,
                begins_at=now + timedelta(seconds=0.3),
                ends_at=now + timedelta(hours=1),
            )
            await app.store.asides.add(live)
            assert await told.get() == {"CUA-500"}
            assert datetime.now(UTC) >= live.begins_at
            await app.store.asides.end("LIVE", datetime.now(UTC))
            assert await told.get() == {"CUA-500"}
