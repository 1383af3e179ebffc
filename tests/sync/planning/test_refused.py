"""What a platform refused is told, and not sent again as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Change, Dong, Problem, Refusal
from sync.planning import refusal_of
from tests.sync.planning.conftest import plan
from tests.sync.planning.test_guard import priced

BASIS = "1.0 in this shop"


def problem(code: str) -> Problem:
    return Problem(code=code, about="TOMKHO")


def state(make: Any, **edits: Any) -> Any:
    """A listing that stands there under another title and brand than the catalog says."""
    applied = make.applied(make.listing(title="Tên cũ", brand="cũ"))
    seen = make.seen(title="Tên cũ", brand="cũ")
    return make.shop_state([make.listing(**edits)], [seen], {"TOMKHO": applied})


def revised(make: Any, **edits: Any) -> Change:
    (change,) = plan(state(make, **edits), make.guard_input()).changes
    assert change.kind == "revise"
    return change


def told(make: Any, refusals: list[Refusal], basis: str = BASIS, **edits: Any) -> Any:
    known = make.guard_input(refusals={"TOMKHO": refusals}, basis=basis)
    return plan(state(make, **edits), known)


def refused(change: Change, code: str) -> Refusal:
    found = refusal_of(change, problem(code), BASIS)
    assert found is not None
    return found


def test_the_field_that_was_refused_waits_and_the_others_go(make: Any) -> None:
    change = revised(make, brand="mới")
    refusal = refused(change, "title_refused")
    assert refusal.fields == ("title",)
    made = told(make, [refusal], brand="mới")
    assert [c.fields for c in made.changes] == [("brand",)]
    (held,) = made.held
    assert (held.change.fields, held.problem.code) == (("title",), "title_refused")
    assert held.problem.severity == "stop"
    assert held.problem.values["refused_once"] == refusal.digest


def test_where_nobody_knows_which_field_it_was_all_of_it_waits(make: Any) -> None:
    refusal = refused(revised(make, brand="mới"), "platform_refused")
    made = told(make, [refusal], brand="mới")
    assert (made.changes, len(made.held)) == ((), 1)


def test_what_went_along_may_have_been_wrong_so_with_other_facts_it_is_sent_once_more(
    make: Any,
) -> None:
    refusal = refused(revised(make), "platform_refused")
    assert told(make, [refusal]).changes == ()
    edit: dict[str, Any] = {"attributes": {"Xuất xứ": "Cà Mau"}}
    first = told(make, [refusal], **edit)  # what is new goes first, alone
    assert [each.fields for each in first.changes] == [("attributes",)]
    assert [each.change.fields for each in first.held] == [("title",)]
    was = make.listing(title="Tên cũ", brand="cũ", **edit)
    shop_state = make.shop_state(
        [make.listing(**edit)], [replace(was, remote_id="1")], {"TOMKHO": make.applied(was)}
    )
    known = make.guard_input(refusals={"TOMKHO": [refusal]}, basis=BASIS)
    (again,) = plan(shop_state, known).changes
    twice = refused(again, "platform_refused")
    known = make.guard_input(refusals={"TOMKHO": [refusal, twice]}, basis=BASIS)
    assert plan(shop_state, known).changes == ()


@pytest.mark.parametrize("edit", [{"title": "Tên khác"}, {"basis": "1.1 in this shop"}])
def test_once_anything_that_matters_changed_it_is_sent(make: Any, edit: dict[str, str]) -> None:
    refusal = refused(revised(make), "title_refused")
    assert told(make, [refusal]).changes == ()
    assert len(told(make, [refusal], **edit).changes) == 1


def test_a_price_that_was_refused_waits_alone_until_it_or_the_one_that_is_shown_moves(
    make: Any,
) -> None:
    def kinds(price: int, last: int, *known: Refusal) -> list[str]:
        refusals = {"TOMKHO": known}
        made = plan(priced(make, price, last), make.guard_input(refusals=refusals, basis=BASIS))
        return [change.kind for change in made.changes]

    (change,) = plan(priced(make, 110_000, 100_000), make.guard_input()).changes
    known = refused(change, "price_refused")
    assert kinds(110_000, 100_000, known) == []
    assert kinds(111_000, 100_000, known) == ["reprice"]
    assert kinds(110_000, 90_000, known) == ["reprice"]
    assert refusal_of(change, problem("promotion_lock"), BASIS) is None


def test_a_field_that_stands_as_it_was_refused_is_not_sent_beside_another(make: Any) -> None:
    other = replace(refused(revised(make), "title_refused"), kind="publish")
    brand = replace(refused(revised(make), "title_refused"), fields=("brand", "category"))
    assert len(told(make, [other, brand]).changes) == 1


def test_a_publish_that_was_refused_waits_whatever_its_stock(make: Any) -> None:
    listing = make.listing()
    (change,) = plan(make.shop_state([listing], [], {}), make.guard_input()).changes
    known = make.guard_input(
        refusals={"TOMKHO": [refused(change, "platform_refused")]}, basis=BASIS
    )
    for again in (listing, make.with_offer(listing, quantity=3)):
        made = plan(make.shop_state([again], [], {}), known)
        assert (made.changes, len(made.held)) == ((), 1)
    dearer = make.with_offer(listing, price=Dong(99_000))
    assert len(plan(make.shop_state([dearer], [], {}), known).changes) == 1


def test_a_lost_picture_is_sent_twice(make: Any) -> None:
    refusal = refused(revised(make), "image_missing")
    assert len(told(make, [refusal]).changes) == 1
    assert told(make, [replace(refusal, times=2)]).changes == ()


def test_what_is_so_in_the_shop_or_moves_by_itself_is_tried_again(make: Any) -> None:
    change = revised(make)
    assert refusal_of(change, problem("holiday_mode"), BASIS) is None
    assert refusal_of(change, problem("category_unread"), BASIS) is None
    assert refusal_of(replace(change, kind="restock"), problem("price_refused"), BASIS) is None
