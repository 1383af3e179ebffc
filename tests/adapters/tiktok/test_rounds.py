"""Whole rounds against the replica: what is TikTok's own must neither flap nor be silent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.model import Count, Dong
from sync.running.report import Report
from tests.conformance.stall import Stall, copies, some_products, stall_of


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_of("tiktok", tmp_path) as opened:
        opened.sell(some_products()[:2])
        assert (await opened.round()).true
        await opened.reviewed()
        yield opened


async def turn(stall: Stall, **knobs: Any) -> None:
    await stall.ask("POST", "knobs", knobs)


async def next_round(stall: Stall) -> Report:
    """A round of a fresh process, when everything before it was reviewed."""
    await stall.reviewed()
    stall.reopen()
    return await stall.round()


def told(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


async def titles(stall: Stall) -> set[str]:
    return {listing["title"] for listing in await stall.remote()}


async def test_an_edit_that_starts_a_review_is_told_before_it_is_sent(stall: Stall) -> None:
    first = some_products()[0]
    stall.edit(first.code, name="Tên mới của sản phẩm này, dài hơn")
    assert told(await stall.look()) == {"edits_reviewed"}
    stall.edit(first.code, name=first.name, variants=tuple(map(dearer, first.variants)))
    assert told(await stall.look()) == set()  # a price needs no review


def dearer(variant: Any) -> Any:
    return replace(variant, price=Dong(variant.price + 1000))


async def test_a_refused_edit_is_told_and_not_sent_again(stall: Stall) -> None:
    first = some_products()[0]
    await turn(stall, audit_refuses_word="thần kỳ")
    stall.edit(first.code, name="Sản phẩm thần kỳ của hợp tác xã", story="Câu chuyện viết lại.")
    assert (await stall.round()).true
    for _ in range(3):
        report = await next_round(stall)
        assert report.plan.changes == ()
        assert told(report) == {"edit_refused"}
    assert [title for title in await titles(stall) if title.startswith(first.name)]
    stall.edit(first.code, variants=tuple(map(dearer, first.variants)))
    assert {change.kind for change in (await next_round(stall)).plan.changes} == {"reprice"}


async def test_after_a_refused_edit_all_of_it_goes_once_it_was_mended(stall: Stall) -> None:
    """The story went down with the refused title, though nobody had anything against it."""
    first, other = some_products()[0], some_products()[1]
    await turn(stall, audit_refuses_word="thần kỳ")
    images = (*other.images[:1], *first.images)
    stall.edit(first.code, title="Sản phẩm thần kỳ của hợp tác xã", story="Kể lại.", images=images)
    await stall.round()
    assert told(await next_round(stall)) == {"edit_refused"}
    stall.edit(first.code, title="Sản phẩm lành lặn của hợp tác xã")
    report = await next_round(stall)
    (change,) = report.plan.changes
    assert {"title", "description", "images"} <= set(change.fields)
    assert report.true, report.problems
    report = await next_round(stall)
    assert (report.plan.changes, told(report)) == ((), set())
    (shown,) = [x for x in await stall.remote() if x["title"].startswith("Sản phẩm lành lặn")]
    assert "Kể lại." in shown["description"]
    assert len(shown["images"]) == len(images)


async def test_a_refused_listing_is_told_and_goes_up_again_once_it_was_mended(
    stall: Stall,
) -> None:
    await turn(stall, audit_refuses_word="thần kỳ")
    (new,) = copies(1)
    stall.sell([*stall.configuration.products, replace(new, name=f"{new.name} thần kỳ")])
    await stall.round()
    for _ in range(2):
        report = await next_round(stall)
        assert (report.plan.changes, told(report)) == ((), {"listing_banned"})
    stall.edit(new.code, name=f"{new.name} lành lặn")
    assert (await next_round(stall)).true
    await stall.is_true()


async def test_a_listing_under_review_is_waiting_and_not_broken(stall: Stall) -> None:
    await turn(stall, audit_s=3600)
    stall.sell([*stall.configuration.products, *copies(1)])
    assert (await stall.round()).true
    stall.reopen()
    for _ in range(2):
        await stall.advance(60)
        report = await stall.round()
        assert (report.plan.changes, told(report)) == ((), {"listing_in_review"})
        assert report.true


async def test_a_shop_on_holiday_is_left_as_it_is(stall: Stall) -> None:
    await turn(stall, holiday_mode=True)
    assert (await next_round(stall)).plan.changes == ()
    assert (await next_round(stall)).plan.changes == ()
    await turn(stall, holiday_mode=False)
    await stall.is_true()


async def test_sold_out_where_zero_is_refused_stays_hidden_until_there_is_more(
    stall: Stall,
) -> None:
    first = some_products()[0]
    await turn(stall, allow_zero=False)
    stall.edit(first.code, variants=tuple(replace(v, stock=Count(0)) for v in first.variants))
    await stall.round()
    for _ in range(2):
        report = await next_round(stall)
        assert "zero_refused" in told(report)
        states = {x["sku"]: x["status"] for x in await stall.remote()}
        assert states[first.variants[0].sku] == "hidden"
    stall.edit(first.code, variants=tuple(replace(v, stock=Count(6)) for v in first.variants))
    await next_round(stall)
    await stall.is_true()  # nobody is asked: what hid it was no person


async def test_a_promotion_locks_its_own_price_and_nothing_else(stall: Stall) -> None:
    first, second = some_products()[:2]
    await stall.seller_edits(first.variants[0].sku, price_locked=True)
    for product in (first, second):
        stall.edit(product.code, variants=tuple(map(dearer, product.variants)))
    for _ in range(2):
        assert told(await next_round(stall)) == {"price_locked"}
    await stall.seller_edits(first.variants[0].sku, price_locked=False)
    await next_round(stall)
    await stall.is_true()


async def test_a_cycle_without_change_is_one_call_a_page(stall: Stall) -> None:
    stall.sell(copies(130))
    await stall.round()
    await stall.reviewed()
    await stall.round(proof="quick")
    await stall.forget_calls()
    assert (await stall.round(proof="quick")).plan.changes == ()
    counted = {c["endpoint"]: c["count"] for c in (await stall.ask("GET", "calls"))["calls"]}
    assert counted == {
        "/product/202502/products/search": 2,
        "/order/202309/orders/search": 1,
    }


async def test_changed_prices_and_stocks_are_one_call_a_product_each(stall: Stall) -> None:
    second = some_products()[1]
    stall.edit_variants(lambda v: replace(dearer(v), stock=Count(9)))
    await stall.forget_calls()
    report = await stall.round(proof="quick")
    assert report.true, report.problems
    assert len(report.plan.changes) > 4
    counted = {c["endpoint"]: c["count"] for c in (await stall.ask("GET", "calls"))["calls"]}
    assert counted["/product/202309/products/{product_id}/prices/update"] == 2
    assert counted["/product/202309/products/{product_id}/inventory/update"] == 2
    assert len(second.variants) > 1
