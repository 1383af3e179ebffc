"""A campaign's price goes out at its time and comes back at its end, unasked and exactly."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.model import VIETNAM, Campaign, Dong, Sku
from sync.running.plan import Scope
from tests.conformance.stall import Stall, some_products, stall_of

HOUR = timedelta(hours=1)
USUAL, REDUCED = Dong(100_000), Dong(50_000)


@pytest.fixture
async def stocked(tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_of("shopee", tmp_path) as opened:
        opened.sell(some_products()[:1])
        opened.edit_variants(lambda each: replace(each, price=USUAL, list_price=None))
        assert (await opened.round()).true
        yield opened


async def made(stall: Stall) -> list[tuple[Any, ...]]:
    report = await stall.round(proof="quick")
    assert report.plan.held == ()
    return [(each.change.kind, each.change.reason, each.status) for each in report.outcomes]


async def test_quick_rounds_alone_bring_a_price_and_take_it_back(stocked: Stall) -> None:
    now = stocked.now()
    campaign = Campaign(begins=now + HOUR, ends=now + 2 * HOUR, percent=50)
    stocked.edit(stocked.configuration.products[0].code, campaigns=(campaign,))
    assert await made(stocked) == []
    assert await made(stocked) == []  # it is known now that nothing changed
    await stocked.advance(HOUR.total_seconds())
    assert await made(stocked) == [("reprice", "campaign", "done")]
    assert await prices(stocked) == [REDUCED]
    assert await made(stocked) == []
    await stocked.advance(HOUR.total_seconds())
    assert await made(stocked) == [("reprice", "campaign_over", "done")]
    assert await prices(stocked) == [USUAL]


async def test_an_edit_of_the_usual_price_meanwhile_waits_for_the_end(stocked: Stall) -> None:
    now = stocked.now()
    campaign = Campaign(begins=now, ends=now + HOUR, price=REDUCED, percent=None)
    stocked.edit(stocked.configuration.products[0].code, campaigns=(campaign,))
    assert await made(stocked) == [("reprice", "campaign", "done")]
    stocked.edit_variants(lambda each: replace(each, price=Dong(95_000)))
    assert await made(stocked) == []
    await stocked.advance(2 * HOUR.total_seconds())
    report = await stocked.round()
    assert [each.problem.code for each in report.plan.held] == []
    assert await prices(stocked) == [95_000]


@pytest.fixture
async def dated(tmp_path: Path) -> AsyncIterator[Stall]:
    """A shop of a platform that keeps the days of a price by itself."""
    async with stall_of("lazada", tmp_path) as opened:
        opened.sell(some_products()[:1])
        opened.edit_variants(lambda each: replace(each, price=USUAL, list_price=None))
        assert (await opened.round()).true
        await opened.reviewed()
        yield opened


async def test_where_a_platform_keeps_the_days_nobody_has_to_be_awake(dated: Stall) -> None:
    now = dated.now().replace(second=0, microsecond=0)
    campaign = Campaign(begins=now + HOUR, ends=now + 2 * HOUR, percent=50)
    dated.edit(dated.configuration.products[0].code, campaigns=(campaign,))
    assert await made(dated) == [("revise", "campaign", "done")]
    sku = dated.configuration.products[0].variants[0].sku
    asked = [await paid(dated, sku)]
    for _ in range(2):  # no round runs meanwhile
        await dated.advance(HOUR.total_seconds())
        asked.append(await paid(dated, sku))
    assert asked == [USUAL, REDUCED, USUAL]
    assert ("revise", "campaign_over", "done") in await made(dated)
    assert await made(dated) == []


async def test_a_campaign_that_is_called_off_ends_at_once(dated: Stall) -> None:
    now = dated.now().replace(second=0, microsecond=0)
    product = dated.configuration.products[0]
    dated.edit(product.code, campaigns=(Campaign(begins=now, ends=now + HOUR, percent=50),))
    assert await made(dated) == [("revise", "campaign", "done")]
    assert await paid(dated, product.variants[0].sku) == REDUCED
    dated.edit(product.code, campaigns=())
    assert ("revise", "campaign_over", "done") in await made(dated)
    assert await paid(dated, product.variants[0].sku) == USUAL
    dated.edit_variants(lambda each: replace(each, price=Dong(45_000)))  # below what is over
    plan = (await dated.look()).plan
    assert (await dated.round(Scope(approve=plan.digest))).true
    assert await paid(dated, product.variants[0].sku) == 45_000
    assert await made(dated) == []


@pytest.mark.parametrize("awake", [True, False])
async def test_where_a_platform_ends_prices_late_we_are_in_time_and_it_is_there_when_we_are_not(
    tmp_path: Path, *, awake: bool
) -> None:
    async with stall_of("woocommerce", tmp_path) as shop:
        now = shop.now().replace(microsecond=0).astimezone(VIETNAM)
        morning = (now + timedelta(days=1)).replace(hour=8, minute=0)
        await shop.advance((morning - now).total_seconds())
        shop.sell(some_products()[:1])
        shop.edit_variants(lambda each: replace(each, price=USUAL, list_price=None))
        assert (await shop.round()).true
        campaign = Campaign(begins=now, ends=morning + HOUR, percent=20)
        shop.edit(shop.configuration.products[0].code, campaigns=(campaign,))
        assert ("reprice", "campaign", "done") in await made(shop)
        assert await prices(shop) == [80_000]
        assert await made(shop) == []
        await shop.advance(HOUR.total_seconds() * (1 if awake else 24))
        over = ("reprice", "campaign_over", "done")
        assert await prices(shop) == ([80_000] if awake else [USUAL])
        assert (over in await made(shop)) == awake
        assert await made(shop) == []
        assert await prices(shop) == [USUAL]


async def paid(stall: Stall, sku: str) -> int:
    """Buy one, and say for how much."""
    await stall.advance(stall.features.settle_s)
    reference = await stall.buyer_orders(sku)
    (order,) = await stall.market.orders_named([reference])
    return order.prices[Sku(sku)]


async def prices(stall: Stall) -> list[Dong | None]:
    await stall.advance(stall.features.settle_s)
    return [offer.price async for one in stall.market.listings({}) for offer in one.offers]
