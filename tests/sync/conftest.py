"""A platform of a few lines behind real HTTP, a virtual clock, and lines to it."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from sync.marketplace import (
    Call,
    ClockSkewed,
    Credentials,
    LoginExpired,
    Lost,
    Rejected,
    Request,
    Response,
    Throttled,
    Unavailable,
)
from sync.marketplace.error_mapping import asked_wait_s
from sync.model import DeveloperApp, Pace, Problem, Shop, ShopName, Tokens
from sync.store import SecretBox, Store
from sync.transport.budget import CallBudget
from sync.transport.client import Gate, PacedClient
from sync.transport.clock import Clock, PlatformClock
from sync.transport.http import HttpClient
from sync.transport.lease import Fence
from sync.transport.tokens import TokenProvider

FAST = Pace(calls_per_s=1e6, burst=1_000_000)
SHOP = Shop(
    name=ShopName("shopee-camau"),
    platform="shopee",
    app=DeveloperApp(name="app", platform="shopee", key="key", secret="app-secret-0001"),
    account="1",
    access_token="configured-access",
    refresh_token="configured-refresh",
)


@dataclass(frozen=True)
class Reply:
    """An answer; without a status the connection breaks instead."""

    status: int | None = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class TinyPlatform:
    """Answers what the test lined up, then 200; knows one access and one refresh token."""

    def __init__(self) -> None:
        self.replies: deque[Reply] = deque()
        self.heard: list[str] = []
        self.signed_at: list[str] = []
        self.refreshed: list[str] = []
        self.access, self.refresh = "configured-access", "configured-refresh"
        self.ahead = timedelta(0)
        self.slow_s = 0.0
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await self._head(reader):
            first, *lines = head.split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
            path = first.split()[1].partition("?")[0]
            reply, body = self._answer(path, headers)
            await asyncio.sleep(self.slow_s)
            if reply.status is None:
                break
            date = format_datetime(datetime.now(UTC) + self.ahead, usegmt=True)
            told = {"date": date, "content-length": str(len(body)), **reply.headers}
            text = "".join(f"{name}: {value}\r\n" for name, value in told.items())
            writer.write(f"HTTP/1.1 {reply.status} X\r\n{text}\r\n".encode() + body)
            await writer.drain()
        writer.close()

    async def _head(self, reader: asyncio.StreamReader) -> str:
        try:
            return (await reader.readuntil(b"\r\n\r\n")).decode().strip()
        except (asyncio.IncompleteReadError, ConnectionError):
            return ""

    def _answer(self, path: str, headers: Mapping[str, str]) -> tuple[Reply, bytes]:
        if path.startswith("/refresh/"):
            return self._refreshed(path.rpartition("/")[2])
        self.heard.append(headers.get("token", ""))
        self.signed_at.append(headers.get("signed-at", ""))
        if self.replies:
            return self.replies.popleft(), b"{}"
        good = headers.get("token", "") in ("", self.access)
        return Reply(200 if good else 401), b"fine"

    def _refreshed(self, token: str) -> tuple[Reply, bytes]:
        self.refreshed.append(token)
        if token != self.refresh:
            return Reply(401), b"{}"
        number = len(self.refreshed)
        self.access, self.refresh = f"access-{number}", f"refresh-{number}"
        return Reply(), json.dumps({"access": self.access, "refresh": self.refresh}).encode()


@pytest.fixture
async def tiny() -> AsyncIterator[TinyPlatform]:
    platform = TinyPlatform()
    server = await asyncio.start_server(platform.serve, "127.0.0.1", 0)
    platform.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield platform
    server.close()


class VirtualTime:
    """Waiting costs nothing and is written down."""

    def __init__(self) -> None:
        self.offset = timedelta(0)
        self.waits_s: list[float] = []

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    async def sleep(self, seconds: float) -> None:
        self.waits_s.append(seconds)
        self.offset += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, sleep=self.sleep)


async def until(happens: Callable[[], bool]) -> None:
    """Let the others work until it happens."""
    async with asyncio.timeout(60):
        while not happens():  # noqa: ASYNC110 what happens here tells nobody
            await asyncio.sleep(0.002)


@pytest.fixture
def virtual() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(
        f"sqlite:///{tmp_path / 'ocop.db'}", SecretBox.of({}, tmp_path)
    ) as opened:
        yield opened


@dataclass
class TinyLogin:
    """How the tiny platform is opened: through a client that has no tokens yet."""

    line: PacedClient
    tiny: TinyPlatform

    def authorize_url(self, redirect_url: str, state: str) -> str:
        raise NotImplementedError

    async def exchange(self, code: str) -> Tokens:
        raise NotImplementedError

    async def refresh(self, refresh_token: str) -> Tokens:
        url = f"{self.tiny.url}/refresh/{refresh_token}"
        call = Call(
            endpoint="refresh",
            build=lambda access: _request(url, access),
            read=lambda response: json.loads(read(response).content),
            signed_in=False,
        )
        told = await self.line.call(call)
        ends = datetime.now(UTC) + timedelta(hours=4)
        return Tokens(access=told["access"], refresh=told["refresh"], access_expires_at=ends)


@dataclass
class Opened:
    """One process's line to the tiny platform."""

    line: PacedClient
    tokens: TokenProvider
    clock: PlatformClock
    tiny: TinyPlatform
    login: TinyLogin

    def thing(
        self, endpoint: str = "thing", *, repeatable: bool = False, signed_in: bool = True
    ) -> Call[str]:
        """A call to the platform."""
        return Call(
            endpoint=endpoint,
            build=lambda access: _request(f"{self.tiny.url}/thing", access),
            read=lambda response: read(response).content.decode(),
            repeatable=repeatable,
            signed_in=signed_in,
        )

    async def ask(self, *, repeatable: bool = False, signed_in: bool = True) -> str:
        return await self.line.call(self.thing(repeatable=repeatable, signed_in=signed_in))


OpenLine = Callable[..., "Opened"]


@pytest.fixture
async def open_line(
    tiny: TinyPlatform, store: Store, virtual: VirtualTime
) -> AsyncIterator[OpenLine]:
    """Open lines as so many processes would: each with its own keys and connections."""
    tls = ssl.create_default_context()
    async with AsyncExitStack() as stack:
        https = deque([await stack.enter_async_context(HttpClient(tls)) for _ in range(4)])

        def opened(
            shop: Shop = SHOP,
            pace: Pace = FAST,
            clock: Clock = virtual.clock,
            stopping: Callable[[], bool] = bool,
            fence: Fence | None = None,
        ) -> Opened:
            http, theirs = https.pop(), PlatformClock(clock)
            budget = CallBudget(store, clock, [(f"shop:{shop.account}", pace), ("app:key", FAST)])
            login = TinyLogin(PacedClient(http, budget, theirs), tiny)
            tokens = TokenProvider(shop, store, clock, login, timedelta(minutes=10))
            line = PacedClient(http, budget, theirs, tokens, Gate(stopping, fence or Fence()))
            return Opened(line, tokens, theirs, tiny, login)

        yield opened


def _request(url: str, access: Credentials) -> Request:
    headers = {"token": access.token, "signed-at": access.now.isoformat()}
    return Request(method="GET", url=url, query=(("sign", "signed-secret"),), headers=headers)


def read(response: Response) -> Response:
    """Give the response back, or raise what its status means here."""
    match response.status:
        case 200:
            return response
        case 401:
            raise LoginExpired(Problem(code="token_expired"))
        case 403:
            raise ClockSkewed(Problem(code="clock_skewed"))
        case 422:
            raise Rejected([Problem(code="platform_refused")])
        case 429:
            raise Throttled(Problem(code="throttled"), asked_wait_s(response))
        case 503:
            raise Unavailable(Problem(code="maintenance"), asked_wait_s(response))
    raise Lost(Problem(code="answer_lost"))
