"""How often orders are asked for: within the quota, more often where it sells, less at night."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model import DeveloperApp, Pace, Shop, ShopName
from sync.service.order_polls import (
    CALLS_PER_ORDER,
    MOST_A_SECOND,
    RESERVE,
    SHORTEST_S,
    PollRhythm,
    Quota,
    expected_demand,
    poll_every_s,
    quota_of,
)

SHOPEE = Quota(4)
TEST_APP = Quota(4, 10_000)  # an app of Lazada before it is approved
EVENING = datetime(2026, 11, 30, 13, 0, tzinfo=UTC)  # 20 o'clock in Viet Nam
NIGHT = datetime(2026, 11, 30, 19, 0, tzinfo=UTC)
APP = DeveloperApp(name="app", platform="shopee", key="1", secret="s")
SHOP = Shop(name=ShopName("gian-hang"), platform="shopee", app=APP, account="1")

quotas = st.builds(
    Quota, st.floats(0.001, 50), st.none() | st.floats(1, 1_000_000, allow_nan=False)
)
demands = st.lists(st.floats(0, 500), min_size=24, max_size=24)
longests = st.floats(10, 3600)


def in_a_day(quota: Quota, demand: Sequence[float], longest_s: float = 60.0) -> list[float]:
    return [3600 / poll_every_s(quota, demand, hour, longest_s=longest_s) for hour in range(24)]


@given(quotas, demands, longests)
def test_a_day_of_polls_leaves_the_reserve(
    quota: Quota, demand: list[float], longest_s: float
) -> None:
    polls, part = in_a_day(quota, demand, longest_s), 1 - RESERVE
    assert max(polls) <= 3600 * part * quota.calls_per_s * 1.000001
    if quota.calls_per_day is not None:
        for_orders = CALLS_PER_ORDER * sum(demand)
        assert sum(polls) <= max(part * quota.calls_per_day - for_orders, 1) * 1.000001


@given(quotas, demands, longests)
def test_it_waits_neither_shorter_than_anything_could_change_nor_longer_than_it_must(
    quota: Quota, demand: list[float], longest_s: float
) -> None:
    polls, part = in_a_day(quota, demand, longest_s), 1 - RESERVE
    assert all(0 < each <= 3600 / SHORTEST_S * 1.000001 for each in polls)
    needed = 3600 / longest_s
    left = part * (quota.calls_per_day or 1e9) - CALLS_PER_ORDER * sum(demand)
    if left >= 24 * needed and part * quota.calls_per_s * 3600 >= needed:
        assert min(polls) >= needed * 0.999999


@given(quotas, demands)
def test_an_hour_that_sells_more_is_never_asked_less(quota: Quota, demand: list[float]) -> None:
    by_sales = sorted(zip(demand, in_a_day(quota, demand), strict=True))
    for (_, fewer), (_, more) in pairwise(by_sales):
        assert fewer <= more * 1.000001


@given(demands, st.floats(10, 1e6), st.floats(1, 10))
def test_a_larger_quota_makes_no_hour_slower(
    demand: list[float], a_day: float, times: float
) -> None:
    small, large = (in_a_day(Quota(4, each), demand) for each in (a_day, a_day * times))
    assert all(s <= x * 1.000001 for s, x in zip(small, large, strict=True))


def test_without_a_daily_quota_it_asks_every_five_seconds_by_day_and_less_at_night() -> None:
    usual = expected_demand((), 1)
    assert poll_every_s(SHOPEE, usual, 20) == SHORTEST_S
    assert 20 < poll_every_s(SHOPEE, usual, 3) < 60


def test_of_ten_thousand_calls_a_day_there_are_enough_for_fifteen_seconds_in_the_evening() -> None:
    usual = expected_demand((), 1)
    assert poll_every_s(TEST_APP, usual, 20) < 15
    assert poll_every_s(TEST_APP, usual, 3) > 40


def test_where_hardly_anything_may_be_called_it_still_asks_sometimes() -> None:
    assert poll_every_s(Quota(1, 2), [5.0] * 24, 12) == 24 * 3600
    assert poll_every_s(SHOPEE, [0.0] * 24, 12) == SHORTEST_S


def test_the_hours_of_a_shop_are_learned_from_its_own_sales() -> None:
    sales = [NIGHT - timedelta(days=day) for day in range(20) for _ in range(30)]
    demand = expected_demand(sales, 20)
    assert demand.index(max(demand)) == 2
    assert poll_every_s(TEST_APP, demand, 2) < poll_every_s(TEST_APP, demand, 20)


def test_shops_of_one_app_share_what_it_may_call() -> None:
    app = replace(APP, calls_per_day=10_000)
    assert quota_of(replace(SHOP, app=app), 10) == Quota(1, 1000)
    paced = replace(APP, pace=Pace(calls_per_s=2))
    assert quota_of(replace(SHOP, app=paced), 1) == Quota(2)


class Till:
    """Remembers a shop that sells at night alone."""

    async def sold_at(self, shop: ShopName, since: datetime, most: int) -> Sequence[datetime]:
        return [NIGHT - timedelta(days=day) for day in range(1, 20) for _ in range(50)][:most]


async def test_the_rhythm_follows_the_hour_and_what_was_learned() -> None:
    now = NIGHT
    rhythm = PollRhythm(lambda: {SHOP.name: SHOP}, lambda: now)
    before = rhythm.every_s(SHOP)
    await rhythm.learn(Till())
    assert rhythm.every_s(SHOP) == SHORTEST_S < before
    now = EVENING
    assert rhythm.every_s(SHOP) > 10


@pytest.mark.parametrize("why", ["pushed", "by files", "not installed"])
def test_a_shop_that_need_not_be_asked_often_is_asked_as_configured(why: str) -> None:
    rhythm = PollRhythm(dict, lambda: EVENING)
    rhythm.pushed = lambda _: why == "pushed"
    platform = {"pushed": "shopee", "by files": "sheet", "not installed": "nowhere"}[why]
    assert rhythm.every_s(replace(SHOP, platform=platform, orders_every_s=45)) == 45


def many(shops: int) -> dict[ShopName, Shop]:
    names = [ShopName(f"gian-{number}") for number in range(shops)]
    return {name: replace(SHOP, name=name, app=replace(APP, name=name)) for name in names}


@pytest.mark.parametrize(
    ("shops", "every_s"), [(20, SHORTEST_S), (200, 200 / MOST_A_SECOND), (1000, 60.0)]
)
def test_polls_of_many_shops_leave_their_rounds_the_processor(shops: int, every_s: float) -> None:
    polled = many(shops)
    rhythm = PollRhythm(lambda: polled, lambda: EVENING)
    for _ in range(2):
        found = [rhythm.every_s(shop) for shop in polled.values()]
    assert found == pytest.approx([every_s] * shops)


def test_shops_that_push_or_are_gone_do_not_count_among_those_that_are_polled() -> None:
    shops = many(1000)
    last, *others = shops.values()
    rhythm = PollRhythm(lambda: shops, lambda: EVENING)
    for shop in shops.values():
        rhythm.every_s(shop)
    rhythm.pushed = lambda shop: shop.name in {other.name for other in others[:900]}
    for shop in others[:900]:
        rhythm.every_s(shop)
    assert rhythm.every_s(last) == 100 / MOST_A_SECOND
    shops = {last.name: last}
    assert rhythm.every_s(last) == SHORTEST_S


def test_the_shops_of_an_app_are_counted_again_when_shops_come() -> None:
    shops = {SHOP.name: SHOP}
    rhythm = PollRhythm(lambda: shops, lambda: EVENING)
    assert rhythm.every_s(SHOP) == SHORTEST_S
    names = [ShopName(f"gian-{number}") for number in range(60)]
    shops = shops | {name: replace(SHOP, name=name) for name in names}
    assert rhythm.every_s(SHOP) > SHORTEST_S
