"""Processor time of the client for one call, over the same call made with bare httpx.

The replica works in another process. The rungs add what our line does, one after the other: what a
call costs is measured many times in turn, and the medians are compared.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx

from adapters.shopee.client import Client
from adapters.shopee.endpoints import MODEL_LIST, UPDATE_PRICE
from sync.marketplace import Call, Connection, Credentials, Request
from sync.model import Pace
from sync.transport.budget import CallBudget
from sync.transport.client import PacedClient
from sync.transport.clock import Clock, PlatformClock
from sync.transport.http import CONNECTIONS
from sync.transport.tokens import TokenProvider
from tests.benchmarks.stand import standing
from tests.benchmarks.table import show
from tests.conformance.stall import UNPACED, Stall

CALLS, QUICK_CALLS = 200, 20  # in one turn, half of them reads, half writes
TURNS, QUICK_TURNS = 9, 3
HEADS = ("one call by", "ms of processor time", "over bare httpx")

FEW = Pace(calls_per_s=7, burst=100_000)  # what saves up is not waited for
LIMITS = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)

Turn = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """The same two calls as each rung makes them: models read, a price set."""

    stall: Stall
    read: Call[Any]
    write: Call[Any]

    def of(self, number: int) -> Call[Any]:
        """Take the two in turn."""
        return self.write if number % 2 else self.read

    def signed(self, number: int) -> Request:
        """Build and sign one, as for this moment."""
        access = Credentials(self.stall.credentials["token"], self.stall.now())
        return self.of(number).build(access)


async def run(*, quick: bool) -> None:
    """Climb the rungs, turn after turn."""
    calls, turns = (QUICK_CALLS, QUICK_TURNS) if quick else (CALLS, TURNS)
    async with standing("shopee", 1) as stall, httpx.AsyncClient(limits=LIMITS) as bare:
        exchange = await _exchange(stall)
        rungs: Mapping[str, Turn] = {
            "bare httpx, signed beforehand": _bare(exchange, bare),
            "our door to httpx": _door(exchange),
            "and signing, tokens, retries, reading": _line(exchange, None),
            "and pace in SQLite, shop and app, call by call": _line(exchange, FEW),
            "the same, where many calls may go at once: ten together": _line(exchange, UNPACED),
        }
        figures = await _in_turn(rungs, calls, turns)
    least = statistics.median(next(iter(figures.values())))
    medians = {name: statistics.median(found) for name, found in figures.items()}
    rows = [(name, f"{ms:.2f}", f"{ms / least:.2f}") for name, ms in medians.items()]
    show(f"Client's processor time per call ({turns} turns of {calls} calls, medians)", HEADS, rows)


async def _exchange(stall: Stall) -> Exchange:
    """Publish one product, and describe the calls that read it and set its price."""
    report = await stall.round()
    assert report.true, report.problems
    (listing,) = [one async for one in stall.market.listings({})]
    offer, item_id = listing.offers[0], listing.remote_id or ""
    client = Client(connection_of(stall))
    price = {"model_id": int(offer.remote_id or 0), "original_price": offer.price}
    body = {"item_id": int(item_id), "price_list": [price]}
    return Exchange(
        stall,
        client.get(MODEL_LIST, [("item_id", item_id)]),
        client.update_rows(UPDATE_PRICE, body),
    )


def connection_of(stall: Stall) -> Connection:
    """Say who we are there."""
    mine = stall.credentials
    return Connection(
        shop=stall.shop.name,
        host=mine["url"],
        key=mine["key"],
        secret=mine["secret"],
        account=mine["shop"],
    )


async def _in_turn(
    rungs: Mapping[str, Turn], calls: int, turns: int
) -> Mapping[str, Sequence[float]]:
    """Measure in turn, so that a machine that slows down slows all of them."""
    figures: dict[str, list[float]] = {name: [] for name in rungs}
    for turn in rungs.values():
        await turn(10)  # connections, prepared statements, code that is warm
    for _ in range(turns):
        for name, turn in rungs.items():
            begun = time.process_time()
            await turn(calls)
            figures[name].append((time.process_time() - begun) / calls * 1000)
    return figures


def _bare(exchange: Exchange, client: httpx.AsyncClient) -> Turn:
    requests = [exchange.signed(0), exchange.signed(1)]

    async def turn(calls: int) -> None:
        for number in range(calls):
            one = requests[number % 2]
            answer = await client.request(
                one.method,
                one.url,
                params=httpx.QueryParams(list(one.query)),
                headers=dict(one.headers),
                content=one.content,
            )
            assert answer.status_code == 200

    return turn


def _door(exchange: Exchange) -> Turn:
    requests = [exchange.signed(0), exchange.signed(1)]

    async def turn(calls: int) -> None:
        for number in range(calls):
            await exchange.stall.http.send(requests[number % 2])

    return turn


class _NoBudget(CallBudget):
    """Lets every call go at once, and writes nothing."""

    async def wait_for_turn(self, endpoint: str) -> float:
        return 0.0


def _line(exchange: Exchange, pace: Pace | None) -> Turn:
    stall = exchange.stall
    clock = Clock(now=stall.now, sleep=stall.sleep)
    tokens = TokenProvider(stall.shop, stall.store, clock, stall.login, timedelta(minutes=30))
    rows = [(f"{whose}:shopee:{pace.burst}", pace) for whose in ("shop", "app")] if pace else []
    budget = (CallBudget if pace else _NoBudget)(stall.store, clock, rows)
    line = PacedClient(stall.http, budget, PlatformClock(clock), tokens)

    async def turn(calls: int) -> None:
        for number in range(calls):
            await line.call(exchange.of(number))

    return turn
