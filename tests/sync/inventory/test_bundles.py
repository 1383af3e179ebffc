"""Gift boxes made of other SKUs: no unit of a part is ever offered as two things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.inventory import (
    bundles_at,
    divided,
    free_for,
    makeable,
    movements_after,
    related,
    sold_lines,
    with_parts,
)
from sync.model import (
    BundleContents,
    Dong,
    Movement,
    Order,
    OrderLine,
    OrderStatus,
    ShopName,
    Sku,
)

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
SHRIMP, HONEY, FISH = Sku("TK"), Sku("MO"), Sku("CA")
BOX, PAIR = Sku("BOX"), Sku("PAIR")
BUNDLES = {BOX: {SHRIMP: 2, HONEY: 1}, PAIR: {SHRIMP: 1, HONEY: 1}}
KNOWN = [BundleContents(sku=BOX, parts=BUNDLES[BOX], since=NOW - timedelta(days=1))]


def order(
    status: OrderStatus, lines: Mapping[Sku, int], minutes: int = 0, reference: str = "1"
) -> Order:
    return Order(
        shop=ShopName("shop"),
        reference=reference,
        status=status,
        placed_at=NOW,
        updated_at=NOW + timedelta(minutes=minutes),
        lines=tuple(OrderLine(sku=sku, quantity=units) for sku, units in lines.items()),
        prices={BOX: Dong(300_000)},
    )


def taken_in(*orders: Order, contents: list[BundleContents] | None = None) -> list[Movement]:
    """Take orders in one after the other, as a store that keeps each movement once."""
    kept: dict[tuple[str, str, str], Movement] = {}
    for each in orders:
        alone = [m for m in kept.values() if not m.bundle]
        moved = movements_after([each], alone)
        for movement in with_parts(moved, [*kept.values()], contents or KNOWN):
            key = movement.reference, movement.sku, movement.reason
            assert key not in kept
            kept[key] = movement
    return [*kept.values()]


def on_hand(moved: list[Movement]) -> Counter[Sku]:
    found = Counter[Sku]()
    for movement in moved:
        found[movement.sku] += movement.on_hand
    return found


# --- what an order takes ---------------------------------------------------------------------


def test_an_order_of_a_bundle_takes_its_parts_once_however_often_it_is_told() -> None:
    sold = order("sold", {BOX: 3})
    moved = taken_in(sold, sold)
    assert on_hand(moved) == {BOX: -3, SHRIMP: -6, HONEY: -3}
    assert [m.reason for m in moved] == ["sold", "sold@BOX", "sold@BOX"]
    assert {m.kind for m in moved} == {"sold"}


def test_a_part_bought_alone_in_the_same_order_is_told_apart() -> None:
    moved = taken_in(
        order("sold", {BOX: 1, SHRIMP: 5}),
        order("released", {BOX: 1, SHRIMP: 5}, 5),
    )
    assert on_hand(moved[:4]) == {BOX: -1, SHRIMP: -7, HONEY: -1}
    assert on_hand(moved) == {BOX: 0, SHRIMP: 0, HONEY: 0}


def test_what_is_held_for_an_unpaid_bundle_goes_when_it_is_paid() -> None:
    held = taken_in(order("reserved", {BOX: 2}))
    assert [(m.sku, m.quantity, m.held) for m in held[1:]] == [(SHRIMP, -4, 4), (HONEY, -2, 2)]
    paid = taken_in(order("reserved", {BOX: 2}), order("sold", {BOX: 2}, 3))
    assert [(m.sku, m.quantity, m.held) for m in paid[4:]] == [(SHRIMP, 0, -4), (HONEY, 0, -2)]
    back = taken_in(
        order("reserved", {BOX: 2}), order("sold", {BOX: 2}, 3), order("released", {BOX: 2}, 9)
    )
    assert on_hand(back) == {BOX: 0, SHRIMP: 0, HONEY: 0}


def test_what_comes_back_is_what_was_taken_whatever_the_bundle_is_made_of_by_now() -> None:
    later = BundleContents(sku=BOX, parts={FISH: 9}, since=NOW + timedelta(minutes=2))
    contents = [*KNOWN, later]
    sold, back = order("sold", {BOX: 1}), order("returned", {BOX: 1}, 9)
    assert on_hand(taken_in(sold, back, contents=contents)) == {BOX: 0, SHRIMP: 0, HONEY: 0}
    new = order("sold", {BOX: 1}, 9, reference="2")
    assert on_hand(taken_in(new, contents=contents)) == {BOX: -1, FISH: -9}


def test_an_order_from_before_it_was_a_bundle_gives_back_no_parts() -> None:
    plain = movements_after([order("sold", {BOX: 1})], [])
    back = movements_after([order("returned", {BOX: 1}, 9)], plain)
    assert with_parts(back, plain, KNOWN) == back


def test_a_bundle_first_seen_cancelled_moves_nothing() -> None:
    assert on_hand(taken_in(order("released", {BOX: 1}))) == {BOX: 0}


def test_the_money_of_a_bundle_is_counted_once() -> None:
    (line,) = sold_lines(taken_in(order("sold", {BOX: 2})))
    assert (line.sku, line.units, line.price) == (BOX, 2, 300_000)


def test_what_a_bundle_was_made_of_is_known_by_its_day() -> None:
    first = BundleContents(sku=BOX, parts={SHRIMP: 1}, since=NOW)
    ended = replace(first, parts={}, since=NOW + timedelta(hours=2))
    assert bundles_at([ended, first], NOW - timedelta(days=9)) == {BOX: {SHRIMP: 1}}
    assert bundles_at([ended, first], NOW + timedelta(hours=1)) == {BOX: {SHRIMP: 1}}
    assert bundles_at([ended, first], NOW + timedelta(hours=3)) == {}


# --- what there is ---------------------------------------------------------------------------


def test_there_are_as_many_bundles_as_the_scarcest_part_allows() -> None:
    left = {SHRIMP: 7, HONEY: 40}
    assert makeable(left, BUNDLES[BOX]) == 3
    assert makeable({SHRIMP: 7, HONEY: None}, BUNDLES[BOX]) is None
    assert makeable({SHRIMP: 7}, BUNDLES[BOX]) is None
    assert makeable({}, {}) is None


def test_all_that_shares_a_part_hangs_together() -> None:
    assert related([SHRIMP], BUNDLES) == {SHRIMP, HONEY, BOX, PAIR}
    assert related([FISH], BUNDLES) == {FISH}
    chained = {BOX: {SHRIMP: 1, HONEY: 1}, PAIR: {HONEY: 1, FISH: 1}}
    assert related([SHRIMP], chained) == {SHRIMP, HONEY, BOX, PAIR, FISH}


@pytest.mark.parametrize(
    ("shrimp", "honey", "dealt"),
    [
        (10, 40, {SHRIMP: 4, BOX: 3, HONEY: 37}),
        (8, 40, {SHRIMP: 4, BOX: 2, HONEY: 38}),
        (3, 40, {SHRIMP: 1, BOX: 1, HONEY: 39}),
        (2, 40, {SHRIMP: 2, BOX: 0, HONEY: 40}),
        (1, 0, {SHRIMP: 1, BOX: 0, HONEY: 0}),
        (100, 2, {SHRIMP: 98, BOX: 1, HONEY: 1}),
    ],
)
def test_what_is_left_is_dealt_out_one_of_each_in_turn(
    shrimp: int, honey: int, dealt: dict[Sku, int]
) -> None:
    bundles = {BOX: BUNDLES[BOX]}
    assert divided({SHRIMP: shrimp, HONEY: honey}, bundles, [SHRIMP, HONEY, BOX]) == dealt


def test_what_is_not_sold_takes_none_and_what_nobody_counted_is_not_managed() -> None:
    left = {SHRIMP: 10, HONEY: 4, FISH: 6}
    assert divided(left, {BOX: BUNDLES[BOX]}, [BOX, FISH]) == {
        SHRIMP: 0,
        HONEY: 0,
        FISH: 6,
        BOX: 4,
    }
    assert divided({SHRIMP: 5, HONEY: None}, {BOX: BUNDLES[BOX]}, [SHRIMP, HONEY, BOX]) == {
        SHRIMP: 5,
        HONEY: None,
        BOX: None,
    }


@given(
    st.integers(0, 500),
    st.integers(0, 500),
    st.dictionaries(
        st.sampled_from([BOX, PAIR, Sku("ONE")]),
        st.dictionaries(st.sampled_from([SHRIMP, HONEY]), st.integers(1, 7), min_size=1),
    ),
    st.sets(st.sampled_from([SHRIMP, HONEY, BOX, PAIR, Sku("ONE")])),
)
def test_whatever_is_dealt_out_uses_no_unit_twice_and_leaves_none_that_could_be_sold(
    shrimp: int, honey: int, bundles: dict[Sku, dict[Sku, int]], selling: set[Sku]
) -> None:
    left = {SHRIMP: shrimp, HONEY: honey}
    dealt = divided(left, bundles, selling)
    used = Counter[Sku]()
    for sku, units in dealt.items():
        if sku in selling and (sku in left or sku in bundles):
            assert units is not None
            assert units >= 0
            for part, needed in bundles.get(sku, {sku: 1}).items():
                used[part] += needed * units
    hangs_together = related(bundles, bundles)
    for part, there in left.items():
        assert used[part] <= there
        if part in selling and part in hangs_together:
            assert used[part] == there


def test_what_is_set_aside_of_one_of_them_is_dealt_out_before_the_rest() -> None:
    left, bundles = {SHRIMP: 10, HONEY: 10}, {BOX: BUNDLES[BOX]}
    assert divided(left, bundles, [SHRIMP, HONEY, BOX], {BOX: 4}) == {SHRIMP: 2, HONEY: 6, BOX: 4}
    assert divided(left, bundles, [SHRIMP, HONEY, BOX], {SHRIMP: 99, FISH: 3}) == {
        SHRIMP: 10,
        HONEY: 10,
        BOX: 0,
    }


# --- what may be shown -----------------------------------------------------------------------


def test_a_bundle_may_be_shown_as_far_as_no_other_listing_can_take_its_parts() -> None:
    left = {SHRIMP: 10, HONEY: 10}
    assert free_for(BOX, left, {}, BUNDLES) == 5
    assert free_for(BOX, left, {SHRIMP: 3, PAIR: 2}, BUNDLES) == 2
    assert free_for(SHRIMP, left, {BOX: 3, PAIR: 2}, BUNDLES) == 2
    assert free_for(SHRIMP, left, {BOX: 6}, BUNDLES) == -2
    assert free_for(FISH, {FISH: 4}, {FISH: 1, BOX: 5}, BUNDLES) == 3
    assert free_for(FISH, left, {}, BUNDLES) is None
