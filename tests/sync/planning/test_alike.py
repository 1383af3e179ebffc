"""What would make many products the same, or fill a column down, waits for a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Dong, Picture, Plan, Safety, Sku
from sync.planning import GuardInput, not_sold
from sync.planning.guard.alike import alike
from tests.sync.planning.conftest import plan

STORY = "Một câu chuyện dài hơn bốn mươi chữ cái, kể về vùng đất và con người."
CODES = ("A", "B", "C", "D", "E")


STRICT = Safety()


def published(
    make: Any, count: int, guard_input: GuardInput | None = None, others: int = 0, **same: Any
) -> Plan:
    codes = [f"P{number}" for number in range(count + others)]
    wanted = [
        make.listing(code, **({"title": code} | (same if n < count else {})))
        for n, code in enumerate(codes)
    ]
    strict = make.guard_input(safety=STRICT)
    return plan(make.shop_state(wanted, [], {}), guard_input or strict)


def reasons(made: Plan) -> dict[str, str]:
    return {held.change.code: held.problem.code for held in made.held}


def test_many_new_listings_of_one_title_are_asked_about(make: Any) -> None:
    assert set(reasons(published(make, 11, title="Tôm  KHÔ")).values()) == {"content_alike"}
    assert not published(make, 10, title="Tôm khô").held
    assert not published(make, 11, others=40, title="Tôm khô").held
    as_many = make.guard_input(safety=Safety(alike_count=11))
    assert not published(make, 11, as_many, title="Tôm khô").held


def test_new_listings_may_share_a_story_and_a_picture(make: Any) -> None:
    assert not published(make, 11, description=STORY, images=(Picture("bìa"),)).held


@pytest.mark.parametrize(
    "same",
    [
        {"title": "Tôm  KHÔ"},
        {"description": f"{STORY}\n\nThông tin sản phẩm:\n..."},
        {"images": (Picture("bìa"), Picture("khác"))},
    ],
)
def test_what_becomes_the_same_everywhere_is_asked_about(make: Any, same: dict[str, Any]) -> None:
    made = revised(make, {"title": "x"}, same)
    assert {held.problem.code for held in made.held} == {"content_alike"}
    assert len(made.held) == len(CODES)


def test_three_may_be_the_same(make: Any) -> None:
    assert not revised(make, {"title": "x"}, {"description": STORY}, codes=CODES[:3]).held


def test_a_story_ends_where_the_label_begins_and_needs_forty_letters(make: Any) -> None:
    for letters, few in ((40, {True}), (39, set())):
        stories = [f"{'a' * letters}\n\nNặng {number} g\n\n..." for number in range(4)]
        wanted = [make.listing(f"P{n}", description=each) for n, each in enumerate(stories)]
        unlike = [replace(each, title=each.code, images=()) for each in wanted]
        changes = [replace(make.change(x, "revise"), fields=("description",)) for x in unlike]
        limits = alike(changes, make.shop_state(unlike, [], {}), make.guard_input(safety=STRICT))
        assert {limit.problem(changes) is not None for limit in limits} == few


def test_four_are_too_many_in_however_large_a_shop(make: Any) -> None:
    titles = ["Tôm 1", "Tôm khô", "Tôm khô", "Tôm khô", "Tôm khô", *map(str, range(395))]
    wanted = [make.listing(f"P{n}", title=title) for n, title in enumerate(titles)]
    changes = [replace(make.change(each, "revise"), fields=("title",)) for each in wanted]
    first, *_ = alike(changes, make.shop_state(wanted, [], {}), make.guard_input(safety=STRICT))
    assert first.problem(changes)
    assert not first.problem(changes[2:])


def test_what_few_changes_bring_is_asked_of_no_listing(make: Any) -> None:
    class Unasked(dict[Any, Any]):
        def values(self) -> Any:
            raise AssertionError

    wanted = [make.listing(f"P{n}", title="Tôm khô") for n in range(8)]
    state = replace(make.shop_state(wanted, [], {}), desired=Unasked())
    few = [replace(make.change(each, "revise"), fields=("title",)) for each in wanted[:3]]
    others = [make.change(each, "reprice") for each in wanted[3:]]
    assert not [*alike([*few, *others], state, make.guard_input(safety=STRICT))]


@pytest.mark.parametrize("same", [{"title": ""}, {"description": "Ngắn."}, {"images": ()}])
def test_what_says_nothing_is_not_the_same(make: Any, same: dict[str, Any]) -> None:
    assert not revised(make, {"title": "x"}, same).held


def revised(
    make: Any,
    applied: dict[str, Any],
    wanted: dict[str, Any],
    seen: Any = None,
    codes: tuple[str, ...] = CODES,
) -> Plan:
    links = {code: make.applied(make.listing(code, **applied), remote_id=code) for code in codes}
    there = [make.seen(code, remote_id=code, **(seen or applied)) for code in codes]
    desired = [make.listing(code, **({"title": code} | wanted)) for code in codes]
    return plan(make.shop_state(desired, there, links), make.guard_input(safety=STRICT))


def test_what_goes_back_to_what_it_was_is_not_asked_about(make: Any) -> None:
    told = {"description": STORY, "title": "x"}
    made = revised(make, told, told, seen={"description": "ai đó sửa", "title": "x"})
    assert not made.held


def test_what_was_the_same_before_is_not_asked_about_when_something_else_changes(make: Any) -> None:
    made = revised(make, {"description": STORY}, {"description": STORY})
    assert not made.held
    assert {change.fields for change in made.changes} == {("title",)}


def counted(make: Any, counts: dict[str, int], before: int, after: dict[str, int]) -> Plan:
    skus = [Sku(f"S{number}") for number in range(20)]
    offers = tuple(make.offer(sku, quantity=before, options=(sku,)) for sku in skus)
    wanted = tuple(make.offer(sku, quantity=after.get(sku, before), options=(sku,)) for sku in skus)
    named = {"option_names": ("Cỡ",)}
    shop_state = make.shop_state(
        [make.listing(offers=wanted, **named)],
        [make.seen(offers=offers, **named)],
        {"TOMKHO": make.applied(make.listing(offers=offers, **named))},
    )
    return plan(shop_state, make.guard_input(counts=counts))


def column(number: int, rows: int = 20) -> dict[str, int]:
    return {f"S{row}": number for row in range(rows)}


def test_a_column_that_was_filled_down_is_asked_about(make: Any) -> None:
    made = counted(make, column(2), before=5, after=column(1))
    assert {held.problem.code for held in made.held} == {"mass_same_count"}
    assert len(made.held) == 20
    ones = counted(make, column(1), before=5, after=column(1))
    assert {held.problem.code for held in ones.held} == {"mass_same_count"}


def test_a_column_that_doubles_to_one_number_is_asked_about(make: Any) -> None:
    made = counted(make, column(30), before=5, after=column(10))
    assert {held.problem.code for held in made.held} == {"mass_same_count"}


@pytest.mark.parametrize(
    ("counts", "before", "after"),
    [
        (column(10), 5, column(4)),  # many sales of what was counted the same long ago
        (column(2, rows=10), 5, column(1, rows=10)),  # not more than ten
        ({f"S{row}": 1 + row % 4 for row in range(20)}, 5, column(1)),  # counted one by one
        ({}, 5, column(4)),  # nobody counted
    ],
)
def test_other_moves_of_many_quantities_go(
    make: Any, counts: dict[str, int], before: int, after: dict[str, int]
) -> None:
    assert not counted(make, counts, before, after).held


def test_a_count_that_is_the_price_is_asked_about(make: Any) -> None:
    wanted = make.with_offer(make.listing(), quantity=33_333)
    shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    made = plan(shop_state, make.guard_input(counts={"TOMKHO": 100_000}))
    assert reasons(made) == {"TOMKHO": "count_like_price"}
    assert not plan(shop_state, make.guard_input(counts={"TOMKHO": 99_999})).held
    assert not plan(shop_state, make.guard_input()).held
    anew: Any = {
        "counts": {"TOMKHO": 120_000},
        "like_prices": {"TOMKHO"},
    }  # priced anew, or by a rule
    assert reasons(plan(shop_state, make.guard_input(**anew))) == {"TOMKHO": "count_like_price"}


def test_another_price_is_no_count_though_as_many_were_counted_as_it_cost(make: Any) -> None:
    wanted = make.with_offer(make.listing(), price=Dong(101_000))
    shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    assert not plan(shop_state, make.guard_input(counts={"TOMKHO": 100_000})).held


def test_a_count_of_what_was_never_applied_has_no_price_to_be_like(make: Any) -> None:
    seen, wanted = make.seen(), make.with_offer(make.listing(), quantity=3)
    shop_state = make.shop_state([wanted], [seen], {"TOMKHO": make.link()})
    assert not plan(shop_state, make.guard_input(counts={"TOMKHO": 100_000})).held


def test_what_the_catalog_says_not_to_sell_is_told_so(make: Any) -> None:
    wanted = make.with_offer(make.listing(), quantity=0)
    shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    (change,) = plan(shop_state, make.guard_input(unsold={"TOMKHO"})).changes
    assert (change.kind, change.reason) == ("restock", "unsold")


def test_many_that_are_not_to_be_sold_any_more_are_asked_about(make: Any) -> None:
    skus = {Sku(f"S{row}") for row in range(20)}
    offers = tuple(make.offer(sku, options=(sku,)) for sku in sorted(skus))
    named = {"option_names": ("Cỡ",)}
    wanted = make.listing(
        offers=tuple(make.offer(sku, quantity=0, options=(sku,)) for sku in sorted(skus)), **named
    )
    shop_state = make.shop_state(
        [wanted],
        [make.seen(offers=offers, **named)],
        {"TOMKHO": make.applied(make.listing(offers=offers, **named))},
    )
    made = plan(shop_state, make.guard_input(unsold=skus))
    assert {held.problem.code for held in made.held} == {"mass_sold_out"}


def test_what_is_not_sold_is_found_in_products_and_variants(make: Any) -> None:
    variants = (make.variant("A-1"), make.variant("A-2", sold=False))
    products = [
        make.product("A", variants=variants),
        make.product("B", sold=False),
        make.product("C", variants=(make.variant("C", price=Dong(5)),)),
    ]
    assert not_sold(products) == {"A-2", "B"}
