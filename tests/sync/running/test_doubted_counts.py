"""A count that is a price: what was counted before goes on, less what was sold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.model import Count, Dong, StockRule
from sync.running.ledger import StockEntry
from tests.sync.running.test_bundles_in_shops import shown
from tests.sync.running.test_stock_update import FIRST, SECOND, SKU, TwoShops, two_shops

WHOLE = StockRule(share="all")


def write(two: TwoShops, **fields: Any) -> int:
    """Save the catalog with this in the variant of our SKU; answers what it cost before."""
    before = two.engine.configuration
    products = [
        replace(p, variants=tuple(replace(v, **fields) if v.sku == SKU else v for v in p.variants))
        for p in before.products
    ]
    two.engine.configuration = replace(before, products=tuple(products))
    return next(v.price or 0 for p in before.products for v in p.variants if v.sku == SKU)


async def rounds(two: TwoShops) -> list[str]:
    """Some rounds of both shops; answers what they asked of the stock in the end."""
    asked = list[str]()
    for _ in range(2):
        asked = []
        for name in (FIRST, SECOND):
            report = await two.engine.sync(name)
            asked += [problem.code for problem in report.problems if problem.severity == "hold"]
            await two.pass_s(90)
    return asked


async def buy(two: TwoShops) -> None:
    account = next(s.account for s in two.engine.shops if s.name == FIRST)
    order = {"shop": account, "lines": [{"sku": SKU, "quantity": 1}]}
    answer = await two.operators[FIRST].post("/_sandbox/orders", json=order)
    assert answer.status_code == 200, answer.text
    await two.pass_s(90)
    for name in (FIRST, SECOND):
        await two.engine.run_urgent(name, [SKU])
        await two.pass_s(90)


@pytest.mark.parametrize("slip", ["filled", "swapped"])
async def test_sales_lower_what_is_shown_and_the_slip_mended_forgets_none(
    tmp_path: Path, slip: str
) -> None:
    async with two_shops(tmp_path, WHOLE) as two:
        await rounds(two)
        there = (await shown(two, SKU))[1]
        await buy(two)
        price = write(two)
        write(two, stock=Count(price), price=Dong(price if slip == "filled" else there))
        assert set(await rounds(two)) >= {"count_doubted"}
        assert await shown(two, SKU) == [there - 1] * 2
        await buy(two)
        assert await shown(two, SKU) == [there - 2] * 2
        write(two, stock=Count(there), price=Dong(price))
        assert "count_doubted" not in await rounds(two)
        assert await shown(two, SKU) == [there - 2] * 2


async def test_a_person_who_counts_as_many_is_believed_and_not_asked_again(tmp_path: Path) -> None:
    async with two_shops(tmp_path, WHOLE) as two:
        await rounds(two)
        write(two, stock=Count(price := write(two)))
        (status, _) = await two.engine.status()
        assert [each.code for each in status.questions] == ["count_doubted"]
        await two.engine.ledger.count(StockEntry(sku=SKU, quantity=price, reference="K-1"), None)
        await two.engine.ledger.count(StockEntry(sku=SKU, quantity=7, reference="K-2"), None)
        assert "count_doubted" not in await rounds(two)
        assert await shown(two, SKU) == [7, 7]
