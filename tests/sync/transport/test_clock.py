"""A platform's time is learned from its answers; what no clock can show teaches nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sync.transport.clock import Clock, PlatformClock

NOW = datetime(2026, 11, 30, 1, tzinfo=UTC)


def at_now() -> PlatformClock:
    return PlatformClock(Clock(now=lambda: NOW))


def test_the_date_of_an_answer_sets_the_platforms_clock() -> None:
    clock = at_now()
    clock.measure({"date": "Mon, 30 Nov 2026 08:00:00 GMT"})
    assert (clock.measured, clock.now()) == (True, NOW + timedelta(hours=7))


def test_some_seconds_are_the_way_and_no_difference() -> None:
    clock = at_now()
    clock.measure({"date": "Mon, 30 Nov 2026 01:00:04 GMT"})
    assert (clock.measured, clock.skew) == (True, timedelta(0))


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Sat, 01 Jan 0001 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 01 Jan 2100 00:00:00 GMT",
        "\x00",
        "",
    ],
)
def test_an_absurd_date_teaches_nothing(date: str) -> None:
    clock = at_now()
    clock.measure({"date": date})
    assert (clock.measured, clock.now()) == (False, NOW)
