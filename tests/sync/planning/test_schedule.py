"""New listings go as many a day as the shop may make, the most wanted first; the plan says when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sync.model import Dong
from sync.planning.schedule import ListingQuota, scheduled
from tests.sync.planning.conftest import plan

TODAY = date(2026, 11, 30)


def new(make: Any, code: str, price: int, quantity: int | None) -> Any:
    return make.with_offer(make.listing(code), price=Dong(price), quantity=quantity)


def shop_of_five(make: Any) -> Any:
    wanted = [
        new(make, "A", 100_000, 1),
        new(make, "B", 100_000, 9),
        new(make, "C", 300_000, 2),
        new(make, "D", 100_000, 9),
        new(make, "E", 100_000, None),
    ]
    return make.shop_state(wanted, [], {})


def days(made: Any) -> dict[str, str]:
    return {held.change.code: held.problem.values["day"] for held in made.held}


def test_without_a_bound_all_go_what_is_worth_most_first(make: Any) -> None:
    made = plan(shop_of_five(make), make.guard_input())
    assert [change.code for change in made.changes] == ["B", "D", "C", "A", "E"]
    assert made.held == ()


def test_each_that_waits_is_told_its_day(make: Any) -> None:
    quota = ListingQuota(per_day=2, left=1, today=TODAY)
    made = plan(shop_of_five(make), make.guard_input(listing_quota=quota))
    assert [change.code for change in made.changes] == ["B"]
    first, second = "2026-12-01", "2026-12-02"
    assert days(made) == {"D": first, "C": first, "A": second, "E": second}
    problem = made.held[0].problem
    assert (problem.code, problem.severity) == ("publish_scheduled", "note")
    assert problem.values["per_day"] == 2


def test_when_today_is_used_up_all_wait(make: Any) -> None:
    quota = ListingQuota(per_day=5, left=0, today=TODAY)
    made = plan(shop_of_five(make), make.guard_input(listing_quota=quota))
    assert made.changes == ()
    assert set(days(made).values()) == {"2026-12-01"}


def test_what_is_begun_already_goes_on(make: Any) -> None:
    first, second, *_ = plan(shop_of_five(make), make.guard_input()).changes
    begun = replace(second, before=second.after)
    go, held = scheduled([begun, first], ListingQuota(per_day=1, left=0, today=TODAY))
    assert (go, [each.change for each in held]) == ((begun,), [first])
