"""Small values that come from outside: addresses, days, how long access lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sync.model import FOR_GOOD, Tokens
from sync.model.address import NOWHERE, parts_of
from sync.model.days import is_near

SOON = datetime(2026, 12, 1, tzinfo=UTC)


def test_an_address_that_is_none_has_no_parts() -> None:
    assert parts_of("https://htx.example/a").hostname == "htx.example"
    assert parts_of("https://[x") == NOWHERE


@pytest.mark.parametrize(
    ("day", "near"), [(date(2026, 1, 1), True), (date(1, 1, 1), False), (date.max, False)]
)
def test_a_day_that_nobody_can_mean_is_not_near(day: date, near: bool) -> None:  # noqa: FBT001
    assert is_near(day) is near


def test_access_is_open_until_its_last_renewal_or_for_good() -> None:
    tokens = Tokens(access="a", refresh="b", access_expires_at=SOON)
    assert tokens.open_until == SOON
    later = replace(tokens, refresh_expires_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert later.open_until == datetime(2027, 1, 1, tzinfo=UTC)
    assert replace(tokens, access_expires_at=FOR_GOOD).open_until is None
