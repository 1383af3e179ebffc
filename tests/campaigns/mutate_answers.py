"""Damaged answers of marketplaces: through the transport, into the adapters' own reading.

The answers are those that a platform's replica gave to a shop that publishes, edits, sells and
hides; each is damaged in its body, its packing, its headers or its status.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import ssl
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast
from unittest import mock

import httpx

from sync.marketplace import (
    Call,
    Connection,
    Credentials,
    MarketplaceError,
    Rejected,
    Response,
    Throttled,
)
from sync.marketplace.errors import LONGEST_PAUSE_S
from sync.model import Count, Dong, Listing, Offer, Order, OrderLine
from sync.platforms import platforms
from sync.transport.budget import CallBudget
from sync.transport.client import PacedClient
from sync.transport.clock import Clock, PlatformClock
from sync.transport.http import HttpClient
from tests.campaigns import mutations
from tests.campaigns.report import Findings
from tests.conformance.stall import Stall, copies, some_products, stall_of

Answer = TypeVar("Answer")
Recorded = Mapping[str, Sequence[tuple[Call[Any], Response]]]  # by endpoint

READ_WITHIN_S = 5.0
KEPT_OF_EACH = 12  # answers of an endpoint
WHOLE_SWEEP_OF = 20  # so many damaged answers: one is met amid a sweep of the whole shop
ANSWER_ROUNDS = 3
TOKEN = "token-of-the-campaign"
HEADERS = (
    {"date": "Mon, 30 Nov 2026 03:00:00 GMT"}, {"date": "31 Feb 9999"}, {"date": ""},
    {"date": "Mon, 30 Nov 99999 03:00:00 GMT"}, {"date": "\x00"},
    {"retry-after": "9" * 30}, {"retry-after": "-1"}, {"retry-after": "soon"},
    {"retry-after": "Mon, 30 Nov 9999 03:00:00 GMT"}, {"retry-after": "nan"},
    {"retry-after": "1e400"},
    {"content-encoding": "br"}, {"content-encoding": "gzip"}, {"content-encoding": "gzip, gzip"},
    {"content-type": "text/html"}, {"content-length-claimed": "-1"},
)  # fmt: skip
STATUSES = (200, 200, 201, 204, 302, 400, 401, 403, 404, 409, 418, 429, 500, 502, 503, 504, 599)


async def read(platform: str, size: int, seed: int, findings: Findings) -> None:
    """Record a platform's answers, then read so many of them damaged."""
    recorded = await _recorded(platform)
    findings.note(
        f"{platform}: {sum(map(len, recorded.values()))} answers of {len(recorded)} kinds"
    )
    endpoints = sorted(recorded)
    async with _answering() as (client, server):
        for number in range(size):
            dice = random.Random(f"answer {platform} {seed} {number}")
            call, good = dice.choice(recorded[dice.choice(endpoints)])
            server.answer = damaged = _damaged(dice, good)
            how = f"{platform}: answer {number} of --seed {seed}, {call.endpoint}"
            for fault in await _faults(client, call, damaged):
                findings.add(how, f"{fault}; {damaged.content[:300]!r}")
            if number % WHOLE_SWEEP_OF == 0:
                for fault in await _sweep_faults(platform, recorded, call.endpoint, damaged):
                    findings.add(how, f"{fault}; {damaged.content[:300]!r}")
                findings.count(f"{platform}: answers met amid a sweep")
            findings.count(f"{platform}: answers read")


async def _recorded(platform: str) -> Recorded:
    """A day of a shop, and what was answered to it, by endpoint."""
    heard: dict[str, list[tuple[Call[Any], Response]]] = defaultdict(list)
    reading = PacedClient._read

    def listening(client: PacedClient, call: Call[Answer], response: Response) -> Answer:
        some = heard[call.endpoint]
        if len(some) < KEPT_OF_EACH:
            some.append((call, response))
        return reading(client, call, response)

    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.object(PacedClient, "_read", listening),
    ):
        async with stall_of(platform, Path(folder)) as stall:
            await _a_day(stall)
    return dict(heard)


async def _a_day(stall: Stall) -> None:
    stall.sell(some_products())
    await stall.round()
    for turn in range(ANSWER_ROUNDS):
        await stall.advance(600)
        sku = stall.configuration.products[0].variants[0].sku
        await stall.operator.order(sku, 1, cod=True)
        await stall.advance(200)
        edit(stall, turn)
        stall.reopen()
        await stall.round()


def edit(stall: Stall, number: int) -> None:
    """Something of each kind: new prices, stocks and names, one more to sell, one less."""
    stall.edit_variants(lambda v: replace(v, price=Dong(v.price + 2000), stock=Count(20 + number)))
    *others, last = stall.configuration.products
    stall.sell([*others, last, *copies(number + 1)[number:]] if number else others)
    stall.edit(others[0].code, name=f"{others[0].name} loại {number}")


def _damaged(dice: random.Random, sound: Response) -> Response:
    """Mostly the body; now and then how it came."""
    body = mutations.answer(dice, sound.content)
    if dice.random() < 0.05:
        body = mutations.some_bytes(dice, sound.content)
    headers = dict(sound.headers)
    for name in ("content-encoding", "transfer-encoding", "content-length"):
        headers.pop(name, None)
    status = sound.status
    if dice.random() < 0.15:
        headers |= dice.choice(HEADERS)
    if dice.random() < 0.1:
        status = dice.choice(STATUSES)
    if dice.random() < 0.1:
        pack = dice.choice((gzip.compress, zlib.compress))
        body, headers["content-encoding"] = pack(body), "gzip"
        if dice.random() < 0.3:
            body = mutations.some_bytes(dice, body)
    return Response(status, headers, body)


class _Server:
    """Answers whatever it is asked with what it holds."""

    answer = Response(200, {}, b"")

    def __call__(self, _request: httpx.Request) -> httpx.Response:
        answer = self.answer
        stream = httpx.ByteStream(answer.content)
        return httpx.Response(answer.status, headers=dict(answer.headers), stream=stream)


class _Unpaced:
    """A budget that lets everything go at once, and rests no longer than may be."""

    async def wait_for_turn(self, _endpoint: str) -> float:
        return 0.0

    async def rest(self, error: Throttled, _endpoint: str) -> None:
        assert 0 <= (error.retry_after_s or 0) <= LONGEST_PAUSE_S, error.retry_after_s

    def answered(self, _endpoint: str) -> None:
        """Nothing is kept."""


@asynccontextmanager
async def _answering() -> AsyncIterator[tuple[PacedClient, _Server]]:
    """The real client and its bounds, over a line to nobody."""
    server = _Server()
    async with HttpClient(ssl.create_default_context()) as http:
        http._client = httpx.AsyncClient(transport=httpx.MockTransport(server))
        clock = PlatformClock(Clock(sleep=_at_once))
        yield PacedClient(http, cast(CallBudget, _Unpaced()), clock), server


async def _at_once(_seconds: float) -> None:
    """Wait for nothing."""


async def _faults(client: PacedClient, call: Call[Any], damaged: Response) -> Iterable[str]:
    """Read one answer; what is raised must say what to do next, what is read must be sensible."""
    began = time.monotonic()
    try:
        answer = await client._once(call)
    except Rejected as error:
        plain = damaged.status == 200 and "content-encoding" not in damaged.headers
        unreadable = plain and mutations.is_garbage(damaged.content)
        return [f"refused by garbage: {error.problem.code}"] if unreadable else []
    except MarketplaceError:
        return []
    except Exception as error:  # noqa: BLE001 this is what we look for
        return [f"reading raised {error!r}"]
    if (took_s := time.monotonic() - began) > READ_WITHIN_S:
        return [f"reading took {took_s:.1f} s"]
    return absurd(answer)


def absurd(value: Any) -> Iterator[str]:
    """What no marketplace of ours can mean, wherever in an answer it was read."""
    yield from _absurd_itself(value)
    if is_dataclass(value):
        inner: Iterable[Any] = (getattr(value, each.name, None) for each in fields(value))
    elif isinstance(value, Mapping):
        inner = value.values()
    else:
        inner = value if isinstance(value, list | tuple | set | frozenset) else ()
    for each in inner:
        yield from absurd(each)


def _absurd_itself(value: Any) -> Iterator[str]:
    match value:
        case Offer() if value.price is not None and value.price < 0:
            yield f"{value.sku} costs {value.price}"
        case Offer() if value.quantity is not None and value.quantity < 0:
            yield f"{value.sku} is there {value.quantity} times"
        case OrderLine() if value.quantity <= 0:
            yield f"{value.quantity} of {value.sku} are ordered"
        case Order() if not value.reference or value.updated_at.tzinfo is None:
            yield f"an order {value.reference!r} of {value.updated_at}"
        case Listing() if not value.remote_id:
            yield f"{value.code} is there without an id"


class _Replaying:
    """A line that answers each endpoint with what was recorded of it, but for one."""

    def __init__(self, recorded: Recorded, endpoint: str, damaged: Response) -> None:
        self._recorded, self._endpoint, self._damaged = recorded, endpoint, damaged

    async def call(self, call: Call[Answer]) -> Answer:
        call.build(Credentials(TOKEN, datetime.now(UTC)))
        if call.endpoint == self._endpoint:
            return call.read(self._damaged)
        return call.read(self._recorded[call.endpoint][-1][1])

    async def pause(self, _seconds: float) -> None:
        """Wait for nothing."""


async def _sweep_faults(
    platform: str, recorded: Recorded, endpoint: str, damaged: Response
) -> list[str]:
    """Read the whole shop and its orders, with one answer damaged."""
    connection = Connection(shop="x", host="http://x", key="1", secret="s", account="1")  # type: ignore[arg-type]
    line = _Replaying(recorded, endpoint, damaged)
    market = platforms()[platform].open(connection, line)
    until = datetime.now(UTC)
    return [
        *await _whole_faults(market.listings({})),
        *await _whole_faults(market.orders(until - timedelta(days=3), until)),
    ]


async def _whole_faults(found: AsyncIterator[Any]) -> list[str]:
    faults: list[str] = []
    try:
        async with asyncio.timeout(READ_WITHIN_S):
            async for each in found:
                faults += absurd(each)
    except (MarketplaceError, KeyError):  # KeyError: what was never asked that day
        pass
    except Exception as error:  # noqa: BLE001 this is what we look for
        faults.append(f"a sweep raised {error!r}")
    return faults
