from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model import Dong, PriceRule
from sync.planning import price_of

RULES = st.builds(
    PriceRule,
    percent=st.sampled_from([-20.0, 0.0, 7.5, 8.0, 33.333, 100.0]),
    fixed=st.integers(0, 20_000).map(Dong),
    step=st.sampled_from([1, 100, 500, 1000, 5000]).map(Dong),
    ending=st.sampled_from([0, 0, 9, 900, 1900]).map(Dong),
)
PRICES = st.integers(1, 50_000_000).map(Dong)


@pytest.mark.parametrize(
    ("official", "rule", "price"),
    [
        (65_000, PriceRule(), 65_000),
        (65_000, PriceRule(percent=8), 71_000),  # 70.200
        (65_000, PriceRule(percent=8, fixed=Dong(3_000)), 74_000),  # 73.200
        (65_000, PriceRule(percent=8, step=Dong(500)), 70_500),
        (65_000, PriceRule(percent=8, ending=Dong(900)), 70_900),
        (65_000, PriceRule(ending=Dong(900), step=Dong(1)), 65_900),
        (65_900, PriceRule(ending=Dong(900)), 65_900),
        (65_901, PriceRule(ending=Dong(900)), 66_900),
        (65_000, PriceRule(floor=Dong(70_100)), 71_000),
        (65_000, PriceRule(ceiling=Dong(64_500)), 64_500),
        (65_000, PriceRule(floor=Dong(70_100), ceiling=Dong(60_000)), 70_100),
        (100_000, PriceRule(percent=12.345, step=Dong(1)), 112_345),
    ],
)
def test_a_price_rule_gives_the_price_that_a_person_would_work_out(
    official: int, rule: PriceRule, price: int
) -> None:
    assert price_of(Dong(official), rule) == price


@given(PRICES, RULES)
def test_a_price_is_never_under_what_the_percent_and_the_fixed_part_give(
    official: Dong, rule: PriceRule
) -> None:
    assert price_of(official, rule) >= official * (1 + rule.percent / 100) + rule.fixed - 0.001


@given(PRICES, RULES)
def test_a_price_ends_as_the_rule_wants(official: Dong, rule: PriceRule) -> None:
    step = max(rule.step, 10 ** len(str(rule.ending)) if rule.ending else 1)
    assert price_of(official, rule) % step == rule.ending % step


@given(PRICES, RULES)
def test_rounding_adds_less_than_one_step(official: Dong, rule: PriceRule) -> None:
    step = max(rule.step, 10 ** len(str(rule.ending)) if rule.ending else 1)
    raw = official * (1 + rule.percent / 100) + rule.fixed
    assert price_of(official, rule) < raw + step + 1


@given(PRICES, PRICES, RULES)
def test_what_is_officially_dearer_never_gets_cheaper(
    one: Dong, other: Dong, rule: PriceRule
) -> None:
    low, high = sorted([one, other])
    assert price_of(low, rule) <= price_of(high, rule)


@given(PRICES, RULES, PRICES, PRICES)
def test_floor_and_ceiling_hold(official: Dong, rule: PriceRule, one: Dong, other: Dong) -> None:
    floor, ceiling = sorted([one, other])
    bounded = PriceRule(
        percent=rule.percent, fixed=rule.fixed, step=rule.step, floor=floor, ceiling=ceiling
    )
    assert floor <= price_of(official, bounded) <= ceiling
