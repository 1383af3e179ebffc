"""`ocop serve --listen` hears the shops that came while it was at work."""

from __future__ import annotations

import io
from pathlib import Path

import httpx
from rich.console import Console

from sync.cli.prepare import load, opening
from sync.cli.serve import Serving
from sync.cli.session import Session
from sync.cli.terminal import Terminal

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
    session = Session(config=tmp_path, home=tmp_path, language="vi")
    terminal = Terminal.of(session)
    terminal.output = terminal.notes = Console(file=io.StringIO())
    async with opening(session, load(session)) as engine, httpx.AsyncClient() as client:
        serving = Serving(session, terminal, engine)
        serving.follow(engine.configuration)
        async with serving.hearing(("127.0.0.1", 0)) as hearing:
            assert hearing
            url = f"http://127.0.0.1:{hearing.port}/push/"

            async def answers() -> list[int]:
                return [(await client.post(url + app)).status_code for app in ("old", "new")]

            assert await answers() == [401, 404]
            write_shops(tmp_path, "new")
            serving.follow(load(session))
            assert await answers() == [404, 401]
