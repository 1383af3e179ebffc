"""Looks after the shops of the mall as `ocop serve` does: errands at once, rounds by the clock."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

from sync.inventory import QUIET_AFTER
from sync.model import Outcome, ShopName, Sku
from sync.running.context import Hooks, UrgentWork
from sync.running.report import Report
from sync.running.round import RoundRequest, run_round, run_urgent
from sync.service import Waiting
from sync.service.runner import LocalEngine, Proof
from tests.simulator.buyers import Buyer
from tests.simulator.mall import Stand
from tests.simulator.shelf import Score

POLL_S = 300.0
LOOK_AGAIN_S = (3.0, 15.0)


class Attendant:
    """The engine of `ocop serve` in virtual time; notes when each shop was told of each sale."""

    def __init__(self, stands: Sequence[Stand], score: Score) -> None:
        self.stands, self.score = stands, score
        self.time, self.began = stands[0].time, 0.0
        self.engine = LocalEngine(self._round, self._errand)
        self._stands = {stand.shop.name: stand for stand in stands}
        self._waiting, self._retrying = Waiting(), set[ShopName]()
        self._looked: Counter[str] = Counter()
        self._unknown: dict[ShopName, list[tuple[Sku, Buyer]]] = {name: [] for name in self._stands}
        self._untold: dict[ShopName, list[tuple[Sku, Buyer]]] = {name: [] for name in self._stands}

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Hear and poll until the block ends."""
        self.began = self.time.now()
        for name, stand in self._stands.items():
            hooks = Hooks(sold=partial(self._found, name), urgent=self.engine.urgent)
            stand.context = replace(stand.context, hooks=hooks)
            self._later(POLL_S, partial(self._poll, name))
        async with asyncio.TaskGroup() as group:
            group.create_task(self.engine.run())
            yield
            self.engine.cancel()
            await self.time.pass_until(self.time.now() + POLL_S)  # what is under way ends

    def sold(self, buyer: Buyer, sku: Sku, order: str) -> None:
        """Somebody bought; the push is on its way."""
        self._unknown[self.stands[buyer.shop].shop.name].append((sku, buyer))
        self.push(buyer, order)

    def push(self, buyer: Buyer, order: str) -> None:
        """A platform tells of an order, in a while."""
        name = self.stands[buyer.shop].shop.name
        self._later(buyer.told_after, partial(self.engine.wake, name, (), [order]))

    def _later(self, seconds: float, act: partial[None]) -> None:
        self.time.at(self.time.now() + seconds, act)

    def _poll(self, name: ShopName) -> None:
        self.engine.request(name, "quick")
        self._later(POLL_S, partial(self._poll, name))

    def _found(self, shop: ShopName, skus: Collection[Sku]) -> None:
        """Orders were taken in: all shops are told."""
        known = [sale for sale in self._unknown[shop] if sale[0] in skus]
        self._unknown[shop] = [sale for sale in self._unknown[shop] if sale[0] not in skus]
        for name in self._stands:
            if name != shop:
                self._untold[name] += known
            self.engine.wake(name, skus)

    async def _errand(self, shop: ShopName, news: UrgentWork) -> float | None:
        stand = self._stands[shop]
        async with self.time.working():
            report = await run_urgent(stand.context, news.skus, news.orders)
        for order in report.unfound:
            if self._looked[order] < len(LOOK_AGAIN_S):
                wait_s = LOOK_AGAIN_S[self._looked[order]]
                self._later(wait_s, partial(self.engine.wake, shop, (), [order]))
            self._looked[order] += 1
        self._note(shop, report, news.skus)
        if report.outcomes:
            wake = partial(self.engine.wake, shop, news.skus)
            self._later(stand.features.settle_s, wake)
        return None

    async def _round(self, shop: ShopName, proof: Proof) -> None:
        async with self.time.working():
            report = await run_round(self._stands[shop].context, RoundRequest(proof=proof))
        self._note(shop, report, None)

    def _note(self, shop: ShopName, report: Report, asked: Collection[Sku] | None) -> None:
        """Note who was told of what, and let others go on."""
        told = [s for s in self._untold[shop] if asked is None or s[0] in asked]
        self._untold[shop] = [s for s in self._untold[shop] if s not in told]
        for sku, buyer in told:
            if any(_wrote(outcome, sku) for outcome in report.outcomes):
                self.score.told.add(self.time.now() - self.began - buyer.at)
        for other, skus in self._waiting.woken_by(report).items():
            self.engine.wake(other, skus)
        if self._waiting.after(report, asked) and shop not in self._retrying:
            self._retrying.add(shop)
            self._later(QUIET_AFTER.total_seconds(), partial(self._retry, shop))

    def _retry(self, shop: ShopName) -> None:
        self._retrying.discard(shop)
        self.engine.wake(shop, self._waiting.of(shop))


def _wrote(outcome: Outcome, sku: Sku) -> bool:
    change = outcome.change
    skus = {change.sku} if change.sku else {offer.sku for offer in change.after.offers}
    return outcome.status == "done" and sku in skus
