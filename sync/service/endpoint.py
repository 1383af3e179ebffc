"""Where platforms push to: verifies, answers at once, and only asks for a look."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.marketplace import Forged, Push, Signal
from sync.model import ShopName

TOO_OLD: Final = timedelta(hours=13)  # the longest after which a platform sends a push again
REMEMBERED: Final = 10_000  # identities of pushes that were heard
MOST_BYTES: Final = 1024 * 1024

Hear = Callable[[Push], Sequence[Signal]]
Reply = Callable[[Push], bytes]
Wake = Callable[[ShopName, Signal], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PushReceiver:
    """How the pushes of one app are heard: its registered address, and what they are signed with.

    `secrets` grows when a platform makes a new one; `shops` holds the app's shops by the
    platform's own id of each.
    """

    url: str
    key: str
    secrets: list[str] = field(repr=False)
    hear: Hear
    reply: Reply | None = None
    shops: Mapping[str, ShopName]


class Heard:
    """Remembers what was heard, so that a push sent twice wakes nobody twice."""

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


class PushReceivers:
    """Takes signals, each once, and wakes the shops that they are about."""

    def __init__(self, wake: Wake) -> None:
        self._wake, self._heard = wake, Heard()

    def take(self, ear: PushReceiver, signals: Iterable[Signal]) -> None:
        """Wake whom these concern, unless they were taken before."""
        for signal in signals:
            if self._heard.is_new(f"{ear.key}:{signal.identity}"):
                for shop in _concerned(signal, ear):
                    self._wake(shop, signal)


def endpoint(
    ears: Mapping[str, PushReceiver], board: PushReceivers, now: Callable[[], datetime]
) -> Starlette:
    """Make the ASGI application: POST /push/<app>, answered with what it asks to hear, or nothing.

    A forged push gets 401. A stale or repeated one gets 200, or the platform would send it again;
    it wakes nobody. Polling remains the truth, so nothing is lost by either.
    """

    async def push(request: Request) -> Response:
        ear = ears.get(request.path_params["app"])
        if ear is None:
            return Response(status_code=404)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        headers = {name.lower(): value for name, value in request.headers.items()}
        bare = Push(url=ear.url, headers=headers, body=body, key=ear.key, received_at=now())
        came = [replace(bare, secret=secret) for secret in ear.secrets]
        if answer := ear.reply(bare) if ear.reply else b"":
            return Response(answer, status_code=200, media_type="application/json")
        try:
            signals = _signals(ear, came)
        except Forged:
            return Response(status_code=401)
        board.take(ear, [signal for signal in signals if _is_fresh(signal, now())])
        return Response(status_code=200)

    return Starlette(routes=[Route("/push/{app}", push, methods=["POST"])])


def _signals(ear: PushReceiver, came: Sequence[Push]) -> Sequence[Signal]:
    """Hear a push by whichever secret it is signed with; raises `Forged` where it is by none."""
    for push in came:
        with contextlib.suppress(Forged):
            return ear.hear(push)
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


def _concerned(signal: Signal, ear: PushReceiver) -> Sequence[ShopName]:
    """Say which shops a signal is about; one without a shop is about all of the app."""
    if signal.account is None:
        return list(ear.shops.values())
    return [ear.shops[signal.account]] if signal.account in ear.shops else []
