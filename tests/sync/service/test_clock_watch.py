"""A clock that is set while the service runs is noticed, and the schedule begins anew."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from sync.model import VIETNAM, ShopName
from sync.service import clock_watch
from sync.service.beside import beside
from sync.service.clock_watch import watch_clock
from sync.service.engine import LocalEngine
from sync.service.schedule import NEW_DAY, Schedule
from sync.service.workqueue import Task, WorkQueue
from tests.sync.conftest import until
from tests.sync.service.test_engine import shop

A = ShopName("a")


@pytest.mark.parametrize("jump", [timedelta(hours=-2), timedelta(minutes=4), timedelta(days=7)])
async def test_a_jump_is_told_once_with_its_size(
    jump: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_watch, "LOOK_EVERY_S", 0.001)
    jumps, wall, steady = list[timedelta](), [1e9], [5.0]
    async with beside(watch_clock(jumps.append, lambda: wall[0], lambda: steady[0])):
        for _ in range(5):
            wall[0], steady[0] = wall[0] + 7, steady[0] + 7
            await asyncio.sleep(0.005)
        assert jumps == []
        wall[0] += jump.total_seconds()
        await until(lambda: bool(jumps))
        await asyncio.sleep(0.02)
    assert jumps == [jump]


async def test_a_clock_that_only_drifts_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_watch, "LOOK_EVERY_S", 0.001)
    jumps, looks = list[timedelta](), [0.0]

    def drifting() -> float:
        looks[0] += 1.0
        return looks[0]

    async with beside(watch_clock(jumps.append, drifting, lambda: 0.0)):
        await until(lambda: looks[0] > 40)  # longer than a jump, all in all
    assert jumps == []


async def test_after_a_jump_nothing_sleeps_until_the_wrong_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`serve` started two hours ahead, then the clock was put right."""
    queue = WorkQueue(monotonic)
    schedule = Schedule(LocalEngine(queue), "Asia/Ho_Chi_Minh")
    schedule.follow([shop(A, every_s=600)])
    schedule.start()
    ahead = datetime.now(UTC) + timedelta(hours=2)
    for job in schedule._scheduler.get_jobs():
        job.modify(next_run_time=ahead)
    while queue.get():
        pass
    schedule.begin_anew()
    soon = datetime.now(UTC) + timedelta(hours=1.1)
    jobs = {job.id: job.next_run_time for job in schedule._scheduler.get_jobs()}
    midnight = jobs.pop(NEW_DAY)
    assert all(next_run_time < soon for next_run_time in jobs.values())
    assert midnight < datetime.now(UTC) + timedelta(days=1)
    assert queue.waiting() == {A}
    batch = queue._dirty[A]
    assert list(batch) == [Task.make_true(A, "full")]
    schedule.stop()


async def test_a_new_day_of_the_law_wakes_every_shop() -> None:
    queue = WorkQueue(monotonic)
    schedule = Schedule(LocalEngine(queue), "UTC")
    schedule.follow([shop(A, every_s=600)])
    schedule.start()
    while queue.get():
        pass
    (job,) = [job for job in schedule._scheduler.get_jobs() if job.id == NEW_DAY]
    begins = job.next_run_time.astimezone(VIETNAM)
    assert (begins.hour, begins.minute) == (0, 0)
    await job.func()
    assert list(queue._dirty[A]) == [Task.make_true(A, "quick")]
    schedule.stop()
