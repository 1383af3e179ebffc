"""A rehearsal against reality: every reading call once, nothing written, and what was learned."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final, TypeVar

import orjson

from sync.catalog import Configuration
from sync.marketplace import (
    ApiClient,
    Call,
    CategoryGuide,
    Marketplace,
    MarketplaceError,
    Notices,
    Rejected,
    Response,
    Returns,
    Throttled,
)
from sync.marketplace.known_answers import KnownAnswers, Unknown
from sync.model import Listing, Order, Problem
from sync.running.asked import wanted_of
from sync.running.context import ShopContext
from sync.transport.clock import legal_day
from sync.transport.unknown_answers import new_in

Answer = TypeVar("Answer")
Row = TypeVar("Row")
SOME: Final = 20  # listings and orders that are looked at
DAYS: Final = 3  # of orders
WORTH_TELLING: Final = timedelta(seconds=60)


@dataclass(slots=True)
class Heard:
    """What one endpoint answered: how often, how slowly, and what was new."""

    calls: int = 0
    slowest_ms: int = 0
    throttled: int = 0
    unknown: dict[Unknown, None] = field(default_factory=dict)
    failed: Problem | None = None


@dataclass(slots=True)
class Rehearsed:
    """What a rehearsal found; `skipped` are steps that a platform has no call for."""

    heard: dict[str, Heard] = field(default_factory=lambda: defaultdict(Heard))
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    failed: dict[str, Problem] = field(default_factory=dict)  # by step
    skew: timedelta = timedelta(0)
    took_s: float = 0.0

    @property
    def pace(self) -> dict[str, float]:
        """How many calls in how many seconds, the slowest, and how often we were too fast."""
        told = self.heard.values()
        return {
            "calls": sum(one.calls for one in told),
            "seconds": round(self.took_s, 1),
            "slowest_ms": max((one.slowest_ms for one in told), default=0),
            "throttled": sum(one.throttled for one in told),
        }

    @property
    def safe(self) -> bool:
        """Whether a first round may begin: all was read, and no status was strange."""
        strange = any(u.kind == "word" for one in self.heard.values() for u in one.unknown)
        return not (self.failed or strange or abs(self.skew) >= WORTH_TELLING)


@dataclass(slots=True)
class ReadingClient:
    """A line that lets nothing through but what reads, and looks at every answer."""

    line: ApiClient
    known: KnownAnswers
    found: Rehearsed

    async def call(self, call: Call[Answer]) -> Answer:
        if not call.reads:
            raise Rejected([Problem(code="rehearsal_reads_only", values={"path": call.endpoint})])
        heard, started = self.found.heard[call.endpoint], time.perf_counter()
        try:
            return await self.line.call(_looking(call, self.known, heard))
        except MarketplaceError as error:
            heard.failed = error.problem
            raise
        finally:
            heard.calls += 1
            took_ms = round((time.perf_counter() - started) * 1000)
            heard.slowest_ms = max(heard.slowest_ms, took_ms)

    async def pause(self, seconds: float) -> None:
        """Wait because the platform's documents say so."""
        await self.line.pause(seconds)


def _looking(call: Call[Answer], known: KnownAnswers, heard: Heard) -> Call[Answer]:
    def read(response: Response) -> Answer:
        try:
            answer = call.read(response)
        except Throttled:
            heard.throttled += 1
            raise
        body: Any = orjson.loads(response.content)
        heard.unknown.update(dict.fromkeys(new_in(known, call.endpoint, body)))
        return answer

    return replace(call, read=read, kept=None)


async def rehearse(context: ShopContext, catalog: Configuration, known: KnownAnswers) -> Rehearsed:
    """Read everything that a round would read, a little of each; a step that fails ends itself."""
    found = Rehearsed()
    if context.reopen is None:
        return found
    market = context.reopen(lambda line: ReadingClient(line, known, found))
    begun = time.perf_counter()
    for name, step in STEPS.items():
        try:
            await step(market, context, catalog, found)
        except MarketplaceError as error:
            found.failed[name] = error.problem
    found.took_s = time.perf_counter() - begun
    found.skew = context.platform_clock.skew
    return found


Step = Callable[[Marketplace, ShopContext, Configuration, Rehearsed], Awaitable[None]]


async def _categories(
    market: Marketplace, _context: ShopContext, _catalog: Configuration, found: Rehearsed
) -> None:
    guide: object = market
    if isinstance(guide, CategoryGuide):
        found.counts["categories"] = len(await guide.categories())


async def _forms(
    market: Marketplace, context: ShopContext, catalog: Configuration, found: Rehearsed
) -> None:
    wanted = wanted_of(market, catalog, context.shop, legal_day(context.clock))
    one_each = {listing.category: listing for listing in wanted if listing.category}
    await market.prepare(list(one_each.values()))
    found.counts["forms"] = len(one_each)
    found.problems += [p for listing in one_each.values() for p in market.problems(listing)]


async def _listings(
    market: Marketplace, _context: ShopContext, _catalog: Configuration, found: Rehearsed
) -> None:
    some: list[Listing] = await _some(market.listings({}))
    found.counts["listings"] = len(some)
    if some:
        await market.find(some[:1])


async def _orders(
    market: Marketplace, context: ShopContext, _catalog: Configuration, found: Rehearsed
) -> None:
    until = context.platform_clock.now()
    some: list[Order] = await _some(market.orders(until - timedelta(days=DAYS), until))
    found.counts["orders"] = len(some)
    if some:
        await market.orders_named([some[0].reference])


async def _returns(
    market: Marketplace, context: ShopContext, _catalog: Configuration, found: Rehearsed
) -> None:
    reader: object = market
    if isinstance(reader, Returns):
        until = context.platform_clock.now()
        found.counts["returns"] = len(await reader.returned(until - timedelta(days=DAYS), until))


async def _notices(
    market: Marketplace, context: ShopContext, _catalog: Configuration, found: Rehearsed
) -> None:
    teller: object = market
    if isinstance(teller, Notices):
        found.problems += await teller.notices(context.clock.now())


STEPS: Final[dict[str, Step]] = {
    "categories": _categories,
    "forms": _forms,
    "listings": _listings,
    "orders": _orders,
    "returns": _returns,
    "notices": _notices,
}


async def _some(rows: AsyncIterator[Row]) -> list[Row]:
    """Take the first of what is paged: the rest is not asked for."""
    found: list[Row] = []
    async for row in rows:
        found.append(row)
        if len(found) >= SOME:
            break
    return found
