"""A shop that vanished from shops.yaml keeps its share until somebody says that it is closed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.model import Product, ShopName, Sku, StockRule
from sync.platforms import Unusable
from tests.sync.running.test_stock_update import FIRST, SECOND, SKU, TwoShops, two_shops


async def without_second(two: TwoShops) -> None:
    configuration = two.engine.configuration
    left = tuple(shop for shop in configuration.shops if shop.name != SECOND)
    two.engine.configuration = replace(configuration, shops=left)
    await two.pass_s(120)


async def change(two: TwoShops, name: ShopName, **changes: Any) -> None:
    """Write a shop otherwise, and let both come to it."""
    configuration = two.engine.configuration
    shops = (replace(s, **changes) if s.name == name else s for s in configuration.shops)
    two.engine.configuration = replace(configuration, shops=tuple(shops))
    for each in (SECOND, FIRST, SECOND):
        await two.engine.sync(each)
        await two.pass_s(120)


def skus(product: Product) -> set[Sku]:
    return {variant.sku for variant in product.variants}


async def test_its_share_is_offered_nowhere_else_until_it_is_closed(tmp_path: Path) -> None:
    async with two_shops(tmp_path, StockRule()) as two:
        await without_second(two)
        report = await two.engine.sync(FIRST)
        assert "shop_vanished" in {problem.code for problem in report.problems}
        assert await two.shown(FIRST) == 5
        assert await two.engine.close_shop(SECOND)
        await two.engine.sync(FIRST)
        assert await two.shown(FIRST) == 10


async def test_a_website_takes_no_unit_from_anybody_once_it_is_gone_either(tmp_path: Path) -> None:
    async with two_shops(tmp_path, StockRule()) as two:
        await change(two, SECOND, stock_rule=StockRule(share="shown"))
        sold = tuple(p.code for p in two.engine.configuration.products if SKU not in skus(p))
        await change(two, SECOND, sells=sold, policy="upsert")
        assert await two.shown(FIRST) == await two.shown(SECOND) == 10
        await two.buys(FIRST, 3)
        await two.engine.run_urgent(FIRST, [])
        await two.engine.run_urgent(SECOND, two.told)
        assert await two.shown(SECOND) == 7  # it shall sell it no more, and still shows it
        await without_second(two)
        report = await two.engine.sync(FIRST)
        assert "shop_left_alone" in {problem.code for problem in report.problems}
        assert await two.shown(FIRST) == 7
        assert await two.engine.close_shop(SECOND)
        report = await two.engine.sync(FIRST)
        assert "shop_left_alone" not in {problem.code for problem in report.problems}


async def test_a_shop_that_is_configured_is_not_closed(tmp_path: Path) -> None:
    async with two_shops(tmp_path, StockRule()) as two:
        with pytest.raises(Unusable):
            await two.engine.close_shop(SECOND)
        assert await two.shown(SECOND) == 5


async def test_what_only_shows_goods_from_now_on_has_sold_none_of_what_it_showed(
    tmp_path: Path,
) -> None:
    """Its books still tell of five on sale there; that it offers none any more is no fall."""
    async with two_shops(tmp_path, StockRule()) as two:
        configuration = two.engine.configuration
        shops = (
            replace(s, stock_rule=StockRule(share="shown")) if s.name == SECOND else s
            for s in configuration.shops
        )
        two.engine.configuration = replace(configuration, shops=tuple(shops))
        await two.pass_s(120)
        plan = await two.engine.plan(SECOND, None, "full")
        assert "stock_fell" not in {problem.code for problem in plan.problems}
        await two.engine.sync(FIRST)
        assert await two.shown(FIRST) == 10
