"""What follows from work: others show what was freed, waiting shops go on, failures come again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sync.inventory import QUIET_AFTER
from sync.model import Change, Code, Listing, Offer, Outcome, Plan, Problem, ShopName, Sku
from sync.running.context import UrgentWork
from sync.running.report import Progress, Report
from sync.service.engine import State, Work
from sync.service.worker import Dependencies, Worker
from sync.service.workqueue import Batch, Proof, Task
from sync.store import StoreUnavailable
from tests.sync.service.conftest import Watcher

FIRST, SECOND = ShopName("first"), ShopName("second")
CRAB, HONEY = Sku("CUA-500"), Sku("MAT-ONG")


def report(shop: ShopName, *waits: Sku, outcomes: tuple[Outcome, ...] = ()) -> Report:
    problems = tuple(
        Problem(code="stock_waits", severity="note", values={"sku": sku}) for sku in waits
    )
    plan = Plan(
        shop=shop,
        changes=(),
        held=(),
        problems=problems,
        observed_at=datetime(2026, 11, 23, tzinfo=UTC),
        complete=True,
        digest="",
    )
    return Report(plan, outcomes)


def restocked(sku: Sku, before: int, after: int) -> Outcome:
    def listing(quantity: int) -> Listing:
        return Listing(shop=SECOND, code=Code(sku), offers=(Offer(sku=sku, quantity=quantity),))

    change = Change(
        kind="restock",
        shop=SECOND,
        code=Code(sku),
        sku=sku,
        before=listing(before),
        after=listing(after),
    )
    return Outcome(change=change, status="done")


def test_whoever_shows_less_wakes_who_waits_for_that() -> None:
    dependencies = Dependencies()
    assert dependencies.note(report(FIRST, CRAB)) == {CRAB}
    lowered = report(SECOND, outcomes=(restocked(CRAB, 5, 3), restocked(HONEY, 5, 3)))
    assert dependencies.freed_by(lowered) == {FIRST: {CRAB}}
    raised = report(SECOND, outcomes=(restocked(CRAB, 3, 5),))
    assert dependencies.freed_by(raised) == {}


def test_an_errand_says_nothing_of_what_it_was_not_asked_for() -> None:
    dependencies = Dependencies()
    dependencies.note(report(FIRST, CRAB, HONEY))
    assert dependencies.note(report(FIRST), [CRAB]) == {HONEY}
    assert dependencies.note(report(FIRST)) == frozenset()


class Shops:
    """Shops whose reports a test writes; the tasks that were asked for because of them."""

    def __init__(self) -> None:
        self.result: Report | Exception = report(FIRST)
        self.asked: list[tuple[Task, float]] = []

    async def sync(self, shop: ShopName, *, proof: Proof, progress: Progress) -> Report:
        return self._answer()

    async def run_urgent(
        self, shop: ShopName, skus: Collection[Sku], named: Collection[str]
    ) -> Report:
        return self._answer()

    async def go_out(self, shop: ShopName) -> Report:
        return self._answer()

    def settle_s(self, shop: ShopName) -> float:
        return 20.0

    def request(self, task: Task, after_s: float = 0.0, every_s: float | None = None) -> None:
        self.asked.append((task, after_s))

    async def run(self, work: Work) -> None:
        raise NotImplementedError

    def take(self, shop: ShopName) -> UrgentWork | None:
        raise NotImplementedError

    def cancel(self) -> None:
        raise NotImplementedError

    def status(self) -> dict[ShopName, State]:
        raise NotImplementedError

    def _answer(self) -> Report:
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


@pytest.fixture
def shops() -> Shops:
    return Shops()


@pytest.fixture
def watcher() -> Watcher:
    return Watcher()


@pytest.fixture
def worker(shops: Shops, watcher: Watcher) -> Worker:
    return Worker(shops, shops, watcher)


def batch(*tasks: Task) -> Batch:
    return Batch(tasks[0].shop, frozenset(tasks))


CRAB_OF_SECOND = Task.update_stock(SECOND, CRAB)


async def test_what_wrote_something_goes_again_once_it_has_settled(
    shops: Shops, worker: Worker
) -> None:
    shops.result = report(SECOND, outcomes=(restocked(CRAB, 3, 5),))
    assert not await worker.work(batch(CRAB_OF_SECOND))
    assert shops.asked == [(CRAB_OF_SECOND, 20.0)]


async def test_what_one_shop_frees_is_shown_by_the_one_that_waits_for_it(
    shops: Shops, worker: Worker
) -> None:
    shops.result = report(FIRST, CRAB)
    await worker.work(batch(Task.make_true(FIRST, "quick")))
    assert shops.asked == [(Task.update_stock(FIRST, CRAB), QUIET_AFTER.total_seconds())]
    shops.result = report(SECOND, outcomes=(restocked(CRAB, 5, 3),))
    await worker.work(batch(Task.make_true(SECOND, "quick")))
    assert shops.asked[1:] == [(Task.update_stock(FIRST, CRAB), 0.0)]


async def test_an_update_of_a_shop_out_of_reach_failed_as_a_whole(
    shops: Shops, worker: Worker, watcher: Watcher
) -> None:
    shops.result = StoreUnavailable(Problem(code="store_busy"))
    tasks = batch(CRAB_OF_SECOND, Task.take_in_order(SECOND, "7"))
    assert set(await worker.work(tasks)) == tasks.tasks
    assert watcher.told == []


async def test_an_order_that_cannot_be_read_yet_failed_alone(shops: Shops, worker: Worker) -> None:
    shops.result = replace(report(SECOND), unfound=frozenset({"8"}))
    orders = [Task.take_in_order(SECOND, number) for number in "78"]
    assert list(await worker.work(batch(*orders))) == [orders[1]]


async def test_a_fault_of_our_own_is_told_and_tried_again(
    shops: Shops, worker: Worker, watcher: Watcher
) -> None:
    shops.result = TypeError("ours")
    assert set(await worker.work(batch(CRAB_OF_SECOND))) == {CRAB_OF_SECOND}
    assert watcher.faults == [shops.result]


async def test_what_a_save_leaves_or_meets_a_round_goes_on_with(
    shops: Shops, worker: Worker, watcher: Watcher
) -> None:
    saved, round_ = batch(Task.go_out(SECOND)), (Task.make_true(SECOND, "quick"), 0.0)
    shops.result = report(SECOND, outcomes=(restocked(CRAB, 3, 5),))
    assert not await worker.work(saved)
    assert shops.asked == [(CRAB_OF_SECOND, 20.0)]
    assert watcher.told == [shops.result]
    for met in (
        replace(report(SECOND), left=True),
        StoreUnavailable(Problem(code="store_busy")),
        TypeError("ours"),
    ):
        shops.asked, shops.result = [], met
        await worker.work(saved)
        assert shops.asked == [round_]
    assert len(watcher.told) == 1
