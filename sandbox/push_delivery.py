"""Delivers what a platform pushes to the shop's own address: on loopback only, retried, counted."""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from sandbox.replica import Impossible, Json

if TYPE_CHECKING:
    from sandbox.clock import Clock

POLL_S = 0.05
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WATCHED_S = 6 * 3600


@dataclass
class PushSettings:
    """The settings of pushing, the same on every platform."""

    webhook_timeout_s: float = 3.0  # real seconds that a receiver may take
    webhook_retry_scale: float = 1.0  # times the waits between the platform's tries
    webhook_delay_s: float = 0.0  # pushes are late
    webhook_mood: str = ""  # how pushing fails: lost, doubled, reversed, wrong_signature


@dataclass
class Push:
    """One push on its way; `due` is the second of the next try, None when there is none."""

    name: str
    content: Json
    at: int
    due: float | None
    tries: int = 0
    answered: bool = False

    @property
    def given_up(self) -> bool:
        return self.due is None and not self.answered


@dataclass
class Outbox:
    """What is pushed to one receiver, and how that went."""

    url: str | None = None
    pushes: list[Push] = field(default_factory=list)
    deliveries: list[tuple[float, bool]] = field(default_factory=list)  # when, and if taken
    last_success_at: int | None = None
    failing_since: int | None = None
    dropped: int = 0
    stopped: bool = False  # too little was taken: nothing is sent or kept any more

    def forget(self, before: float) -> None:
        self.pushes = [push for push in self.pushes if push.at > before]

    def success(self, now: float) -> tuple[int, float]:
        """How many were sent within six hours, and the share of them that was taken."""
        recent = [taken for at, taken in self.deliveries if at > now - _WATCHED_S]
        return len(recent), sum(recent) / len(recent) if recent else 1.0


@dataclass(frozen=True, slots=True)
class HttpPush:
    """A push as it goes over the wire."""

    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PushPolicy:
    """How a platform pushes: its waits between tries in seconds, and when it gives up for good."""

    retry_after_s: Sequence[float]
    enough: int  # of fewer pushes in six hours nothing is concluded
    least_success: float
    taken: Callable[[int], bool] = lambda status: 200 <= status < 300


Sign = Callable[[Push], HttpPush]


@dataclass(frozen=True, slots=True)
class PushDelivery:
    """Delivers pushes by the policy of one platform, and fails them as the settings ask."""

    clock: Clock
    settings: PushSettings
    policy: PushPolicy

    def send(self, outbox: Outbox, name: str, content: Json) -> None:
        """Put a push on its way; a lost one is never heard of again."""
        if outbox.stopped:
            return
        now, lost = self.clock.now(), self.settings.webhook_mood == "lost"
        due = None if lost else now + self.settings.webhook_delay_s
        outbox.pushes.append(Push(name, content, int(now), due, answered=lost))

    async def deliver_due(self, outbox: Outbox, sign: Sign) -> None:
        """Send what is due, oldest first unless the settings reverse it."""
        now = self.clock.now()
        due = [push for push in outbox.pushes if push.due is not None and now >= push.due]
        if self.settings.webhook_mood == "reversed":
            due.reverse()
        for push in due:
            await self._deliver(outbox, push, sign)

    async def _deliver(self, outbox: Outbox, push: Push, sign: Sign) -> None:
        status, _ = await self.post(sign(push))
        if self.settings.webhook_mood == "doubled":
            await self.post(sign(push))
        now, taken = self.clock.now(), self.policy.taken(status)
        outbox.deliveries = [each for each in outbox.deliveries if each[0] > now - _WATCHED_S]
        outbox.deliveries.append((now, taken))
        if taken:
            push.due, push.answered = None, True
            outbox.last_success_at, outbox.failing_since = int(now), None
            return
        outbox.failing_since = outbox.failing_since or int(now)
        self._try_again(outbox, push, now)
        count, share = outbox.success(now)
        if count > self.policy.enough and share < self.policy.least_success:
            outbox.stopped, outbox.pushes = True, []

    def _try_again(self, outbox: Outbox, push: Push, now: float) -> None:
        waits = self.policy.retry_after_s
        if push.tries < len(waits):
            push.due = now + waits[push.tries] * self.settings.webhook_retry_scale
            push.tries += 1
        else:
            push.due = None
            outbox.dropped += 1

    async def post(self, push: HttpPush) -> tuple[int, bytes]:
        """Status and body of the receiver's answer; status 0 when there is none."""
        if not is_reachable(push.url):
            return 0, b""
        timeout_s = self.settings.webhook_timeout_s
        try:
            async with asyncio.timeout(timeout_s + 1):
                return await asyncio.to_thread(_post, push, timeout_s)
        except (OSError, http.client.HTTPException, TimeoutError, ValueError):
            return 0, b""


def is_reachable(url: str) -> bool:
    """A replica speaks to this machine only."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in _LOOPBACK and port != 0


async def poll(deliver: Callable[[], Awaitable[None]]) -> None:
    """Deliver what is due again and again, until cancelled."""
    while True:
        await asyncio.sleep(POLL_S)
        await deliver()


class PushingMarket(Protocol):
    """A market whose pushes all go to one address; its outbox is another after a restart."""

    delivery: PushDelivery
    outbox: Outbox


Market = TypeVar("Market", bound=PushingMarket)
Box = TypeVar("Box", bound=Outbox)


async def deliver_all(market: Market, signed: Callable[[Market, Push], HttpPush]) -> None:
    """Deliver what a market pushes, until cancelled."""
    await poll(lambda: market.delivery.deliver_due(market.outbox, partial(signed, market)))


def set_address(outbox: Outbox, url: str, secret: str) -> None:
    """Have everything pushed there, where the app's own secret signs it; raises `Impossible`."""
    if secret:
        raise Impossible("here pushes are signed with the app's own secret")
    outbox.url = url


def summary(outbox: Outbox) -> Json:
    """How the pushes go, as the operator sees it."""
    waiting = sum(push.due is not None for push in outbox.pushes)
    return {
        "url": outbox.url,
        "waiting": waiting,
        "given_up": outbox.dropped,
        "stopped": outbox.stopped,
    }


def outbox_to_json(outbox: Outbox) -> Json:
    """An outbox as JSON values, for the state file."""
    values: Json = TypeAdapter(type(outbox)).dump_python(outbox, mode="json")
    return values


def outbox_from_json(kind: type[Box], values: Json) -> Box:
    """The outbox that `outbox_to_json` wrote; what it did not know yet is as in a new one."""
    return TypeAdapter(kind).validate_python(values)


def _post(push: HttpPush, timeout_s: float) -> tuple[int, bytes]:
    parts = urlsplit(push.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout_s)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, push.body, dict(push.headers))
        answer = connection.getresponse()
        return answer.status, answer.read(65_536)
    finally:
        connection.close()
