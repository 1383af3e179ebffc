"""Work that a platform may keep waiting: it goes on by itself, and pages ask how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from sync.marketplace import MarketplaceError
from sync.model import Problem, ShopName
from sync.store import LeaseLost, StoreUnavailable

JobKind = Literal["connect", "adopt", "undo", "notify"]
PATIENCE_S: Final = 8.0  # so long a request waits to answer with the result at once
MOST_KEPT: Final = 50


@dataclass(slots=True)
class PageJob:
    """One piece of work for one shop; once it `ended` there is a `result`, or a `problem`.

    Until then, and where it comes to nothing, `result` is that of the one before.
    """

    kind: JobKind
    shop: ShopName
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    result: Any = None
    problem: Problem | None = None
    task: asyncio.Task[None] | None = None  # kept, for a task that nobody holds may vanish

    async def within(self, seconds: float) -> None:
        """Wait for its end, but no longer than so."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.ended.wait()


@dataclass(slots=True)
class PageJobs:
    """What was begun lately; of one kind, one at a time for each shop."""

    _jobs: dict[tuple[JobKind, ShopName], PageJob] = field(default_factory=dict)

    def of(self, kind: JobKind, shop: ShopName) -> PageJob | None:
        """Find the one that was begun last."""
        return self._jobs.get((kind, shop))

    def forget(self, kind: JobKind, shop: ShopName) -> None:
        """Let go what has ended; what still runs is kept."""
        job = self.of(kind, shop)
        if job is not None and job.ended.is_set():
            del self._jobs[kind, shop]

    async def begin(
        self,
        kind: JobKind,
        shop: ShopName,
        work: Callable[[], Coroutine[Any, Any, Any]],
        fault: Callable[[Exception], None],
        patience_s: float = PATIENCE_S,
    ) -> PageJob:
        """Begin it unless it runs already, and wait a little for its end."""
        job = self.of(kind, shop)
        if job is None or job.ended.is_set():
            job = PageJob(kind, shop, result=job.result if job else None)
            self._jobs.pop((kind, shop), None)
            self._jobs[kind, shop] = job
            job.task = asyncio.create_task(_run(job, work, fault))
            self._tidy()
        await job.within(patience_s)
        return job

    def _tidy(self) -> None:
        ended = [key for key, job in self._jobs.items() if job.ended.is_set()]
        for key in ended[: max(len(self._jobs) - MOST_KEPT, 0)]:
            del self._jobs[key]


async def _run(
    job: PageJob, work: Callable[[], Coroutine[Any, Any, Any]], fault: Callable[[Exception], None]
) -> None:
    """Do it; what the program itself does wrong is told, and ends this piece of work alone."""
    try:
        job.result = await work()
    except (MarketplaceError, LeaseLost, StoreUnavailable) as error:
        job.problem = error.problem
    except Exception as error:  # noqa: BLE001 - nobody awaits this: it would be lost
        job.problem = Problem(code="page_fault")
        fault(error)
    finally:
        job.ended.set()
