"""The same change to a large part of a shop waits; what only looks like one goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from sync.model import (
    Change,
    Code,
    Dong,
    Field,
    Held,
    Kind,
    Listing,
    Picture,
    Problem,
    Rest,
    Sku,
)
from sync.planning import (
    Consent,
    ShopState,
    change_digest,
    held_as_many,
    not_sold,
    rested_lately,
)
from sync.planning.guard.still_many import still_many
from tests.sync.planning.conftest import plan
from tests.sync.planning.test_guard import go, held, links, many, moved

OLD, NEW = "Tôm khô Tân Tiến", "Tên khác hẳn"


def rewritten(make: Any, count: int, seen: str = OLD, **wish: Any) -> ShopState:
    """A shop of which we wrote every listing, and want something else of it now."""
    there = many(make, count, title=seen)
    wanted = [replace(make.listing(each.code, offers=each.offers), **wish) for each in there]
    known = {
        each.code: make.applied(
            make.listing(each.code, offers=each.offers), remote_id=each.remote_id
        )
        for each in there
    }
    made: ShopState = make.shop_state(wanted, there, known)
    return made


@pytest.mark.parametrize("wish", [{"title": NEW}, {"images": (Picture("bb"),)}])
def test_other_titles_or_pictures_everywhere_wait_and_of_some_products_go(
    make: Any, wish: dict[str, Any]
) -> None:
    many_at_once = plan(rewritten(make, 11, **wish), make.guard_input())
    assert held(many_at_once) == [("revise", "mass_content")] * 11
    assert go(plan(rewritten(make, 10, **wish), make.guard_input())) == ["revise"] * 10


def test_another_category_everywhere_waits(make: Any) -> None:
    made = plan(rewritten(make, 11, category="42"), make.guard_input())
    assert held(made) == [("revise", "mass_facts")] * 11


@pytest.mark.parametrize(
    ("stood", "wish", "holds"),
    [
        ({"weight_g": 560}, {"weight_g": 1}, True),  # kilograms in the column of grams
        ({"options": ("500 g",)}, {"options": ("1 kg",)}, True),
        ({"weight_g": None}, {"weight_g": 560}, False),  # told for the first time
    ],
)
def test_other_facts_of_every_sku_wait_and_first_ones_go(
    make: Any, stood: dict[str, Any], wish: dict[str, Any], *, holds: bool
) -> None:
    def offered(number: int, **told: Any) -> Listing:
        names = ("Cỡ",) if "options" in told else ()
        code = f"P{number}"
        offers = (make.offer(code, **told),)
        return cast(Listing, make.listing(code, offers=offers, option_names=names))

    for count in (11, 10):
        there = [offered(n, **stood) for n in range(count)]
        seen = [replace(each, remote_id=str(n)) for n, each in enumerate(there)]
        known = {x.code: make.applied(x, remote_id=str(n)) for n, x in enumerate(there)}
        wanted = [offered(n, **wish) for n in range(count)]
        made = plan(make.shop_state(wanted, seen, known), make.guard_input())
        waits = holds and count > 10
        assert held(made) == [("revise", "mass_facts")] * count * waits
        assert len(made.changes) == count * (not waits)


def test_other_brands_everywhere_are_no_other_products(make: Any) -> None:
    made = plan(rewritten(make, 11, brand="Tân Tiến"), make.guard_input())
    assert go(made) == ["revise"] * 11


def test_what_somebody_rewrote_in_the_seller_centre_is_put_back_however_much_it_is(
    make: Any,
) -> None:
    made = plan(rewritten(make, 11, seen=NEW), make.guard_input())
    assert go(made) == ["revise"] * 11


def test_titles_that_wait_already_keep_no_other_title_waiting(make: Any) -> None:
    """Eleven of twelve do not fit; the twelfth has nothing to do with that."""
    codes = [f"P{n}" for n in range(11)]
    too_long = Problem(code="title_too_long", fields=frozenset({"title"}))
    guard_input = make.guard_input(objections=dict.fromkeys(codes, (too_long,)))
    made = plan(rewritten(make, 12, title=NEW), guard_input)
    assert [change.code for change in made.changes] == ["P11"]


def test_prices_that_go_back_to_what_we_wrote_are_no_mass(make: Any) -> None:
    """Somebody halved all of them in the seller centre."""
    there = [make.with_offer(each, price=Dong(60_000)) for each in many(make, 20)]
    wanted = [make.listing(each.code, offers=(make.offer(each.code),)) for each in there]
    known = {
        each.code: make.applied(wish, remote_id=each.remote_id)
        for each, wish in zip(there, wanted, strict=True)
    }
    made = plan(make.shop_state(wanted, there, known), make.guard_input())
    assert go(made) == ["reprice"] * 20


def test_what_a_person_allowed_goes_though_the_mass_waits(make: Any) -> None:
    seen = many(make, 10)
    wanted = [make.listing(f"P{n}") for n in range(4, 10)]
    shop_state = make.shop_state(wanted, seen, links(make, seen))
    waiting = plan(shop_state, make.guard_input()).held
    assert len(waiting) == 4
    allowed = Consent(approved={change_digest(waiting[0].change)})
    made = plan(shop_state, make.guard_input(consent=allowed))
    assert [change.code for change in made.changes] == ["P0"]
    assert held(made) == [("withdraw", "mass_withdraw")] * 3


def test_what_is_sold_out_already_does_not_fall(make: Any) -> None:
    """A count that empties 11 of 20 variants waits; what stood at nothing is no part of that."""
    emptied = {Sku(f"P{n}") for n in range(20)}
    guard_input = make.guard_input(sold_out=emptied)
    falls = moved(make, "quantity", 9, 0)
    assert held(plan(falls, guard_input)) == [("restock", "mass_sold_out")] * 20
    few = moved(make, "quantity", 9, 0, count=10)
    assert held(plan(few, guard_input)) == []


def test_listings_that_are_not_ours_make_no_mass_smaller(make: Any) -> None:
    """Four of our ten are taken out; a hundred strangers beside them change nothing of that."""
    seen = many(make, 10)
    strangers = [
        make.seen(f"X{n}", remote_id=f"9{n}", offers=(make.offer(f"X{n}"),)) for n in range(100)
    ]
    wanted = [make.listing(f"P{n}") for n in range(4, 10)]
    shop_state = make.shop_state(wanted, [*seen, *strangers], links(make, seen))
    assert held(plan(shop_state, make.guard_input())) == [("withdraw", "mass_withdraw")] * 4


def untitled(make: Any, **foreign: Any) -> list[tuple[str, str]]:
    """What waits of a first publish beside one listing that is nobody's."""
    stranger: Listing = make.seen("LA", remote_id="77", offers=(make.offer("LA"),), **foreign)
    wanted = make.listing("TOMKHO", title="Khô cá đuối Đầm Dơi")
    return held(plan(make.shop_state([wanted], [stranger], {}), make.guard_input()))


@pytest.mark.parametrize(
    ("title", "times"),
    [
        ("KHÔ CÁ ĐUỐI ĐẦM DƠI", 1),
        ("Kho ca duoi dam doi", 1),
        ("Đầm Dơi: khô cá đuối, ngon", 1),  # five words of six
        ("Khô cá đuối", 0),  # three of five
        ("Mật ong", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_a_title_is_the_same_in_other_letters_and_nearly_all_words(
    make: Any, title: str | None, times: int
) -> None:
    assert untitled(make, title=title) == [("publish", "listing_resembles")] * times


def test_a_publish_that_only_goes_on_resembles_its_own_beginning(make: Any) -> None:
    """What was refused stands there already, and is ours: nobody is asked about it."""
    refused = make.seen(status="refused")
    stranger = make.seen("LA", remote_id="77", offers=(make.offer("LA"),))
    known = {Code("TOMKHO"): make.applied()}
    made = plan(make.shop_state([make.listing()], [refused, stranger], known), make.guard_input())
    assert go(made) == ["publish"]


def test_what_was_counted_as_none_and_goes_up_does_not_fall(make: Any) -> None:
    """Another shop gave its units back, and the count of none came later."""
    emptied = {Sku(f"P{n}") for n in range(20)}
    rises = moved(make, "quantity", 3, 5)
    assert go(plan(rises, make.guard_input(sold_out=emptied))) == ["restock"] * 20


def test_a_season_that_ended_lately_takes_any_number_from_sale(make: Any) -> None:
    there = many(make, 6)
    codes = frozenset(each.code for each in there)
    shop_state = make.shop_state([], there, links(make, there))
    unforetold = plan(shop_state, make.guard_input(written=codes, resting=codes))
    assert held(unforetold) == [("withdraw", "mass_withdraw")] * 6
    made = plan(shop_state, make.guard_input(written=codes, resting=codes, rested=codes))
    assert [(each.kind, each.reason) for each in made.changes] == [
        ("withdraw", "out_of_season")
    ] * 6


def test_a_season_that_ended_lately_sells_out_any_number(make: Any) -> None:
    there = many(make, 12)
    codes = frozenset(each.code for each in there)
    skus = frozenset(Sku(code) for code in codes)
    wanted = [
        make.listing(each.code, offers=(make.offer(each.code, quantity=0),)) for each in there
    ]
    shop_state = make.shop_state(wanted, there, links(make, there))
    unforetold = plan(shop_state, make.guard_input(unsold=skus, resting=codes))
    assert held(unforetold) == [("restock", "mass_sold_out")] * 12
    made = plan(shop_state, make.guard_input(unsold=skus, resting=codes, rested=codes))
    assert [(each.kind, each.reason) for each in made.changes] == [
        ("restock", "out_of_season")
    ] * 12


def test_a_season_is_over_lately_for_two_weeks(make: Any) -> None:
    since = make.today - timedelta(days=14)
    resting = [
        make.product("MOI", rest=Rest(since=since)),
        make.product("CU", rest=Rest(since=since - timedelta(days=1))),
        make.product("TOMKHO"),
    ]
    assert rested_lately(resting, make.today) == {"MOI"}
    assert not_sold(resting) == {"MOI", "CU"}


@pytest.mark.parametrize(
    "wished",
    [
        lambda make, count, other: rewritten(make, count, category="42" if other else "41"),
        lambda make, count, other: rewritten(make, count, title=f"{NEW} {other}"),
        lambda make, count, other: moved(make, "price", 100_000, 145_000 + other, count),
        lambda make, count, other: moved(make, "quantity", 5, 90 + 9 * other, count),
    ],
)
def test_what_was_held_for_being_many_waits_on_when_it_is_fewer(make: Any, wished: Any) -> None:
    first = plan(wished(make, 20, 0), make.guard_input())
    waiting = held_as_many(first.held)
    assert len(waiting) == len(first.held) == 20
    fewer, others = wished(make, 2, 0), wished(make, 2, 1)
    assert held(plan(fewer, make.guard_input())) == []
    assert held(plan(fewer, make.guard_input(waiting=waiting))) == held(first)[:2]
    yes = Consent(approved=frozenset(change_digest(each.change) for each in first.held))
    assert held(plan(fewer, make.guard_input(waiting=waiting, consent=yes))) == []
    assert held(plan(others, make.guard_input(waiting=waiting))) == []


def test_what_goes_or_comes_back_waits_on_and_so_does_a_fact_of_a_sku(make: Any) -> None:
    def of(kind: Kind, after: Listing, *fields: Field) -> Change:
        before = None if kind == "publish" else make.seen()
        return cast(Change, replace(make.change(after, kind), before=before, fields=fields))

    heavy, heavier = (make.with_offer(make.listing(), weight_g=grams) for grams in (1000, 2000))
    english = make.listing(title="Dried shrimp")
    cases = [
        (of("withdraw", make.listing()), of("withdraw", make.listing()), True),
        (of("withdraw", make.listing()), of("restore", make.listing()), False),
        (of("publish", make.listing()), of("publish", make.listing()), True),
        (of("publish", make.listing()), of("publish", english), False),
        (of("revise", heavy, "weight_g"), of("revise", heavy, "weight_g", "title"), True),
        (of("revise", heavy, "weight_g"), of("revise", heavier, "weight_g"), False),
        (of("revise", heavy, "weight_g"), of("revise", heavy, "title"), False),
    ]
    for waited, change, waits in cases:
        problem = Problem(code="mass_facts", severity="hold")
        waiting = held_as_many([Held(change=waited, problem=problem)])
        assert still_many(change, waiting) == (problem if waits else None), (waited, change)
    one = Held(change=cases[0][0], problem=Problem(code="price_jump", severity="hold"))
    assert held_as_many([one]) == {}
