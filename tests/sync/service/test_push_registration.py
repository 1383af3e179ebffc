"""`ocop serve --listen` hears the shops that came while it was at work, and as any of many."""

from __future__ import annotations

import asyncio
import hmac
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import httpx
import pytest
from cryptography.fernet import Fernet

from sync.app import App, load_configuration
from sync.marketplace import Signal
from sync.model import Shop, ShopName
from sync.service import push_registration, supervised
from sync.service.engine import Engine
from sync.service.push_registration import Pushes
from sync.service.workqueue import Task
from sync.store import SecretBox, Store
from tests.sync.service.conftest import Watcher, options_of

APP = '  {name}: {{platform: lazada, key: "{name}", secret: "s", push_url: "http://127.0.0.1/{name}"}}'
SHOP = '  - {{name: shop-{name}, app: {name}, account: "{name}", sandbox: "http://127.0.0.1:9"}}'


def write_shops(config: Path, *names: str) -> None:
    """Write one app with one shop for each name."""
    apps, shops = ("\n".join(line.format(name=n) for n in names) for line in (APP, SHOP))
    (config / "shops.yaml").write_text(f"apps:\n{apps}\nshops:\n{shops}\n", encoding="utf-8")


async def test_an_app_that_comes_is_heard_and_one_that_goes_is_not(tmp_path: Path) -> None:
    (tmp_path / "catalog").mkdir()
    (tmp_path / "categories.yaml").write_text("{}", encoding="utf-8")
    write_shops(tmp_path, "old")
    watcher, stop = Watcher(), asyncio.Event()
    options = options_of(tmp_path, tmp_path, ("127.0.0.1", 0))
    async with (
        supervised(load_configuration(tmp_path, {}), options, watcher, stop) as supervisor,
        httpx.AsyncClient() as client,
    ):
        url = f"http://127.0.0.1:{watcher.port}/push/"

        async def answers() -> list[int]:
            return [(await client.post(url + app)).status_code for app in ("old", "new")]

        assert await answers() == [401, 404]
        write_shops(tmp_path, "new")
        await supervisor._read_anew()
        assert await answers() == [404, 401]


POSTMART = """
apps:
  postmart: {platform: postmart, key: k, secret: configured, push_url: "http://127.0.0.1/postmart"}
shops:
  - name: gian-hang
    app: postmart
    account: HTX
    sandbox: "http://127.0.0.1:9"
    ship_from: {province: 96, commune: 32188}
"""
SHOP_NAME = ShopName("gian-hang")


class Marketplace:
    """A platform that makes a new secret whenever it is told where to push."""

    def __init__(self) -> None:
        self.told = 0

    @property
    def secret(self) -> str:
        return f"made {self.told}"

    async def register(self, _url: str) -> str:
        self.told += 1
        return self.secret

    async def missed(self) -> list[Signal]:
        return []

    async def push(self, machine: Machine, order: str, secret: str | None = None) -> int:
        """Push an order to one of the machines; answers what it answered."""
        event = {"event": "order.created", "shop_code": "HTX", "data": {"order_id": order}}
        body, now = json.dumps({**event, "event_id": order}).encode(), str(int(time.time()))
        key = (secret or self.secret).encode()
        signature = hmac.new(key, f"{now}.".encode() + body, "sha256").hexdigest()
        signed = {"X-Partner-Timestamp": now, "X-Partner-Signature": f"v1={signature}"}
        url = f"http://127.0.0.1:{machine.watcher.port}/push/postmart"
        async with httpx.AsyncClient(trust_env=False) as client:
            return (await client.post(url, content=body, headers=signed)).status_code


class Machine:
    """One of several that look after the same shop, and what it asked for."""

    def __init__(self, store: Store, shops: Sequence[Shop], marketplace: Marketplace) -> None:
        self.asked = list[Task]()
        self.store, self.shops, self.marketplace = store, shops, marketplace
        self.watcher = Watcher()
        self.pushes = Pushes(cast("App", self), cast("Engine", self), self.watcher)

    async def push_registration(self, _shop: ShopName) -> Marketplace:
        return self.marketplace

    def request(self, task: Task, _after_s: float = 0.0) -> None:
        self.asked.append(task)


async def test_a_push_wakes_its_shop_whichever_machine_receives_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push_registration, "LEARN_EVERY_S", 0.0)
    (tmp_path / "catalog").mkdir()
    (tmp_path / "categories.yaml").write_text("{}", encoding="utf-8")
    (tmp_path / "shops.yaml").write_text(POSTMART, encoding="utf-8")
    shops, marketplace = load_configuration(tmp_path, {}).shops, Marketplace()
    box = SecretBox([Fernet.generate_key().decode("ascii")])
    async with Store.open(f"sqlite:///{tmp_path / 'store.db'}", box) as store:
        one, two, three = machines = [Machine(store, shops, marketplace) for _ in range(3)]
        async with one.pushes.at("127.0.0.1", 0), two.pushes.at("127.0.0.1", 0):
            async with asyncio.timeout(60):
                while not marketplace.told:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            await one.pushes.ask()
            await two.pushes.ask()
            assert marketplace.told == 1  # one of them registered
            found = [await marketplace.push(each, f"DH{n}") for n, each in enumerate((one, two))]
            assert found == [200, 200]
            assert await marketplace.push(two, "DH9", secret="of a stranger") == 401
            async with three.pushes.at("127.0.0.1", 0):
                await marketplace.register("another machine, after a while")
                await store.push_registrations.registered(
                    SHOP_NAME, "http://127.0.0.1/postmart", marketplace.secret, datetime.now(UTC)
                )
                assert [await marketplace.push(each, "DH3") for each in machines] == [200] * 3
        wanted = [Task.take_in_order(SHOP_NAME, name) for name in ("DH0", "DH1", "DH3")]
        assert [each.asked for each in machines] == [
            [wanted[0], wanted[2]],
            [wanted[1], wanted[2]],
            [wanted[2]],
        ]
        await one.pushes._exchange_news()
        late = Machine(store, shops, marketplace)
        await late.pushes._exchange_news()
        assert late.pushes.reach(shops[0])  # so it need not ask for orders as often
