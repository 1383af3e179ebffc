"""The address that platforms push to: verifies, answers at once, and only asks for a look."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sync.marketplace import Forged, Push, Signal
from sync.model import ShopName

logging.getLogger("uvicorn.access").disabled = True  # who pushes what is nobody else's business

TOO_OLD: Final = timedelta(hours=13)  # the longest after which a platform sends a push again
REMEMBERED: Final = 10_000  # identities of pushes that came
MOST_BYTES: Final = 1024 * 1024

ParsePush = Callable[[Push], Sequence[Signal]]
Reply = Callable[[Push], bytes]
OnSignal = Callable[[ShopName, Signal], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PushReceiver:
    """How the pushes of one app are heard: its registered address, and what they are signed with.

    `secrets` grows when a platform makes a new one; `shops` holds the app's shops by the
    platform's own id of each.
    """

    url: str
    key: str
    secrets: list[str] = field(repr=False)
    parse: ParsePush
    reply: Reply | None = None
    shops: Mapping[str, ShopName]


class SeenPushes:
    """Remembers which pushes came, so that a push sent twice wakes nobody twice."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._identities: OrderedDict[str, None] = OrderedDict()
        self._most = most

    def is_new(self, identity: str) -> bool:
        """Whether this is the first time; forgets the oldest when there are too many."""
        if identity in self._identities:
            return False
        self._identities[identity] = None
        while len(self._identities) > self._most:
            self._identities.popitem(last=False)
        return True


class SignalDispatcher:
    """Takes signals, each once, and wakes the shops that they are about."""

    def __init__(self, on_signal: OnSignal) -> None:
        self._on_signal, self._seen = on_signal, SeenPushes()

    def take(self, receiver: PushReceiver, signals: Iterable[Signal]) -> None:
        """OnSignal whom these concern, unless they were taken before."""
        for signal in signals:
            if self._seen.is_new(f"{receiver.key}:{signal.identity}"):
                for shop in _concerned(signal, receiver):
                    self._on_signal(shop, signal)


def endpoint(
    receivers: Mapping[str, PushReceiver], dispatcher: SignalDispatcher, now: Callable[[], datetime]
) -> Starlette:
    """Make the ASGI application: POST /push/<app>, answered with what it asks to hear, or nothing.

    A forged push gets 401. A stale or repeated one gets 200, or the platform would send it again;
    it wakes nobody. Polling remains the truth, so nothing is lost by either.
    """

    async def push(request: Request) -> Response:
        receiver = receivers.get(request.path_params["app"])
        if receiver is None:
            return Response(status_code=404)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        headers = {name.lower(): value for name, value in request.headers.items()}
        bare = Push(
            url=receiver.url, headers=headers, body=body, key=receiver.key, received_at=now()
        )
        came = [replace(bare, secret=secret) for secret in receiver.secrets]
        if answer := receiver.reply(bare) if receiver.reply else b"":
            return Response(answer, status_code=200, media_type="application/json")
        try:
            signals = _signals(receiver, came)
        except Forged:
            return Response(status_code=401)
        dispatcher.take(receiver, [signal for signal in signals if _is_fresh(signal, now())])
        return Response(status_code=200)

    return Starlette(routes=[Route("/push/{app}", push, methods=["POST"])])


def _signals(receiver: PushReceiver, came: Sequence[Push]) -> Sequence[Signal]:
    """Parse a push by whichever secret it is signed with; raises `Forged` where it is by none."""
    for push in came:
        with contextlib.suppress(Forged):
            return receiver.parse(push)
    raise Forged


async def _body(request: Request) -> bytes | None:
    """Read the body, or None once it is longer than any push would be."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > MOST_BYTES:
            return None
    return bytes(read)


def _is_fresh(signal: Signal, now: datetime) -> bool:
    return signal.at is None or abs(now - signal.at) <= TOO_OLD


def _concerned(signal: Signal, receiver: PushReceiver) -> Sequence[ShopName]:
    """Say which shops a signal is about; one without a shop is about all of the app."""
    if signal.account is None:
        return list(receiver.shops.values())
    return [receiver.shops[signal.account]] if signal.account in receiver.shops else []


class AddressUnusable(Exception):
    """Nothing can listen there: the address is taken, or not of this machine."""

    def __init__(self, port: int, why: OSError) -> None:
        super().__init__(f"{port}: {why}")
        self.port, self.why = port, str(why)


class QuietServer(uvicorn.Server):
    """A server that leaves signals to whoever started it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def listening(app: ASGIApp, host: str, port: int) -> AsyncIterator[int]:
    """Serve until the block ends; yields the port, for 0 asks for any. Raises `AddressUnusable`."""
    with _bound(host, port) as sock:
        config = uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        server = QuietServer(config)
        serving = asyncio.create_task(server.serve([sock]), name="pushes")
        try:
            yield sock.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise AddressUnusable(port, error) from error
