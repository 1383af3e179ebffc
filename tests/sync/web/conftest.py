"""A page over a real store, asked in this process: no socket, no browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import httpx
import pytest

from sync.app import App, load_configuration, opened
from sync.model.people import Viewer
from sync.service.engine import LocalEngine
from sync.service.workqueue import WorkQueue
from sync.web.access import COOKIE
from sync.web.app import build
from sync.web.context import PageContext
from sync.web.live import Live
from sync.web.serving import opening_link

SHIPPED = Path(__file__).parents[3] / "config"
ADDRESS = "http://127.0.0.1:8780"


@dataclass
class Browser:
    """A browser of the owner, and what it looks at."""

    http: httpx.AsyncClient
    app: App
    engine: LocalEngine
    queue: WorkQueue
    live: Live
    context: PageContext
    faults: list[Exception]

    async def text(self, path: str) -> str:
        """Open a page that is there."""
        answer = await self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def words(self, path: str) -> str:
        """What a person reads there, in one line."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", await self.text(path)))

    async def send(self, path: str, **fields: str) -> httpx.Response:
        """Send a form, as a browser does."""
        return await self.http.post(path, data=fields, headers={"Sec-Fetch-Site": "same-origin"})

    async def sign_in(self) -> None:
        """Open the address that `ocop serve` printed."""
        answer = await self.open(await self.link())
        assert answer.status_code == 303

    async def link(self) -> str:
        """Have an address made that opens a session."""
        return await opening_link(self.app.store, ADDRESS)

    async def open(self, address: str) -> httpx.Response:
        """Type an address."""
        return await self.http.get(address, headers={"Sec-Fetch-Site": "none"})

    async def become(self, viewer: Viewer) -> None:
        """Be another user, who is taken in where nobody has that name yet."""
        users, now = self.app.store.users, datetime.now(UTC)
        user = await users.named(viewer.name) or await users.add(viewer, None, now)
        self.hold(await self.app.store.sessions.begin(user, "test", now))

    def hold(self, session: str) -> None:
        """Have this session's cookie and no other."""
        self.http.cookies.clear()
        self.http.cookies.set(COOKIE, session, domain="127.0.0.1")


@asynccontextmanager
async def browser_over(config: Path, home: Path) -> AsyncIterator[Browser]:
    """The owner's browser, signed in, over a catalog and an empty store."""
    configuration = load_configuration(config, {})
    async with opened(configuration, home=home) as app:
        queue, live, faults = WorkQueue(monotonic), Live(), list[Exception]()
        engine = LocalEngine(queue)

        async def saved() -> None:
            app.configuration = load_configuration(context.config, {})

        context = PageContext(
            app=app,
            engine=engine,
            live=live,
            config=config,
            language="vi",
            unreached=dict,
            halt=lambda: None,
            saved=saved,
            fault=faults.append,
        )
        asgi = httpx.ASGITransport(build(context, ["127.0.0.1"]), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=asgi, base_url=ADDRESS) as http:
            found = Browser(http, app, engine, queue, live, context, faults)
            await found.sign_in()
            yield found


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    """The owner's browser over the shipped catalog."""
    async with browser_over(SHIPPED, tmp_path / "home") as found:
        yield found


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Browser]:
    """The owner's browser over a catalog of its own, which it may change."""
    config = tmp_path / "config"
    shutil.copytree(SHIPPED, config)
    async with browser_over(config, tmp_path / "home") as found:
        yield found
