"""What people allow, hold back and take back, and how little voids it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Change, Code, Dong, Plan, Problem, ShopName, Sku
from sync.planning import Consent, ShopState, agreed, change_digest, outlived, pinned
from tests.sync.planning.conftest import plan
from tests.sync.planning.test_guard import go, held, priced

HELD = Problem(code="held_by_person", severity="hold", values={"who": "chị Út"})


def with_stock(make: Any, shop_state: ShopState, quantity: int) -> ShopState:
    """The same, when so many are wanted: somebody bought or brought some."""
    desired = {
        code: make.with_offer(listing, quantity=quantity)
        for code, listing in shop_state.desired.items()
    }
    return replace(shop_state, desired=desired)


def the_held(made: Plan) -> Change:
    (one,) = made.held
    return one.change


def test_a_change_that_was_allowed_goes_and_an_unrelated_sale_does_not_void_that(
    make: Any,
) -> None:
    waiting = the_held(plan(priced(make, 10_000), make.guard_input()))
    allowed = make.guard_input(consent=Consent(approved={change_digest(waiting)}))
    assert go(plan(priced(make, 10_000), allowed)) == ["reprice"]
    sold = with_stock(make, priced(make, 10_000), 7)
    assert go(plan(sold, allowed)) == ["restock", "reprice"]


@pytest.mark.parametrize(("price", "last"), [(10_001, 100_000), (10_000, 90_000)])
def test_another_price_than_the_one_allowed_or_from_another_waits(
    make: Any, price: int, last: int
) -> None:
    waiting = the_held(plan(priced(make, 10_000), make.guard_input()))
    allowed = make.guard_input(consent=Consent(approved={change_digest(waiting)}))
    assert held(plan(priced(make, price, last), allowed)) == [("reprice", "price_magnitude")]


def test_a_new_listing_that_was_allowed_stays_so_when_its_stock_moves(make: Any) -> None:
    def published(quantity: int) -> Change:
        wanted = make.with_offer(make.listing(), quantity=quantity)
        return plan(make.shop_state([wanted], [], {}), make.guard_input()).changes[0]

    assert published(10).kind == "publish"
    assert change_digest(published(10)) == change_digest(published(9))


def test_a_restock_that_was_allowed_covers_its_size_and_no_other(make: Any) -> None:
    def restocked(quantity: int) -> str:
        (change,) = plan(
            with_stock(make, priced(make, 100_000), quantity), make.guard_input()
        ).changes
        assert change.kind == "restock"
        return change_digest(change)

    assert restocked(45) == restocked(44)
    assert restocked(45) != restocked(45_000)


def test_what_is_refused_goes_by_no_approval(make: Any) -> None:
    refused = the_held(plan(priced(make, 0), make.guard_input()))
    allowed = make.guard_input(consent=Consent(approved={change_digest(refused)}))
    assert go(plan(priced(make, 0), allowed)) == []


@pytest.mark.parametrize("about", [Code("TOMKHO"), None])
def test_what_a_person_holds_back_waits_even_when_a_plan_is_approved(
    make: Any, about: Code | None
) -> None:
    on_hold = Consent(holds={about: HELD})
    made = plan(priced(make, 99_000), make.guard_input(consent=on_hold))
    assert held(made) == [("reprice", "held_by_person")]
    approved = make.guard_input(consent=on_hold, approved=made.digest)
    assert held(plan(priced(make, 99_000), approved)) == [("reprice", "held_by_person")]


def test_what_is_held_back_for_another_product_is_no_matter(make: Any) -> None:
    other = make.guard_input(consent=Consent(holds={Code("KHAC"): HELD}))
    assert go(plan(priced(make, 99_000), other)) == ["reprice"]


def test_showing_fewer_is_never_held_back_and_showing_more_is(make: Any) -> None:
    on_hold = make.guard_input(consent=Consent(holds={None: HELD}))
    assert go(plan(with_stock(make, priced(make, 100_000), 3), on_hold)) == ["restock"]
    assert go(plan(with_stock(make, priced(make, 100_000), 30), on_hold)) == []


# --- what was taken back -------------------------------------------------------------------------


def pin_of_price(make: Any) -> Change:
    """The price went from 100,000 to 120,000, and a person took that back."""
    went, stays = (make.with_offer(make.listing(), price=Dong(p)) for p in (120_000, 100_000))
    return Change(
        kind="reprice",
        shop=ShopName("shop"),
        code=Code("TOMKHO"),
        sku=Sku("TOMKHO"),
        before=went,
        after=stays,
        fields=("price",),
    )


def test_a_price_that_was_taken_back_stays_until_the_catalog_has_another(make: Any) -> None:
    pin = pin_of_price(make)
    unchanged = make.with_offer(make.listing(), price=Dong(120_000), quantity=3)
    kept = pinned(unchanged, [pin])
    assert kept
    assert (kept.offers[0].price, kept.offers[0].quantity) == (100_000, 3)
    assert outlived(pin, make.with_offer(make.listing(), price=Dong(130_000)))
    assert not outlived(pin, unchanged)


def test_a_change_that_takes_back_says_so_and_no_other(make: Any) -> None:
    def why(price: int, pin: Change) -> list[str]:
        made = plan(priced(make, price, 120_000), make.guard_input(pins=[pin]))
        return [change.reason for change in made.changes]

    pin = pin_of_price(make)
    assert why(100_000, pin) == ["undo"]
    assert why(110_000, pin) == ["catalog"]
    assert why(100_000, replace(pin, sku=Sku("KHAC"))) == ["catalog"]
    assert why(100_000, replace(pin, kind="withdraw")) == ["catalog"]


def test_a_title_that_was_taken_back_leaves_all_other_fields_alone(make: Any) -> None:
    before, after = replace(make.listing(), title="mới"), replace(make.listing(), title="cũ")
    pin = replace(
        pin_of_price(make), kind="revise", sku=None, fields=("title",), before=before, after=after
    )
    desired = replace(before, description="kể lại")
    assert pinned(desired, [pin]) == replace(desired, title="cũ")


def test_a_listing_that_was_taken_back_is_not_shown_until_the_catalog_changes(make: Any) -> None:
    listing = make.listing()
    pin = replace(pin_of_price(make), kind="withdraw", sku=None, fields=(), before=listing)
    fewer = make.with_offer(listing, quantity=1)
    assert pinned(fewer, [pin]) is None
    assert not outlived(pin, fewer)
    assert outlived(pin, replace(listing, title="khác"))


def test_of_what_was_taken_back_twice_the_last_word_counts(make: Any) -> None:
    listing, first = make.with_offer(make.listing(), price=Dong(120_000)), pin_of_price(make)
    assert first.before
    again = replace(first, after=first.before)
    assert pinned(listing, [first, again]) == listing
    hidden = replace(first, kind="withdraw", sku=None, fields=(), before=listing)
    assert pinned(listing, [hidden, replace(hidden, kind="restore")]) == listing
    assert pinned(listing, [replace(hidden, kind="restore"), hidden]) is None


@pytest.mark.parametrize("kind", ["withdraw", "restore"])
def test_what_the_catalog_did_not_tell_of_is_taken_back_until_it_does(make: Any, kind: Any) -> None:
    pin = replace(pin_of_price(make), kind=kind, sku=None, fields=(), before=None)
    assert not outlived(pin, None)
    assert outlived(pin, make.listing())
    assert outlived(replace(pin, before=make.listing()), None)


def test_a_price_that_was_taken_back_leaves_the_other_variants_alone(make: Any) -> None:
    pin = pin_of_price(make)
    cheaper_then = (*pin.after.offers, make.offer("KHAC", price=Dong(50_000)))
    pin = replace(pin, after=replace(pin.after, offers=cheaper_then))
    offers = (make.offer(price=Dong(120_000)), make.offer("KHAC", price=Dong(70_000)))
    kept = pinned(make.listing(offers=offers), [pin])
    assert kept
    assert [offer.price for offer in kept.offers] == [100_000, 70_000]


def test_what_was_taken_back_of_a_listing_says_nothing_of_a_variant_that_is_new(make: Any) -> None:
    pin = replace(pin_of_price(make), kind="revise", sku=None, fields=("title",))
    pin = replace(pin, before=replace(pin.after, title="mới"), after=replace(pin.after, title="cũ"))
    offers = (make.offer(), make.offer("KHAC", price=Dong(70_000)))
    kept = pinned(make.listing(title="mới", offers=offers), [pin])
    assert kept == make.listing(title="cũ", offers=offers)


def test_what_was_taken_back_from_nobody_knows_what_has_no_say(make: Any) -> None:
    pin = replace(pin_of_price(make), before=None)
    dearer = make.with_offer(make.listing(), price=Dong(120_000))
    assert outlived(pin, dearer)


@pytest.mark.parametrize(
    ("people", "enough"),
    [
        (["Lan", "Minh"], "yes"),
        (["Lan", "Lan"], "no"),
        (["Lan", "login"], "no"),  # at a command line that asked for no password
        (["Lan"], "no"),
        ([], "no"),
    ],
)
def test_where_it_takes_two_both_are_users_who_may_decide(people: list[str], enough: str) -> None:
    agreed_on = agreed({"abc": people}, "two_people", {"Lan", "Minh", "Hoa"})
    assert agreed_on == ({"abc"} if enough == "yes" else set())


def test_where_one_is_enough_anybody_may_allow_a_change() -> None:
    assert agreed({"abc": ["login"]}, "one_person", ()) == {"abc"}
