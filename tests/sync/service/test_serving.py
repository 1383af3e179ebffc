"""`ocop serve` keeps one engine, follows what people write, and outlives a locked store."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from adapters.shopee import ShopeeShop, publish
from sandbox.server import EPHEMERAL, discover, serving
from sync.cli.prepare import load, opening
from sync.cli.serve import Serving
from sync.cli.session import Session
from sync.cli.terminal import Terminal
from sync.model import Count, ShopName
from sync.service import untold
from sync.store import EntryReference, database
from tests.sync.service.conftest import LAGS_IN_NOTHING, write_config

PATIENCE_MS = database.BUSY_TIMEOUT_MS
SHOP, OTHER = ShopName("gian-hang"), ShopName("gian-hang-hai")
FILE = "gio-bang.yaml"


class Desk:
    """A service at work in this process, and what it has told so far."""

    def __init__(self, serving_: Serving, folder: Path, read: Callable[[], str]) -> None:
        self.serving, self.folder, self._read = serving_, folder, read
        self.told: list[dict[str, Any]] = []

    async def next(self, shop: ShopName | None = None) -> dict[str, Any]:
        """What the next round tells; asks for one unless it runs anyway."""
        if shop is not None:
            self.serving.service.request(shop, "quick")
        async with asyncio.timeout(60):
            while not self.told:
                await asyncio.sleep(0.01)
                self.told += [json.loads(line) for line in self._read().splitlines()]
        return self.told.pop(0)


def only_one_file(config: Path) -> None:
    """Keep a catalog of one cooperative: this is about the service."""
    for file in (config / "catalog").glob("*.yaml"):
        if file.name != FILE:
            file.unlink()


@pytest.fixture
async def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    replica = next(replica for replica in discover() if replica.name == "shopee")
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 500)
    monkeypatch.setattr(publish, "INIT_GAP_S", 0.1)
    monkeypatch.setattr(ShopeeShop, "features", replace(ShopeeShop.features, settle_s=2))
    async with serving([replica], EPHEMERAL) as credentials:
        async with httpx.AsyncClient(base_url=credentials["shopee"]["url"]) as operator:
            await operator.post("/_sandbox/knobs", json=LAGS_IN_NOTHING)
        config = write_config(tmp_path / "config", credentials["shopee"], SHOP)
        only_one_file(config)
        session = Session(config=config, home=tmp_path, language="vi", audience="machine")
        stop = asyncio.Event()
        async with opening(session, load(session)) as engine:
            terminal = Terminal.of(session)
            terminal.notes = Console(file=io.StringIO())  # capsys closes what it gave a fixture
            served = Serving(session, terminal, engine)
            served.follow(engine.configuration)
            running = asyncio.create_task(served.service.run(stop))
            yield Desk(served, tmp_path, lambda: capsys.readouterr().out)
            stop.set()
            await running


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_catalog_edit_is_picked_up_by_the_next_round_on_the_same_adapter(
    desk: Desk,
) -> None:
    first = await desk.next()
    assert {change["kind"] for change in first["changes"]} == {"publish"}
    room = await desk.serving._engine._room(SHOP)
    file = desk.folder / "config" / "catalog" / FILE
    (count, *_) = re.findall(r"stock: \d+", file.read_text(encoding="utf-8"))
    edit(file, count, "stock: 17")
    second = await desk.next(SHOP)
    assert {change["kind"] for change in second["changes"]} == {"restock"}
    assert (await desk.serving._engine._room(SHOP)).market is room.market


async def test_a_shop_that_comes_or_goes_is_followed(desk: Desk) -> None:
    await desk.next()
    shops = desk.folder / "config" / "shops.yaml"
    edit(shops, f"name: {SHOP}", f"name: {OTHER}")
    desk.serving.service.request(SHOP, "quick")
    assert (await desk.next())["shop"] == OTHER
    assert list(desk.serving.service._clockwork._rhythms) == [OTHER]


async def test_while_shops_cannot_be_read_nothing_is_done_and_it_is_said(desk: Desk) -> None:
    await desk.next()
    shops = desk.folder / "config" / "shops.yaml"
    edit(shops, "platform: shopee", "platfrom: shopee")
    told = await desk.next(SHOP)
    assert told["complete"] is False
    assert told["problems"]
    edit(shops, "platfrom: shopee", "platform: shopee")
    assert (await desk.next(SHOP))["complete"] is True


async def test_a_locked_store_is_said_and_the_service_goes_on_when_it_is_free(
    desk: Desk,
) -> None:
    await desk.next()
    with contextlib.closing(sqlite3.connect(desk.folder / "ocop.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        told = await desk.next(SHOP)
        assert [problem["code"] for problem in told["problems"]] == ["store_busy"]
        other.rollback()
    assert PATIENCE_MS <= 5000
    assert (await desk.next(SHOP))["complete"] is True


async def test_a_sale_that_could_not_be_told_is_told_before_the_next_poll(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.next()
    sku = desk.serving._engine.configuration.products[0].variants[0].sku
    monkeypatch.setattr(untold, "PAUSES_S", (0.1,))
    store = desk.serving._engine.store
    await store.stock.count(
        sku, Count(3), EntryReference(reference="by phone", at=datetime.now(UTC))
    )
    with contextlib.closing(sqlite3.connect(desk.folder / "ocop.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        desk.serving.tell_all([sku])
        async with asyncio.timeout(30):
            while not desk.serving._untold.due(SHOP):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        other.rollback()
    told = await desk.next()
    assert [(c["kind"], c["sku"], c["outcome"]) for c in told["changes"]] == [
        ("restock", sku, "done")
    ]


async def test_a_round_that_fails_by_our_fault_ends_no_service(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.next()
    room = await desk.serving._engine._room(SHOP)
    with monkeypatch.context() as patch:
        patch.setattr(room.market, "normalize", None)
        desk.serving.service.request(SHOP, "quick")
        async with asyncio.timeout(30):
            while not list(desk.folder.glob("ocop-error-*.log")):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    assert "TypeError" in next(desk.folder.glob("ocop-error-*.log")).read_text(encoding="utf-8")
    assert (await desk.next(SHOP))["complete"] is True
