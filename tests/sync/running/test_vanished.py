"""A shop that vanished from shops.yaml keeps its share until somebody says that it is closed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sync.model import StockRule
from sync.platforms import Unusable
from tests.sync.running.test_stock_update import FIRST, SECOND, TwoShops, two_shops


async def without_second(two: TwoShops) -> None:
    configuration = two.engine.configuration
    left = tuple(shop for shop in configuration.shops if shop.name != SECOND)
    two.engine.configuration = replace(configuration, shops=left)
    await two.pass_s(120)


async def test_its_share_is_offered_nowhere_else_until_it_is_closed(tmp_path: Path) -> None:
    async with two_shops(tmp_path, StockRule()) as two:
        await without_second(two)
        report = await two.engine.sync(FIRST)
        assert "shop_vanished" in {problem.code for problem in report.problems}
        assert await two.shown(FIRST) == 5
        assert await two.engine.close_shop(SECOND)
        await two.engine.sync(FIRST)
        assert await two.shown(FIRST) == 10


async def test_a_shop_that_is_configured_is_not_closed(tmp_path: Path) -> None:
    async with two_shops(tmp_path, StockRule()) as two:
        with pytest.raises(Unusable):
            await two.engine.close_shop(SECOND)
        assert await two.shown(SECOND) == 5
