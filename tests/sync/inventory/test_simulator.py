"""The simulator: the same buyers for every design, nothing made up, and what the figures claim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.inventory import ShopExposure, safe_quantity
from sync.platforms import platforms
from tests.simulator.agenda import Agenda
from tests.simulator.buyers import World, buyers
from tests.simulator.design import CLOCK, LISTS, OURS, POLLING, Design
from tests.simulator.market import Market
from tests.simulator.physics import FIVE, KINDS, VOSO_BY_WORKBOOK
from tests.simulator.play import play
from tests.simulator.service import Service
from tests.simulator.shelf import Durations, Score

DAY = World(
    seed=4,
    days=0.25,
    skus=10,
    buyers_per_day=1500,
    rush_buyers=150,
    streams_per_day=6,
    scarcity=0.3,
)
CALM = replace(
    DAY, scarcity=1, rushes=0, streams_per_day=0, outages_per_shop_day=0, restarts_per_day=0
)


def test_the_same_seed_is_the_same_world() -> None:
    assert buyers(DAY) == buyers(DAY) != buyers(replace(DAY, seed=5))
    assert play(OURS, DAY).orders == play(OURS, DAY).orders


def test_what_was_delivered_is_sold_or_lies_there() -> None:
    agenda, score = Agenda(), Score()
    market = Market(DAY, agenda, score)
    Service(OURS, market, agenda)
    agenda.run(DAY.ends_at)
    standing = {"reserved", "sold"}
    sold = sum(
        sale.quantity
        for front in market.fronts
        for sale in front.orders.values()
        if sale.status in standing
    )
    assert score.delivered == sold + sum(market.shelf.left)
    assert score.orders == sum(len(front.orders) for front in market.fronts) > 100


def test_left_alone_every_shop_ends_up_showing_what_is_there() -> None:
    agenda = Agenda()
    market = Market(DAY, agenda, Score())
    service = Service(OURS.by("no reserve"), market, agenda)
    agenda.run(DAY.ends_at + 4 * 3600)  # nobody comes any more
    left = [max(each, 0) for each in market.shelf.left]
    assert [tally.available for tally in service.ledger.tallies] == left
    for front in market.fronts:
        assert front.figure == left, front.kind.name


@pytest.mark.parametrize("rule", ["even", "fixed 5"])
def test_what_is_each_shops_own_is_never_oversold(rule: str) -> None:
    assert play(OURS.by(rule), DAY).oversold == 0


def test_what_is_banned_and_comes_back_is_never_oversold() -> None:
    score = play(OURS, replace(DAY, bans_per_day=120, ban_s=3600))
    assert score.oversold == 0
    assert score.barred > 10


def test_the_shops_are_written_to_and_waited_for_as_their_adapters_say() -> None:
    found = platforms()
    for kind in KINDS:
        features = found[kind.name].features
        assert kind.writing == features.writing, kind.name
        assert kind.settle_s == features.settle_s, kind.name
        assert kind.list_lag_s <= kind.orders_late_s == features.orders_late_s, kind.name


def test_a_shop_by_workbook_is_never_oversold() -> None:
    shops = (*FIVE[:-1], VOSO_BY_WORKBOOK)
    score = play(OURS, replace(DAY, shops=shops, days=1, scarcity=0.9))
    assert score.oversold == 0
    assert score.calls["files"] >= 2


def test_without_reserve_a_rush_is_oversold_even_by_who_needs_no_time() -> None:
    rush = replace(DAY, rush_buyers=600, skus=5, scarcity=0.1)
    unavoidable, ours = play(None, rush), play(OURS.by("no reserve"), rush)
    assert 0 < unavoidable.oversold <= ours.oversold < unavoidable.oversold * 1.2
    assert play(OURS, rush).oversold == 0


@pytest.mark.parametrize(
    ("design", "most_s"), [(OURS, 5.0), (LISTS, 60.0), (POLLING, 75.0), (CLOCK, 1000.0)]
)
def test_the_news_of_a_sale_travels_as_fast_as_the_design_claims(
    design: Design, most_s: float
) -> None:
    told = play(design.by("no reserve"), CALM).told
    assert told.steps.total() > 300
    assert told.below(0.99) < most_s


def test_a_figure_typed_in_a_seller_centre_is_noticed_within_a_poll() -> None:
    score = play(OURS.by("no reserve"), replace(CALM, edits_per_day=160))
    noticed = score.drift.steps.total()
    assert noticed + score.overwritten >= score.drifted * 0.8 > 20  # the last come too late
    assert score.drift.longest < OURS.every_s + 60


def test_durations_keep_their_order_within_a_few_percent() -> None:
    durations = Durations()
    for second in range(1, 1001):
        durations.add(second)
    assert durations.below(0.5) == pytest.approx(500, rel=0.03)
    assert durations.longest == pytest.approx(1000, rel=0.03)


@given(
    shown=st.lists(st.integers(0, 9), min_size=2, max_size=5),
    unseen=st.lists(st.integers(0, 9), min_size=5, max_size=5),
    wish=st.integers(0, 9),
    spare=st.integers(-9, 9),
)
def test_an_absolute_write_that_is_called_safe_sells_nothing_twice(
    shown: list[int], unseen: list[int], wish: int, spare: int
) -> None:
    available = max(sum(shown) + spare, 0)
    standing = ShopExposure(
        seen=shown[0], most=shown[0], elsewhere=sum(shown[1:]), available=available
    )
    figure = safe_quantity(wish, standing, "absolute")
    sold = [min(u, s) for u, s in zip(unseen, shown, strict=False)]  # since orders were read
    left = [s - u for s, u in zip(shown, sold, strict=True)]
    if figure != shown[0]:
        left[0] = figure
        assert figure == 0 or sum(left) <= available - sum(sold)
    else:
        assert available >= sum(shown) or figure == 0
