"""Boxes and what they are made of, in two shops of a replica: no unit is on sale as two things."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sync.model import Sku, StockRule
from sync.running.ledger import StockEntry
from tests.sync.running.test_stock_update import FIRST, SECOND, SKU, TwoShops, two_shops


async def shown(two: TwoShops, sku: Sku) -> list[int]:
    """What each shop shows of a SKU."""
    states = [(await two.operators[s].get("/_sandbox/state")).json() for s in (FIRST, SECOND)]
    return [
        int(variant["stock"])
        for state in states
        for shop in state["shops"].values()
        for listing in shop["listings"]
        for variant in listing["variants"]
        if variant["sku"] == sku
    ]


async def test_a_box_that_is_sold_takes_its_parts_from_every_listing(tmp_path: Path) -> None:
    async with two_shops(tmp_path, StockRule()) as two:
        first, *rest = two.engine.configuration.products
        box = replace(first.variants[0], stock=None, made_of={SKU: 2})
        boxed = replace(first, variants=(box, *first.variants[1:]))
        two.engine.configuration = replace(two.engine.configuration, products=(boxed, *rest))
        for _ in range(3):  # what one shop lowers, the others may show after it
            for name in (FIRST, SECOND):
                await two.engine.sync(name)
                await two.pass_s(90)
        assert (await shown(two, box.sku), await shown(two, SKU)) == ([2, 1], [2, 2])

        account = next(s.account for s in two.engine.shops if s.name == FIRST)
        order = {"shop": account, "lines": [{"sku": box.sku, "quantity": 1}]}
        answer = await two.operators[FIRST].post("/_sandbox/orders", json=order)
        assert answer.status_code == 200, answer.text
        await two.pass_s(90)
        for name in (FIRST, SECOND, FIRST, SECOND):
            await two.engine.run_urgent(name, [SKU])
            boxes, alone = await shown(two, box.sku), await shown(two, SKU)
            assert 2 * sum(boxes) + sum(alone) <= 8
            await two.pass_s(90)
        assert (boxes, alone) == ([1, 1], [2, 2])
        row = next(row for row in await two.engine.ledger.rows() if row.sku == box.sku)
        assert (row.makeable, dict(row.parts)) == (4, {SKU: 2})

        known = two.engine.configuration
        shops = tuple(replace(shop, policy="upsert") for shop in known.shops)
        alone_now = (replace(first, variants=first.variants[1:]), *rest)
        two.engine.configuration = replace(known, products=alone_now, shops=shops)
        await two.engine.ledger.lose(StockEntry(sku=SKU, quantity=7, reference="H"))
        for name in (FIRST, SECOND, FIRST, SECOND):
            await two.engine.run_urgent(name, [box.sku, SKU])  # the box is struck out, and stays
            await two.pass_s(90)
        boxes, alone = await shown(two, box.sku), await shown(two, SKU)
        assert 2 * sum(boxes) + sum(alone) <= 1, (boxes, alone)
