"""Before a lot is sold no more people are told, once; and once when its day has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sync.model import Lot
from sync.papers import lot_notices
from sync.wording import say
from tests.sync.papers.conftest import product

LOT = Lot(number="L1", quantity=5, best_before=date(2026, 12, 31))
LAST = date(2026, 12, 21)


def told(today: date, lot: Lot = LOT) -> list[Any]:
    found = product("MAM", least_days_left=10)
    (variant,) = found.variants
    with_lot = replace(found, variants=(replace(variant, lots=(lot,)),))
    return [(each.problem.code, each.ends_on) for each in lot_notices([with_lot], today)]


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2026, 12, 6), []),
        (date(2026, 12, 7), [("lot_sold_until", LAST)]),
        (date(2026, 12, 21), [("lot_sold_until", LAST)]),
        (date(2026, 12, 22), [("lot_sold_no_more", LAST)]),
        (date(2026, 12, 29), []),
    ],
)
def test_a_lot_is_told_of_two_weeks_ahead_and_when_it_is_over(
    today: date, codes: list[Any]
) -> None:
    assert told(today) == codes


@pytest.mark.parametrize("facts", [{"quantity": 0}, {"recalled_on": LAST}, {"best_before": None}])
def test_of_a_lot_that_is_gone_or_recalled_or_names_no_day_nothing_is_told(facts: Any) -> None:
    assert told(LAST, replace(LOT, **facts)) == []


def test_it_names_the_sku_and_the_day() -> None:
    found = product("MAM")
    with_lot = replace(found, variants=(replace(found.variants[0], lots=(LOT,)),))
    (notice,) = lot_notices([with_lot], LAST)
    assert "31/12/2026" in say(notice.problem.code, notice.problem.values, "vi").what
