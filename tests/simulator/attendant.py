"""Looks after the shops of the mall as `ocop serve` does, with its queue, engine and worker."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sync.app import Result
from sync.model import Outcome, Problem, ShopName, Sku
from sync.running.context import Hooks
from sync.running.report import Progress, Report, Step
from sync.running.round import RoundRequest, run_round, run_urgent
from sync.service.engine import LocalEngine
from sync.service.worker import UrgentTasks, Worker
from sync.service.workqueue import Proof, Task, WorkQueue
from tests.simulator.buyers import Buyer
from tests.simulator.clockwork import Time
from tests.simulator.mall import Stand
from tests.simulator.shelf import Score

POLL_S = 300.0


class Unwatched:
    """Nobody watches the service; a fault of ours ends the replay."""

    def following(self, shops: Sequence[ShopName]) -> None: ...

    def round(self, result: Result) -> None: ...

    def step(self, shop: str, step: Step, done: int, total: int | None) -> None: ...

    def sold(self, skus: Collection[Sku]) -> None: ...

    def stock_updated(self, report: Report) -> None: ...

    def products_updated(self, report: Report) -> None: ...

    def fault(self, error: Exception) -> None:
        raise error

    def store_silent(self, problem: Problem | None) -> None: ...

    def catalog_followed(self, version: str | None, problem: Problem | None) -> None: ...

    def clock_jumped(self, by: timedelta) -> None: ...

    def tidied(self, counts: Mapping[str, int]) -> None: ...

    def papers(self, problems: Sequence[Problem]) -> None: ...

    def listening(self, host: str, port: int, apps: Sequence[str]) -> None: ...

    def answering(self, host: str, port: int) -> None: ...

    def registered(self, shop: ShopName, url: str) -> None: ...

    def registration_failed(self, shop: ShopName, problem: Problem) -> None: ...

    def registration_fine(self, shop: ShopName) -> None: ...


class VirtualWait:
    """Waits in virtual time: an alarm for what is due next."""

    def __init__(self, time: Time) -> None:
        self._time, self._alarm_at = time, math.inf

    async def __call__(self, changed: asyncio.Event, seconds: float | None) -> None:
        due = math.inf if seconds is None else self._time.now() + seconds
        if due < self._alarm_at:
            self._alarm_at = due
            self._time.at(due, partial(self._ring, changed))
        await changed.wait()

    def _ring(self, changed: asyncio.Event) -> None:
        self._alarm_at = math.inf
        changed.set()


class Attendant:
    """The service of `ocop serve` in virtual time; notes when each shop was told of each sale."""

    def __init__(self, stands: Sequence[Stand], score: Score) -> None:
        self.stands, self.score = stands, score
        self.time, self.began = stands[0].time, 0.0
        self.engine = LocalEngine(WorkQueue(self.time.now), VirtualWait(self.time))
        self._urgent = UrgentTasks(self.engine, lambda: {s.shop.name: s.shop for s in stands})
        self._worker = Worker(self, self.engine, Unwatched())
        self._stands = {stand.shop.name: stand for stand in stands}
        self._unknown: dict[ShopName, list[tuple[Sku, Buyer]]] = {name: [] for name in self._stands}
        self._untold: dict[ShopName, list[tuple[Sku, Buyer]]] = {name: [] for name in self._stands}

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Hear and poll until the block ends."""
        self.began = self.time.now()
        for name, stand in self._stands.items():
            sold, urgent = partial(self._found, name), self._urgent
            hooks = Hooks(sold=sold, urgent=urgent.urgent, again=urgent.again)
            stand.context = replace(stand.context, hooks=hooks)
            self._later(POLL_S, partial(self._poll, name))
        async with asyncio.TaskGroup() as group:
            group.create_task(self.engine.run(self._worker.work))
            yield
            self.engine.cancel()
            await self.time.pass_until(self.time.now() + POLL_S)  # what is under way ends

    def sold(self, buyer: Buyer, sku: Sku, order: str) -> None:
        """Somebody bought; the push is on its way."""
        self._unknown[self.stands[buyer.shop].shop.name].append((sku, buyer))
        self.push(buyer, order)

    def push(self, buyer: Buyer, order: str) -> None:
        """A platform tells of an order, in a while."""
        task = Task.take_in_order(self.stands[buyer.shop].shop.name, order)
        self._later(buyer.told_after, partial(self.engine.request, task))

    async def sync(self, shop: ShopName, *, proof: Proof, progress: Progress) -> Report:
        async with self.time.working():
            report = await run_round(self._stands[shop].context, RoundRequest(proof=proof))
        self._note(shop, report, None)
        return report

    async def go_out(self, shop: ShopName) -> Report:
        """Nobody saves anything here."""
        raise NotImplementedError

    async def run_urgent(
        self, shop: ShopName, skus: Collection[Sku], named: Collection[str]
    ) -> Report:
        async with self.time.working():
            report = await run_urgent(self._stands[shop].context, skus, named)
        self._note(shop, report, skus)
        return report

    def settle_s(self, shop: ShopName) -> float:
        return self._stands[shop].features.settle_s

    def _later(self, seconds: float, act: partial[None]) -> None:
        self.time.at(self.time.now() + seconds, act)

    def _poll(self, name: ShopName) -> None:
        self.engine.request(Task.make_true(name, "quick"))
        self._later(POLL_S, partial(self._poll, name))

    def _found(self, shop: ShopName, skus: Collection[Sku]) -> None:
        """Orders were taken in: all shops are told."""
        known = [sale for sale in self._unknown[shop] if sale[0] in skus]
        self._unknown[shop] = [sale for sale in self._unknown[shop] if sale[0] not in skus]
        for name in self._stands:
            if name != shop:
                self._untold[name] += known
        self._urgent.sold(skus)

    def _note(self, shop: ShopName, report: Report, asked: Collection[Sku] | None) -> None:
        """Note who was told of what."""
        told = [s for s in self._untold[shop] if asked is None or s[0] in asked]
        self._untold[shop] = [s for s in self._untold[shop] if s not in told]
        for sku, buyer in told:
            if any(_wrote(outcome, sku) for outcome in report.outcomes):
                self.score.told.add(self.time.now() - self.began - buyer.at)


def _wrote(outcome: Outcome, sku: Sku) -> bool:
    change = outcome.change
    skus = {change.sku} if change.sku else {offer.sku for offer in change.after.offers}
    return outcome.status == "done" and sku in skus
