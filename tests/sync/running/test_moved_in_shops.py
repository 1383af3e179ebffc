"""Goods that go to another product in two shops that sell from one shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sync.model import Product, Sku, StockRule
from sync.running.ledger import StockEntry
from tests.conformance.test_merges import APART, FOLDED, A, made
from tests.sync.running.test_stock_update import FIRST, SECOND, TwoShops, two_shops


async def shown(two: TwoShops, sku: str = A) -> list[list[int]]:
    """What each listing that buyers see shows of the SKU, by shop."""
    states = [(await two.operators[s].get("/_sandbox/state")).json() for s in (FIRST, SECOND)]
    return [
        [
            int(variant["stock"])
            for shop in state["shops"].values()
            for listing in shop["listings"]
            for variant in listing["variants"]
            if variant["sku"] == sku and listing["status"] == "live"
        ]
        for state in states
    ]


def sell(two: TwoShops, products: Sequence[Product]) -> None:
    """Sell these, in shops that take nothing off sale."""
    known = two.engine.configuration
    shops = tuple(replace(shop, policy="upsert") for shop in known.shops)
    two.engine.configuration = replace(known, products=tuple(products), shops=shops)


async def test_an_old_listing_that_stays_shows_none_once_another_sells_its_goods(
    tmp_path: Path,
) -> None:
    """Not in a round, nor in a stock update between two, is any unit on sale twice."""
    async with two_shops(tmp_path, StockRule()) as two:
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


async def test_a_variant_whose_removal_waits_never_shows_more_than_is_left(tmp_path: Path) -> None:
    """Two of three at once are asked about; buyers go on buying them meanwhile."""
    sizes = {f"{A}-{n}": f"{n}00 g" for n in (1, 2, 3)}
    dropped = Sku(f"{A}-2")
    async with two_shops(tmp_path, StockRule()) as two:
        sell(two, [made(A, sizes)])
        for name in (FIRST, SECOND, FIRST, SECOND):
            await two.engine.sync(name)
            await two.pass_s(90)
        assert await shown(two, dropped) == [[5], [4]]
        sell(two, [made(A, {f"{A}-1": "100 g"})])
        await two.engine.sync(FIRST)
        assert await shown(two, dropped) == [[5], [4]]
        await two.engine.ledger.lose(StockEntry(sku=dropped, quantity=7, reference="H"))
        for name in (FIRST, SECOND):
            report = await two.engine.sync(name)
            assert any(held.change.fields == ("variants",) for held in report.plan.held)
        assert await shown(two, dropped) == [[0], [2]]
        await two.engine.ledger.lose(StockEntry(sku=dropped, quantity=1, reference="K"))
        await two.engine.run_urgent(SECOND, [dropped])  # between two rounds
        assert await shown(two, dropped) == [[0], [1]]
