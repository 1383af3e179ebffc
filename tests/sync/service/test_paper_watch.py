"""Papers that end are told of once at each milestone, restarts included, and at once after one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sync.app import opened
from sync.catalog import Configuration
from sync.model import Certificate, Problem, Settings
from sync.papers import Notice
from sync.running.paper_notices import PaperNotices
from sync.service import paper_watch
from sync.service.beside import beside
from sync.service.paper_watch import watch_papers
from sync.store import StoreUnavailable
from sync.transport.clock import Clock
from tests.sync.papers.conftest import product
from tests.sync.service.conftest import Watcher

ENDS = date(2027, 6, 30)


class Day:
    """The day on which the service runs."""

    def __init__(self) -> None:
        self.date = ENDS

    def before(self, days: int) -> None:
        self.date = ENDS - timedelta(days=days)

    def now(self) -> datetime:
        return datetime(self.date.year, self.date.month, self.date.day, 3, tzinfo=UTC)


@pytest.fixture
def day() -> Day:
    return Day()


def configured() -> Configuration:
    certificate = Certificate(
        stars=4, decision_no="01/QĐ-UBND", issued_on=date(2024, 6, 30), expires_on=ENDS
    )
    return Configuration(
        settings=Settings(),
        shops=(),
        products=(product(certificate=certificate),),
        problems=(),
        blocked=frozenset(),
        unread=frozenset(),
        categories={},
    )


@asynccontextmanager
async def running(home: Path, day: Day) -> AsyncIterator[PaperNotices]:
    """What a service asks for notices, from its start to its end."""
    async with opened(configured(), home=home) as app:
        yield PaperNotices(app.store, Clock(now=day.now))


async def told_on(home: Path, day: Day, days: int) -> list[str]:
    """What a service says that starts so many days before the end."""
    day.before(days)
    async with running(home, day) as reminders:
        catalog = configured()
        found = await reminders.due(catalog)
        await reminders.note(found)
        assert not await reminders.due(catalog)
        assert not await reminders.due(catalog)
        return [notice.problem.code for notice in found]


async def test_each_milestone_is_told_once_whatever_restarts(tmp_path: Path, day: Day) -> None:
    days_told = [
        days for days in (200, 180, 179, 91, 90, 89, 30, 8, 7, 1, 0, -1, -2, -30)
        if await told_on(tmp_path, day, days)
    ]  # fmt: skip
    assert days_told == [180, 90, 30, 7, 0, -1]


async def test_a_milestone_that_nobody_was_there_for_is_told_late(tmp_path: Path, day: Day) -> None:
    assert await told_on(tmp_path, day, 75)
    assert not await told_on(tmp_path, day, 70)
    assert await told_on(tmp_path, day, 20)


async def test_what_was_not_noted_is_told_again(tmp_path: Path, day: Day) -> None:
    day.before(30)
    async with running(tmp_path, day) as reminders:
        assert await reminders.due(configured())
        assert await reminders.due(configured())


async def test_an_edit_is_looked_at_though_all_was_told(tmp_path: Path, day: Day) -> None:
    day.before(30)
    async with running(tmp_path, day) as reminders:
        assert not await reminders.due(replace(configured(), products=()))
        assert await reminders.due(configured())


class Busy:
    """A calendar whose store is busy at first."""

    def __init__(self, notice: Notice) -> None:
        self.asked, self.notice, self.noted = 0, notice, 0

    async def due(self, configuration: Configuration) -> Sequence[Notice]:
        self.asked += 1
        if self.asked < 3:
            raise StoreUnavailable(Problem(code="store_busy"))
        return [] if self.noted else [self.notice]

    async def note(self, given: Sequence[Notice]) -> None:
        self.noted += len(given)


async def test_a_busy_store_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_watch, "LOOK_EVERY_S", 0.001)
    notice = Notice("a", ENDS, 30, Problem(code="renew_ocop", about="TOM"))
    calendar, watcher = Busy(notice), Watcher()
    async with beside(watch_papers(calendar, configured, watcher)), asyncio.timeout(60):
        while calendar.asked < 6:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    assert [problem.code for problem in watcher.papers_told] == ["renew_ocop"]
