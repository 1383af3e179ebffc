"""The engine of many processes: whoever has a hand free takes what is due longest.

A process that dies loses nothing: what it was at is due again once it has been silent for as long
as a lease lasts. One that slept and wakes may still be at a shop that another works on: the lease
and its epoch let none of its writes through, and its task is not concluded by it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from procrastinate import App, JobContext
from procrastinate.exceptions import ConnectorException
from procrastinate.worker import Worker as LaneWorker

from sync.model import Problem, ShopName
from sync.running.context import UrgentWork
from sync.service.engine import State, StoreTold, Work, wait_for
from sync.service.shared.jobs import LANES, LOOK, JobRows, Lane, queue_app, wake
from sync.service.shared.rows import Ask, Begun, TaskRows
from sync.service.workqueue import (
    PATIENCE_S,
    ROUNDS_AT_ONCE,
    Batch,
    Rounds,
    Task,
    next_batch,
    urgent_batch,
)
from sync.store import StoreUnavailable
from sync.store.database import Database
from sync.transport.lease import LeaseTimes

log = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 2.0  # at most, for what another process left due
OFFER_AFTER_S: Final = 0.1  # of many who are woken together, once
AGAIN_S: Final = 1.0  # after the database was silent
URGENT_AT_ONCE: Final = 16
ORDERS_AT_ONCE: Final = 4  # looks at the orders: of a thousand shops some are always due
CONNECTIONS: Final = 2  # beside those of the store and of the queue
DEAD_AFTER: Final = 2  # leases without a heartbeat: who is merely slow is not taken for dead


@dataclass(slots=True)
class AtWork:
    """What this process does for a shop: the batch, and what a round was offered and took along."""

    batch: Batch
    begun: list[Begun]
    offered: dict[Task, Begun] = field(default_factory=dict)

    def take(self, shop: ShopName) -> UrgentWork | None:
        """Hand over what can be done in one go of what was offered."""
        taken = urgent_batch(shop, self.offered)
        if taken is None:
            return None
        self.begun += [self.offered.pop(task) for task in taken.tasks]
        return taken.urgent


class SharedEngine:
    """Works off the tasks of all, and asks for tasks of its own."""

    def __init__(
        self,
        address: str,
        times: LeaseTimes,
        rounds_at_once: int = ROUNDS_AT_ONCE,
        told: StoreTold | None = None,
    ) -> None:
        self._database = Database(address, CONNECTIONS)
        self._jobs, self._rows = JobRows(self._database), TaskRows(self._database, wake)
        self._times, self._rounds_at_once, self._told = times, rounds_at_once, told or StoreTold()
        self._asks: dict[Task, Ask] = {}
        self._changed, self._stopped = asyncio.Event(), asyncio.Event()
        self._offer_at: float | None = None  # when rounds here are offered what somebody asked for
        self._at_work: dict[ShopName, AtWork] = {}
        self._waiting = set[ShopName]()  # as was last seen
        self._mine: dict[int, asyncio.Task[None] | None] = {}  # jobs that are at work here
        self._workers: dict[Lane, LaneWorker] = {}
        self._left_behind = set[int]()  # as was last seen
        self._broken: Exception | None = None
        self._is_silent = False

    def request(self, task: Task, after_s: float = 0.0, every_s: float | None = None) -> None:
        before = self._asks.get(task)
        if before is not None:
            after_s = min(after_s, before.after_s)
            every_s = None if before.every_s is None else every_s
        self._asks[task] = Ask(task, after_s, every_s)
        self._changed.set()

    def take(self, shop: ShopName) -> UrgentWork | None:
        """Hand over what is due for a shop that is at work, to be done in the middle of that."""
        at_work = self._at_work.get(shop)
        return None if at_work is None else at_work.take(shop)

    async def run(self, work: Work) -> None:
        self._work = work
        async with self._opened() as app, asyncio.TaskGroup() as group:
            upkeep = group.create_task(self._keep_awake(), name="tasks")
            lanes = [group.create_task(self._run_lane(app, lane), name=lane) for lane in LANES]
            try:
                await asyncio.wait(lanes)
            except asyncio.CancelledError:
                self._cut()
                raise
            await self._flush_at_last()
            upkeep.cancel()
        if self._broken is not None:
            raise self._broken

    def cancel(self) -> None:
        self._stopped.set()
        self._changed.set()
        for worker in self._workers.values():
            worker.stop()  # type: ignore[no-untyped-call]

    def _cut(self) -> None:
        """End what is at work; it stays due, and is found as left."""
        self.cancel()
        for task in self._mine.values():
            if task is not None:
                task.cancel()

    def _hear(self) -> None:
        """Note that somebody was woken: it may be about a shop that a round here is at work on."""
        if self._offer_at is None and self._rounds_here():
            self._offer_at = monotonic() + OFFER_AFTER_S
            self._changed.set()

    def _rounds_here(self) -> list[ShopName]:
        return [shop for shop, at_work in self._at_work.items() if at_work.batch.proof]

    def status(self) -> dict[ShopName, State]:
        waiting: dict[ShopName, State] = dict.fromkeys(self._waiting, "waiting")
        return waiting | dict.fromkeys(self._at_work, "running")

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[App]:
        """Make the tables of the queue, and connect to it; a silent database is waited for."""
        app = queue_app(self._database, self._hear)
        app.task(name=LOOK, pass_context=True)(self._look)
        try:
            while not await self._done_or_told(self._jobs.make):
                await wait_for(self._stopped, AGAIN_S)
            async with app.open_async():
                yield app
        finally:
            await self._database.close()

    async def _run_lane(self, app: App, lane: Lane) -> None:
        """Have this lane's jobs done; a database that is silent for a while ends nothing."""
        slots = {"urgent": URGENT_AT_ONCE, "orders": ORDERS_AT_ONCE, "rounds": self._rounds_at_once}
        at_once = slots[lane]
        while at_once and not self._stopped.is_set():
            worker = self._workers[lane] = LaneWorker(
                app,
                queues=[lane],
                concurrency=at_once,
                delete_jobs="always",
                install_signal_handlers=False,
                fetch_job_polling_interval=LOOK_EVERY_S,
                abort_job_polling_interval=3600.0,
                update_heartbeat_interval=self._times.beat_s,
                stalled_worker_timeout=self._times.ttl_s * 4,
            )
            try:
                await worker.run()  # type: ignore[no-untyped-call]
            except ConnectorException:
                log.warning("queue silent", extra={"lane": lane}, exc_info=True)
            await wait_for(self._stopped, AGAIN_S)

    async def _look(self, context: JobContext, shop: ShopName) -> None:
        """Do what is due for a shop; what a database that fails keeps from it stays due."""
        job = context.job.id or 0
        self._mine[job] = asyncio.current_task()
        try:
            if shop not in self._at_work and not self._stopped.is_set():
                await self._do_what_is_due(shop, in_lane=context.job.queue)
        except StoreUnavailable as error:
            self._tell_silent(error.problem)
        except Exception as error:  # noqa: BLE001 raised by `run`
            self._broken = error
            self.cancel()
        finally:
            del self._mine[job]

    async def _do_what_is_due(self, shop: ShopName, in_lane: str) -> None:
        def choose(due: Mapping[Task, float], now: float) -> Batch | None:
            return next_batch(shop, due, now, self._rounds(in_lane, due, now))

        batch, begun = await self._rows.begin(shop, choose)
        if batch is None:
            return
        self._waiting.discard(shop)
        at_work = self._at_work[shop] = AtWork(batch, begun)
        try:
            failed = await self._work(batch)
        finally:
            del self._at_work[shop]
        await self._flush()  # what follows from it is asked for before it is over
        untouched = list(at_work.offered.values())
        if batch.proof and self._stopped.is_set():  # it was cut short: another process goes on
            await self._rows.conclude([], (), [*at_work.begun, *untouched])
        else:
            await self._rows.conclude(at_work.begun, failed, untouched)

    def _rounds(self, in_lane: str, due: Mapping[Task, float], now: float) -> Rounds:
        """Say whether a round may begin: in its own lane, or where it waits far too long."""
        rounds = (at for task, at in due.items() if task.kind == "round")
        waited_s = now - min(rounds, default=now)
        at_work = sum(each.batch.proof is not None for each in self._at_work.values())
        free = at_work < self._rounds_at_once or waited_s > 2 * PATIENCE_S
        return "free" if in_lane == "rounds" or (free and self._rounds_at_once) else "taken"

    async def _keep_awake(self) -> None:
        """Write down what is asked for at once, and see to it now and again that all is woken."""
        look_at = rescue_at = monotonic()
        while True:
            self._changed.clear()
            fine = await self._done_or_told(self._flush)
            if fine and monotonic() >= rescue_at:
                fine = await self._done_or_told(self._rescue)
                rescue_at = monotonic() + self._times.ttl_s / 3
            if fine and monotonic() >= look_at:
                fine = await self._done_or_told(self._wake_due)
                look_at = monotonic() + await self._until_next_look()
            if fine and self._offer_at is not None and monotonic() >= self._offer_at:
                fine = await self._done_or_told(self._offer)
            next_at = look_at if self._offer_at is None else min(look_at, self._offer_at)
            pause_s = max(0.0, next_at - monotonic()) if fine else AGAIN_S
            await wait_for(self._changed if fine else asyncio.Event(), pause_s)

    async def _flush(self) -> None:
        """Write down what was asked for; what cannot be now is kept.

        With nothing to write a silent database is asked all the same: it is no answer not to ask.
        """
        asks, self._asks = self._asks, {}
        try:
            if asks:
                self._waiting.update(await self._rows.ask(list(asks.values())))
            elif self._is_silent:
                self._waiting = await self._rows.waiting()
        except StoreUnavailable:
            self._asks = asks | self._asks
            raise

    async def _wake_due(self) -> None:
        await self._jobs.wake_all()
        await self._offer()
        self._waiting = await self._rows.waiting()

    async def _offer(self) -> None:
        """Have at work what became urgent for shops that rounds here are at work on."""
        self._offer_at = None
        rounds = self._rounds_here()
        for begun in await self._rows.begin_urgent(rounds) if rounds else ():
            at_work = self._at_work.get(begun.task.shop)
            if at_work is not None:  # else it is found as left
                at_work.offered[begun.task] = begun
                self._waiting.discard(begun.task.shop)

    async def _until_next_look(self) -> float:
        """Say how long nothing more is due; not for long, for others may die."""
        try:
            due_s = await self._rows.next_due_s()
        except StoreUnavailable:
            return AGAIN_S
        return min(LOOK_EVERY_S, LOOK_EVERY_S if due_s is None else max(0.01, due_s))

    async def _rescue(self) -> None:
        """Give up the jobs of the dead, and those that were given to us without our knowing."""
        dead = await self._jobs.drop_dead(DEAD_AFTER * self._times.ttl_s)
        if dead:
            log.warning("jobs of dead workers", extra={"shops": sorted(set(dead))})
            self._told.died()
        ids = [each.worker_id for each in self._workers.values() if each.worker_id is not None]
        begun = await self._jobs.jobs_of(ids) if ids else set[int]()
        left_behind = begun - self._mine.keys()
        await self._jobs.drop(left_behind & self._left_behind)
        self._left_behind = left_behind

    async def _flush_at_last(self) -> None:
        """What was asked for last is written down if that is possible at all."""
        try:
            await self._flush()
        except StoreUnavailable as error:
            self._tell_silent(error.problem)

    async def _done_or_told(self, work: Callable[[], Awaitable[None]]) -> bool:
        """Do it and answer whether it could be done; a silent database is told of."""
        try:
            await work()
        except StoreUnavailable as error:
            self._tell_silent(error.problem)
            return False
        self._tell_silent(None)
        return True

    def _tell_silent(self, problem: Problem | None) -> None:
        """Tell once when the database falls silent, and once when it answers again."""
        if (problem is not None) != self._is_silent:
            self._is_silent = problem is not None
            self._told.silent(problem)
