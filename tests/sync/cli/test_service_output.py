"""What `ocop serve` says of what stands: at once, then once a day, and when it changes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from sync.app import ShopFailed
from sync.cli.service_output import ServiceOutput
from sync.cli.terminal import Terminal
from sync.model import Plan, Problem, ShopName, Value
from sync.running.report import Report

SHOP = ShopName("voso-ca-mau")


class Day:
    """A service that tells, and a clock that the test moves."""

    def __init__(self) -> None:
        self._said, self.now = io.StringIO(), datetime(2026, 11, 23, tzinfo=UTC)
        terminal = Terminal("vi", "people")
        terminal.output = Console(file=self._said, width=200)
        self._telling = ServiceOutput(terminal, Path(), "Asia/Ho_Chi_Minh", lambda: self.now)

    def round(self, *problems: Problem, hours: int = 1, complete: bool = True) -> str:
        """What a round tells that met these, some hours after the last one."""
        self.now += timedelta(hours=hours)
        plan = Plan(
            shop=SHOP,
            changes=(),
            held=(),
            problems=problems,
            observed_at=self.now,
            complete=complete,
            digest="",
        )
        self._telling.round(Report(plan))
        return self._heard()

    def unreached(self) -> str:
        self.now += timedelta(hours=1)
        self._telling.round(ShopFailed(SHOP, Problem(code="throttled", values={"wait_s": 7})))
        return self._heard()

    def _heard(self) -> str:
        said = self._said.getvalue()
        self._said.seek(0)
        self._said.truncate()
        return said

    def listening(self, host: str) -> str:
        self._telling.listening(host, 8700, ["union"])
        return self._heard()


@pytest.fixture
def day() -> Day:
    return Day()


def old_stock(hours: int) -> Problem:
    values: dict[str, Value] = {"shop": SHOP, "since": "2026-11-22T00:00:00+07:00", "hours": hours}
    return Problem(code="stock_figures_old", severity="warning", values=values, about=SHOP)


def test_what_stands_is_told_once_a_day(day: Day) -> None:
    assert "25 giờ" in day.round(old_stock(25))
    assert [day.round(old_stock(26 + hour)) for hour in range(23)] == [""] * 23
    assert "49 giờ" in day.round(old_stock(49))


def test_what_stands_is_counted_where_something_else_is_told(day: Day) -> None:
    day.round(old_stock(25))
    said = day.round(old_stock(26), Problem(code="clock_skewed", severity="warning"))
    assert "Vẫn còn 1 điều đã báo" in said
    assert "giờ trước" not in said


def test_a_shop_where_nothing_happens_says_so_once(day: Day) -> None:
    assert day.round().count("\n") == 1
    assert [day.round() for _ in range(5)] == [""] * 5


def test_a_clock_that_was_set_back_does_not_silence_what_stands(day: Day) -> None:
    day.round(old_stock(25))
    assert "giờ trước" in day.round(old_stock(25), hours=-48)


def test_a_fault_that_comes_again_and_again_is_told_once_an_hour(tmp_path: Path) -> None:
    said = io.StringIO()
    terminal, now = Terminal("vi", "people"), datetime(2026, 11, 23, tzinfo=UTC)
    terminal.notes = Console(file=said, width=200)
    output = ServiceOutput(terminal, tmp_path, "Asia/Ho_Chi_Minh", lambda: now)
    for _ in range(30):
        output.fault(TypeError("ours"))
        now += timedelta(minutes=5)
    assert len(said.getvalue().splitlines()) <= 2 * 3
    assert len(list(tmp_path.glob("ocop-error-*.log"))) <= 3


def test_what_changes_or_comes_back_is_told_at_once(day: Day) -> None:
    day.round(old_stock(25))
    sent_anew = replace(old_stock(25), values={"shop": SHOP, "since": "later", "hours": 25})
    assert "later" in day.round(sent_anew)
    day.round()
    assert "later" in day.round(sent_anew)


def test_a_round_that_saw_only_a_part_forgets_nothing(day: Day) -> None:
    day.round(old_stock(25))
    day.round(complete=False)
    assert "giờ trước" not in day.round(old_stock(27))


def test_a_shop_that_stays_out_of_reach_says_why_once(day: Day) -> None:
    assert len(day.unreached().splitlines()) > 1
    assert day.unreached() == ""


def test_who_listens_to_other_machines_is_warned(day: Day) -> None:
    assert "HTTPS" not in day.listening("127.0.0.1")
    assert "HTTPS" in day.listening("0.0.0.0")
