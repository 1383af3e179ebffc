"""What a monitor is told: whether the service lives and can work, and its figures."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from sync.app import App, opened
from sync.catalog import Configuration
from sync.model import (
    Count,
    Movement,
    Problem,
    ShopName,
    ShownQuantity,
    Sku,
    StockAccount,
    Tokens,
)
from sync.service.engine import LocalEngine
from sync.service.health import endpoint
from sync.service.metrics import Metrics
from sync.service.sale_lag import FiguresWritten, lags, open_lags, too_many
from sync.service.workqueue import Task, WorkQueue
from sync.store import StockBooks
from tests.conformance.stall import configured, shipped

NOW = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
ONE, TWO, SKU = ShopName("một"), ShopName("hai"), Sku("GAO")
SECRET = "never-shown"


class World:
    """An installation with nothing to do, asked over HTTP."""

    def __init__(self, app: App) -> None:
        self.app, self.metrics = app, Metrics()
        self.engine = LocalEngine(WorkQueue(lambda: 0.0))
        self.unreadable: Problem | None = None
        asgi = endpoint(app, self.engine, lambda: self.unreadable, self.metrics)
        transport = httpx.ASGITransport(app=asgi)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://monitor")

    async def ask(self, path: str) -> httpx.Response:
        return await self.http.get(path)


def selling() -> Configuration:
    """The shipped products in a shop that is entered with a secret."""
    configuration = configured("shopee")
    (shop,) = configuration.shops
    named = replace(shop, name=ONE, app=replace(shop.app, key="1", secret=SECRET))
    return replace(configuration, shops=(named,), products=shipped().products)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with opened(selling(), home=tmp_path) as app:
        made = World(app)
        with made.metrics.counting():
            async with made.http:
                yield made


async def test_it_lives_and_is_ready_while_what_people_wrote_can_be_read(world: World) -> None:
    assert (await world.ask("/healthz")).status_code == 200
    assert (await world.ask("/readyz")).text == "ready\n"
    world.unreadable = Problem(code="config_missing")
    found = await world.ask("/readyz")
    assert (found.status_code, found.text) == (503, "config_missing\n")
    assert (await world.ask("/healthz")).status_code == 200


async def test_a_store_that_is_silent_is_told(world: World, tmp_path: Path) -> None:
    (tmp_path / "ocop.db").rename(tmp_path / "away.db")
    (tmp_path / "ocop.db").mkdir()
    await world.app.store.rounds._database.close()
    assert (await world.ask("/readyz")).status_code == 503
    assert (await world.ask("/healthz")).status_code == 200
    text = (await world.ask("/metrics")).text
    assert "ocop_ready 0.0" in text
    assert "ocop_faults_total 0.0" in text
    assert 'shop="' not in text, "nothing is told that nobody knows just now"


async def test_a_shop_that_never_was_well_is_told_and_one_that_is_gone_is_not(world: World) -> None:
    world.metrics._began = datetime.now(UTC) - timedelta(hours=2)
    text = (await world.ask("/metrics")).text
    assert "ocop_ready 1.0" in text
    for figure in ("ocop_good_round_age_seconds", "ocop_proof_age_seconds"):
        assert 7200 <= float(text.split(f'{figure}{{shop="một"}} ')[1].split()[0]) < 7300
    world.app.configuration = replace(world.app.configuration, shops=())
    assert 'shop="' not in (await world.ask("/metrics")).text


async def test_what_happens_is_counted_from_what_is_logged(world: World) -> None:
    log = logging.getLogger("sync.service.logged")
    log.info("round", extra={"shop": ONE, "done": 3, "held": 1})
    log.warning("round impossible", extra={"shop": ONE})
    log.info("stock updated", extra={"shop": ONE, "failed": 1})
    log.error("fault")
    call = {"shop": ONE, "result": "E-1042 secret", "took_ms": 120, "waited_ms": 0}
    logging.getLogger("sync.transport.call_log").debug("call", extra=call)
    text = (await world.ask("/metrics")).text
    for line in (
        'ocop_rounds_total{outcome="fine",shop="một"} 1.0',
        'ocop_rounds_total{outcome="impossible",shop="một"} 1.0',
        'ocop_changes_total{shop="một",status="done"} 3.0',
        'ocop_changes_total{shop="một",status="failed"} 1.0',
        'ocop_calls_total{result="other",shop="một"} 1.0',
        'ocop_call_seconds_bucket{le="0.25",shop="một"} 1.0',
        "ocop_faults_total 1.0",
    ):
        assert line in text, text


async def test_what_stands_is_told_and_no_secret_and_no_product_is(world: World) -> None:
    soon = datetime.now(UTC) + timedelta(days=3, hours=1)
    tokens = Tokens(access=SECRET, refresh=SECRET, access_expires_at=soon, refresh_expires_at=soon)
    await world.app.store.tokens.grant(ONE, tokens)
    world.engine.request(Task.take_in_orders(ONE))
    sale = Movement(shop=ONE, reference="8434", sku=SKU, reason="sold", quantity=-1, at=NOW)
    await world.app.store.stock.record(sale)
    text = (await world.ask("/metrics")).text
    assert 'ocop_queue{state="waiting"} 1.0' in text
    assert "ocop_token_days_left{" in text
    assert 'ocop_paper_days_left{kind="ocop"}' in text
    assert 3.0 <= float(text.split('ocop_token_days_left{shop="một"} ')[1].split()[0]) < 3.1
    for hidden in (SECRET, SKU, "8434", *(p.code for p in world.app.configuration.products)):
        assert hidden not in text


def test_a_lag_is_from_a_sale_to_the_first_write_after_it_in_each_other_shop() -> None:
    def after(seconds: float) -> datetime:
        return NOW + timedelta(seconds=seconds)

    sold = [(ONE, SKU, NOW)]
    written = [
        (ONE, SKU, after(1)),
        (TWO, SKU, after(9)),
        (TWO, SKU, after(4)),
        (TWO, SKU, after(-2)),
    ]
    assert lags(sold, FiguresWritten.of(written, [ONE, TWO])) == [4.0]
    assert lags(sold, FiguresWritten.of(written, [ONE])) == []
    assert lags(sold, FiguresWritten.of([], [ONE, TWO])) == []


@pytest.mark.parametrize(
    ("figure", "written_s", "expected"),
    [
        (25, (), [30.0]),  # of 25 one was sold, and the other shop may show them all
        (25, (-5.0,), [30.0]),
        (25, (12.0,), []),  # that was told; what it shows too many is another matter
        (24, (), []),
        (0, (), []),
    ],
)
def test_a_sale_that_a_shop_was_not_told_of_grows_older(
    figure: int, written_s: tuple[float, ...], expected: list[float]
) -> None:
    """It must not look as if all were told soon, because nobody is told any more."""
    sale = Movement(shop=ONE, reference="8434", sku=SKU, reason="sold", quantity=-1, at=NOW)
    account = StockAccount(Count(25), NOW - timedelta(days=1), (sale,))
    shown = {SKU: {name: ShownQuantity(shop=name, sku=SKU, figure=figure) for name in (ONE, TWO)}}
    books = StockBooks(shown, {SKU: account}, {})
    written = FiguresWritten.of(
        ((TWO, SKU, NOW + timedelta(seconds=s)) for s in written_s), [ONE, TWO]
    )
    concerned = too_many(books, [ONE, TWO])
    now = NOW + timedelta(seconds=30)
    assert open_lags([(ONE, SKU, NOW)], written, concerned, now) == expected
    assert open_lags([(ONE, SKU, NOW)], written, too_many(books, [ONE]), now) == []
