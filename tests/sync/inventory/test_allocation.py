"""One shelf, many shops: who offers how many."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.inventory.allocation import (
    StockToShare,
    buffer_of,
    offered_once,
    only_shown,
    shares,
    shares_among,
    shares_of,
    windows,
)
from sync.model import (
    Aside,
    Buffer,
    Count,
    DeveloperApp,
    LastUnits,
    Override,
    Shop,
    ShopName,
    Sku,
    StockRule,
)
from sync.model.assortment import selling_any

A, B, C, D = (ShopName(name) for name in "ABCD")
APP = DeveloperApp(name="a", platform="p", key="k", secret="s")


def shop(name: ShopName, **rule: Any) -> Shop:
    return Shop(name=name, platform="p", app=APP, account=name, stock_rule=StockRule(**rule))


def shared(available: int | None, *shops: Shop, **buffers: int) -> list[int | None]:
    found = shares(available, shops, {ShopName(name): each for name, each in buffers.items()})
    assert list(found) == [each.name for each in shops]
    return list(found.values())


def test_without_a_rule_every_shop_has_an_even_part_and_the_first_shops_the_odd_units() -> None:
    assert shared(7, shop(A)) == [7]
    assert shared(6, shop(A), shop(B), shop(C)) == [2, 2, 2]
    assert shared(8, shop(A), shop(B), shop(C)) == [3, 3, 2]
    assert shared(1, shop(A), shop(B), shop(C)) == [1, 0, 0]


def test_of_what_is_set_aside_less_is_left_as_it_sells_and_never_less_than_nothing() -> None:
    begins = datetime(2026, 12, 1, 12, tzinfo=UTC)
    live = Aside(
        reference="live-1",
        sku=Sku("TK"),
        shop=A,
        quantity=5,
        begins_at=begins,
        ends_at=begins + timedelta(hours=2),
    )
    assert [live.less(sold).quantity for sold in (0, 2, 9, -3)] == [5, 3, 0, 5]


def test_where_nothing_can_be_bought_everything_is_shown_and_nobody_has_less_for_it() -> None:
    window = shop(D, share="shown")
    assert shared(9, shop(A), shop(B), window) == [5, 4, 9]
    assert shared(9, shop(A, fixed=3), window, shop(B)) == [3, 9, 6]
    assert offered_once([shop(A), shop(B), window])
    assert offered_once([shop(A, share="all"), window])
    assert not offered_once([shop(A, share="all"), shop(B), window])
    assert only_shown([shop(A, share="all"), window, shop(B)]) == {D}


def test_what_is_set_aside_is_one_shops_alone_and_all_share_the_rest() -> None:
    shops = [shop(A, reserve=1), shop(B, ceiling=2), shop(C, share="all")]
    assert shares(10, shops, {}) == {A: 7, B: 2, C: 10}
    assert shares(10, shops, {}, aside={B: 6}) == {A: 2, B: 8, C: 4}
    assert shares(10, shops, {}, aside={B: 99}) == {A: 0, B: 10, C: 0}
    assert shares(10, shops, {}, aside={ShopName("gone"): 4}) == {A: 7, B: 2, C: 10}


def test_odd_units_go_to_the_shops_that_sell_most_whatever_their_order() -> None:
    shops = [shop(A), shop(B), shop(C)]
    assert shares(1, shops, {}, {B: 4, C: 9}) == {A: 0, B: 0, C: 1}
    assert shares(8, shops, {}, {B: 4, C: 9}) == {A: 2, B: 3, C: 3}
    assert shares(8, shops, {}, {B: 4, A: 4}) == {A: 3, B: 3, C: 2}
    assert shares(1, shops, {}, {B: 1}) == {A: 0, B: 1, C: 0}


def test_what_is_over_one_shops_ceiling_goes_to_the_others() -> None:
    assert shared(12, shop(A), shop(B, ceiling=1), shop(C)) == [6, 1, 5]
    assert shared(12, shop(A, ceiling=5), shop(B, ceiling=1), shop(C, ceiling=0)) == [5, 1, 0]
    few, six = {"ceiling": 1}, {"ceiling": 6}
    assert shared(20, shop(A, **few), shop(B, **few), shop(C, **six), shop(D)) == [1, 1, 6, 12]


def test_what_one_shop_holds_back_takes_nothing_from_the_others() -> None:
    assert shared(10, shop(A, reserve=2), shop(B)) == [4, 5]
    assert shared(10, shop(A, reserve=2), shop(B, reserve=2)) == [4, 4]
    assert shared(2, shop(A, reserve=2), shop(B)) == [0, 1]


def test_even_shops_split_what_the_own_parts_leave() -> None:
    assert shared(15, shop(A), shop(B, fixed=4), shop(C, share_percent=20)) == [8, 4, 3]
    assert shared(15, shop(A), shop(B, share_percent=100)) == [0, 15]


def test_a_shop_that_offers_all_offers_what_others_have_as_well() -> None:
    everything = {"share": "all"}
    assert shared(7, shop(A, **everything), shop(B, **everything)) == [7, 7]
    assert shared(7, shop(A, **everything), shop(B), shop(C, fixed=3)) == [7, 4, 3]


def test_units_are_offered_once_unless_a_shop_offers_all() -> None:
    shops = [shop(A), shop(B, fixed=3), shop(C, share_percent=10)]
    everything = shop(D, share="all")
    assert offered_once(shops)
    assert not offered_once([*shops, everything])
    assert offered_once([everything])
    assert not offered_once([shop(A), everything])


def test_all_see_everything_less_a_reserve() -> None:
    all_but_two: dict[str, Any] = {"share": "all", "reserve": 2}
    assert shared(7, shop(A, **all_but_two), shop(B, **all_but_two)) == [5, 5]
    assert shared(1, shop(A, **all_but_two), shop(B)) == [0, 1]


def test_percentages_are_rounded_down_and_never_make_a_unit() -> None:
    third = {"share_percent": 33.4}
    assert shared(10, shop(A, **third), shop(B, **third), shop(C, **third)) == [3, 3, 3]
    assert shared(1, shop(A, share_percent=50), shop(B, share_percent=50)) == [0, 0]
    assert shared(1999, shop(A, share_percent=50)) == [999]


def test_percentages_over_a_hundred_give_the_later_shop_what_is_left() -> None:
    assert shared(10, shop(A, share_percent=80), shop(B, share_percent=80)) == [8, 2]


def test_fixed_parts_are_given_in_the_order_of_the_shops_while_there_is_any() -> None:
    assert shared(15, shop(A, fixed=10), shop(B, fixed=10), shop(C)) == [10, 5, 0]
    assert shared(4, shop(A, fixed=10), shop(B, fixed=10)) == [4, 0]


def test_a_ceiling_holds_for_every_kind_of_share() -> None:
    rules: list[dict[str, Any]] = [{}, {"fixed": 20}, {"share_percent": 90}]
    assert [shared(40, shop(A, ceiling=5, **rule)) for rule in rules] == [[5]] * 3


def test_the_last_units_go_to_one_shop() -> None:
    last = LastUnits(below=3, to=B)
    few, many = shop(A, last_units=last), shop(B, share_percent=50)
    assert shared(3, few, many) == [2, 1]
    assert shared(2, few, many) == [0, 2]


def test_each_shop_yields_the_last_units_below_its_own_number_and_not_at_it() -> None:
    to_c, early = LastUnits(below=4, to=C), LastUnits(below=9, to=C)
    assert shared(4, shop(A, last_units=to_c), shop(C, fixed=1)) == [3, 1]
    assert shared(4, shop(A, last_units=to_c), shop(B, last_units=early), shop(C)) == [2, 0, 2]


def test_the_last_units_of_a_product_that_the_named_shop_does_not_sell_stay() -> None:
    assert shared(2, shop(A, last_units=LastUnits(below=3, to=B))) == [2]


def test_the_heir_takes_only_what_no_other_shop_has_as_its_own() -> None:
    yielding = shop(A, last_units=LastUnits(below=9, to=B))
    assert shared(8, yielding, shop(B), shop(C, fixed=3)) == [0, 5, 3]


def test_several_heirs_split_the_last_units_without_a_buffer() -> None:
    to_b, to_c = LastUnits(below=9, to=B), LastUnits(below=9, to=C)
    yielding = shop(A, last_units=to_b), shop(D, last_units=to_c)
    heirs = shop(B, fixed=1), shop(C, share="all", buffer=Buffer(days=7, lead_days=1))
    assert shared(7, *yielding, *heirs, C=5) == [0, 0, 4, 3]


def test_two_shops_that_would_leave_the_last_units_to_each_other_leave_them_to_nobody() -> None:
    to_b, to_a = LastUnits(below=3, to=B), LastUnits(below=3, to=A)
    assert shared(2, shop(A, last_units=to_b), shop(B, last_units=to_a)) == [0, 0]


@pytest.mark.parametrize(
    ("sold", "buffer", "held_back"),
    [
        (0, Buffer(days=7, lead_days=1), 0),
        (1, Buffer(days=7, lead_days=1), 1),
        (14, Buffer(days=7, lead_days=1), 2),
        (70, Buffer(days=7, lead_days=0.5), 5),
        (700, Buffer(days=7, lead_days=1, most=6), 6),
    ],
)
def test_a_buffer_grows_with_the_speed_of_sales(sold: int, buffer: Buffer, held_back: int) -> None:
    assert buffer_of(StockRule(buffer=buffer), sold) == held_back
    assert buffer_of(StockRule(), sold) == 0


def test_the_buffer_is_held_back_but_not_from_the_shop_that_sells_the_last() -> None:
    rule: dict[str, Any] = {"buffer": Buffer(days=7, lead_days=1)}
    assert shared(10, shop(A, **rule), A=4) == [6]
    assert shared(2, shop(A, last_units=LastUnits(below=3, to=B)), shop(B, **rule), B=4) == [0, 2]


def test_what_nobody_counted_is_offered_nowhere_and_is_not_zero() -> None:
    last = LastUnits(below=3, to=B)
    assert shared(None, shop(A, fixed=3, last_units=last), shop(B, reserve=9)) == [None, None]


def test_a_shop_shares_only_with_the_shops_that_sell_the_same(make: Any) -> None:
    product = make.product(stock=Count(10), overrides={"B": Override(sold=False)})
    (sku,) = (variant.sku for variant in product.variants)
    ours, other = shop(A, fixed=8), shop(B, fixed=8)
    assert shares_of(ours, [other], [product], StockToShare({sku: 10})) == {sku: 8}
    assert shares_of(other, [ours], [product], StockToShare({sku: 10})) == {}
    two = StockToShare({sku: 1}, demand={B: 7})
    evenly = [shop(A), shop(B)]
    assert shares_of(evenly[0], evenly, [make.product(stock=Count(1))], two) == {sku: 0}
    both = make.product(stock=Count(10))
    assert shares_of(other, [ours, other], [both], StockToShare({sku: 10})) == {sku: 2}


def test_a_shop_leaves_its_part_to_the_others_while_a_product_is_absent_there(make: Any) -> None:
    product = make.product(stock=Count(10))
    (sku,) = (variant.sku for variant in product.variants)
    shops = [shop(A), shop(B)]
    there = StockToShare({sku: 10}, absent={(B, product.code)})
    assert shares_of(shops[0], shops, [product], there) == {sku: 10}
    assert shares_of(shops[1], shops, [product], there) == {sku: 5}
    assert shares_among(shops, [product], there) == {A: {sku: 10}, B: {sku: 5}}


def test_a_product_that_is_not_sold_here_stops_no_other(make: Any) -> None:
    elsewhere = make.product("A", stock=Count(3), overrides={"A": Override(sold=False)})
    here = [make.product(code, stock=Count(4)) for code in ("B", "C")]
    there = StockToShare({Sku(code): 4 for code in "ABC"})
    assert shares_of(shop(A), [], [elsewhere, *here], there) == {"B": 4, "C": 4}


def test_two_skus_of_as_many_units_are_dealt_alike_unless_some_of_one_are_set_aside(
    make: Any,
) -> None:
    products = [make.product(code, stock=Count(8)) for code in ("A", "B", "C")]
    shops, left = [shop(A), shop(B)], {Sku(code): 8 for code in "ABC"}
    there = StockToShare(left, aside={Sku("B"): {A: 6}})
    assert shares_of(shops[0], shops, products, there) == {"A": 4, "B": 7, "C": 4}
    assert shares_of(shops[1], shops, products, there) == {"A": 4, "B": 1, "C": 4}


def test_a_variant_that_is_not_to_be_sold_is_offered_nowhere(make: Any) -> None:
    sold, unsold = make.variant("A"), make.variant("B", sold=False)
    product = make.product("A", variants=(sold, unsold), option_names=("Cỡ",))
    there = StockToShare({Sku("A"): 5, Sku("B"): 5})
    assert shares_of(shop(A), [shop(A)], [product], there) == {"A": 5, "B": 0}
    both = [make.product("C", stock=Count(1)), product]
    assert shares_of(shop(A), [], both, StockToShare({Sku("C"): 1})) == {"C": 1, "A": None, "B": 0}


def test_each_shop_looks_back_over_its_own_window(make: Any) -> None:
    product = make.product(stock=Count(10))
    sku: Sku = product.variants[0].sku
    week, month = Buffer(days=7, lead_days=1), Buffer(days=30, lead_days=1)
    rules: list[dict[str, Any]] = [{"buffer": week}, {"buffer": month}, {}]
    shops = [shop(name, share="all", **rule) for name, rule in zip((A, B, C), rules, strict=True)]
    assert windows(shops) == {7, 30}
    sold = {7: {sku: 21}, 30: {}}
    found = [
        shares_of(each, shops, [product], StockToShare({sku: 10}, sold))[sku] for each in shops
    ]
    assert found == [7, 10, 10]


NAMES = st.sampled_from([A, B, C])
RULES = st.builds(
    StockRule,
    share=st.sampled_from(["even", "even", "all"]),
    share_percent=st.none() | st.floats(0, 100),
    fixed=st.none() | st.integers(0, 30),
    reserve=st.integers(0, 5),
    ceiling=st.none() | st.integers(0, 30),
    last_units=st.none() | st.builds(LastUnits, below=st.integers(1, 10), to=NAMES),
)


def ruled(rules: list[StockRule]) -> list[Shop]:
    return [
        Shop(name=name, platform="p", app=APP, account=name, stock_rule=rule)
        for name, rule in zip((A, B, C), rules, strict=False)
    ]


SOLD = st.dictionaries(NAMES, st.integers(0, 50))


@given(st.none() | st.integers(0, 100), st.lists(RULES, max_size=3), st.integers(0, 9), SOLD)
def test_rules_that_offer_a_unit_once_never_offer_more_than_there_is(
    available: int | None, rules: list[StockRule], buffer: int, sold: dict[ShopName, int]
) -> None:
    found = shares(available, ruled(rules), {A: buffer}, sold)
    assert all((each is None) == (available is None) for each in found.values())
    assert all(0 <= (each or 0) <= (available or 0) for each in found.values())
    if offered_once(ruled(rules)):
        assert sum(each or 0 for each in found.values()) <= (available or 0)


@given(st.integers(0, 100), st.lists(st.none() | st.integers(0, 30), min_size=1, max_size=3))
def test_an_even_split_leaves_nothing_that_a_ceiling_does_not_forbid(
    available: int, ceilings: list[int | None]
) -> None:
    found = shares(available, ruled([StockRule(ceiling=top) for top in ceilings]), {})
    parts = [part or 0 for part in found.values()]
    room = sum(available if top is None else top for top in ceilings)
    assert sum(parts) == min(available, room)
    below = [part for part, top in zip(parts, ceilings, strict=True) if top is None or part < top]
    assert not below or max(parts) - min(below) <= 1


@given(st.integers(0, 50), st.lists(RULES, min_size=1, max_size=3), SOLD)
def test_a_unit_more_takes_nothing_from_a_shop_with_an_even_part(
    available: int, rules: list[StockRule], sold: dict[ShopName, int]
) -> None:
    even = [
        StockRule(reserve=rule.reserve, ceiling=rule.ceiling, fixed=rule.fixed) for rule in rules
    ]
    before, after = (shares(units, ruled(even), {}, sold) for units in (available, available + 1))
    assert all((before[name] or 0) <= (after[name] or 0) for name in before)


def test_a_shop_that_sells_none_of_these_products_has_no_part_in_them(make: Any) -> None:
    product = make.product(stock=Count(10))
    everything, this, other = (
        replace(shop(A), sells=frozenset(sells)) for sells in ((), (product.code,), ("HANG-KHAC",))
    )
    assert selling_any([everything, this, other], [product]) == [everything, this]
    assert selling_any([everything, this], []) == [everything]
