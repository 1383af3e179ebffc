"""A new shop may list few products a day: the engine learns how many, and spreads the rest."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.model import VIETNAM, Count, Product
from sync.running.report import Report
from sync.store.shop_facts import PUBLISHES
from tests.conformance.stall import Stall, copies, stall_of

A_DAY_S = 86_400.0
MORNING_H = 8


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    """A TikTok shop on probation, at eight in the morning of some day."""
    async with stall_of("tiktok", tmp_path) as opened:
        await opened.advance(seconds_to_morning(datetime.now(UTC)))
        await opened.operator.turn(daily_listing_limit=3)
        yield opened


def seconds_to_morning(now: datetime) -> float:
    here = now.astimezone(VIETNAM)
    morning = here.replace(hour=MORNING_H, minute=0, second=0) + timedelta(days=1)
    return (morning - here).total_seconds()


def goods(count: int) -> list[Product]:
    """Products of which the last has most on the shelf."""
    return [
        replace(
            product,
            variants=tuple(replace(v, stock=Count(10 + n)) for v in product.variants),
        )
        for n, product in enumerate(copies(count))
    ]


def published(report: Report) -> list[str]:
    done = (one.change for one in report.outcomes if one.status == "done")
    return [change.code[-1] for change in done if change.kind == "publish"]


def waiting(report: Report) -> dict[str, int]:
    return {
        key.removeprefix(PUBLISHES): count
        for key, count in report.counts().items()
        if key.startswith(PUBLISHES)
    }


def day(stall: Stall, later: int = 0) -> str:
    return (stall.now().astimezone(VIETNAM).date() + timedelta(days=later)).isoformat()


async def test_a_probation_limit_is_learned_and_the_rest_spread_most_wanted_first(
    stall: Stall,
) -> None:
    stall.sell(goods(8))
    first = await stall.round()
    assert published(first) == ["7", "6", "5"]  # then TikTok says: three a day
    seen = await stall.look()
    assert waiting(seen) == {day(stall, 1): 3, day(stall, 2): 2}
    again = await stall.round()
    assert (again.outcomes, waiting(again)) == ((), waiting(seen))
    await stall.advance(A_DAY_S)
    second = await stall.round()
    assert (published(second), waiting(second)) == (["4", "3", "2"], {day(stall, 1): 2})
    await stall.advance(A_DAY_S)
    third = await stall.round()
    assert (published(third), waiting(third)) == (["1", "0"], {})
    await stall.reviewed()
    await stall.is_true()


async def test_stock_goes_on_while_new_listings_wait(stall: Stall) -> None:
    stall.sell(goods(5))
    await stall.round()
    await stall.reviewed()
    sku = (await stall.remote())[0]["variants"][0]["sku"]
    await stall.buyer_orders(sku, 2)
    await stall.advance(60)
    report = await stall.round()
    shown = {v["sku"]: v["stock"] for one in await stall.remote() for v in one["variants"]}
    counted = {v.sku: v.stock.quantity for p in goods(5) for v in p.variants if v.stock}
    assert shown[sku] == counted[sku] - 2
    assert waiting(report) == {day(stall, 1): 2}


async def test_a_limit_of_our_own_is_never_passed(stall: Stall) -> None:
    await stall.operator.turn(daily_listing_limit=100)
    stall.shop_has(listings_per_day=2)
    stall.sell(goods(5))
    assert published(await stall.round()) == ["4", "3"]
    stall.reopen()  # another process counts the same
    seen = await stall.round()
    assert (published(seen), waiting(seen)) == ([], {day(stall, 1): 2, day(stall, 2): 1})


async def test_a_limit_is_believed_for_a_week(stall: Stall) -> None:
    stall.sell(goods(5))
    await stall.round()
    await stall.operator.turn(daily_listing_limit=100)
    assert waiting(await stall.look()) == {day(stall, 1): 2}
    await stall.advance(8 * A_DAY_S)
    assert published(await stall.round()) == ["1", "0"]


async def test_where_no_number_is_told_what_was_taken_that_day_is_the_bound(
    tmp_path: Path,
) -> None:
    async with stall_of("postmart", tmp_path) as stall:
        await stall.advance(seconds_to_morning(datetime.now(UTC)))
        await stall.operator.turn(new_products_per_day=2)
        stall.sell(goods(5))
        assert published(await stall.round()) == ["4", "3"]
        assert waiting(await stall.look()) == {day(stall, 1): 2, day(stall, 2): 1}
