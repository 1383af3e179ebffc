from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Code, Count, Dong, Field, Listing, Plan, Problem, Safety, Sku
from sync.planning import ShopState, counted_like_prices, counted_out, written_stock
from tests.sync.planning.conftest import plan


def held(made: Plan) -> list[tuple[str, str]]:
    """What waits, by kind and code."""
    return [(each.change.kind, each.problem.code) for each in made.held]


def go(made: Plan) -> list[str]:
    return [change.kind for change in made.changes]


def priced(make: Any, price: int, last: int = 100_000) -> ShopState:
    """One listing that we applied at `last` and want at `price`."""
    there = make.with_offer(make.listing(), price=Dong(last))
    seen = make.with_offer(make.seen(), price=Dong(last))
    wanted = make.with_offer(make.listing(), price=Dong(price))
    shop_state: ShopState = make.shop_state([wanted], [seen], {"TOMKHO": make.applied(there)})
    return shop_state


def many(make: Any, count: int, **more: Any) -> list[Listing]:
    return [
        make.seen(f"P{n}", remote_id=str(n), offers=(make.offer(f"P{n}"),), **more)
        for n in range(count)
    ]


def links(make: Any, listings: list[Listing]) -> dict[str, Any]:
    return {
        listing.code: make.applied(make.listing(listing.code), remote_id=listing.remote_id)
        for listing in listings
    }


# --- prices -------------------------------------------------------------------------------------


@pytest.mark.parametrize("price", [50_000, 99_000, 150_000])
def test_a_price_may_move_as_far_as_the_settings_say(make: Any, price: int) -> None:
    assert go(plan(priced(make, price), make.guard_input())) == ["reprice"]


@pytest.mark.parametrize("price", [49_999, 150_001])
def test_a_price_that_moves_farther_waits(make: Any, price: int) -> None:
    assert held(plan(priced(make, price), make.guard_input())) == [("reprice", "price_step")]
    (wait,) = plan(priced(make, price), make.guard_input()).held
    assert wait.problem.values == {"sku": "TOMKHO", "price": price, "last": 100_000, "most": 50.0}


@pytest.mark.parametrize("price", [1, 100, 10_000, 11_111, 900_000, 1_000_000, 100_000_000])
def test_a_slip_of_zeros_waits_however_wide_the_step(make: Any, price: int) -> None:
    wide = make.guard_input(safety=Safety(price_step_percent=1e9))
    assert held(plan(priced(make, price), wide)) == [("reprice", "price_magnitude")]


def test_figures_of_another_shop_are_asked_about_there_alone(make: Any) -> None:
    told = make.guard_input(tells=True)
    assert go(plan(priced(make, 1_000), told)) == ["reprice"]
    assert held(plan(priced(make, 0), told)) != []  # what is refused stays so


def test_going_back_to_the_last_applied_price_is_never_held(make: Any) -> None:
    seen = make.with_offer(make.seen(), price=Dong(1_000))
    shop_state = make.shop_state([make.listing()], [seen], {"TOMKHO": make.applied()})
    other_shop_prices = {Sku("TOMKHO"): (Dong(1_000_000),)}
    assert go(plan(shop_state, make.guard_input(other_shop_prices=other_shop_prices))) == [
        "reprice"
    ]


def test_a_price_that_we_never_wrote_moves_from_what_is_seen_there(make: Any) -> None:
    cheap = make.with_offer(make.listing(), price=Dong(1_000))
    known = {"TOMKHO": make.link()}
    made = plan(make.shop_state([cheap], [make.seen()], known), make.guard_input())
    assert held(made) == [("reprice", "price_magnitude")]


def test_of_a_listing_published_again_every_price_is_looked_at(make: Any) -> None:
    stood = make.listing(option_names=("Cỡ",), offers=sized(make, A=100_000, B=100_000))
    wanted = replace(stood, offers=sized(make, A=100_000, B=1_000))
    made = plan(make.shop_state([wanted], [], {"TOMKHO": make.applied(stood)}), make.guard_input())
    assert held(made) == [("publish", "price_magnitude")]


def sized(make: Any, **prices: int) -> tuple[Any, ...]:
    return tuple(make.offer(sku, options=(sku,), price=Dong(n)) for sku, n in prices.items())


def test_a_new_variant_does_not_wait_for_the_price_of_another(make: Any) -> None:
    stood = make.listing(option_names=("Cỡ",), offers=sized(make, A=100_000))
    wanted = replace(stood, offers=sized(make, A=1_000, B=100_000))
    seen = [replace(stood, remote_id="1")]
    made = plan(
        make.shop_state([wanted], seen, {"TOMKHO": make.applied(stood)}), make.guard_input()
    )
    assert (go(made), held(made)) == (["revise"], [("reprice", "price_magnitude")])


def test_a_new_price_far_from_that_of_other_shops_waits(make: Any) -> None:
    shop_state = make.shop_state([make.listing()], [], {})
    other_shop_prices = {Sku("TOMKHO"): (Dong(1_000_000), Dong(1_100_000))}
    made = plan(shop_state, make.guard_input(other_shop_prices=other_shop_prices))
    assert held(made) == [("publish", "price_far_from_peers")]
    told = {"sku": "TOMKHO", "price": 100_000, "peer": 1_000_000}
    assert made.held[0].problem.values == told
    near = {Sku("TOMKHO"): (Dong(110_000),)}
    assert go(plan(shop_state, make.guard_input(other_shop_prices=near))) == ["publish"]


@pytest.mark.parametrize("price", [0, -1_000])
def test_a_price_of_nothing_is_refused_and_no_approval_lifts_that(make: Any, price: int) -> None:
    shop_state = priced(make, price)
    digest = plan(shop_state, make.guard_input()).digest
    made = plan(shop_state, make.guard_input(approved=digest))
    assert held(made) == [("reprice", "price_not_positive")]


def test_the_price_of_a_new_variant_is_looked_at_too(make: Any) -> None:
    wanted = make.listing(offers=(make.offer(), make.offer("B", price=Dong(0))))
    shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    assert held(plan(shop_state, make.guard_input())) == [("revise", "price_not_positive")]


# --- too many at once ---------------------------------------------------------------------------


@pytest.mark.parametrize(("shop", "removed", "holds"), [(10, 3, 0), (10, 4, 4), (20, 6, 0)])
def test_a_large_part_of_a_shop_is_not_withdrawn_at_once(
    make: Any, shop: int, removed: int, holds: int
) -> None:
    seen = many(make, shop)
    wanted = [make.listing(f"P{n}") for n in range(removed, shop)]
    made = plan(make.shop_state(wanted, seen, links(make, seen)), make.guard_input())
    assert held(made) == [("withdraw", "mass_withdraw")] * holds
    assert len(go(made)) == removed - holds


def test_a_large_part_of_a_shop_is_not_published_again_at_once(make: Any) -> None:
    seen = many(make, 10)
    wanted = [make.listing(listing.code) for listing in seen]
    made = plan(make.shop_state(wanted, seen[4:], links(make, seen)), make.guard_input())
    assert held(made) == [("publish", "mass_vanished")] * 4
    carried = make.shop_state(
        wanted, seen[4:], links(make, seen), features=make.features(delivery="files")
    )
    assert held(plan(carried, make.guard_input())) == [("publish", "mass_vanished_files")] * 4
    few = plan(make.shop_state(wanted, seen[3:], links(make, seen)), make.guard_input())
    assert held(few) == [("publish", "deleted_by_seller")] * 3
    known = links(make, many(make, 20))
    wanted = [make.listing(code) for code in known]
    made = plan(make.shop_state(wanted, many(make, 20)[6:], known), make.guard_input())
    assert held(made) == [("publish", "deleted_by_seller")] * 6


def test_what_is_hidden_makes_no_mass_smaller(make: Any) -> None:
    seen = many(make, 10)
    hidden = [replace(each, status="hidden") for each in many(make, 20)[10:]]
    wanted = [make.listing(f"P{n}") for n in range(4, 10)]
    known = links(make, [*seen, *hidden])
    made = plan(make.shop_state(wanted, [*seen, *hidden], known), make.guard_input())
    assert held(made) == [("withdraw", "mass_withdraw")] * 4


@pytest.mark.parametrize(
    ("field", "was", "becomes", "holds"),
    [
        ("title", "Tôm khô", "Tôm khô, Cà Mau", 11),
        ("description", "Kể.", "Kể lại.", 11),
        ("title", "Tôm khô – OCOP 4 sao", "Tôm khô", 0),
        ("description", "Kể. OCOP 4 sao.", "Kể lại.", 0),
        ("description", "Kể. OCOP 4 sao.", "Kể. OCOP 3 sao.", 11),
    ],
)
def test_many_new_texts_are_asked_about_but_not_that_a_claim_leaves(
    make: Any, field: str, was: str, becomes: str, holds: int
) -> None:
    seen = many(make, 11, **{field: was})
    wanted = [make.listing(one.code, offers=one.offers, **{field: becomes}) for one in seen]
    made = plan(make.shop_state(wanted, seen, links(make, seen)), make.guard_input())
    assert held(made) == [("revise", "mass_content")] * holds
    assert len(go(made)) == 11 - holds


def test_a_claim_that_the_platform_does_not_show_leaves_all_the_same(make: Any) -> None:
    """What we wrote tells it: some platforms read no descriptions back as they were written."""
    seen = many(make, 11)
    claiming = {
        one.code: make.applied(
            make.listing(one.code, description="Kể. OCOP 4 sao."), remote_id=one.remote_id
        )
        for one in seen
    }
    shop_state = make.shop_state(
        [replace(one, remote_id=None) for one in seen],
        [replace(one, description=None) for one in seen],
        claiming,
    )
    made = plan(shop_state, make.guard_input())
    assert (held(made), len(go(made))) == ([], 11)


def test_a_listing_that_may_be_the_same_is_asked_about(make: Any) -> None:
    by_hand = make.seen("", remote_id="77", title="TÔM KHÔ tân tiến!", offers=(make.offer("HAND"),))
    made = plan(make.shop_state([make.listing()], [by_hand], {}), make.guard_input())
    assert held(made) == [("publish", "listing_resembles")]
    of_facts = make.listing(title="OCOP - Tôm khô Tân Tiến, Cà Mau - 500 g")
    made = plan(make.shop_state([of_facts], [by_hand], {}), make.guard_input())
    assert held(made) == [("publish", "listing_resembles")]
    other = replace(by_hand, title="Muối hồng Ba Khía")
    made = plan(make.shop_state([make.listing()], [other], {}), make.guard_input())
    assert go(made) == ["publish"]


@pytest.mark.parametrize(
    ("title", "theirs", "waits"),
    [
        ("Tôm khô Tân Tiến", "Tôm khô Tân", 1),  # three words of four
        ("OCOP - Tôm khô, xã Tân Tiến, Cà Mau", "Tôm khô", 1),
        ("Tôm khô Tân Tiến", "Tôm khô", 0),
    ],
)
def test_facts_behind_a_name_and_the_programme_before_it_make_no_other_product(
    make: Any, title: str, theirs: str, waits: int
) -> None:
    by_hand = make.seen("", remote_id="77", title=theirs, offers=(make.offer("HAND"),))
    made = plan(make.shop_state([make.listing(title=title)], [by_hand], {}), make.guard_input())
    assert held(made) == [("publish", "listing_resembles")] * waits


def test_two_products_without_a_barcode_share_none(make: Any) -> None:
    hand = make.offer("HAND", gtin="")
    by_hand = make.seen("", remote_id="77", title="Muối hồng Ba Khía", offers=(hand,))
    wanted = make.with_offer(make.listing(), gtin="")
    made = plan(make.shop_state([wanted], [by_hand], {}), make.guard_input())
    assert go(made) == ["publish"]


@pytest.mark.parametrize(
    ("price", "codes"),
    [(65, ["first_price_suspicious"]), (65_000_000, ["first_price_suspicious"]), (65_000, [])],
)
def test_a_first_price_is_held_against_its_kind(make: Any, price: int, codes: list[str]) -> None:
    kin = [make.listing(f"P{n}", offers=(make.offer(f"P{n}"),)) for n in range(3)]
    new = make.with_offer(make.listing("NEW", offers=(make.offer("NEW"),)), price=Dong(price))
    made = plan(make.shop_state([*kin, new], [], {}), make.guard_input())
    assert [each.problem.code for each in made.held] == codes


@pytest.mark.parametrize(("price", "waits"), [(20_000, 0), (19_999, 1), (500_000, 0), (500_001, 1)])
def test_a_first_price_may_be_a_fifth_or_five_times_that_of_its_kind(
    make: Any, price: int, waits: int
) -> None:
    kin = [make.listing(f"P{n}", offers=(make.offer(f"P{n}", weight_g=1000),)) for n in range(3)]
    new = make.listing("NEW", offers=(make.offer("NEW", weight_g=1000, price=Dong(price)),))
    made = plan(make.shop_state([*kin, new], [], {}), make.guard_input())
    assert held(made) == [("publish", "first_price_suspicious")] * waits


def test_a_first_price_that_waits_says_what_the_pack_would_cost_at_what_is_usual(make: Any) -> None:
    kin = [make.listing(f"P{n}", offers=(make.offer(f"P{n}"),)) for n in range(3)]
    new = make.with_offer(make.listing("NEW", offers=(make.offer("NEW"),)), price=Dong(19_999))
    (wait,) = plan(make.shop_state([*kin, new], [], {}), make.guard_input()).held
    assert wait.problem.values == {"sku": "NEW", "price": 19_999, "usual": 100_001}  # whole dong


def test_what_has_no_category_or_no_weight_has_no_kind(make: Any) -> None:
    kin = [make.listing(f"P{n}", category=None, offers=(make.offer(f"P{n}"),)) for n in range(3)]
    new = make.listing("NEW", category=None, offers=(make.offer("NEW", price=Dong(2_000)),))
    made = plan(make.shop_state([*kin, new], [], {}), make.guard_input())
    assert held(made) == []
    weightless = make.listing("NEW", offers=(make.offer("NEW", price=Dong(2_000), weight_g=None),))
    others = [replace(each, category="101128") for each in kin]
    made = plan(make.shop_state([*others, weightless], [], {}), make.guard_input())
    assert held(made) == []


@pytest.mark.parametrize(("price", "codes"), [(65, ["first_price_suspicious"]), (1_000, [])])
def test_a_first_price_below_all_that_is_sold_waits_even_without_its_kind(
    make: Any, price: int, codes: list[str]
) -> None:
    alone = make.with_offer(make.listing(), price=Dong(price))
    made = plan(make.shop_state([alone], [], {}), make.guard_input())
    assert [each.problem.code for each in made.held] == codes
    told = {"sku": "TOMKHO", "price": price, "usual": 1_000}
    assert all(each.problem.values == told for each in made.held)


def test_a_count_that_empties_a_large_part_of_a_shop_waits_and_sales_do_not(make: Any) -> None:
    seen = many(make, 20)
    wanted = [make.with_offer(make.listing(f"P{n}"), quantity=0) for n in range(11)]
    wanted += [make.listing(f"P{n}") for n in range(11, 20)]
    shop_state = make.shop_state(wanted, seen, links(make, seen))
    counted = frozenset(Sku(f"P{n}") for n in range(11))
    assert (
        held(plan(shop_state, make.guard_input(sold_out=counted)))
        == [("restock", "mass_sold_out")] * 11
    )
    assert go(plan(shop_state, make.guard_input())) == ["restock"] * 11


def test_only_a_count_of_zero_counts_as_counted_out(make: Any) -> None:
    variants = [make.variant("A"), make.variant("B", stock=None)]
    empty = make.variant("C", stock=replace(variants[0].stock, quantity=0))
    assert counted_out([make.product(variants=(*variants, empty))]) == {"C"}
    box, other = (
        replace(empty, sku=Sku(s), stock=None, made_of={Sku(p): 1}) for s, p in ("DC", "EA")
    )
    assert counted_out([make.product(variants=(*variants, empty, box, other))]) == {"C", "D"}


def test_what_nobody_counted_is_not_in_the_written_stock(make: Any) -> None:
    variants = (make.variant("A"), make.variant("B", stock=None), make.variant("C", stock=Count(0)))
    assert written_stock([make.product(variants=variants)]) == {"A": 10, "C": 0}


def test_a_count_is_like_a_price_where_it_is_just_that(make: Any) -> None:
    counts = {"A": Count(100_000), "B": Count(99_999), "C": None}
    variants = tuple(make.variant(sku, stock=count) for sku, count in counts.items())
    assert counted_like_prices([make.product(variants=variants)]) == {"A"}


# --- variants -----------------------------------------------------------------------------------


def losing(make: Any, count: int, kept: int) -> ShopState:
    offers = tuple(make.offer(f"S{n}") for n in range(count))
    there = make.listing(offers=offers)
    seen = make.seen(offers=offers)
    wanted = make.listing(offers=offers[:kept])
    shop_state: ShopState = make.shop_state([wanted], [seen], {"TOMKHO": make.applied(there)})
    return shop_state


def test_a_smaller_part_of_the_variants_may_go(make: Any) -> None:
    assert go(plan(losing(make, 4, 2), make.guard_input())) == ["revise"]


def test_most_of_the_variants_may_not_go_alone(make: Any) -> None:
    assert held(plan(losing(make, 4, 1), make.guard_input())) == [("revise", "variants_removed")]


def with_one_attribute_less(make: Any) -> ShopState:
    there = make.listing(attributes={"Xuất xứ": "Việt Nam", "Chứng nhận OCOP": "4 sao"})
    wanted = make.listing(attributes={"Xuất xứ": "Việt Nam"})
    shop_state: ShopState = make.shop_state(
        [wanted], [make.seen()], {"TOMKHO": make.applied(there)}
    )
    return shop_state


def test_an_attribute_that_is_written_no_more_goes_where_it_can(make: Any) -> None:
    assert go(plan(with_one_attribute_less(make), make.guard_input())) == ["revise"]


@pytest.mark.parametrize(
    ("waits", "goes", "taken_back"),
    [("title", "attributes", ("Chứng nhận OCOP",)), ("attributes", "title", ())],
)
def test_an_attribute_leaves_with_the_attributes_and_with_no_other_field(
    make: Any, waits: Field, goes: Field, taken_back: tuple[str, ...]
) -> None:
    shop_state = with_one_attribute_less(make)
    desired = {code: replace(x, title="Tên khác") for code, x in shop_state.desired.items()}
    objection = Problem(code="title_too_long", fields=frozenset({waits}))
    made = plan(
        replace(shop_state, desired=desired), make.guard_input(objections={"TOMKHO": (objection,)})
    )
    assert [(c.fields, c.taken_back) for c in made.changes] == [((goes,), taken_back)]


def test_an_attribute_that_no_program_can_take_back_waits_for_a_person(make: Any) -> None:
    shop_state = with_one_attribute_less(make)
    features = shop_state.features
    shop_state = replace(
        shop_state, features=replace(features, can=features.can - {"remove_attributes"})
    )
    made = plan(shop_state, make.guard_input())
    assert held(made) == [("revise", "attributes_stay")]
    assert made.held[0].problem.values["names"] == ("Chứng nhận OCOP",)
    assert go(plan(shop_state, make.guard_input(approved=made.digest))) == ["revise"]


def test_a_variant_that_we_did_not_make_is_not_removed_and_the_rest_goes_on(make: Any) -> None:
    seen = make.seen(offers=(make.offer(), make.offer("CUA-NGUOI-KHAC")), title="bị sửa")
    made = plan(
        make.shop_state([make.listing()], [seen], {"TOMKHO": make.applied()}), make.guard_input()
    )
    assert held(made) == [("revise", "variant_not_ours")]
    assert [change.fields for change in made.changes] == [("title",)]


def test_many_variants_over_the_whole_shop_may_not_go_at_once(make: Any) -> None:
    offers = {n: tuple(make.offer(f"P{n}-{m}") for m in range(2)) for n in range(5)}
    seen = [make.seen(f"P{n}", remote_id=str(n), offers=offers[n]) for n in range(5)]
    known = {
        f"P{n}": make.applied(make.listing(f"P{n}", offers=offers[n]), remote_id=str(n))
        for n in range(5)
    }
    wanted = [make.listing(f"P{n}", offers=offers[n][:1]) for n in range(5)]
    made = plan(make.shop_state(wanted, seen, known), make.guard_input())
    assert held(made) == [("revise", "mass_variants_removed")] * 5


# --- policy, catalog, platform, doubts ----------------------------------------------------------


def mixed(make: Any, **more: Any) -> ShopState:
    """A shop where something is to be published, revised and withdrawn."""
    seen = many(make, 2)
    wanted = [make.listing("NEW"), make.listing("P0", title="Tên mới")]
    shop_state: ShopState = make.shop_state(wanted, seen, links(make, seen), **more)
    return shop_state


def test_a_shop_that_only_reports_changes_nothing_even_when_approved(make: Any) -> None:
    shop_state = mixed(make, shop=make.shop(policy="report"))
    digest = plan(shop_state, make.guard_input()).digest
    made = plan(shop_state, make.guard_input(approved=digest))
    assert go(made) == []
    assert {(each.problem.code, each.problem.severity) for each in made.held} == {
        ("policy_report", "note")
    }


def test_a_shop_that_only_adds_takes_nothing_away(make: Any) -> None:
    made = plan(mixed(make, shop=make.shop(policy="upsert")), make.guard_input())
    assert go(made) == ["revise", "publish"]
    assert held(made) == [("withdraw", "policy_upsert")]
    fewer = losing(make, 4, 3)
    upsert = replace(fewer, shop=make.shop(policy="upsert"))
    assert held(plan(upsert, make.guard_input())) == [("revise", "policy_upsert")]


def test_what_stood_in_a_file_that_is_gone_is_not_withdrawn_unasked(make: Any) -> None:
    gone = replace(mixed(make), kept={Code("P1"): "file_gone"})
    of_file = {code: replace(link, file="tom-kho") for code, link in gone.links.items()}
    made = plan(replace(gone, links=of_file), make.guard_input())
    assert go(made) == ["revise", "publish"]
    assert held(made) == [("withdraw", "catalog_file_gone")]
    assert made.held[0].problem.values == {"file": "tom-kho", "code": "P1"}


def test_what_cannot_be_read_just_now_is_not_withdrawn(make: Any) -> None:
    made = plan(replace(mixed(make), kept={Code("P1"): "unread"}), make.guard_input())
    assert (go(made), held(made)) == (["revise", "publish"], [])


def test_a_refused_product_is_neither_changed_nor_withdrawn(make: Any) -> None:
    made = plan(mixed(make), make.guard_input(blocked=frozenset({"P0", "P1", "NEW"})))
    assert (made.changes, made.held, made.problems) == ((), (), ())


def test_what_the_platform_cannot_do_is_said(make: Any) -> None:
    features = make.features(can=frozenset({"publish", "revise"}))
    assert held(plan(mixed(make, features=features), make.guard_input())) == [
        ("withdraw", "platform_cannot")
    ]


def test_a_doubt_of_the_loader_holds_what_buyers_read_and_not_the_stock(make: Any) -> None:
    objection = Problem(code="disease_claim", severity="hold", about="TOMKHO")
    wanted = make.with_offer(make.listing(title="Trị bệnh"), quantity=0)
    shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    guard_input = make.guard_input(objections={"TOMKHO": (objection,)})
    made = plan(shop_state, guard_input)
    assert go(made) == ["restock"]
    assert held(made) == [("revise", "disease_claim")]
    assert go(plan(shop_state, replace(guard_input, approved=made.digest))) == ["restock", "revise"]
    first = plan(make.shop_state([wanted], [], {}), guard_input)
    assert held(first) == [("publish", "disease_claim")]


def test_a_warning_holds_nothing(make: Any) -> None:
    shop_state = make.shop_state([make.listing()], [], {})
    warning = Problem(code="superlative", severity="warning")
    assert go(plan(shop_state, make.guard_input(objections={"TOMKHO": (warning,)}))) == ["publish"]


def test_a_listing_stays_hidden_while_its_revise_is_held(make: Any) -> None:
    objection = Problem(code="disease_claim", severity="hold")
    shop_state = make.shop_state(
        [make.listing(title="Trị bệnh")],
        [make.seen(status="hidden")],
        {"TOMKHO": make.applied(make.listing(status="hidden"))},
    )
    made = plan(shop_state, make.guard_input(objections={"TOMKHO": (objection,)}))
    assert held(made) == [("revise", "disease_claim"), ("restore", "disease_claim")]


def test_a_price_that_waits_keeps_nothing_hidden(make: Any) -> None:
    shop_state = make.shop_state(
        [make.with_offer(make.listing(), price=Dong(1_000))],
        [make.seen(status="hidden")],
        {"TOMKHO": make.applied(make.listing(status="hidden"))},
    )
    made = plan(shop_state, make.guard_input())
    assert (go(made), held(made)) == (["restore"], [("reprice", "price_magnitude")])


# --- approval -----------------------------------------------------------------------------------


def test_the_approval_of_a_plan_lets_through_what_it_held(make: Any) -> None:
    shop_state = make.shop_state([make.listing()], [make.seen(title="khác")], {})
    made = plan(shop_state, make.guard_input())
    assert held(made) == [("revise", "listing_exists_unlinked")]
    assert go(plan(shop_state, make.guard_input(approved=made.digest))) == ["revise"]


def test_the_approval_of_another_plan_lets_nothing_through(make: Any) -> None:
    digest = plan(priced(make, 10_000), make.guard_input()).digest
    made = plan(priced(make, 9_000), make.guard_input(approved=digest))
    assert held(made) == [("reprice", "price_magnitude")]


# --- many at once ------------------------------------------------------------------------------


def moved(make: Any, name: str, before: int, after: int, count: int = 20) -> ShopState:
    """A shop in which one figure of every offer moves."""
    there = [make.with_offer(each, **{name: before}) for each in many(make, count)]
    stands = [make.listing(each.code, offers=each.offers) for each in there]
    wanted = [make.with_offer(each, **{name: after}) for each in stands]
    applied = {
        each.code: make.applied(replace(wish, offers=each.offers), remote_id=each.remote_id)
        for each, wish in zip(there, wanted, strict=True)
    }
    made: ShopState = make.shop_state(wanted, there, applied)
    return made


@pytest.mark.parametrize(("after", "code"), [(149_000, "mass_prices"), (51_000, "mass_prices")])
def test_all_prices_moving_far_at_once_wait(make: Any, after: int, code: str) -> None:
    made = plan(moved(make, "price", 100_000, after), make.guard_input())
    assert {problem for _, problem in held(made)} == {code}


@pytest.mark.parametrize(("after", "count"), [(115_000, 20), (120_000, 20), (149_000, 10)])
def test_a_small_rise_of_all_prices_or_a_large_one_of_few_goes(
    make: Any, after: int, count: int
) -> None:
    assert held(plan(moved(make, "price", 100_000, after, count), make.guard_input())) == []


def test_large_rises_of_few_prices_of_many_go_though_little_of_each_is_left(make: Any) -> None:
    there = [make.with_offer(each, quantity=1) for each in many(make, 40)]
    wanted = [
        make.with_offer(replace(each, remote_id=None), price=Dong(149_000 if n < 11 else 100_000))
        for n, each in enumerate(there)
    ]
    made = plan(make.shop_state(wanted, there, links(make, there)), make.guard_input())
    assert [change.kind for change in made.changes if change.kind == "reprice"] == ["reprice"] * 11


@pytest.mark.parametrize(("after", "counts"), [(400, 400), (1, 1), (0, 0)])
def test_all_stock_ten_times_or_a_tenth_waits(make: Any, after: int, counts: int) -> None:
    shop_state = moved(make, "quantity", 40, after)
    guard_input = make.guard_input(counts={Sku(f"P{n}"): counts for n in range(20)})
    assert {problem for _, problem in held(plan(shop_state, guard_input))} == {"mass_stock"}


def test_a_shop_that_sells_out_is_no_slip(make: Any) -> None:
    guard_input = make.guard_input(counts={Sku(f"P{n}"): 40 for n in range(20)})
    assert held(plan(moved(make, "quantity", 40, 0), guard_input)) == []


@pytest.mark.parametrize(("before", "after", "counts"), [(1, 9, 9), (9, 1, 1), (8, 0, 0)])
def test_nine_times_as_many_or_a_ninth_is_as_far_as_stock_may_move(
    make: Any, before: int, after: int, counts: int
) -> None:
    guard_input = make.guard_input(counts={Sku(f"P{n}"): counts for n in range(20)})
    made = plan(moved(make, "quantity", before, after), guard_input)
    assert "mass_stock" in {problem for _, problem in held(made)}


@pytest.mark.parametrize("counts", [0, 40])
def test_what_was_sold_out_is_counted_anew_without_being_asked_about(
    make: Any, counts: int
) -> None:
    guard_input = make.guard_input(counts={Sku(f"P{n}"): counts for n in range(20)})
    assert held(plan(moved(make, "quantity", 0, 40), guard_input)) == []


def test_a_small_file_that_loses_most_of_its_products_is_asked_about(make: Any) -> None:
    there = many(make, 3)
    known = {code: replace(link, file="htx-nho") for code, link in links(make, there).items()}
    wanted = [make.listing("P0", offers=(make.offer("P0"),))]
    shop_state = make.shop_state(wanted, there, known)
    made = plan(shop_state, make.guard_input())
    assert held(made) == [("withdraw", "mass_withdraw_file")] * 2
    on_purpose = make.guard_input(written={"P0", "P1", "P2"})
    assert held(plan(shop_state, on_purpose)) == []


def test_what_one_file_loses_holds_up_no_withdrawal_of_another(make: Any) -> None:
    """Of ten products a file of four is gone; one of another file is taken out on purpose."""
    there = many(make, 10)
    known = {
        code: replace(link, file="mat-ong" if code in {"P0", "P1", "P2", "P3"} else "tom-kho")
        for code, link in links(make, there).items()
    }
    wanted = [make.listing(f"P{n}", offers=(make.offer(f"P{n}"),)) for n in range(5, 10)]
    shop_state = make.shop_state(wanted, there, known)
    made = plan(shop_state, make.guard_input())
    assert held(made) == [("withdraw", "mass_withdraw_file")] * 4
    assert [(change.kind, change.code) for change in made.changes] == [("withdraw", "P4")]
    gone = dict.fromkeys((Code(f"P{n}") for n in range(4)), "file_gone")
    made = plan(replace(shop_state, kept=gone), make.guard_input())
    assert held(made) == [("withdraw", "catalog_file_gone")] * 4
    assert [(change.kind, change.code) for change in made.changes] == [("withdraw", "P4")]
