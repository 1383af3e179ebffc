"""`ocop serve --listen` hears the shops that came while it was at work."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx

from sync.app import load_configuration
from sync.service import supervised
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
