"""A sale is pushed by its marketplace, and every other shop shows it within seconds."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from sandbox.server import EPHEMERAL, discover, serving
from sync.app import load_configuration
from sync.model import Count, ShopName, Sku
from sync.service import Supervisor, supervised, supervisor
from sync.service.engine import LocalEngine
from sync.service.workqueue import Task
from sync.store import EntryReference
from tests.ports import free_port
from tests.sync.service.conftest import SHIPPED, Watcher, options_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

SKU, STOCK = Sku("RUMCM-MATONG"), 25
PICTURE = "catalog/images/rumcm-matong.png"
SHOPEE, LAZADA, TIKTOK, POSTMART = SHOPS = ("shopee", "lazada", "tiktok", "postmart")
AT_ONCE: Mapping[str, Mapping[str, float]] = {  # lists of TikTok's orders stay half a minute late
    SHOPEE: {"min_gap_s": 0, "readback_lag_s": 0, "search_lag_s": 0},
    LAZADA: {"review_s": 0, "edit_review_s": 0, "index_lag_s": 0, "readback_lag_s": 0},
    TIKTOK: {"audit_s": 0, "edit_audit_s": 0, "search_lag_s": 0, "order_lag_s": 30},
    POSTMART: {"review_s": 0, "list_lag_s": 0},
}
APP = """
  {name}: {{platform: {name}, key: "{key}", secret: "{secret}", push_url: "{push}",
    pace: {{calls_per_s: 999, burst: 999}}}}"""
SHOP = """
  - {{name: {name}, app: {name}, account: "{shop}", sandbox: "{url}",{tokens}
     stock_rule: {{share: all}}, ship_from: {{province: 96, commune: 32188}}}}"""
BY_NUMBER = {
    SHOPEE: "/api/v2/order/get_order_detail",
    LAZADA: "/rest/order/get",
    TIKTOK: "/order/202507/orders",
    POSTMART: "/partner/v1/orders/{order_id}",
}
TOKENS = """ access_token: "{token}", refresh_token: "{refresh_token}","""
NEVER_S = 120.0


class Village:
    """Four marketplaces, a service that listens, and the buyers."""

    def __init__(self, http: httpx.AsyncClient, credentials: Mapping[str, Any]) -> None:
        self.http, self.credentials = http, credentials
        self.left = STOCK
        self.supervisor: Supervisor

    async def ask(self, shop: str, method: str, path: str, body: Any = None) -> Any:
        url = f"{self.credentials[shop]['url']}/_sandbox/{path}"
        answer = await self.http.request(method, url, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def buys(self, shop: str) -> None:
        account = self.credentials[shop]["shop"]
        order = {"shop": account, "lines": [{"sku": SKU, "quantity": 1}]}
        await self.ask(shop, "POST", "orders", order)
        self.left -= 1

    async def shown(self, shop: str) -> int | None:
        account = self.credentials[shop]["shop"]
        listings = (await self.ask(shop, "GET", "state"))["shops"][account]["listings"]
        stocks = [v["stock"] for each in listings for v in each["variants"] if v["sku"] == SKU]
        return stocks[0] if stocks and listings[0]["status"] == "live" else None

    async def all_show(self) -> None:
        """Wait until every shop shows what is left: sooner than any poll is due."""
        async with asyncio.timeout(NEVER_S):
            while {await self.shown(shop) for shop in SHOPS} != {self.left}:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def rest(self, shop: str) -> None:
        """Wait until no update is at work there: one that still reads orders needs no push."""
        engine = self.supervisor.engine
        assert isinstance(engine, LocalEngine)
        at_work = engine._queue._processing
        async with asyncio.timeout(NEVER_S):
            while (batch := at_work.get(ShopName(shop))) and batch.proof is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def calls(self, shop: str) -> dict[str, int]:
        found = (await self.ask(shop, "GET", "calls"))["calls"]
        return {row["endpoint"]: row["count"] for row in found}

    async def forget_calls(self) -> None:
        for shop in SHOPS:
            await self.ask(shop, "DELETE", "calls")

    async def turn(self, shop: str, **knobs: Any) -> None:
        await self.ask(shop, "POST", "knobs", knobs)

    @asynccontextmanager
    async def in_mood(self, shop: str, mood: str) -> AsyncIterator[None]:
        await self.rest(shop)
        await self.turn(shop, webhook_mood=mood, webhook_retry_scale=0)
        yield
        await self.turn(shop, webhook_mood="", webhook_retry_scale=1)


def config_for(folder: Path, credentials: Mapping[str, Mapping[str, str]], port: int) -> Path:
    """One small cooperative in four shops that all offer everything."""
    (folder / PICTURE).parent.mkdir(parents=True)
    for name in ("settings.yaml", "categories.yaml", "catalog/rum-cm.yaml", PICTURE):
        shutil.copy(SHIPPED / name, folder / name)
    push = f"http://127.0.0.1:{port}/push/"
    apps = "".join(APP.format(**credentials[n], name=n, push=push + n) for n in SHOPS)
    shops = "".join(
        SHOP.format(
            **mine, name=name, tokens=TOKENS.format(**mine) if mine["refresh_token"] else ""
        )
        for name, mine in credentials.items()
    )
    (folder / "shops.yaml").write_text(f"apps:{apps}\nshops:{shops}\n", encoding="utf-8")
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def village(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Village]:
    port, home = free_port(), tmp_path_factory.mktemp("home")
    replicas = [replica for replica in discover() if replica.name in SHOPS]
    async with AsyncExitStack() as stack:
        lifted = serving(replicas, EPHEMERAL, quotas="lifted")
        village = Village(
            await stack.enter_async_context(httpx.AsyncClient(trust_env=False)),
            await stack.enter_async_context(lifted),
        )
        for shop, knobs in AT_ONCE.items():
            await village.turn(shop, **knobs)
        push_url = f"http://127.0.0.1:{port}/push/lazada"
        await village.ask(LAZADA, "POST", "push", {"url": push_url})  # its console's business
        config = config_for(home / "config", village.credentials, port)
        options = options_of(config, home, ("127.0.0.1", port))
        found, stop = load_configuration(config, {}), asyncio.Event()
        opening = supervised(found, options, Watcher(), stop)
        village.supervisor = await stack.enter_async_context(opening)
        running = asyncio.create_task(village.supervisor.run(stop))
        await village.all_show()
        yield village
        stop.set()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(supervisor, "FINISH_WITHIN_S", 0.1)
            await running


async def test_what_is_counted_by_hand_meanwhile_reaches_every_shop(village: Village) -> None:
    village.left = 30
    slip = EntryReference(reference="by phone", at=datetime.now(UTC))
    await village.supervisor.app.store.stock.count(SKU, Count(village.left), slip)
    await village.all_show()


@pytest.mark.parametrize("shop", SHOPS)
async def test_a_sale_reaches_every_other_shop_by_its_push(village: Village, shop: str) -> None:
    await village.forget_calls()
    await village.buys(shop)
    await village.all_show()
    assert (await village.calls(shop))[BY_NUMBER[shop]] >= 1


async def test_a_lost_push_is_found_by_the_next_poll(village: Village) -> None:
    async with village.in_mood(SHOPEE, "lost"):
        await village.buys(SHOPEE)
    village.supervisor.engine.request(Task.make_true(ShopName(SHOPEE), "quick"))
    await village.all_show()


@pytest.mark.parametrize("shop", [SHOPEE, POSTMART])
async def test_what_was_pushed_in_vain_is_asked_for(village: Village, shop: str) -> None:
    async with village.in_mood(shop, "wrong_signature"):
        await village.buys(shop)
        await asyncio.sleep(1)
        assert await village.shown(LAZADA) == village.left + 1
    await village.supervisor.pushes.ask()
    await village.all_show()


async def test_a_push_that_comes_twice_is_one_errand(village: Village) -> None:
    await village.forget_calls()
    async with village.in_mood(LAZADA, "doubled"):
        await village.buys(LAZADA)
        await village.all_show()
    assert (await village.calls(LAZADA))[BY_NUMBER[LAZADA]] == 1


async def test_a_forged_push_does_nothing(village: Village) -> None:
    async with village.in_mood(TIKTOK, "wrong_signature"):
        await village.forget_calls()
        await village.buys(TIKTOK)
        await asyncio.sleep(0.5)
    assert (await village.ask(TIKTOK, "GET", "push"))["waiting"] == 0  # it was answered 401
    assert BY_NUMBER[TIKTOK] not in await village.calls(TIKTOK)
    assert await village.shown(LAZADA) == village.left + 1
