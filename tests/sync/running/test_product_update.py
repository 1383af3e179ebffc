"""A save of a few products goes out without a look at the shop, and comes to what a sweep does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sync.catalog import Configuration
from sync.model import Change, Code, Count, Dong, Held, Listing, Plan, Problem, Product, Sku
from sync.running import last_sweep
from sync.running.last_sweep import NEEDS_SWEEP, LastSweep, SavedAlone
from sync.running.round import RoundRequest, run_round, run_saved
from tests.campaigns.saved import stands
from tests.conformance.stall import Stall, configured, copies, some_products, stall_of

CODES = [product.code for product in copies(8)]
FIRST, SECOND = CODES[:2]


def edited(configuration: Configuration, code: Code, **changes: Any) -> Configuration:
    products = tuple(
        replace(each, **changes) if each.code == code else each for each in configuration.products
    )
    return replace(configuration, products=products)


def repriced(product: Product, factor: float) -> dict[str, Any]:
    return {
        "variants": tuple(
            replace(v, price=Dong(int(v.price * factor) // 1000 * 1000)) for v in product.variants
        )
    }


def counted(product: Product, number: int) -> dict[str, Any]:
    return {"variants": tuple(replace(v, stock=Count(number)) for v in product.variants)}


def with_skus(product: Product, *skus: str) -> dict[str, Any]:
    return {"variants": tuple(replace(product.variants[0], sku=Sku(sku)) for sku in skus)}


# What was swept, and what is saved since


def swept(catalog: Configuration, plan: Plan | None = None) -> LastSweep:
    found = LastSweep()
    found.note(catalog.shops[0], catalog, plan or plan_of())
    return found


def plan_of(**told: Any) -> Plan:
    nothing = Plan(
        shop=configured("shopee").shops[0].name,
        changes=(),
        held=(),
        problems=(),
        observed_at=datetime(2026, 11, 30, tzinfo=UTC),
        complete=True,
        digest="",
    )
    return replace(nothing, **told)


@pytest.fixture
def catalog() -> Configuration:
    return replace(configured("shopee"), products=tuple(copies(8)))


def saved(catalog: Configuration, since: LastSweep) -> SavedAlone:
    return since.saved(catalog.shops[0], catalog)


def test_what_differs_since_the_last_sweep_can_be_judged_alone(catalog: Configuration) -> None:
    since = swept(catalog)
    assert saved(catalog, since) == SavedAlone((), more=False)
    once = edited(catalog, FIRST, name="Tên khác")
    assert saved(once, since) == SavedAlone(once.products[:1], more=False)
    twice = edited(once, SECOND, **counted(once.products[1], 3))
    assert saved(twice, since) == SavedAlone(twice.products[:2], more=False)


def test_what_is_new_or_of_other_goods_is_left_and_the_rest_goes(catalog: Configuration) -> None:
    since, once = swept(catalog), edited(catalog, FIRST, name="Tên khác")
    (product,) = once.products[:1]
    wrong = Problem(code="price_missing", about=SECOND, fields=frozenset({"price"}))
    objected = replace(once, problems=(*once.problems, wrong))
    assert saved(objected, since) == SavedAlone((product,), more=True)
    more = replace(once, products=(*once.products, *copies(9)[8:]))
    assert saved(more, since) == SavedAlone((product,), more=True)
    for other in (
        edited(once, SECOND, **with_skus(once.products[1], "KHAC")),
        edited(once, SECOND, **with_skus(once.products[1], SECOND, "THEM")),
        edited(once, SECOND, source=replace(product.source, file="khac.yaml")),
    ):
        assert saved(other, since) == SavedAlone((product,), more=True)


def test_what_holds_for_more_than_these_products_needs_a_sweep(
    catalog: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert saved(catalog, LastSweep()) == NEEDS_SWEEP
    since, once = swept(catalog), edited(catalog, FIRST, name="Tên khác")
    (shop,) = once.shops
    rule = replace(shop.price_rule, percent=7.0)
    safety = replace(once.settings.safety, price_mass_count=1)
    for other in (
        replace(once, products=once.products[:-1]),
        replace(once, shops=(replace(shop, price_rule=rule),)),
        replace(once, settings=replace(once.settings, safety=safety)),
        replace(once, blocked=frozenset({Code("HONG")})),
        replace(once, unread=frozenset({"hong.yaml"})),
        replace(once, categories={}),
    ):
        assert saved(other, since) == NEEDS_SWEEP
    monkeypatch.setattr(last_sweep, "FEW", 1)
    since.note_alone(once.products[:1], ())
    assert saved(once, since) == SavedAlone((), more=False)
    assert saved(edited(once, SECOND, name="Tên khác"), since) == NEEDS_SWEEP


def test_a_sweep_that_did_not_tell_surely_leaves_it_to_the_next(catalog: Configuration) -> None:
    listing = Listing(shop=catalog.shops[0].name, code=FIRST, offers=())
    change = Change(kind="withdraw", shop=listing.shop, code=FIRST, after=listing, reason="twin")
    many = Held(change=replace(change, reason="removed"), problem=Problem(code="mass_withdraw"))
    once = edited(catalog, FIRST, name="Tên khác")
    assert saved(once, swept(catalog, plan_of(held=(many,)))) == NEEDS_SWEEP
    twice = Problem(code="duplicate_listing", about=FIRST)
    for plan in (plan_of(problems=(twice,)), plan_of(changes=(change,))):
        assert saved(once, swept(catalog, plan)) == SavedAlone((), more=True)


# In a shop


@asynccontextmanager
async def standing(platform: str, folder: Path) -> AsyncIterator[Stall]:
    """A shop that shows all that it sells, and was seen to; three of anything are many there."""
    folder.mkdir()  # noqa: ASYNC240
    async with stall_of(platform, folder) as stall:
        stall.sell([some_products()[1], *copies(8)])
        settings = stall.configuration.settings
        safety = replace(settings.safety, price_mass_count=2, withdraw_count=2)
        settings = replace(settings, safety=safety)
        stall.configuration = replace(stall.configuration, settings=settings)
        await stall.round()
        await stall.advance(stall.features.settle_s + 1)
        await stall.round()
        yield stall


async def edit_all_sorts(stall: Stall) -> None:
    """Save a few products, each otherwise; beside that something happens in the shop."""
    product = {each.code: each for each in stall.configuration.products}
    stall.edit(FIRST, **repriced(product[FIRST], 1.1))
    stall.edit(SECOND, **repriced(product[SECOND], 10))  # waits for a person
    stall.edit(CODES[2], title="Xoài sấy dẻo nhà làm")
    stall.edit(CODES[3], sold=False)
    stall.edit(CODES[4], **counted(product[CODES[4]], 3))
    stall.edit(CODES[5], story="Xoài chín cây, cắt tay, sấy ở nhiệt độ thấp suốt mười hai giờ.")
    stall.edit(CODES[6], images=some_products()[1].images)
    await stall.seller_edits(CODES[6], price=99_000)
    await stall.seller_edits(CODES[7], title="Người bán sửa")
    await stall.buyer_orders(CODES[4], 2)


@pytest.mark.parametrize("platform", ["shopee", "tiktok", "lazada", "woocommerce"])
async def test_with_a_sweep_after_it_it_comes_to_what_the_sweep_alone_does(
    platform: str, tmp_path: Path
) -> None:
    async with (
        standing(platform, tmp_path / "one") as one,
        standing(platform, tmp_path / "other") as other,
    ):
        for stall in (one, other):
            await edit_all_sorts(stall)
        report = await run_saved(one.context)
        assert not report.left, report.problems
        assert {outcome.change.code for outcome in report.outcomes} >= {FIRST, *CODES[3:6]}
        for stall in (one, other):
            await stall.advance(stall.features.settle_s + 1)
            await stall.round()
            await stall.reviewed()
        assert await stands(one) == await stands(other)


async def deleted(stall: Stall) -> None:
    stall.edit(FIRST, name="Tên khác")
    await stall.seller_edits(FIRST, status="deleted")


async def out_of_reach(stall: Stall) -> None:
    stall.edit(FIRST, name="Tên khác")
    await stall.fault("maintenance", times=1000)


async def prices_of(stall: Stall, codes: list[Code]) -> None:
    for code in codes:
        (product,) = (each for each in stall.configuration.products if each.code == code)
        stall.edit(code, **repriced(product, 1.3))


@pytest.mark.parametrize(
    "event",
    [deleted, out_of_reach, partial(prices_of, codes=CODES[:3])],
    ids=["deleted", "down", "many"],
)
async def test_what_asks_for_a_look_at_the_whole_shop_is_left_to_the_next(
    event: Callable[[Stall], Awaitable[None]], tmp_path: Path
) -> None:
    async with standing("shopee", tmp_path / "one") as stall:
        await event(stall)
        before = await stands(stall)
        report = await run_saved(stall.context)
        assert report.left
        assert not report.outcomes
        assert await stands(stall) == before


async def test_many_small_saves_are_as_many_as_one_large_one(tmp_path: Path) -> None:
    async with standing("shopee", tmp_path / "one") as stall:
        for code in CODES[:2]:
            await prices_of(stall, [code])
            assert (await run_saved(stall.context)).outcomes
        await prices_of(stall, [CODES[2]])
        report = await run_saved(stall.context)
        assert report.left
        assert not report.outcomes
        await run_round(stall.context, RoundRequest(proof="quick"))
        before = stall.configuration
        await prices_of(stall, [CODES[3]])
        assert (await run_saved(stall.context)).outcomes
        stall.configuration = before  # and back again
        assert (await run_saved(stall.context)).outcomes
