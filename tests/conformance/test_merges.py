"""Goods that go from one product to another are sold on, once, wherever they end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.model import Code, Count, Product, Sku
from tests.conformance.stall import Stall, some_products

A, B = "MERGE-A", "MERGE-B"


def made(code: str, sizes: dict[str, str]) -> Product:
    """A product of these SKUs; without a size it is a plain one."""
    base = some_products()[1]
    variants = tuple(
        replace(base.variants[0], sku=Sku(sku), options=(size,) * bool(size), stock=Count(9))
        for sku, size in sizes.items()
    )
    names = base.option_names if all(sizes.values()) else ()
    title = f"{base.name} {code}"
    return replace(base, code=Code(code), name=title, option_names=names, variants=variants)


APART = [made(A, {A: ""}), made(B, {f"{B}-1": "100 g", f"{B}-2": "200 g"})]
FOLDED = [made(B, {f"{B}-1": "100 g", f"{B}-2": "200 g", A: "300 g"})]
MOVES = {"deleted": ["hold"], "given_up": [], "never": ["stop"]}


async def on_sale(stall: Stall) -> list[str]:
    live = [listing for listing in await stall.remote() if listing["status"] == "live"]
    return sorted(variant["sku"] for listing in live for variant in listing["variants"])


async def asked(stall: Stall) -> list[str]:
    """Two rounds in which nobody answers; of what the goods that move wait for is told."""
    for _ in range(2):
        report = await stall.round()
    assert await on_sale(stall) == [A, f"{B}-1", f"{B}-2"]
    return [each.problem.severity for each in report.plan.held if "variants" in each.change.fields]


async def test_where_a_sku_has_one_listing_its_goods_are_sold_on_while_they_move(
    stall: Stall,
) -> None:
    """Folded into another, and taken out again; where that cannot be, the old listing stays."""
    if stall.features.sku_moves == "freely":
        pytest.skip("a SKU may stand in two listings")
    stall.sell(APART)
    await stall.ends_true()
    stall.sell(FOLDED)
    waits = await asked(stall)
    assert waits == MOVES[stall.features.sku_moves]
    if "stop" in waits:
        return
    await stall.ends_true()
    stall.sell(APART)
    await stall.ends_true()
