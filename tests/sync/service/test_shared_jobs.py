"""Whoever is woken finds the job at once: nothing waits for a clock that somebody told of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from procrastinate import connector
from procrastinate.testing import InMemoryConnector
from sqlalchemy import AsyncAdaptedQueuePool
from sqlalchemy.ext.asyncio import AsyncEngine

from sync.model import ShopName, Sku
from sync.running.context import UrgentWork
from sync.service.shared import SharedEngine
from sync.service.shared import engine as shared_engine
from sync.service.shared.jobs import CONNECTIONS, LANES, Jobs
from sync.service.workqueue import Batch, Task
from sync.store.database import Database
from sync.transport.lease import LeaseTimes

A, TOM = ShopName("a"), Sku("tom")
NOWHERE = "postgresql://localhost/nowhere"
NO_JOB = {"id": None}
JOB = {
    "id": 7,
    "priority": 10,
    "lock": A,
    "queueing_lock": None,
    "queue_name": "urgent",
    "task_name": "look",
    "args": {"shop": A},
    "scheduled_at": None,
    "attempts": 0,
    "status": "doing",
    "worker_id": 1,
}


class Meanwhile(InMemoryConnector):
    """Tells of a job while somebody looks and finds none."""

    def __init__(self) -> None:
        super().__init__()
        self.tell: Callable[[], Any] | None = None
        self.looks = 0

    async def listen_notify(
        self, on_notification: connector.Notify, channels: Iterable[str]
    ) -> None:
        (channel,) = channels
        told = '{"type": "job_inserted", "job_id": 7}'
        self.tell = lambda: on_notification(channel=channel, payload=told)

    async def execute_query_one_async(self, query: str, **_arguments: Any) -> dict[str, Any]:
        del query
        self.looks += 1
        if self.looks == 1 and self.tell:
            await self.tell()
            return NO_JOB
        return JOB


async def test_a_job_that_is_told_of_while_somebody_looks_is_found() -> None:
    heard = list[str]()
    database = Meanwhile()
    jobs = Jobs(database, lambda: heard.append("woken"))

    async def forget(**_told: Any) -> None: ...

    await jobs.listen_for_jobs(on_notification=forget, queues=["urgent"])
    job = await jobs.fetch_job(["urgent"], worker_id=1)
    assert (job is not None and job.id, database.looks, heard) == (7, 2, ["woken"])


async def test_where_nobody_is_woken_one_look_is_enough() -> None:
    database = Meanwhile()
    assert await Jobs(database, lambda: None).fetch_job(["urgent"], worker_id=1)
    assert database.looks == 1


async def test_a_round_is_offered_at_once_what_another_process_asked_for(
    shared_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()
    monkeypatch.setattr(shared_engine, "LOOK_EVERY_S", 0.2)

    async def work(batch: Batch) -> tuple[()]:
        if batch.proof:
            begun.set()
            await may_end.wait()
        return ()

    async with at(shared_address, work) as worker, at(shared_address, work, rounds=0) as asking:
        asking.request(Task.make_true(A, "quick"))
        async with asyncio.timeout(60):
            await begun.wait()
        monkeypatch.setattr(shared_engine, "LOOK_EVERY_S", 60.0)  # nobody finds it by a clock
        await asyncio.sleep(0.5)
        asking.request(Task.update_stock(A, TOM))
        async with asyncio.timeout(60):
            while (taken := worker.take(A)) is None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        may_end.set()
    assert taken == UrgentWork(frozenset({TOM}))


class Held:
    """Work that goes on until it may end."""

    def __init__(self) -> None:
        self.begun: list[Batch] = []
        self.may_end = asyncio.Event()

    async def work(self, batch: Batch) -> tuple[()]:
        self.begun.append(batch)
        await self.may_end.wait()
        return ()

    async def until(self, done: Callable[[list[Batch]], bool]) -> None:
        while not done(self.begun):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("many", ["looks", "sales"])
async def test_however_many_looks_are_due_a_sale_is_at_work_at_once_and_the_other_way_round(
    shared_address: str, many: str
) -> None:
    look, sale = Task.take_in_orders, partial(Task.update_stock, sku=TOM)
    first, then = (look, sale) if many == "looks" else (sale, look)
    slots = shared_engine.ORDERS_AT_ONCE if many == "looks" else shared_engine.URGENT_AT_ONCE
    held = Held()
    async with at(shared_address, held.work) as engine, asyncio.timeout(60):
        for number in range(30):
            engine.request(first(ShopName(f"gian-{number}")))
        await held.until(lambda begun: len(begun) == slots)
        engine.request(then(A))
        await held.until(lambda begun: any(batch.shop == A for batch in begun))
        assert len(held.begun) == slots + 1
        held.may_end.set()


@pytest.mark.parametrize("asked", [Task.make_true(A, "quick"), Task.take_in_orders(A)])
async def test_a_sale_does_not_wait_for_what_its_shop_waits_for(
    shared_address: str, asked: Task
) -> None:
    slots = 1 if asked.kind == "round" else shared_engine.ORDERS_AT_ONCE
    held = Held()
    async with at(shared_address, held.work, rounds=1) as engine, asyncio.timeout(60):
        for number in range(slots):
            engine.request(replace(asked, shop=ShopName(f"gian-{number}")))
        await held.until(lambda begun: len(begun) == slots)
        engine.request(asked)  # there is no slot for it
        while A not in engine.status():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        engine.request(Task.update_stock(A, TOM))
        await held.until(lambda begun: any(batch.urgent.skus for batch in begun))
        held.may_end.set()


@asynccontextmanager
async def at(address: str, work: Any, rounds: int = 8) -> AsyncIterator[SharedEngine]:
    """Have an engine run this work."""
    engine = SharedEngine(address, LeaseTimes(), rounds)
    running = asyncio.create_task(engine.run(work))
    yield engine
    engine.cancel()
    await running


def test_a_serve_and_four_workers_stay_below_what_postgresql_lets_in() -> None:
    """Of its 100 three are kept for its keepers; whoever is refused takes it for an outage."""
    of_store, of_engine = (
        sum(most(each) for each in (database.engine, database.readers))
        for database in (Database(NOWHERE), Database(NOWHERE, shared_engine.CONNECTIONS))
    )
    of_queue = CONNECTIONS + len(LANES)
    assert 5 * (of_store + of_engine + of_queue) <= 97


def most(engine: AsyncEngine) -> int:
    pool = engine.pool
    assert isinstance(pool, AsyncAdaptedQueuePool)
    return pool.size() + pool._max_overflow
