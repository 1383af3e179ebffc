"""A platform's time is learned from its answers; what no clock can show teaches nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sync.transport.clock import Clock, PlatformClock

NOW = datetime(2026, 11, 30, 1, tzinfo=UTC)


def at_now() -> PlatformClock:
    return PlatformClock(Clock(now=lambda: NOW))


SEVEN_HOURS_ON = {"date": "Mon, 30 Nov 2026 08:00:00 GMT"}


def test_a_first_date_that_nobody_shares_wants_a_witness_and_a_second_one_is() -> None:
    clock = at_now()
    clock.measure(SEVEN_HOURS_ON)
    assert (clock.measured, clock.wants_witness, clock.now()) == (False, True, NOW)
    clock.measure(SEVEN_HOURS_ON)
    assert (clock.measured, clock.wants_witness) == (True, False)
    assert clock.now() == NOW + timedelta(hours=7)


def test_a_first_date_that_the_second_contradicts_is_forgotten() -> None:
    clock = at_now()
    clock.measure(SEVEN_HOURS_ON)
    clock.measure({"date": RIGHT})
    assert (clock.measured, clock.now()) == (True, NOW)


def test_what_was_measured_by_an_earlier_process_is_a_witness() -> None:
    clock = PlatformClock(Clock(now=lambda: NOW), skew=timedelta(hours=7, minutes=1))
    clock.measure(SEVEN_HOURS_ON)
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


TWO_DAYS_ON, RIGHT = "Wed, 02 Dec 2026 01:00:00 GMT", "Mon, 30 Nov 2026 01:00:01 GMT"


def test_one_answer_that_is_days_ahead_moves_no_clock() -> None:
    clock = PlatformClock(Clock(now=lambda: NOW, monotonic=float))
    for date in (RIGHT, TWO_DAYS_ON, RIGHT, TWO_DAYS_ON):
        clock.measure({"date": date})
        assert clock.skew == timedelta(0)


def test_a_second_answer_that_says_the_same_is_believed() -> None:
    clock = PlatformClock(Clock(now=lambda: NOW, monotonic=float))
    for date in (RIGHT, TWO_DAYS_ON, TWO_DAYS_ON):
        clock.measure({"date": date})
    assert clock.skew == timedelta(days=2)


def test_once_our_own_clock_was_set_the_next_answer_is_believed() -> None:
    ours = [NOW]
    clock = PlatformClock(Clock(now=lambda: ours[0], monotonic=float))
    clock.measure({"date": RIGHT})
    ours[0] = NOW - timedelta(hours=7)
    clock.measure({"date": RIGHT})
    assert clock.now() == NOW + timedelta(seconds=1)


def test_a_platform_that_refuses_for_the_clock_is_believed_at_once() -> None:
    clock = PlatformClock(Clock(now=lambda: NOW, monotonic=float))
    for date in (RIGHT, TWO_DAYS_ON):
        clock.measure({"date": date})
    clock.believe()
    assert clock.skew == timedelta(days=2)
