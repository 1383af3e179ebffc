"""Goods that go to another product in two shops that sell from one shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sync.model import Product, Sku, StockRule
from tests.conformance.test_merges import APART, FOLDED, A
from tests.sync.running.test_stock_update import FIRST, SECOND, TwoShops, two_shops


async def shown(two: TwoShops) -> list[list[int]]:
    """What each listing that buyers see shows of the SKU, by shop."""
    states = [(await two.operators[s].get("/_sandbox/state")).json() for s in (FIRST, SECOND)]
    return [
        [
            int(variant["stock"])
            for shop in state["shops"].values()
            for listing in shop["listings"]
            for variant in listing["variants"]
            if variant["sku"] == A and listing["status"] == "live"
        ]
        for state in states
    ]


def sell(two: TwoShops, products: Sequence[Product]) -> None:
    """Sell these, in shops that take nothing off sale."""
    known = two.engine.configuration
    shops = tuple(replace(shop, policy="upsert") for shop in known.shops)
    two.engine.configuration = replace(known, products=tuple(products), shops=shops)


@pytest.mark.parametrize("platform", ["shopee", "tiktok"])
async def test_an_old_listing_that_stays_shows_none_once_another_sells_its_goods(
    tmp_path: Path, platform: str
) -> None:
    """Not in a round, nor in a stock update between two, is any unit on sale twice."""
    async with two_shops(tmp_path, StockRule(), platform) as two:
        sell(two, APART)
        for name in (FIRST, SECOND, FIRST, SECOND):
            await two.engine.sync(name)
            await two.pass_s(90)
        assert await shown(two) == [[5], [4]]
        sell(two, FOLDED)
        for name in (FIRST, FIRST, SECOND, SECOND, FIRST, SECOND):
            await two.engine.sync(name)
            assert sum(map(sum, await shown(two))) <= 9
            await two.engine.run_urgent(SECOND if name == FIRST else FIRST, [Sku(A)])
            assert sum(map(sum, await shown(two))) <= 9
            await two.pass_s(40)
        assert [sorted(each) for each in await shown(two)] == [[0, 5], [0, 4]]
