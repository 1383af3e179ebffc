"""Two rounds of one shop never overlap, asked twice is run once, and nobody starves."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from sync.model import DeveloperApp, Shop, ShopName, Sku
from sync.running.context import UrgentWork
from sync.service import Service
from sync.service.runner import ROUNDS_AT_ONCE, LocalEngine, Proof

A, B = ShopName("a"), ShopName("b")


class Workshop:
    """Rounds that end when the test says so."""

    def __init__(self) -> None:
        self.begun: list[tuple[ShopName, Proof]] = []
        self.errands: list[tuple[ShopName, UrgentWork]] = []
        self.again_s: float | None = None
        self.at_work: Counter[ShopName] = Counter()
        self.most_at_once = 0
        self.may_end = asyncio.Semaphore(0)

    async def round_of(self, shop: ShopName, proof: Proof) -> None:
        self.begun.append((shop, proof))
        self.at_work[shop] += 1
        assert self.at_work[shop] == 1, "two rounds of one shop"
        self.most_at_once = max(self.most_at_once, self.at_work.total())
        await self.may_end.acquire()
        self.at_work[shop] -= 1

    async def errand_of(self, shop: ShopName, news: UrgentWork) -> float | None:
        assert self.at_work[shop] == 0, "an errand beside a round of the same shop"
        self.errands.append((shop, news))
        return self.again_s

    async def end(self, rounds: int = 1) -> None:
        for _ in range(rounds):
            self.may_end.release()
        await settle()


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
def workshop() -> Workshop:
    return Workshop()


@asynccontextmanager
async def working(workshop: Workshop) -> AsyncIterator[LocalEngine]:
    engine = LocalEngine(workshop.round_of, workshop.errand_of)
    async with asyncio.TaskGroup() as group:
        group.create_task(engine.run())
        yield engine
        engine.cancel()
        await workshop.end(100)


async def test_what_is_asked_again_meanwhile_is_run_once_more_and_not_beside(
    workshop: Workshop,
) -> None:
    async with working(workshop) as engine:
        engine.request(A, "quick")
        await settle()
        for _ in range(5):
            engine.request(A, "quick")
        await settle()
        assert workshop.begun == [(A, "quick")]
        assert engine.status() == {A: "running"}
        await workshop.end()
        assert workshop.begun == [(A, "quick")] * 2
        await workshop.end()
        assert engine.status() == {}


async def test_a_full_proof_answers_the_quick_question_too(workshop: Workshop) -> None:
    async with working(workshop) as engine:
        engine.request(A, "quick")
        engine.request(A, "full")
        engine.request(A, "quick")
        await settle()
        assert workshop.begun == [(A, "full")]


async def test_shops_work_side_by_side_but_only_so_many(workshop: Workshop) -> None:
    shops = [ShopName(f"shop {number}") for number in range(ROUNDS_AT_ONCE + 5)]
    async with working(workshop) as engine:
        for shop in shops:
            engine.request(shop, "quick")
        await settle()
        assert len(workshop.begun) == ROUNDS_AT_ONCE
        assert engine.status()[shops[-1]] == "waiting"
        await workshop.end(len(shops))
        assert [shop for shop, _ in workshop.begun] == shops
    assert workshop.most_at_once == ROUNDS_AT_ONCE


async def test_shops_that_are_always_asked_for_starve_nobody(workshop: Workshop) -> None:
    busy = [ShopName(f"busy {number}") for number in range(ROUNDS_AT_ONCE)]
    async with working(workshop) as engine:
        for shop in [*busy, A]:
            engine.request(shop, "quick")
        await settle()
        for shop in busy:
            engine.request(shop, "quick")
        await workshop.end()
        assert workshop.begun[ROUNDS_AT_ONCE] == (A, "quick")


async def test_told_to_end_it_begins_nothing_more_and_waits_for_what_is_at_work(
    workshop: Workshop,
) -> None:
    engine = LocalEngine(workshop.round_of, workshop.errand_of)
    running = asyncio.create_task(engine.run())
    engine.request(A, "quick")
    await settle()
    engine.request(B, "quick")
    engine.cancel()
    await settle()
    assert not running.done()
    await workshop.end(2)
    await running
    assert workshop.begun == [(A, "quick")]


def shop(name: ShopName, every_s: int = 3600, orders_every_s: int = 3600) -> Shop:
    app = DeveloperApp(name="app", platform="shopee", key="1", secret="s")
    named = Shop(name=name, platform="shopee", app=app, account="1")
    return replace(named, every_s=every_s, orders_every_s=orders_every_s)


async def test_shops_that_come_go_and_change_their_rhythm_are_followed(workshop: Workshop) -> None:
    service, stop = (
        Service(workshop.round_of, workshop.errand_of, "Asia/Ho_Chi_Minh"),
        asyncio.Event(),
    )
    service.follow([shop(A)])
    running = asyncio.create_task(service.run(stop))
    await workshop.end()
    assert workshop.begun == [(A, "full")]
    service.follow([shop(A), shop(B)])
    await workshop.end()
    assert workshop.begun == [(A, "full"), (B, "full")]
    service.follow([shop(A, every_s=1, orders_every_s=1)])
    async with asyncio.timeout(5):
        while len(workshop.begun) < 4 or (A, UrgentWork()) not in workshop.errands:
            workshop.may_end.release()
            await asyncio.sleep(0.05)
    assert set(workshop.begun[2:]) == {(A, "quick")}
    stop.set()
    await workshop.end(10)
    await running


async def test_a_round_that_does_not_end_is_cut_when_its_time_is_over(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.service.serve.FINISH_WITHIN_S", 0.05)
    service, stop = (
        Service(workshop.round_of, workshop.errand_of, "Asia/Ho_Chi_Minh"),
        asyncio.Event(),
    )
    service.follow([shop(A)])
    running = asyncio.create_task(service.run(stop))
    await settle()
    stop.set()
    async with asyncio.timeout(5):
        await running
    assert workshop.begun == [(A, "full")]


async def test_an_errand_goes_ahead_of_every_round(workshop: Workshop) -> None:
    async with working(workshop) as engine:
        for number in range(ROUNDS_AT_ONCE + 3):
            engine.request(ShopName(f"shop-{number}"), "quick")
        await settle()
        engine.wake(A, [Sku("tom")])
        engine.wake(A, [Sku("cua")])
        await settle()
        assert workshop.errands == [(A, UrgentWork(frozenset({Sku("tom"), Sku("cua")})))]


async def test_an_errand_waits_for_the_round_of_its_shop_or_is_taken_along_by_it(
    workshop: Workshop,
) -> None:
    async with working(workshop) as engine:
        engine.request(A, "quick")
        await settle()
        engine.wake(A)
        await settle()
        assert workshop.errands == []
        assert engine.urgent(A) == UrgentWork()
        assert engine.urgent(A) is None
        engine.wake(A, [Sku("tom")])
        await workshop.end()
        assert workshop.errands == [(A, UrgentWork(frozenset({Sku("tom")})))]


async def test_an_errand_that_wrote_something_goes_again(workshop: Workshop) -> None:
    workshop.again_s = 0.01
    async with working(workshop) as engine:
        engine.wake(A, [Sku("tom")])
        await settle()
        workshop.again_s = None
        await asyncio.sleep(0.05)
        assert workshop.errands == [(A, UrgentWork(frozenset({Sku("tom")})))] * 2
