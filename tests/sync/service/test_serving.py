"""`ocop serve` keeps one engine, follows what people write, and outlives a locked store."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from adapters.shopee import ShopeeShop, publish
from sandbox.server import EPHEMERAL, discover, serving
from sync.app import Result, ShopFailed, load_configuration
from sync.model import Count, ShopName, ShownQuantity
from sync.running.report import Report
from sync.service import Supervisor, retries, supervised, supervisor
from sync.service.beside import beside
from sync.service.engine import LocalEngine
from sync.service.workqueue import Task
from sync.store import EntryReference, database
from tests.sync.service.conftest import LAGS_IN_NOTHING, Watcher, options_of, write_config

PATIENCE_MS = database.BUSY_TIMEOUT_MS
SHOP, OTHER = ShopName("gian-hang"), ShopName("gian-hang-hai")
FILE = "gio-bang.yaml"


class Desk:
    """A service at work in this process, and what it has told so far."""

    def __init__(self, supervisor: Supervisor, folder: Path, watcher: Watcher) -> None:
        self.supervisor, self.folder, self.watcher = supervisor, folder, watcher

    def request(self, shop: ShopName) -> None:
        self.supervisor.engine.request(Task.make_true(shop, "quick"))

    async def next(self, shop: ShopName | None = None) -> Result:
        """What the next round tells; asks for one unless it runs anyway."""
        if shop is not None:
            self.request(shop)
        await self.until(lambda: bool(self.watcher.told))
        return self.watcher.told.pop(0)

    async def report(self, shop: ShopName | None = None) -> Report:
        told = await self.next(shop)
        assert isinstance(told, Report)
        return told

    async def until(self, so: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not so():  # noqa: ASYNC110
                await asyncio.sleep(0.01)


def only_one_file(config: Path) -> None:
    """Keep a catalog of one cooperative: this is about the service."""
    for file in (config / "catalog").glob("*.yaml"):
        if file.name != FILE:
            file.unlink()


@pytest.fixture
def watched() -> bool:
    """Whether saves are noticed."""
    return False


@pytest.fixture
async def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, watched: bool
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
        watcher, stop = Watcher(), asyncio.Event()
        found, options = (
            load_configuration(config, {}),
            options_of(config, tmp_path, watched=watched),
        )
        async with supervised(found, options, watcher, stop) as supervisor:
            running = asyncio.create_task(supervisor.run(stop))
            yield Desk(supervisor, tmp_path, watcher)
            stop.set()
            await running


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_catalog_edit_is_picked_up_by_the_next_round_on_the_same_adapter(
    desk: Desk,
) -> None:
    first = await desk.report()
    assert {change.kind for change in first.plan.changes} == {"publish"}
    room = await desk.supervisor.app._context(SHOP)
    file = desk.folder / "config" / "catalog" / FILE
    (count, *_) = re.findall(r"stock: \d+", file.read_text(encoding="utf-8"))
    edit(file, count, "stock: 17")
    second = await desk.report(SHOP)
    assert {change.kind for change in second.plan.changes} == {"restock"}
    assert (await desk.supervisor.app._context(SHOP)).market is room.market


@pytest.mark.parametrize("watched", [True])
async def test_a_save_goes_out_by_itself_and_one_that_concerns_nobody_does_not(desk: Desk) -> None:
    assert {change.kind for change in (await desk.report()).plan.changes} == {"publish"}
    file = desk.folder / "config" / "catalog" / FILE
    (count, *_) = re.findall(r"stock: \d+", file.read_text(encoding="utf-8"))
    file.write_text(file.read_text(encoding="utf-8") + "# đếm lại\n", encoding="utf-8")
    await asyncio.sleep(2)
    assert not desk.watcher.told
    edit(file, count, "stock: 17")
    assert {change.kind for change in (await desk.report()).plan.changes} == {"restock"}
    edit(file, "price: 125000", "price: 126000")
    assert {change.kind for change in (await desk.report()).plan.changes} == {"reprice"}
    last = await desk.supervisor.app.store.rounds.last(SHOP)
    assert last is not None  # of that product alone
    assert last.summary is not None
    assert last.summary["scoped"] == 1


async def test_a_count_that_is_saved_waits_for_no_look_at_the_shop(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.next()
    file, asked = desk.folder / "config" / "catalog" / FILE, list[Task]()

    async def nowhere(_skus: object) -> list[ShownQuantity]:
        return []

    monkeypatch.setattr(desk.supervisor.app.store.shown_stock, "in_any_shop", nowhere)
    monkeypatch.setattr(desk.supervisor.engine, "request", asked.append)
    (count, *_) = re.findall(r"stock: \d+", file.read_text(encoding="utf-8"))
    edit(file, count, "stock: 17")
    await desk.supervisor.catalog_saved()
    assert [task.kind for task in asked] == ["stock", "saved"]
    edit(file, "price: 125000", "price: 126000")
    await desk.supervisor.catalog_saved()
    assert [task.kind for task in asked[2:]] == ["saved"]


async def test_a_save_that_nobody_told_of_is_looked_for_after_any_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.next()
    monkeypatch.setattr(supervisor, "READ_ANYWAY_S", 0.05)
    monkeypatch.setattr(desk.supervisor.engine, "request", lambda *_: None)
    file = desk.folder / "config" / "catalog" / FILE
    edit(file, "price: 125000", "price: 126000")
    await desk.supervisor.catalog_saved([file.with_name("of-another.yaml"), file])
    assert 126_000 in prices_of(desk)
    edit(file, "price: 126000", "price: 127000")
    await desk.supervisor.catalog_saved([])
    assert 126_000 in prices_of(desk)
    async with beside(desk.supervisor.look_at_all()):
        await desk.until(lambda: 127_000 in prices_of(desk))


def prices_of(desk: Desk) -> set[int]:
    products = desk.supervisor.app.configuration.products
    return {variant.price for product in products for variant in product.variants}


async def test_a_shop_that_comes_or_goes_is_followed(desk: Desk) -> None:
    await desk.next()
    shops = desk.folder / "config" / "shops.yaml"
    edit(shops, f"name: {SHOP}", f"name: {OTHER}")
    desk.request(SHOP)
    assert (await desk.report()).plan.shop == OTHER
    assert desk.watcher.shops == [OTHER]
    assert list(desk.supervisor.schedule.shops) == [OTHER]


async def test_while_shops_cannot_be_read_nothing_is_done_and_it_is_said(desk: Desk) -> None:
    await desk.next()
    shops = desk.folder / "config" / "shops.yaml"
    edit(shops, "platform: shopee", "platfrom: shopee")
    told = await desk.next(SHOP)
    assert isinstance(told, ShopFailed)
    edit(shops, "platfrom: shopee", "platform: shopee")
    assert (await desk.report(SHOP)).plan.complete


async def test_while_shops_cannot_be_read_stock_stays_true_in_those_that_were(desk: Desk) -> None:
    await desk.next()
    edit(desk.folder / "config" / "shops.yaml", "platform: shopee", "platfrom: shopee")
    assert isinstance(await desk.next(SHOP), ShopFailed)
    app = desk.supervisor.app
    sku = app.configuration.products[0].variants[0].sku
    entry = EntryReference(reference="by phone", at=datetime.now(UTC))
    await app.store.stock.count(sku, Count(3), entry)  # what a person types in another window
    told = await desk.report()
    assert [(o.change.kind, o.change.sku, o.status) for o in told.outcomes] == [
        ("restock", sku, "done")
    ]


async def test_a_catalog_that_crashes_the_reader_leaves_what_was_read_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.next()
    monkeypatch.setattr(desk.supervisor, "_read", lambda _: 1 // 0)
    assert (await desk.report(SHOP)).plan.complete
    assert isinstance(desk.watcher.faults[0], ZeroDivisionError)


async def test_a_locked_store_is_said_and_the_service_goes_on_when_it_is_free(
    desk: Desk,
) -> None:
    await desk.next()
    with contextlib.closing(sqlite3.connect(desk.folder / "ocop.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        told = await desk.next(SHOP)
        assert isinstance(told, ShopFailed)
        assert told.problem.code == "store_busy"
        other.rollback()
    assert PATIENCE_MS <= 5000
    assert (await desk.report(SHOP)).plan.complete


async def test_a_sale_that_could_not_be_told_is_told_before_the_next_poll(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.next()
    app = desk.supervisor.app
    sku = app.configuration.products[0].variants[0].sku
    monkeypatch.setitem(retries.PAUSES, "stock", retries.Pauses((0.1,), without_end=True))
    entry = EntryReference(reference="by phone", at=datetime.now(UTC))
    await app.store.stock.count(sku, Count(3), entry)
    assert isinstance(desk.supervisor.engine, LocalEngine)
    queue = desk.supervisor.engine._queue
    with contextlib.closing(sqlite3.connect(desk.folder / "ocop.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        app._hooks.sold([sku])
        await desk.until(lambda: bool(queue._failures))
        other.rollback()
    told = await desk.report()
    assert [(o.change.kind, o.change.sku, o.status) for o in told.outcomes] == [
        ("restock", sku, "done")
    ]


async def test_a_round_that_fails_by_our_fault_ends_no_service(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.next()
    room = await desk.supervisor.app._context(SHOP)
    with monkeypatch.context() as patch:
        patch.setattr(room.market, "normalize", None)
        desk.request(SHOP)
        await desk.until(lambda: bool(desk.watcher.faults))
    assert isinstance(desk.watcher.faults[0], TypeError)
    assert (await desk.report(SHOP)).plan.complete


async def test_a_sale_is_told_to_the_shops_that_sell_or_show_it_and_to_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.next()
    app = desk.supervisor.app
    sku = app.configuration.products[0].variants[0].sku
    (shop,) = app.shops
    others = [
        replace(shop, name=OTHER, sells=frozenset({"khac"})),
        replace(shop, name=ShopName("con-bay"), sells=frozenset({"khac"})),
    ]
    app.configuration = replace(app.configuration, shops=(shop, *others))
    shown = [ShownQuantity(shop=OTHER, sku=sku, figure=1, unseen=0)]

    async def in_any_shop(_skus: object) -> list[ShownQuantity]:
        return shown

    monkeypatch.setattr(app.store.shown_stock, "in_any_shop", in_any_shop)
    asked = list[ShopName]()
    monkeypatch.setattr(desk.supervisor.engine, "request", lambda task: asked.append(task.shop))
    monkeypatch.setattr(desk.supervisor.schedule, "shops", {s.name: s for s in app.shops})
    app._hooks.sold([sku])
    await desk.until(lambda: len(asked) == 2)
    assert asked == [SHOP, OTHER]
