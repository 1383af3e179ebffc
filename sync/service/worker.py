"""Does the work of shops, and asks for what follows from it.

How a sale travels:

    push ─► take in this order ─┐
    poll ─► take in the orders ─┴─► App takes them in ─► update the stock of every shop
        ─► App takes in the orders of that shop, then writes its figures
            wrote something          again once it has settled: a buyer who met the write is found
            shows less than before   the shops that waited for these units, at once
            waits for others' units  again when they show less, or once nobody bought for a while
            failed                   again after ever longer pauses, until it or a round told
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Protocol

from sync.app import App, ShopFailed, attempt
from sync.inventory import QUIET_AFTER, Bundles, related
from sync.model import Problem, Shop, ShopName, Sku
from sync.model.assortment import selling_any
from sync.platforms import platform_of
from sync.running.context import UrgentWork
from sync.running.report import Progress, Report
from sync.service.engine import Engine
from sync.service.observer import Observer
from sync.service.workqueue import Batch, Proof, Task, urgent_tasks
from sync.store import StoreUnavailable

NOTHING_FAILED: Collection[Task] = ()


class ShopWork(Protocol):
    """What can be done for a shop; `App` fits."""

    async def sync(self, shop: ShopName, *, proof: Proof, progress: Progress) -> Report:
        """Run one round."""
        ...

    async def run_urgent(
        self, shop: ShopName, skus: Collection[Sku], named: Collection[str]
    ) -> Report:
        """Take the orders of a shop in, and bring its figures of some SKUs up to date."""
        ...

    async def go_out(self, shop: ShopName) -> Report:
        """Go out with the few products that differ since the last look at the whole shop."""
        ...

    def settle_s(self, shop: ShopName) -> float:
        """Say how long the reads of a shop may show what was before a write."""
        ...


class ConcernedShops:
    """Knows which shops a sale concerns."""

    def __init__(self, app: App) -> None:
        self._app = app

    def related(self, skus: Iterable[Sku]) -> Collection[Sku]:
        """Name what moves with these: the bundles that they are parts of, and their parts."""
        return related(skus, self._app.configuration.bundles)

    def sellers(self, sku: Sku) -> Collection[ShopName]:
        """Say which shops sell a SKU by the catalog; of one that is not written, all."""
        product = self._app.configuration.product_of(sku)
        shops = self._app.shops
        return [shop.name for shop in (selling_any(shops, [product]) if product else shops)]

    async def showing(self, sku: Sku) -> Collection[ShopName]:
        """Say which shops show a SKU, whether they should or not."""
        return {shown.shop for shown in await self._app.store.shown_stock.in_any_shop([sku])}


class UrgentTasks:
    """Turns what rounds find into tasks, and gives them what became urgent meanwhile.

    Of a sale those are told that sell the SKU or show it; where nobody knows which, all are.
    """

    def __init__(
        self,
        engine: Engine,
        shops: Callable[[], Mapping[ShopName, Shop]],
        concerned: Callable[[], ConcernedShops] | None = None,
    ) -> None:
        self._engine, self._shops, self._concerned = engine, shops, concerned
        self._telling = set[asyncio.Task[None]]()

    def sold(self, skus: Collection[Sku]) -> None:
        """Have the shops updated: there are more or fewer of these than before."""
        for sku in skus if self._concerned is None else self._concerned().related(skus):
            if self._concerned is None:
                self._tell(self._shops(), sku)
                continue
            self._tell(self._concerned().sellers(sku), sku)
            telling = asyncio.create_task(self._tell_showing(self._concerned(), sku))
            self._telling.add(telling)
            telling.add_done_callback(self._telling.discard)

    async def _tell_showing(self, concerned: ConcernedShops, sku: Sku) -> None:
        """Tell those too that show it still, though the catalog has them sell it no more."""
        try:
            showing = await concerned.showing(sku)
        except StoreUnavailable:
            showing = list(self._shops())
        self._tell(set(showing) - set(concerned.sellers(sku)), sku)

    def _tell(self, shops: Iterable[ShopName], sku: Sku) -> None:
        for shop in shops:
            if shop in self._shops():
                self._engine.request(Task.update_stock(shop, sku))

    def urgent(self, shop: ShopName) -> UrgentWork | None:
        """Hand a round what waits for its shop."""
        return self._engine.take(shop)

    def again(self, shop: ShopName, work: UrgentWork) -> None:
        """Have the same done once more when it has settled: something was written, or failed."""
        settle_s = platform_of(self._shops()[shop]).features.settle_s
        for task in urgent_tasks(shop, work):
            self._engine.request(task, settle_s)


class Dependencies:
    """By shop, the SKUs whose figure could not be raised yet without offering a unit twice.

    What is shown less of frees the same SKU in other shops, and what hangs together with it by a
    bundle in all.
    """

    def __init__(self, bundles: Callable[[], Bundles] = dict) -> None:
        self._bundles = bundles
        self._waiting: dict[ShopName, frozenset[Sku]] = {}

    def note(self, report: Report, asked: Collection[Sku] | None = None) -> frozenset[Sku]:
        """Take note of a round, or of an update of some SKUs; answers what this shop waits for."""
        shop = report.plan.shop
        before = self._waiting.get(shop, frozenset())
        kept = frozenset() if asked is None else before.difference(asked)
        self._waiting[shop] = kept | report.waiting
        return self._waiting[shop]

    def freed_by(self, report: Report) -> Mapping[ShopName, frozenset[Sku]]:
        """Say which shops may go on with what, now that this one shows less."""
        beside = related(report.freed, self._bundles()) - report.freed
        freed = {
            shop: skus & (beside if shop == report.plan.shop else beside | report.freed)
            for shop, skus in self._waiting.items()
        }
        return {shop: skus for shop, skus in freed.items() if skus}


class Worker:
    """Works batches off, one at a time for each shop; a fault in one is told and ends no other."""

    def __init__(
        self,
        rounds: ShopWork,
        engine: Engine,
        observer: Observer,
        bundles: Callable[[], Bundles] = dict,
    ) -> None:
        self._rounds, self._engine, self._observer = rounds, engine, observer
        self._dependencies = Dependencies(bundles)
        self.unreached: dict[ShopName, Problem] = {}  # no round could be made of these

    async def work(self, batch: Batch) -> Collection[Task]:
        """Do what a batch asks for; answers which of its tasks failed."""
        try:
            if batch.proof is not None:
                return await self._round(batch.shop, batch.proof)
            if batch.saved:
                return await self._go_out(batch.shop)
            return await self._update_stock(batch)
        except Exception as error:  # noqa: BLE001 one bad piece of work must not end the service
            self._observer.fault(error)
            if batch.saved:  # a round goes another way
                self._engine.request(Task.make_true(batch.shop, "quick"))
            return batch.tasks

    async def _round(self, shop: ShopName, proof: Proof) -> Collection[Task]:
        making = self._rounds.sync(shop, proof=proof, progress=self._observer)
        result = await attempt(making, shop)
        self._observer.round(result)
        if isinstance(result, ShopFailed):
            self.unreached[shop] = result.problem
        else:
            self.unreached.pop(shop, None)
            self._follow_up(result, None)
        return NOTHING_FAILED

    async def _go_out(self, shop: ShopName) -> Collection[Task]:
        """Go out with what was saved; what that leaves, and what it met, a round goes on with."""
        result = await attempt(self._rounds.go_out(shop), shop)
        if isinstance(result, ShopFailed) or result.left:
            self._engine.request(Task.make_true(shop, "quick"))
        if isinstance(result, ShopFailed):
            return NOTHING_FAILED
        changes = (outcome.change for outcome in result.outcomes)
        restocked = {change.sku for change in changes if change.kind == "restock" and change.sku}
        self._follow_up(result, result.waiting)
        self._update(shop, restocked, after_s=self._rounds.settle_s(shop))
        if result.outcomes or result.plan.held:
            self._observer.products_updated(result)
        return NOTHING_FAILED

    async def _update_stock(self, batch: Batch) -> Collection[Task]:
        shop, work = batch.shop, batch.urgent
        result = await attempt(self._rounds.run_urgent(shop, work.skus, work.orders), shop)
        if isinstance(result, ShopFailed):
            return batch.tasks
        self._follow_up(result, work.skus)
        if result.outcomes:
            self._observer.stock_updated(result)
            self._update(shop, work.skus, after_s=self._rounds.settle_s(shop))
        return [Task.take_in_order(shop, number) for number in result.unfound]

    def _follow_up(self, report: Report, asked: Collection[Sku] | None) -> None:
        """Let others show what this shop freed, and this one go on once it has been quiet."""
        waiting = self._dependencies.note(report, asked)
        for other, skus in self._dependencies.freed_by(report).items():
            self._update(other, skus)
        self._update(report.plan.shop, waiting, after_s=QUIET_AFTER.total_seconds())

    def _update(self, shop: ShopName, skus: Collection[Sku], after_s: float = 0.0) -> None:
        for sku in skus:
            self._engine.request(Task.update_stock(shop, sku), after_s)
