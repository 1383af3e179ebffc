"""What the marketplace tells of the shop itself is said in time, and once a round."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adapters.partner.metadata import shop_problems
from tests.conformance.stall import copies, stall_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("shop", "codes"),
    [
        ({"status": "ACTIVE", "credentials": {"expires_on": "2026-12-24"}}, []),
        ({"status": "ACTIVE", "credentials": {"expires_on": "2026-12-23"}}, ["credentials_ending"]),
        ({"status": "LOCKED"}, ["shop_banned"]),
        ({"status": "ON_HOLIDAY", "credentials": None}, ["shop_on_holiday"]),
        ({"status": 7, "credentials": {"expires_on": "mai"}}, []),
        ({}, []),
    ],
)
def test_access_that_ends_and_a_shop_that_is_closed_are_told(
    shop: dict[str, Any], codes: list[str]
) -> None:
    assert [problem.code for problem in shop_problems(shop, TODAY)] == codes


async def test_a_round_says_that_the_shop_is_on_holiday_and_works_on(tmp_path: Path) -> None:
    async with stall_of("voso", tmp_path) as stall:
        await stall.ask("POST", "knobs", {"shop_status": "ON_HOLIDAY"})
        stall.sell(copies(1))
        report = await stall.round()
        assert report.true, report.plan.held
        assert [problem.code for problem in report.problems] == ["shop_on_holiday"]
