"""Goods that go from one product to another are sold on, once, wherever they end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.model import Code, Count, Product, Sku
from sync.running.plan import Scope
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


def pair(first: dict[str, str], second: dict[str, str]) -> list[Product]:
    """Two products of two variants each."""
    return [made(A, first), made(B, second)]


def counted(products: list[Product], counts: dict[Sku, int]) -> list[Product]:
    """The same, but of some SKUs other numbers are there."""
    return [
        replace(
            product,
            variants=tuple(replace(v, stock=Count(counts.get(v.sku, 9))) for v in product.variants),
        )
        for product in products
    ]


@pytest.mark.parametrize("how", ["exchanged", "moved"])
async def test_variants_that_go_to_another_product_are_sold_there(stall: Stall, how: str) -> None:
    """Each other's, or one alone that goes to a product that is looked at before its own."""
    one, two, three, four = (f"{name}-{n}" for name in (A, B) for n in (1, 2))
    stall.sell(pair({one: "100 g", two: "200 g"}, {three: "100 g", four: "200 g"}))
    await stall.ends_true()
    if how == "exchanged":
        stall.sell(pair({one: "100 g", three: "200 g"}, {two: "100 g", four: "200 g"}))
    else:
        stall.sell(pair({one: "100 g", two: "200 g", three: "300 g"}, {four: "200 g"}))
    await stall.ends_true()


async def test_a_sku_in_the_place_of_another_brings_its_own_number(stall: Stall) -> None:
    """Two products exchange what they sell under the same options: nothing has fallen."""
    one, two, three, four = (f"{name}-{n}" for name in (A, B) for n in (1, 2))
    few = {Sku(two): 3}
    apart = pair({one: "100 g", two: "200 g"}, {three: "100 g", four: "200 g"})
    stall.sell(counted(apart, few))
    await stall.ends_true()
    await stall.advance(600)
    await stall.round()
    moved = pair({one: "100 g", four: "200 g"}, {three: "100 g", two: "200 g"})
    stall.sell(counted(moved, few))
    for _ in range(3):
        report = await stall.round()
        await stall.round(Scope(approve=report.plan.digest))
        await stall.advance(600)
        assert await stall.store.shown_stock.fallen([stall.shop.name]) == []
    await stall.is_true()


async def test_what_cannot_be_folded_into_another_is_said_without_a_call_and_sold_on(
    stall: Stall,
) -> None:
    """The other has no variants so far: where it gets none, both go on selling what there is."""
    stall.sell([made(A, {A: ""}), made(B, {B: ""})])
    await stall.ends_true()
    folded = made(B, {B: "100 g", A: "200 g"})
    stall.sell([folded])
    for _ in range(2):
        await stall.round()
    fewer = tuple(replace(v, stock=Count(5)) for v in folded.variants)
    stall.sell([replace(folded, variants=fewer)])
    for _ in range(2):
        await stall.advance(600)
        await stall.round()
    report = await stall.round()
    assert report.outcomes == ()
    live = [listing for listing in await stall.remote() if listing["status"] == "live"]
    shown = {v["sku"]: v["stock"] for listing in live for v in listing["variants"]}
    assert shown == {A: 5, B: 5}
    said = {held.problem.code for held in report.plan.held}
    assert len(live) == 1 or said - {"waits_for_other"}
