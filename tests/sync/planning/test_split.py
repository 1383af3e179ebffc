"""One field that may not go keeps back itself alone, and not the rest of its listing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Change, Dong, Field, Plan, Problem
from sync.planning import ShopState
from tests.sync.planning.conftest import plan
from tests.sync.planning.test_guard import go, held

TOO_LONG = Problem(code="title_too_long")


def rewritten(make: Any, **more: Any) -> ShopState:
    """A listing of which the catalog says more than one thing differently."""
    wanted = make.listing(**({"title": "dài", "description": "kể lại"} | more))
    shop_state: ShopState = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    return shop_state


def fields(changes: tuple[Change, ...]) -> list[tuple[Field, ...]]:
    return [change.fields for change in changes]


def waiting(made: Plan) -> list[tuple[tuple[Field, ...], str]]:
    return [(each.change.fields, each.problem.code) for each in made.held]


def objected(make: Any, *problems: Problem) -> Any:
    return make.guard_input(objections={"TOMKHO": problems})


def test_a_title_that_does_not_fit_waits_and_the_new_description_goes(make: Any) -> None:
    made = plan(rewritten(make), objected(make, TOO_LONG))
    assert fields(made.changes) == [("description",)]
    assert waiting(made) == [(("title",), "title_too_long")]
    assert made.held[0].change.after.title == "dài"


def test_a_revise_without_its_title_writes_the_title_that_we_wrote_last(make: Any) -> None:
    edited = replace(make.seen(), title="ai đó sửa")
    shop_state = make.shop_state(
        [make.listing(title="dài", description="kể lại")], [edited], {"TOMKHO": make.applied()}
    )
    (change,) = plan(shop_state, objected(make, TOO_LONG)).changes
    assert (change.after.title, change.after.description) == ("Tôm khô Tân Tiến", "kể lại")


def test_a_revise_of_an_adopted_listing_leaves_the_title_that_stands_there(make: Any) -> None:
    by_hand = make.seen(title="đăng tay")
    shop_state = make.shop_state(
        [make.listing(title="dài", description="kể lại")],
        [by_hand],
        {},
        shop=make.shop(existing="adopt"),
    )
    (change,) = plan(shop_state, objected(make, TOO_LONG)).changes
    assert "description" in change.fields
    assert "title" not in change.fields
    assert (change.after.title, change.after.description) == ("đăng tay", "kể lại")


def test_each_field_waits_for_its_own_reason(make: Any) -> None:
    too_short = Problem(code="description_too_short")
    made = plan(rewritten(make, brand="Tân Tiến"), objected(make, TOO_LONG, too_short))
    assert fields(made.changes) == [("brand",)]
    assert made.changes[0].after.description == make.listing().description
    assert waiting(made) == [
        (("title",), "title_too_long"),
        (("description",), "description_too_short"),
    ]


def test_an_objection_that_names_its_fields_is_about_them_and_not_its_code(make: Any) -> None:
    named = Problem(code="title_repeated_below", fields=frozenset({"description"}))
    made = plan(rewritten(make), objected(make, named))
    assert fields(made.changes) == [("title",)]
    assert waiting(made) == [(("description",), "title_repeated_below")]


def test_an_objection_to_one_variant_leaves_the_price_of_the_other_alone(make: Any) -> None:
    packs = (make.offer("A", options=("100 g",)), make.offer("B", options=("500 g",)))
    there = {"option_names": ("Cỡ",), "offers": packs}
    dearer = tuple(replace(offer, price=Dong(110_000)) for offer in packs)
    shop_state = make.shop_state(
        [make.listing(option_names=("Cỡ",), offers=dearer)],
        [make.seen(**there)],
        {"TOMKHO": make.applied(make.listing(**there))},
    )
    too_high = Problem(code="price_too_high", sku="A")
    made = plan(shop_state, objected(make, too_high))
    assert [change.sku for change in made.changes] == ["B"]
    assert [(each.change.sku, each.problem.code) for each in made.held] == [("A", "price_too_high")]


@pytest.mark.parametrize(
    ("code", "gone"),
    [
        ("title_too_long", ["restock", "reprice"]),
        ("price_too_high", ["restock", "revise"]),
        ("quantity_too_high", ["reprice", "revise"]),
        ("shop_is_asleep", ["restock", "reprice"]),
    ],
)
def test_a_listing_that_does_not_fit_keeps_back_only_what_does_not_fit(
    make: Any, code: str, gone: list[str]
) -> None:
    wanted = make.with_offer(make.listing(title="dài"), quantity=3, price=Dong(90_000))
    shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    made = plan(shop_state, make.guard_input(objections={"TOMKHO": (Problem(code=code),)}))
    assert go(made) == gone
    assert [problem for _, problem in held(made)] == [code]


@pytest.mark.parametrize(
    ("name", "stood", "wrong"),
    [
        ("gtin", "8934563138165", "8934567890123"),
        ("weight_g", 560, 56_000_000),
        ("size_mm", (80, 80, 260), (80, 80, 90_000)),
        ("list_price", 150_000, 1),
        ("pack", "1 gói", "100 gói"),
    ],
)
def test_what_waits_of_an_offer_is_not_brought_by_an_adapter_that_writes_it_whole(
    make: Any, name: Any, stood: Any, wrong: Any
) -> None:
    was = make.with_offer(make.listing(), **{name: stood})
    wanted = make.with_offer(make.listing(title="mới", description="kể lại"), **{name: wrong})
    shop_state = make.shop_state(
        [wanted], [replace(was, remote_id="1")], {"TOMKHO": make.applied(was)}
    )
    objection = Problem(code="not_so", fields=frozenset({name}))
    made = plan(shop_state, objected(make, objection))
    assert fields(made.changes) == [("title", "description")]
    assert getattr(made.changes[0].after.offers[0], name) == stood
    assert waiting(made) == [((name,), "not_so")]
    assert getattr(made.held[0].change.after.offers[0], name) == wrong


@pytest.mark.parametrize(("sku", "added"), [("NHO", False), ("LON", True), ("", True)])
def test_a_new_variant_waits_for_what_is_wrong_in_its_offer(
    make: Any, sku: str, *, added: bool
) -> None:
    small, large = make.offer("NHO", options=("nhỏ",)), make.offer("LON", options=("lớn",))
    was = make.listing(option_names=("Cỡ",), offers=(small,))
    wanted = replace(was, title="mới", offers=(small, replace(large, gtin="8934567890123")))
    shop_state = make.shop_state(
        [wanted], [replace(was, remote_id="1")], {"TOMKHO": make.applied(was)}
    )
    objection = Problem(code="gtin_check_digit", fields=frozenset({"gtin"}), sku=sku)
    made = plan(shop_state, objected(make, objection))
    assert fields(made.changes) == [("title",) if added else ("title", "variants")]
    assert waiting(made) == ([(("variants",), "gtin_check_digit")] if added else [])
    assert [o.sku for o in made.changes[0].after.offers] == ["NHO", "LON"][: 2 - added]


def test_a_listing_that_does_not_fit_is_not_published(make: Any) -> None:
    shop_state = make.shop_state([make.listing()], [], {})
    guard_input = make.guard_input(objections={"TOMKHO": (Problem(code="price_too_high"),)})
    assert held(plan(shop_state, guard_input)) == [("publish", "price_too_high")]
