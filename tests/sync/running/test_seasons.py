"""Out of season a product goes from sale by itself, and comes back by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sync.model import Code, Count, Product, Rest, Season, Sku, Variant
from tests.conformance.stall import Stall, some_products, stall_of

REST = Rest(since=date(2020, 1, 1), until=date(2099, 1, 1))


@pytest.fixture
async def stocked(tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_of("shopee", tmp_path) as opened:
        opened.sell(some_products()[:2])
        opened.edit_variants(lambda each: replace(each, stock=Count(9)))
        assert (await opened.round()).true
        await opened.reviewed()
        yield opened


async def made(stall: Stall) -> list[tuple[Any, ...]]:
    report = await stall.round()
    assert report.plan.held == ()
    return [(each.change.kind, each.change.reason, each.status) for each in report.outcomes]


def first(stall: Stall) -> Product:
    return stall.configuration.products[0]


async def test_it_is_hidden_and_comes_back_unasked(stocked: Stall) -> None:
    code = first(stocked).code
    stocked.edit(code, rest=REST)
    assert await made(stocked) == [("withdraw", "out_of_season", "done")]
    assert await made(stocked) == []
    stocked.edit(code, rest=None)
    kinds = [kind for kind, *_ in await made(stocked)]
    assert kinds == ["restore"]
    await stocked.is_true()


@pytest.mark.parametrize("how", ["sold_out", "upsert", "sold: no"])
async def test_where_it_stays_it_is_sold_out_and_has_its_stock_again(
    stocked: Stall, how: str
) -> None:
    code, season = first(stocked).code, Season(begins=(8, 15), ends=(11, 30))
    resting: dict[str, Any] = {"rest": REST, "season": replace(season, meanwhile="sold_out")}
    if how != "sold_out":
        stocked.shop_has(policy="upsert")
        resting = {"rest": REST, "season": season} if how == "upsert" else {"sold": False}
    stocked.edit(code, **resting)
    assert {kind for kind, *_ in await made(stocked)} == {"restock"}
    assert await made(stocked) == []
    stocked.edit(code, rest=None, sold=True)
    assert {kind for kind, *_ in await made(stocked)} == {"restock"}
    await stocked.is_true()


async def test_what_never_stood_there_is_not_published_sold_out(stocked: Stall) -> None:
    new = replace(first(stocked), code=Code("MOI"), name="Mới toanh", rest=REST)
    variants = tuple(replace(each, sku=Sku(f"M-{each.sku}"), gtin=None) for each in new.variants)
    stocked.shop_has(policy="upsert")
    stocked.sell([*stocked.configuration.products, replace(new, variants=variants)])
    assert await made(stocked) == []


async def test_one_variant_that_is_not_sold_is_sold_out_and_comes_back(stocked: Stall) -> None:
    product = first(stocked)

    def unsold(sold: bool) -> tuple[Variant, ...]:  # noqa: FBT001
        return (replace(product.variants[0], sold=sold), *product.variants[1:])

    if len(product.variants) == 1:
        product = stocked.configuration.products[1]
    stocked.edit(product.code, variants=unsold(sold=False))
    assert await made(stocked) == [("restock", "unsold", "done")]
    stocked.edit(product.code, variants=unsold(sold=True))
    assert await made(stocked) == [("restock", "stock", "done")]
