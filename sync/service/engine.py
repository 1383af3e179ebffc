"""Works off tasks: the port, and the engine of one process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Literal, Protocol

from sync.model import Problem, ShopName
from sync.running.context import UrgentWork
from sync.service.workqueue import Batch, Task, WorkQueue

State = Literal["waiting", "running"]
Work = Callable[[Batch], Awaitable[Collection[Task]]]  # does it, and answers what failed
Wait = Callable[[asyncio.Event, float | None], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class StoreTold:
    """What an engine of many processes tells beside its work.

    `silent`: the database they share does not answer (None: it does again). `died`: a worker died,
    and may have known of sales that it told nobody.
    """

    silent: Callable[[Problem | None], None] = lambda _problem: None
    died: Callable[[], None] = lambda: None


class Engine(Protocol):
    """What runs the work: in this process, or (where one machine is outgrown) on many."""

    def request(self, task: Task, after_s: float = 0.0, every_s: float | None = None) -> None:
        """Ask for a task, in a while; what is waiting already is not queued twice.

        `every_s` is said by clocks, which ask that often: where several do, one of them is heard.
        """
        ...

    async def run(self, work: Work) -> None:
        """Work until told to end by `cancel`: one batch of a shop at a time.

        What failed is tried again after a pause; `work` that raises ends the run.
        """
        ...

    def take(self, shop: ShopName) -> UrgentWork | None:
        """Hand over what is due for a shop that is at work, to be done in the middle of that."""
        ...

    def cancel(self) -> None:
        """Begin nothing further, and let `run` return when what is at work is over."""
        ...

    def status(self) -> dict[ShopName, State]:
        """Say what each shop is doing; one that is not named rests."""
        ...


async def wait_for(changed: asyncio.Event, seconds: float | None) -> None:
    """Wait until something changed, or for so long."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await changed.wait()


class LocalEngine:
    """The engine of one process, on asyncio.

    Nothing is queued on disk: a round compares everything anew, so what a stop forgets, the first
    round after the next start finds again.
    """

    def __init__(self, queue: WorkQueue, wait: Wait = wait_for) -> None:
        self._queue, self._wait = queue, wait
        self._changed = asyncio.Event()
        self._stopping = False

    def request(self, task: Task, after_s: float = 0.0, every_s: float | None = None) -> None:
        del every_s  # this process has the only clock
        self._queue.add(task, after_s)
        self._changed.set()

    def take(self, shop: ShopName) -> UrgentWork | None:
        return self._queue.take(shop)

    async def run(self, work: Work) -> None:
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                self._changed.clear()
                while (batch := self._queue.get()) is not None:
                    group.create_task(self._run(batch, work), name=f"work for {batch.shop}")
                await self._wait(self._changed, self._queue.next_due_s())

    def cancel(self) -> None:
        self._stopping = True
        self._changed.set()

    def status(self) -> dict[ShopName, State]:
        waiting: dict[ShopName, State] = dict.fromkeys(self._queue.waiting(), "waiting")
        return waiting | dict.fromkeys(self._queue.processing(), "running")

    async def _run(self, batch: Batch, work: Work) -> None:
        failed = await work(batch)
        for task in batch.tasks.difference(failed):
            self._queue.forget(task)
        for task in failed:
            self._queue.retry(task)
        self._queue.done(batch)
        self._changed.set()
