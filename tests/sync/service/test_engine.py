"""Two rounds of one shop never overlap, asked twice is run once, and nobody starves."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from time import monotonic

import pytest

from sync.model import DeveloperApp, Problem, Shop, ShopName, Sku
from sync.running.context import UrgentWork
from sync.service import retries, supervisor
from sync.service.engine import Engine, LocalEngine, StoreTold
from sync.service.schedule import Schedule
from sync.service.shared import SharedEngine
from sync.service.supervisor import run_until
from sync.service.workqueue import ROUNDS_AT_ONCE, Batch, Proof, Task, WorkQueue
from sync.transport.lease import LeaseTimes

A, B = ShopName("a"), ShopName("b")
TOM, CUA = Sku("tom"), Sku("cua")


class Workshop:
    """Rounds that end when the test says so; urgent work takes no time."""

    def __init__(self) -> None:
        self.begun: list[tuple[ShopName, Proof]] = []
        self.urgent: list[tuple[ShopName, UrgentWork]] = []
        self.failing = 0  # how often urgent work fails from now on
        self.at_work: Counter[ShopName] = Counter()
        self.most_at_once = 0
        self.may_end = asyncio.Semaphore(0)
        self.calm_s = 0.01

    async def work(self, batch: Batch) -> Collection[Task]:
        assert self.at_work[batch.shop] == 0, "two pieces of work for one shop"
        if batch.proof is None:
            self.urgent.append((batch.shop, batch.urgent))
            self.failing -= 1
            return batch.tasks if self.failing >= 0 else ()
        self.begun.append((batch.shop, batch.proof))
        self.at_work[batch.shop] += 1
        self.most_at_once = max(self.most_at_once, self.at_work.total())
        await self.may_end.acquire()
        self.at_work[batch.shop] -= 1
        return ()

    async def end(self, rounds: int = 1) -> None:
        for _ in range(rounds):
            self.may_end.release()
        await self.settle()

    async def settle(self) -> None:
        """Let everybody work until nothing happens any more."""
        quiet_since, before = monotonic(), None
        while monotonic() - quiet_since < self.calm_s or before is None:
            await asyncio.sleep(self.calm_s / 10)
            now = (len(self.begun), len(self.urgent), self.at_work.total())
            if now != before:
                quiet_since, before = monotonic(), now

    @asynccontextmanager
    async def at(self, engine: Engine) -> AsyncIterator[Engine]:
        """Have an engine run this work."""
        running = asyncio.create_task(engine.run(self.work))
        yield engine
        engine.cancel()
        await self.end(100)
        await running


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):  # a busy machine may be slow; it is no matter of these tests
        while not so():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop()


# Every adapter of the port stands here.
@pytest.fixture(params=["in one process", "on PostgreSQL"])
async def engine(request: pytest.FixtureRequest, workshop: Workshop) -> Engine:
    if request.param == "in one process":
        return LocalEngine(WorkQueue(monotonic))
    workshop.calm_s = 0.25
    return SharedEngine(request.getfixturevalue("shared_address"), LeaseTimes())


@pytest.fixture
async def working(engine: Engine, workshop: Workshop) -> AsyncIterator[Engine]:
    async with workshop.at(engine):
        await workshop.settle()
        yield engine


async def test_what_is_asked_again_meanwhile_is_run_once_more_and_not_beside(
    workshop: Workshop, working: Engine
) -> None:
    working.request(Task.make_true(A, "quick"))
    await until(lambda: bool(workshop.begun))
    for _ in range(5):
        working.request(Task.make_true(A, "quick"))
    await until(lambda: bool(workshop.begun))
    await until(lambda: bool(workshop.begun))
    assert workshop.begun == [(A, "quick")]
    assert working.status()[A] == "running"
    await workshop.end()
    await until(lambda: len(workshop.begun) >= 2)
    assert workshop.begun == [(A, "quick")] * 2
    await workshop.end()
    assert working.status() == {}


async def test_a_full_proof_answers_the_quick_question_too(
    workshop: Workshop, working: Engine
) -> None:
    working.request(Task.make_true(A, "quick"))
    working.request(Task.make_true(A, "full"))
    working.request(Task.make_true(A, "quick"))
    await until(lambda: bool(workshop.begun))
    await until(lambda: len(workshop.begun) >= 1)
    assert workshop.begun == [(A, "full")]


async def test_shops_work_side_by_side_but_only_so_many(
    workshop: Workshop, working: Engine
) -> None:
    shops = [ShopName(f"shop {number}") for number in range(ROUNDS_AT_ONCE + 5)]
    for shop in shops:
        working.request(Task.make_true(shop, "quick"))
    await workshop.settle()
    await until(lambda: len(workshop.begun) >= ROUNDS_AT_ONCE)
    assert len(workshop.begun) == ROUNDS_AT_ONCE
    assert working.status()[shops[-1]] == "waiting"
    await workshop.end(len(shops))
    await until(lambda: len(workshop.begun) >= len(shops))
    begun = [shop for shop, _ in workshop.begun]
    assert set(begun[:ROUNDS_AT_ONCE]) == set(shops[:ROUNDS_AT_ONCE])
    assert sorted(begun) == sorted(shops)
    assert workshop.most_at_once == ROUNDS_AT_ONCE


async def test_shops_that_are_always_asked_for_starve_nobody(
    workshop: Workshop, working: Engine
) -> None:
    busy = [ShopName(f"busy {number}") for number in range(ROUNDS_AT_ONCE)]
    for shop in [*busy, A]:
        working.request(Task.make_true(shop, "quick"))
    await workshop.settle()
    for shop in busy:
        working.request(Task.make_true(shop, "quick"))
    await workshop.end()
    await until(lambda: len(workshop.begun) >= ROUNDS_AT_ONCE + 1)
    assert workshop.begun[ROUNDS_AT_ONCE] == (A, "quick")


async def test_told_to_end_it_begins_nothing_more_and_waits_for_what_is_at_work(
    workshop: Workshop, engine: Engine
) -> None:
    running = asyncio.create_task(engine.run(workshop.work))
    engine.request(Task.make_true(A, "quick"))
    await until(lambda: bool(workshop.begun))
    engine.request(Task.make_true(B, "quick"))
    engine.cancel()
    await workshop.settle()
    assert not running.done()
    await workshop.end(2)
    await running
    assert workshop.begun == [(A, "quick")]


def shop(name: ShopName, every_s: int = 3600, orders_every_s: int = 3600) -> Shop:
    app = DeveloperApp(name="app", platform="shopee", key="1", secret="s")
    named = Shop(name=name, platform="shopee", app=app, account="1")
    return replace(named, every_s=every_s, orders_every_s=orders_every_s)


async def test_shops_that_come_go_and_change_their_rhythm_are_followed(
    workshop: Workshop, engine: Engine
) -> None:
    schedule, stop = Schedule(engine, "Asia/Ho_Chi_Minh"), asyncio.Event()
    schedule.follow([shop(A)])
    running = asyncio.create_task(run_until(stop, engine, schedule, workshop.work))
    await workshop.end()
    await until(lambda: len(workshop.begun) >= 1)
    assert workshop.begun == [(A, "full")]
    schedule.follow([shop(A), shop(B)])
    await workshop.end()
    await until(lambda: len(workshop.begun) >= 2)
    assert workshop.begun == [(A, "full"), (B, "full")]
    schedule.follow([shop(A, every_s=1, orders_every_s=1)])
    async with asyncio.timeout(60):
        while len(workshop.begun) < 4 or (A, UrgentWork()) not in workshop.urgent:
            workshop.may_end.release()
            await asyncio.sleep(0.05)
    assert set(workshop.begun[2:]) == {(A, "quick")}
    stop.set()
    await workshop.end(10)
    await running


async def test_a_round_that_does_not_end_is_cut_when_its_time_is_over(
    workshop: Workshop, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "FINISH_WITHIN_S", 0.05)
    schedule, stop = Schedule(engine, "Asia/Ho_Chi_Minh"), asyncio.Event()
    schedule.follow([shop(A)])
    running = asyncio.create_task(run_until(stop, engine, schedule, workshop.work))
    await until(lambda: len(workshop.begun) >= 1)
    stop.set()
    async with asyncio.timeout(60):
        await running
    assert workshop.begun == [(A, "full")]


async def test_urgent_work_goes_ahead_of_every_round(workshop: Workshop, working: Engine) -> None:
    for number in range(ROUNDS_AT_ONCE + 3):
        working.request(Task.make_true(ShopName(f"shop-{number}"), "quick"))
    await workshop.settle()
    working.request(Task.update_stock(A, TOM))
    working.request(Task.update_stock(A, CUA))
    await workshop.settle()
    await until(lambda: len(workshop.urgent) >= 1)
    assert workshop.urgent == [(A, UrgentWork(frozenset({TOM, CUA})))]


async def test_urgent_work_waits_for_the_round_of_its_shop(
    workshop: Workshop, working: Engine
) -> None:
    working.request(Task.make_true(A, "quick"))
    await until(lambda: bool(workshop.begun))
    working.request(Task.update_stock(A, TOM))
    await workshop.settle()
    assert workshop.urgent == []
    await workshop.end()
    await until(lambda: len(workshop.urgent) >= 1)
    assert workshop.urgent == [(A, UrgentWork(frozenset({TOM})))]


async def test_what_failed_is_tried_again_until_it_went_well(
    workshop: Workshop, working: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(retries.PAUSES, "stock", retries.Pauses((0.01,), without_end=True))
    workshop.failing = 2
    working.request(Task.update_stock(A, TOM))
    await until(lambda: len(workshop.urgent) >= 3)
    await workshop.settle()
    assert workshop.urgent == [(A, UrgentWork(frozenset({TOM})))] * 3


async def test_a_round_takes_the_urgent_work_of_its_shop_along(
    workshop: Workshop, working: Engine
) -> None:
    working.request(Task.make_true(A, "quick"))
    await until(lambda: bool(workshop.begun))
    working.request(Task.update_stock(A, TOM))
    async with asyncio.timeout(60):
        while (taken := working.take(A)) is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert taken == UrgentWork(frozenset({TOM}))
    assert working.take(A) is None
    await workshop.end()
    assert workshop.urgent == []
    assert working.status() == {}


async def test_what_is_asked_again_while_a_round_takes_it_along_waits_its_time(
    workshop: Workshop, working: Engine
) -> None:
    working.request(Task.make_true(A, "quick"))
    await until(lambda: bool(workshop.begun))
    working.request(Task.update_stock(A, TOM))
    await until(lambda: working.take(A) is not None)
    working.request(Task.update_stock(A, TOM), after_s=1.0)
    await workshop.end()
    assert workshop.urgent == []
    await until(lambda: bool(workshop.urgent))


async def test_a_silent_database_answers_only_once_it_was_asked() -> None:
    told: list[Problem | None] = []
    engine = SharedEngine(
        "postgresql://nobody@127.0.0.1:1/none", LeaseTimes(), told=StoreTold(told.append)
    )
    engine._tell_silent(Problem(code="store_server_down"))
    for _ in range(2):
        assert not await engine._done_or_told(engine._flush), "nothing to write is no answer"
    await engine._database.close()
    assert len(told) == 1
