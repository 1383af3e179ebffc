"""The address that platforms push to: verifies, answers at once, and only asks for a look."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from sync.marketplace import Forged, Push, Signal
from sync.model import ShopName
from sync.service.listener import LIMITS, ListenLimits

TOO_OLD: Final = timedelta(hours=13)  # the longest after which a platform sends a push again
REMEMBERED: Final = 10_000  # identities of pushes that came

ParsePush = Callable[[Push], Sequence[Signal]]
Reply = Callable[[Push], bytes]
OnSignal = Callable[[ShopName, Signal], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PushReceiver:
    """How the pushes of one app are heard: its registered address, and what they are signed with.

    `made` holds the secrets that the platform made for its shops when it was told the address:
    once there is one, `secrets`, those of the configuration, are good no more. `shops` holds the
    app's shops by the platform's own id of each.
    """

    url: str
    key: str
    secrets: Sequence[str] = field(repr=False)
    made: dict[ShopName, str] = field(repr=False, compare=False, default_factory=dict)
    parse: ParsePush
    reply: Reply | None = None
    shops: Mapping[str, ShopName]

    @property
    def valid(self) -> Sequence[str]:
        """The secrets that a push may be signed with now."""
        return list(self.made.values()) or self.secrets


Learn = Callable[[PushReceiver], Awaitable[bool]]  # whether there is another secret by now


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


async def _nothing_new(_receiver: PushReceiver) -> bool:
    return False


def endpoint(
    receivers: Mapping[str, PushReceiver],
    dispatcher: SignalDispatcher,
    now: Callable[[], datetime],
    limits: ListenLimits = LIMITS,
    learn: Learn = _nothing_new,
) -> Starlette:
    """Make the ASGI application: POST /push/<app>, answered with what it asks to hear, or nothing.

    A forged push gets 401. A stale or repeated one gets 200, or the platform would send it again;
    it wakes nobody. Polling remains the truth, so nothing is lost by either. Before a push is
    taken for forged, `learn` looks for a secret that another process was told.
    """

    async def push(request: Request) -> Response:
        receiver = receivers.get(request.path_params["app"])
        if receiver is None:
            return Response(status_code=404)
        body = await _body(request, limits)
        if isinstance(body, HTTPStatus):
            return Response(status_code=body, headers={"Connection": "close"})
        headers = {name.lower(): value for name, value in request.headers.items()}
        bare = Push(
            url=receiver.url, headers=headers, body=body, key=receiver.key, received_at=now()
        )
        if answer := receiver.reply(bare) if receiver.reply else b"":
            return Response(answer, status_code=200, media_type="application/json")
        try:
            signals = await _signals(receiver, bare, learn)
        except Forged:
            return Response(status_code=401)
        dispatcher.take(receiver, [signal for signal in signals if _is_fresh(signal, now())])
        return Response(status_code=200)

    return Starlette(routes=[Route("/push/{app}", push, methods=["POST"])])


async def _signals(receiver: PushReceiver, push: Push, learn: Learn) -> Sequence[Signal]:
    """Parse a push by whichever secret it is signed with; raises `Forged` where it is by none."""
    with contextlib.suppress(Forged):
        return _parsed(receiver, push)
    if not await learn(receiver):
        raise Forged
    return _parsed(receiver, push)


def _parsed(receiver: PushReceiver, push: Push) -> Sequence[Signal]:
    for secret in receiver.valid:
        with contextlib.suppress(Forged):
            return receiver.parse(replace(push, secret=secret))
    raise Forged


async def _body(request: Request, limits: ListenLimits) -> bytes | HTTPStatus:
    """Read the body, or say what is wrong once no push would be as long, or take so long."""
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or len(told) > 9 or int(told) > limits.body_bytes:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    read = bytearray()
    try:
        async with asyncio.timeout(limits.deadline_s):
            async for chunk in request.stream():
                read += chunk
                if len(read) > limits.body_bytes:
                    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except (TimeoutError, ClientDisconnect):
        return HTTPStatus.REQUEST_TIMEOUT
    return bytes(read)


def _is_fresh(signal: Signal, now: datetime) -> bool:
    return signal.at is None or abs(now - signal.at) <= TOO_OLD


def _concerned(signal: Signal, receiver: PushReceiver) -> Sequence[ShopName]:
    """Say which shops a signal is about; one without a shop is about all of the app."""
    if signal.account is None:
        return list(receiver.shops.values())
    return [receiver.shops[signal.account]] if signal.account in receiver.shops else []
