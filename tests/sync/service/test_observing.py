"""Whoever watches, or whatever breaks beside the rounds, ends no service."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from sync.app import Result, ShopFailed
from sync.model import Problem, ShopName
from sync.service import beside as beside_module
from sync.service.beside import beside, kept_up
from sync.service.logged import Logged
from tests.sync.service.conftest import Watcher

FAILED = ShopFailed(ShopName("a"), Problem(code="unreachable", about="x"))


class Gone(Watcher):
    """A terminal that was closed."""

    def round(self, result: Result) -> None:
        raise BrokenPipeError


def test_what_the_service_does_is_logged_and_passed_on(caplog: pytest.LogCaptureFixture) -> None:
    watcher = Watcher()
    with caplog.at_level(logging.INFO, "sync"):
        Logged(watcher).round(FAILED)
        Logged(watcher).clock_jumped(timedelta(hours=-2))
    assert watcher.told == [FAILED]
    assert watcher.jumps == [timedelta(hours=-2)]
    first, second = caplog.records
    assert (first.message, vars(first)["problems"]) == ("round impossible", ["unreachable x"])
    assert vars(second)["by_s"] == -7200


def test_a_terminal_that_was_closed_ends_no_service(caplog: pytest.LogCaptureFixture) -> None:
    Logged(Gone()).round(FAILED)
    assert "BrokenPipeError" in caplog.text


async def test_a_watch_that_broke_is_told_and_begins_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside_module, "BEGIN_AGAIN_S", 0.001)
    faults, begun = list[Exception](), [0]

    async def watch() -> None:
        begun[0] += 1
        raise KeyError(begun[0])

    async with beside(kept_up(watch, faults.append)), asyncio.timeout(60):
        while begun[0] < 4:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    assert len(faults) >= 3
