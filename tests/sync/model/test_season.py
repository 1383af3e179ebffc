"""A season comes every year, or once; between two of them a product rests."""

from __future__ import annotations

from datetime import date

import pytest

from sync.model import Rest, Season, first_day, last_day, ordered_ahead, rest_on

AUTUMN = Season(begins=(8, 15), ends=(11, 30))
TET = Season(begins=(12, 15), ends=(2, 10))
ONCE = Season(begins=(2026, 8, 15), ends=(2026, 11, 30))


@pytest.mark.parametrize(
    ("season", "day", "rest"),
    [
        (AUTUMN, date(2026, 8, 15), None),
        (AUTUMN, date(2026, 11, 30), None),
        (AUTUMN, date(2026, 12, 1), Rest(since=date(2026, 12, 1), until=date(2027, 8, 15))),
        (AUTUMN, date(2027, 8, 14), Rest(since=date(2026, 12, 1), until=date(2027, 8, 15))),
        (TET, date(2026, 12, 31), None),
        (TET, date(2027, 1, 1), None),
        (TET, date(2027, 2, 11), Rest(since=date(2027, 2, 11), until=date(2027, 12, 15))),
        (ONCE, date(2026, 8, 14), Rest(since=date.min, until=date(2026, 8, 15))),
        (ONCE, date(2026, 9, 1), None),
        (ONCE, date(2026, 12, 2), Rest(since=date(2026, 12, 1))),
    ],
)
def test_a_product_rests_from_the_day_after_its_season_until_the_next(
    season: Season, day: date, rest: Rest | None
) -> None:
    assert rest_on(season, day) == rest


def test_a_season_over_the_new_year_has_one_first_and_one_last_day() -> None:
    for day in (date(2026, 12, 20), date(2027, 2, 1)):
        assert (first_day(TET, day), last_day(TET, day)) == (date(2026, 12, 15), date(2027, 2, 10))


def test_outside_of_a_season_there_is_no_first_or_last_day() -> None:
    assert first_day(AUTUMN, date(2026, 1, 1)) is None
    assert last_day(AUTUMN, date(2026, 1, 1)) is None


AHEAD = Season(begins=(8, 15), ends=(11, 30), pre_order_days=10)
TWICE = Season(begins=(12, 15), ends=(2, 10), pre_order_days=10)


@pytest.mark.parametrize(
    ("season", "day", "told"),
    [
        (AHEAD, date(2026, 8, 4), (False, False)),
        (AHEAD, date(2026, 8, 5), (True, True)),
        (AHEAD, date(2026, 8, 14), (True, True)),
        (AHEAD, date(2026, 8, 15), (True, False)),
        (AHEAD, date(2026, 11, 30), (True, False)),
        (AHEAD, date(2026, 12, 1), (False, False)),
        (TWICE, date(2027, 1, 1), (True, False)),
        (AUTUMN, date(2026, 8, 14), (False, False)),
    ],
)
def test_orders_are_taken_some_days_before_a_season(
    season: Season, day: date, told: tuple[bool, bool]
) -> None:
    assert (rest_on(season, day) is None, ordered_ahead(season, day)) == told
