"""Whatever a platform says of times and waits is bounded before anything is made of it."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.lazada.orders import _moment as of_lazada
from adapters.partner.orders import moment as of_partner
from adapters.woocommerce.errors import total_of
from adapters.woocommerce.orders import _moment as of_shop
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


@pytest.mark.parametrize(
    "asked",
    ["1 Jan 99999999999999999999 00:00:00 GMT", "Mon, 01 Jan 2027 00:00:00 +99999999999999999999",
     "Mon, 99999999999999999999 Jan 2027 00:00:00 GMT", "NaN", "inf", "9" * 5000, "soon"],
)  # fmt: skip
def test_a_wait_that_nobody_can_mean_is_none(asked: str) -> None:
    for date in ("Sun, 29 Nov 2026 10:00:00 GMT", asked):
        assert asked_wait_s(Response(429, {"retry-after": asked, "date": date}, b"")) is None


def test_a_count_of_rows_that_no_shop_has_is_not_believed() -> None:
    told = [total_of(Response(200, {"x-wp-total": said}, b"")) for said in ("12", "9" * 5000, "-1")]
    assert told == [12, None, None]


@pytest.mark.parametrize("days", [("9999-12-31 23:59:59", "0001-01-01T00:00:00+14:00")])
def test_an_order_is_never_dated_at_the_ends_of_the_calendar(days: tuple[str, str]) -> None:
    """Its zone could not be changed, and a sale before every count would be no sale."""
    for said in days:
        row = {"date_modified_gmt": said, "created_at": said, "updated_at": said}
        for read, name in ((of_shop, "date_modified_gmt"), (of_lazada, "updated_at"),
                           (of_partner, "updated_at")):  # fmt: skip
            with pytest.raises(Lost):
                read(row, name)


@pytest.mark.parametrize("seconds", [2**39, 10**15, 10**30, -5, 1, 2**29])
def test_a_point_in_time_that_no_calendar_holds_is_unclear(seconds: int) -> None:
    assert instant(seconds) is None
    with pytest.raises(Lost):
        moment({"at": seconds}, "at")


def test_a_point_in_time_is_read_in_utc() -> None:
    assert moment({"at": "1764412200"}, "at").isoformat() == "2025-11-29T10:30:00+00:00"
