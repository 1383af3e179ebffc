"""The service has people told by itself: of what is wrong once, of its end once, each morning."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from ssl import create_default_context
from typing import Any

import pytest

from sync.app import App, opened
from sync.catalog import Configuration
from sync.model import (
    Code,
    DeveloperApp,
    Movement,
    Notify,
    Problem,
    Settings,
    Shop,
    ShopName,
    Sku,
    Webhook,
)
from sync.service.alert_watch import AlertWatch
from sync.transport.clock import Clock
from sync.transport.http import HttpClient
from sync.wording import say

BOOT = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)  # 19:00 in Vietnam
SHOP = ShopName("shopee-camau")
TOLD = "tin.txt"


class Wall:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = BOOT

    def now(self) -> datetime:
        return self.at


def configured(notify: Notify) -> Configuration:
    return Configuration(
        settings=Settings(notify=notify),
        shops=(),
        products=(),
        problems=(),
        blocked=frozenset(),
        unread=frozenset(),
        categories={},
    )


@asynccontextmanager
async def watching(home: Path, wall: Wall, notify: Notify) -> AsyncIterator[tuple[App, AlertWatch]]:
    """A service's watch over an installation without shops."""
    async with opened(configured(notify), home=home) as app:
        yield app, AlertWatch(app, dict, Clock(now=wall.now))


async def look_and_send(watch: AlertWatch) -> None:
    async with HttpClient(create_default_context()) as http:
        await watch.look()
        await watch.send(http)


def told(home: Path) -> str:
    file = home / TOLD
    return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.mark.parametrize(
    "lacks", [{"blocked": frozenset({Code("TOM")})}, {"unread": frozenset({"catalog/a.yaml"})}]
)
async def test_a_fault_and_its_end_reach_a_person_once_each_restarts_included(
    tmp_path: Path, lacks: Any
) -> None:
    wall, notify = Wall(), Notify(digest_at=None, file=TOLD)
    broken = replace(configured(notify), **lacks)
    for configuration in (broken, broken, configured(notify), configured(notify)):
        async with watching(tmp_path, wall, notify) as (app, watch):
            app.configuration = configuration
            await look_and_send(watch)
    assert told(tmp_path).count("1 việc cần xem") == 1
    assert told(tmp_path).count("1 việc đã hết") == 1


async def test_a_way_that_is_down_delays_only_its_own_and_is_tried_again(tmp_path: Path) -> None:
    wall = Wall()
    down = Webhook(name="chat", url="http://127.0.0.1:1/x")
    notify = Notify(digest_at=None, webhooks=(down,), file=TOLD)
    async with watching(tmp_path, wall, notify) as (app, watch):
        app.configuration = replace(configured(notify), blocked=frozenset({Code("TOM")}))
        await look_and_send(watch)
        assert told(tmp_path).count("cần xem") == 1
        (unsent,) = await app.store.alerts.unsent()
        assert (unsent.channel, unsent.reason) == ("webhook:chat", "unreachable")
        wall.at += timedelta(hours=1)
        await look_and_send(watch)
        assert told(tmp_path).count("cần xem") == 1
        assert await app.store.alerts.take_due(wall.at) == []


async def test_a_way_that_is_no_more_keeps_no_message(tmp_path: Path) -> None:
    wall = Wall()
    gone = Notify(digest_at=None, webhooks=(Webhook(name="chat", url="http://127.0.0.1:1/x"),))
    async with watching(tmp_path, wall, gone) as (app, watch):
        app.configuration = replace(configured(gone), blocked=frozenset({Code("TOM")}))
        await watch.look()
        app.configuration = configured(Notify(digest_at=None, file=TOLD))
        await look_and_send(watch)
        assert await app.store.alerts.unsent() == []


async def test_the_sum_of_yesterday_comes_once_each_morning(tmp_path: Path) -> None:
    wall, notify = Wall(), Notify(digest_at=time(7), file=TOLD)
    async with watching(tmp_path, wall, notify) as (app, watch):
        lease = await app.store.leases.take(SHOP, "test", BOOT, 60.0)
        assert lease is not None
        sale = Movement(
            shop=SHOP, reference="1", sku=Sku("TOM"), reason="sold", quantity=-2, at=BOOT
        )
        await app.store.stock.add(lease, [sale])
        await look_and_send(watch)
        assert told(tmp_path) == ""  # in the evening nobody waits for this morning's
        for _ in range(3):
            wall.at = BOOT + timedelta(hours=12, minutes=5)
            await look_and_send(watch)
    assert told(tmp_path).count("OCOP Sync sáng 01/12/2026") == 1
    assert "- shopee-camau: 1 đơn, 2 món" in told(tmp_path)


async def test_a_shop_that_no_round_can_be_made_of_is_told_with_the_reason_once_it_lasts(
    tmp_path: Path,
) -> None:
    wall, notify = Wall(), Notify(digest_at=None, file=TOLD)
    account = DeveloperApp(name="a", platform="shopee", key="1", secret="s")
    shop = Shop(name=SHOP, platform="shopee", app=account, account="1")
    unreached = {SHOP: Problem(code="login_expired", values={"shop": SHOP})}
    async with opened(replace(configured(notify), shops=(shop,)), home=tmp_path) as app:
        watch = AlertWatch(app, lambda: unreached, Clock(now=wall.now))
        await look_and_send(watch)
        assert told(tmp_path) == ""
        wall.at += timedelta(minutes=15)
        await look_and_send(watch)
    assert say("login_expired", {"shop": SHOP}).todo in told(tmp_path)
