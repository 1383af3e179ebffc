"""Before a season turns people are told, once for all products that turn with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from sync.model import Product, Season, rest_on
from sync.papers import season_notices
from sync.wording import say
from tests.sync.papers.conftest import product

AUTUMN = Season(begins=(8, 15), ends=(11, 30))


def seasonal(code: str, today: date, **facts: Any) -> Product:
    return product(code, season=AUTUMN, rest=rest_on(AUTUMN, today), **facts)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 8, 7), []),
        (date(2026, 8, 8), [("season_begins", date(2026, 8, 15))]),
        (date(2026, 8, 15), [("season_began", date(2026, 8, 15))]),
        (date(2026, 8, 23), []),
        (date(2026, 11, 23), [("season_ends", date(2026, 11, 30))]),
        (date(2026, 12, 1), []),
    ],
)
def test_a_season_is_told_a_week_before_it_turns_and_when_it_began(
    today: date, told: list[Any]
) -> None:
    found = season_notices([seasonal("MAM", today)], today)
    assert [(each.problem.code, each.ends_on) for each in found] == told


def test_what_turns_together_is_told_together() -> None:
    today = date(2026, 8, 10)
    products = [seasonal(f"M{n}", today) for n in range(5)]
    [notice] = season_notices([*products, product("TOM")], today)
    what = say(notice.problem.code, notice.problem.values).what
    assert "M0, M1, M2 và 2 sản phẩm khác bắt đầu ngày 15/08/2026" in what


def test_nobody_is_told_of_what_is_not_sold_or_has_no_next_season() -> None:
    today = date(2026, 8, 10)
    once = Season(begins=(2025, 8, 15), ends=(2025, 11, 30))
    over = product("CU", season=once, rest=rest_on(once, today))
    assert list(season_notices([seasonal("MAM", today, sold=False), over], today)) == []


def test_two_cooperatives_are_told_apart_the_sooner_first() -> None:
    today = date(2026, 8, 10)
    later = Season(begins=(8, 16), ends=(9, 1))
    other = product("SEN", season=later, rest=rest_on(later, today))
    found = season_notices([other, seasonal("MAM", today)], today)
    assert [each.ends_on - today for each in found] == [timedelta(days=5), timedelta(days=6)]
