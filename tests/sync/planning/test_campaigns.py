"""A campaign asks less while it holds; its prices are foretold, so that nobody is asked of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sync.model import Campaign, DatedPrice, Dong, Fee, Override, PriceRule, Sku
from sync.planning import (
    CampaignPrices,
    campaign_prices,
    campaigns_kept_by_us,
    campaigns_without_effect,
    price_in,
    project_at,
    running_campaigns,
    turns,
)
from sync.planning.campaign_prices import explained
from sync.planning.values import changed_values
from sync.wording import say
from tests.sync.planning.conftest import NOW, plan
from tests.sync.planning.test_guard import go, held, priced

DAY = timedelta(days=1)
SKU = Sku("TOMKHO")
USUAL = 100_000


def campaign(begins: timedelta = -DAY, ends: timedelta = DAY, **more: Any) -> Campaign:
    return Campaign(begins=NOW + begins, ends=NOW + ends, **({"percent": 20.0} | more))


@pytest.mark.parametrize(
    ("written", "rule", "price"),
    [
        (campaign(), PriceRule(), 80_000),
        (campaign(timedelta(0)), PriceRule(), 80_000),
        (campaign(ends=timedelta(0)), PriceRule(), USUAL),
        (campaign(DAY / 2), PriceRule(), USUAL),
        (campaign(percent=33.3), PriceRule(), 67_000),
        (campaign(), PriceRule(percent=10, ending=Dong(900)), 88_900),  # of 110.900
        (campaign(percent=None, price=Dong(85_500)), PriceRule(), 85_500),
        (
            campaign(percent=None, price=Dong(85_500), prices={SKU: Dong(90_000)}),
            PriceRule(),
            90_000,
        ),
        (campaign(percent=None, prices={"KHAC": Dong(90_000)}), PriceRule(), USUAL),
        (campaign(shops=("cho",)), PriceRule(), 80_000),
        (campaign(shops=("cho-ca-mau",)), PriceRule(), 80_000),
        (campaign(shops=("khac",)), PriceRule(), USUAL),
        (campaign(), PriceRule(floor=Dong(80_001)), USUAL),
        (campaign(percent=51), PriceRule(), USUAL),
        (campaign(percent=51, concentrated=True), PriceRule(), 49_000),
        (campaign(percent=None, price=Dong(USUAL)), PriceRule(), USUAL),
    ],
)
def test_a_price_is_reduced_while_a_campaign_holds_and_may(
    make: Any, written: Campaign, rule: PriceRule, price: int
) -> None:
    product, shop = make.product(campaigns=(written,)), make.shop(price_rule=rule)
    assert project_at(product, shop, {}, NOW).offers[0].price == price


@pytest.mark.parametrize(
    ("can", "written", "list_price"),
    [
        ({"list_price"}, campaign(), USUAL),
        ({"list_price"}, campaign(percent=60, concentrated=True), None),
        (set(), campaign(), None),
    ],
)
def test_the_price_just_before_is_struck_through_where_it_may_be_shown(
    make: Any, can: set[str], written: Campaign, list_price: int | None
) -> None:
    listing = project_at(
        make.product(campaigns=(written,)), make.shop(), {}, NOW, make.features(can=can)
    )
    assert listing.offers[0].list_price == list_price


def test_what_is_only_remembered_has_no_campaign(make: Any) -> None:
    kept = make.product(campaigns=(campaign(),), kept="unread")
    assert project_at(kept, make.shop(), {}, NOW).offers[0].price is None


def test_what_has_no_price_here_has_no_campaign_either(make: Any) -> None:
    shop = make.shop(price_rule=PriceRule(keeps="net"))
    product = make.product(campaigns=(campaign(),))
    assert project_at(product, shop, {}, NOW).offers[0].price is None
    assert campaign_prices([product], shop, NOW) == {}
    assert list(campaigns_without_effect([product], shop, NOW)) == []


def test_the_campaigns_of_a_moment_and_the_next_turn_are_known(make: Any) -> None:
    late, now = campaign(2 * DAY, 3 * DAY), campaign()
    products = [make.product(campaigns=(late, now)), make.product("CHE", campaigns=(late,))]
    assert running_campaigns(products, make.shop(), NOW) == (("TOMKHO", now),)
    assert turns(products, NOW) == now.ends
    assert turns(products, now.ends) == late.begins
    assert turns(products, late.ends) is None


def test_prices_are_foretold_from_the_beginning_until_two_weeks_after_the_end(make: Any) -> None:
    now, over = campaign(), campaign(-9 * DAY, -2 * DAY, percent=30)
    product = make.product(campaigns=(campaign(DAY, 2 * DAY, percent=5), over, now))
    found = campaign_prices([product, make.product("CHE")], make.shop(), NOW)
    assert found == {
        SKU: CampaignPrices(Dong(USUAL), Dong(80_000), frozenset({Dong(70_000), Dong(80_000)}))
    }
    later = NOW + 20 * DAY
    long_over = make.product(campaigns=(over, now))
    assert campaign_prices([long_over], make.shop(), later) == {}


@pytest.mark.parametrize(
    ("price", "last", "reason"), [(50_000, 100_000, "campaign"), (100_000, 50_000, "campaign_over")]
)
def test_a_campaign_moves_a_price_and_back_unasked(
    make: Any, price: int, last: int, reason: str
) -> None:
    now = Dong(50_000) if reason == "campaign" else None
    foretold = CampaignPrices(Dong(USUAL), now, frozenset({Dong(50_000)}))
    made = plan(priced(make, price, last), make.guard_input(campaigns={SKU: foretold}))
    assert make.kinds(made.changes) == [("reprice", reason)]


@pytest.mark.parametrize(("price", "last"), [(40_000, 100_000), (10_000, 50_000)])
def test_a_price_that_no_campaign_foretold_is_asked_about(make: Any, price: int, last: int) -> None:
    foretold = CampaignPrices(Dong(USUAL), Dong(50_000), frozenset({Dong(50_000)}))
    made = plan(priced(make, price, last), make.guard_input(campaigns={SKU: foretold}))
    assert held(made) == [("reprice", "price_step")]


def test_an_edit_beside_a_campaign_is_an_edit(make: Any) -> None:
    foretold = CampaignPrices(Dong(USUAL), None, frozenset({Dong(80_000)}))
    made = plan(priced(make, 90_000, 100_000), make.guard_input(campaigns={SKU: foretold}))
    assert make.kinds(made.changes) == [("reprice", "catalog")]


def test_a_campaign_of_a_whole_shop_is_no_mass_of_slips(make: Any) -> None:
    count = 12
    codes = [f"P{n}" for n in range(count)]
    there = [
        make.seen(code, remote_id=str(n), offers=(make.offer(code),))
        for n, code in enumerate(codes)
    ]
    wanted = [make.listing(c, offers=(make.offer(c, price=Dong(70_000)),)) for c in codes]
    links = {
        each.code: make.applied(
            make.listing(each.code, offers=each.offers), remote_id=each.remote_id
        )
        for each in there
    }
    shop_state = make.shop_state(wanted, there, links)
    assert held(plan(shop_state, make.guard_input())) == [("reprice", "mass_prices")] * count
    prices = CampaignPrices(Dong(USUAL), Dong(70_000), frozenset({Dong(70_000)}))
    foretold = make.guard_input(campaigns=dict.fromkeys(map(Sku, codes), prices))
    assert go(plan(shop_state, foretold)) == ["reprice"] * count


@pytest.mark.parametrize(
    ("written", "rule", "told"),
    [
        (campaign(percent=None, price=Dong(90_000)), PriceRule(floor=Dong(95_000)), True),
        (campaign(percent=None, price=Dong(90_000)), PriceRule(percent=-20), True),
        (campaign(percent=None, price=Dong(90_000)), PriceRule(percent=90), True),
        (campaign(), PriceRule(), False),
        (campaign(-2 * DAY, -DAY, percent=80), PriceRule(), False),
        (campaign(percent=None, prices={"KHAC": Dong(1)}), PriceRule(), False),
    ],
)
def test_a_campaign_that_a_shop_cannot_follow_is_told_with_its_place(
    make: Any, written: Campaign, rule: PriceRule, *, told: bool
) -> None:
    product, shop = make.product(campaigns=(written,)), make.shop(price_rule=rule)
    found = list(campaigns_without_effect([product, make.product("CHE")], shop, NOW))
    assert [(each.code, each.where) for each in found] == [
        ("campaign_without_effect", product.source)
    ] * told
    for each in found:
        assert "90.000 ₫ so với giá" in say(each.code, each.values).what


FEES = (Fee(name="phí", source="báo", percent=10, fixed=Dong(5_000)),)


@pytest.mark.parametrize(
    ("rule", "overrides", "price"),
    [
        (PriceRule(keeps="net"), {}, 117_000),  # 116.667, less 10 % and 5.000
        (PriceRule(keeps="net", percent=10, step=Dong(1)), {}, 127_778),
        (PriceRule(), {"cho": Override(net=Dong(45_000))}, 56_000),
        (PriceRule(), {"cho": Override(net=Dong(45_000), price=Dong(60_000))}, 60_000),
        (
            PriceRule(),
            {"cho": Override(price=Dong(60_000)), "cho-ca-mau": Override(net=Dong(45_000))},
            56_000,
        ),
    ],
)
def test_a_price_leaves_the_net_income_that_is_to_be_kept(
    make: Any, rule: PriceRule, overrides: dict[str, Override], price: int
) -> None:
    product = make.product(overrides=overrides)
    shop = make.shop(price_rule=rule, fees=FEES)
    assert price_in(product, product.variants[0], shop, make.today) == price


@pytest.mark.parametrize("fees", [(), (Fee(name="tất cả", source="báo", percent=100),)])
def test_without_knowing_what_is_left_nothing_is_priced_or_put_on_sale(
    make: Any, fees: tuple[Fee, ...]
) -> None:
    shop = make.shop(price_rule=PriceRule(keeps="net"), fees=fees)
    variant = make.variant("TOMKHO", list_price=Dong(120_000))
    offer = project_at(make.product(variants=(variant,)), shop, {}, NOW).offers[0]
    assert (offer.price, offer.list_price) == (None, None)
    wanted = make.with_offer(make.listing(), price=None)
    made = plan(make.shop_state([wanted], [], {}), make.guard_input())
    assert held(made) == [("publish", "price_unknown")]


def test_a_price_made_of_a_net_income_has_no_list_price(make: Any) -> None:
    shop = make.shop(price_rule=PriceRule(keeps="net"), fees=FEES)
    variant = make.variant("TOMKHO", list_price=Dong(120_000))
    features = make.features(can={"list_price"})
    offer = project_at(make.product(variants=(variant,)), shop, {}, NOW, features).offers[0]
    assert (offer.price, offer.list_price) == (117_000, None)


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ([campaign()], 80_000),
        ([campaign(DAY / 2)], 80_000),  # it is written ahead
        ([campaign(DAY * 8, DAY * 9)], None),
        ([campaign(DAY * 2, DAY * 3, percent=10), campaign(DAY, DAY * 2)], 80_000),
        ([campaign(DAY, DAY * 2, percent=10), campaign()], 80_000),
        ([campaign(-DAY, timedelta(0))], None),
        ([campaign(percent=60)], None),  # more than may be
    ],
)
def test_where_a_platform_keeps_days_the_usual_price_stays_and_a_sale_stands_beside(
    make: Any, written: list[Campaign], price: int | None
) -> None:
    dated, shop = make.features(can={"dated_prices"}), make.shop()
    product = make.product(
        campaigns=tuple(written), variants=(make.variant("TOMKHO", price=Dong(USUAL)),)
    )
    (offer,) = project_at(product, shop, {}, NOW, dated).offers
    assert offer.price == USUAL
    assert (offer.sale and offer.sale.price) == price
    theirs = make.shop(fields={"price": "theirs"})
    assert project_at(product, theirs, {}, NOW, dated).offers[0].sale is None
    remembered = replace(product, kept="unread")
    assert project_at(remembered, shop, {}, NOW, dated).offers[0].sale is None


def test_it_is_said_which_campaigns_need_this_computer(make: Any) -> None:
    products = [make.product(campaigns=(campaign(), campaign(-DAY, -DAY / 2)))]
    (told,) = campaigns_kept_by_us(products, make.shop(), NOW, make.features())
    assert (told.values["count"], told.values["next"]) == (
        1,
        (NOW + DAY).isoformat(timespec="minutes"),
    )
    (late,) = campaigns_kept_by_us(products, make.shop(), NOW, make.features(can={"ends_prices"}))
    assert (told.code, late.code) == ("campaign_kept_by_us", "campaign_ended_late")
    for features in (make.features(can={"dated_prices"}), make.features(delivery="files")):
        assert not list(campaigns_kept_by_us(products, make.shop(), NOW, features))
    assert not list(campaigns_kept_by_us([make.product()], make.shop(), NOW, make.features()))


def test_a_sale_that_comes_or_goes_is_told_from_an_edit(make: Any) -> None:
    sale = DatedPrice(Dong(80_000), NOW - DAY, NOW + DAY)
    with_sale = make.listing(offers=(make.offer(sale=sale),))
    for after, reason in ((with_sale, "campaign"), (make.listing(), "campaign_over")):
        before = make.listing() if after is with_sale else with_sale
        change = replace(make.change(after, "revise"), before=before, fields=("sale",))
        assert explained(change, None).reason == reason
        _, told = changed_values(change)
        assert ("80.000 ₫ (" in str(told)) == (after is with_sale)
