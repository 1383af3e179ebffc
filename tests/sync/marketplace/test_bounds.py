"""Whatever a platform says of times and waits is bounded before anything is made of it."""

from __future__ import annotations

from typing import Any

import pytest

from sync.marketplace import Lost, Response, Throttled, Unavailable
from sync.marketplace.error_mapping import ErrorMapping, asked_wait_s, error_of
from sync.marketplace.errors import LONGEST_PAUSE_S
from sync.marketplace.json_values import instant, moment

ABSURD = ["1e300", "100000000", "Fri, 31 Dec 9999 23:59:59 GMT"]


@pytest.mark.parametrize("asked", ABSURD)
@pytest.mark.parametrize("step", ["slow_down", "wait"])
def test_no_platform_asks_us_away_for_longer_than_an_hour(asked: str, step: Any) -> None:
    headers = {"retry-after": asked, "date": "Sun, 29 Nov 2026 10:00:00 GMT"}
    wait_s = asked_wait_s(Response(429, headers, b""))
    error = error_of(ErrorMapping(step, "throttled"), {}, "once", wait_s)
    assert isinstance(error, Throttled | Unavailable)
    assert error.retry_after_s == LONGEST_PAUSE_S


@pytest.mark.parametrize("seconds", [2**39, 10**15, 10**30, -5])
def test_a_point_in_time_that_no_calendar_holds_is_unclear(seconds: int) -> None:
    assert instant(seconds) is None
    with pytest.raises(Lost):
        moment({"at": seconds}, "at")


def test_a_point_in_time_is_read_in_utc() -> None:
    assert moment({"at": "1764412200"}, "at").isoformat() == "2025-11-29T10:30:00+00:00"
