"""Carries what a platform pushes to the shop's own address: on loopback only, retried, counted."""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

from sandbox.replica import Impossible

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.replica import Json

LOOK_ROUND_S = 0.05
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_WATCHED_S = 6 * 3600


@dataclass
class PushKnobs:
    """The knobs of pushing, the same on every platform."""

    webhook_timeout_s: float = 3.0  # real seconds that a receiver may take
    webhook_retry_scale: float = 1.0  # times the waits between the platform's tries
    webhook_delay_s: float = 0.0  # pushes are late
    webhook_mood: str = ""  # or lost, doubled, reversed, wrong_signature


@dataclass
class Parcel:
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
    parcels: list[Parcel] = field(default_factory=list)
    deliveries: list[tuple[float, bool]] = field(default_factory=list)  # when, and if taken
    last_success_at: int | None = None
    failing_since: int | None = None
    dropped: int = 0
    stopped: bool = False  # too little was taken: nothing is sent or kept any more

    def forget(self, before: float) -> None:
        self.parcels = [parcel for parcel in self.parcels if parcel.at > before]

    def success(self, now: float) -> tuple[int, float]:
        """How many were sent within six hours, and the share of them that was taken."""
        recent = [taken for at, taken in self.deliveries if at > now - _WATCHED_S]
        return len(recent), sum(recent) / len(recent) if recent else 1.0


@dataclass(frozen=True, slots=True)
class Letter:
    """A push as it goes over the wire."""

    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manners:
    """How a platform pushes: its waits between tries in seconds, and when it gives up for good."""

    retry_after_s: Sequence[float]
    enough: int  # of fewer pushes in six hours nothing is concluded
    least_success: float
    taken: Callable[[int], bool] = lambda status: 200 <= status < 300


Seal = Callable[[Parcel], Letter]


@dataclass(frozen=True, slots=True)
class Courier:
    """Carries pushes in the manners of one platform, by the clock and in the mood of a replica."""

    clock: Clock
    knobs: PushKnobs
    manners: Manners

    def send(self, outbox: Outbox, name: str, content: Json) -> None:
        """Put a push on its way; a lost one is never heard of again."""
        if outbox.stopped:
            return
        now, lost = self.clock.now(), self.knobs.webhook_mood == "lost"
        due = None if lost else now + self.knobs.webhook_delay_s
        outbox.parcels.append(Parcel(name, content, int(now), due, answered=lost))

    async def deliver_due(self, outbox: Outbox, seal: Seal) -> None:
        """Send what is due, oldest first unless the mood is another."""
        now = self.clock.now()
        due = [parcel for parcel in outbox.parcels if parcel.due is not None and now >= parcel.due]
        if self.knobs.webhook_mood == "reversed":
            due.reverse()
        for parcel in due:
            await self._deliver(outbox, parcel, seal)

    async def _deliver(self, outbox: Outbox, parcel: Parcel, seal: Seal) -> None:
        status, _ = await self.post(seal(parcel))
        if self.knobs.webhook_mood == "doubled":
            await self.post(seal(parcel))
        now, taken = self.clock.now(), self.manners.taken(status)
        outbox.deliveries = [each for each in outbox.deliveries if each[0] > now - _WATCHED_S]
        outbox.deliveries.append((now, taken))
        if taken:
            parcel.due, parcel.answered = None, True
            outbox.last_success_at, outbox.failing_since = int(now), None
            return
        outbox.failing_since = outbox.failing_since or int(now)
        self._try_again(outbox, parcel, now)
        count, share = outbox.success(now)
        if count > self.manners.enough and share < self.manners.least_success:
            outbox.stopped, outbox.parcels = True, []

    def _try_again(self, outbox: Outbox, parcel: Parcel, now: float) -> None:
        waits = self.manners.retry_after_s
        if parcel.tries < len(waits):
            parcel.due = now + waits[parcel.tries] * self.knobs.webhook_retry_scale
            parcel.tries += 1
        else:
            parcel.due = None
            outbox.dropped += 1

    async def post(self, letter: Letter) -> tuple[int, bytes]:
        """Status and body of the receiver's answer; status 0 when there is none."""
        if not is_reachable(letter.url):
            return 0, b""
        timeout_s = self.knobs.webhook_timeout_s
        try:
            posting = asyncio.to_thread(_post, letter, timeout_s)
            return await asyncio.wait_for(posting, timeout_s + 1)
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


async def going_round(deliver: Callable[[], Awaitable[None]]) -> None:
    """Look round again and again, until cancelled."""
    while True:
        await asyncio.sleep(LOOK_ROUND_S)
        await deliver()


class Pushing(Protocol):
    """A market whose pushes all go to one address; its outbox is another after a restart."""

    courier: Courier
    outbox: Outbox


Market = TypeVar("Market", bound=Pushing)


async def carry(market: Market, sealed: Callable[[Market, Parcel], Letter]) -> None:
    """Carry what a market pushes, until cancelled."""
    await going_round(lambda: market.courier.deliver_due(market.outbox, partial(sealed, market)))


def point(outbox: Outbox, url: str, secret: str) -> None:
    """Have everything pushed there, where the app's own secret signs it; raises `Impossible`."""
    if secret:
        raise Impossible("here pushes are signed with the app's own secret")
    outbox.url = url


def picture(outbox: Outbox) -> Json:
    """How the pushes go, as the operator sees it."""
    waiting = sum(parcel.due is not None for parcel in outbox.parcels)
    return {
        "url": outbox.url,
        "waiting": waiting,
        "given_up": outbox.dropped,
        "stopped": outbox.stopped,
    }


def outbox_to_json(outbox: Outbox) -> Json:
    """An outbox as JSON values, for the state file."""
    return {**vars(outbox), "parcels": [vars(parcel) for parcel in outbox.parcels]}


def known_fields(kind: type[Outbox], raw: Json) -> dict[str, Any]:
    """What outbox_to_json wrote, as arguments of this kind of outbox; what is new is absent."""
    known = {each.name: raw[each.name] for each in fields(kind) if each.name in raw}
    parcels = [Parcel(**each) for each in raw.get("parcels", ())]
    deliveries = [(at, taken) for at, taken in raw.get("deliveries", ())]
    return {**known, "parcels": parcels, "deliveries": deliveries}


def _post(letter: Letter, timeout_s: float) -> tuple[int, bytes]:
    parts = urlsplit(letter.url)
    line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout_s)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line.request("POST", path, letter.body, dict(letter.headers))
        answer = line.getresponse()
        return answer.status, answer.read(65_536)
    finally:
        line.close()
