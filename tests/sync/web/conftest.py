"""A page over a real store, asked in this process: no socket, no browser."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import httpx
import pytest

from sync.app import App, load_configuration, opened
from sync.service.engine import LocalEngine
from sync.service.workqueue import WorkQueue
from sync.web.access import OwnerSessions
from sync.web.app import build
from sync.web.context import PageContext
from sync.web.live import Live

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
    sessions: OwnerSessions
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
        answer = await self.http.get(self.sessions.link())
        assert answer.status_code == 303


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    """The owner's browser, signed in, over the shipped catalog and an empty store."""
    configuration = load_configuration(SHIPPED, {})
    async with opened(configuration, home=tmp_path / "home") as app:
        queue, live, faults = WorkQueue(monotonic), Live(), list[Exception]()
        engine = LocalEngine(queue)
        context = PageContext(
            app=app,
            engine=engine,
            live=live,
            config=SHIPPED,
            language="vi",
            unreached=dict,
            halt=lambda: None,
            fault=faults.append,
        )
        sessions = OwnerSessions(app.home, ADDRESS)
        asgi = httpx.ASGITransport(
            build(context, sessions, ["127.0.0.1"]), raise_app_exceptions=False
        )
        async with httpx.AsyncClient(transport=asgi, base_url=ADDRESS) as http:
            found = Browser(http, app, engine, queue, live, sessions, context, faults)
            await found.sign_in()
            yield found
