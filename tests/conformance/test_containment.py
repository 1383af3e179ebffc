"""What the catalog got wrong harms only itself: listings stay, with their true stock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.model import Code, Count, Problem, Sku
from sync.model.assortment import file_of
from sync.store import EntryReference
from tests.conformance.stall import Stall, some_products

pytestmark = pytest.mark.needs("orders")


@pytest.fixture
async def stocked(stall: Stall) -> Stall:
    """Ten of everything, published."""
    stall.edit_variants(lambda variant: replace(variant, stock=Count(10)))
    assert (await stall.round()).true
    await stall.reviewed()
    return stall


async def counted(stall: Stall, sku: Sku, left: int) -> None:
    """Somebody counts at the shelf, and finds fewer."""
    await stall.advance(60)
    reference = EntryReference(reference=f"count-{left}", at=stall.now())
    await stall.store.stock.count(sku, Count(left), reference)
    await stall.advance(60)


async def shown(stall: Stall, sku: Sku) -> tuple[str, int]:
    return next(
        (listing["status"], int(variant["stock"]))
        for listing in await stall.remote()
        for variant in listing["variants"]
        if variant["sku"] == sku
    )


async def test_a_product_that_cannot_be_read_stays_on_sale_with_its_true_stock(
    stocked: Stall,
) -> None:
    product = some_products()[0]
    sku = product.variants[0].sku
    stocked.sell(each for each in stocked.configuration.products if each.code != product.code)
    stocked.configuration = replace(stocked.configuration, blocked=frozenset({product.code}))
    await counted(stocked, sku, 4)
    report = await stocked.round()
    assert report.plan.held == ()
    assert await shown(stocked, sku) == ("live", 4)


async def test_what_stood_in_a_file_that_is_gone_is_asked_about_and_sells_what_there_is(
    stocked: Stall,
) -> None:
    product = stocked.configuration.products[0]
    sku, file = product.variants[0].sku, file_of(product)
    stocked.sell(each for each in stocked.configuration.products if file_of(each) != file)
    files = stocked.configuration.files - {file}
    stocked.configuration = replace(stocked.configuration, files=files)
    await counted(stocked, sku, 4)
    report = await stocked.round()
    held = {(each.change.kind, each.problem.code) for each in report.plan.held}
    assert held == {("withdraw", "catalog_file_gone")}
    assert await shown(stocked, sku) == ("live", 4)


async def test_what_may_not_be_withdrawn_sells_what_there_is(stocked: Stall) -> None:
    """The catalog names it no more, and the shop's policy takes nothing off sale."""
    product = stocked.configuration.products[0]
    stocked.shop_has(policy="upsert")
    stocked.sell(stocked.configuration.products[1:])
    await counted(stocked, product.variants[0].sku, 4)
    report = await stocked.round()
    assert {each.problem.code for each in report.plan.held} == {"policy_upsert"}
    assert await shown(stocked, product.variants[0].sku) == ("live", 4)


async def test_of_a_product_with_a_fault_only_the_field_waits_that_has_it(stocked: Stall) -> None:
    product = some_products()[0]
    wrong = Problem(
        code="missing_field",
        values={"field": "name"},
        about=product.code,
        fields=frozenset({"title"}),
    )
    stocked.edit(Code(product.code), name="?", story=f"{product.story} Phơi thêm một nắng.")
    stocked.configuration = replace(stocked.configuration, problems=(wrong,))
    await counted(stocked, product.variants[0].sku, 3)
    report = await stocked.round()
    assert [each.change.fields for each in report.plan.held] == [("title",)]
    await stocked.reviewed()
    assert await shown(stocked, product.variants[0].sku) == ("live", 3)
    listing = next(
        one
        for one in await stocked.remote()
        if any(v["sku"] == product.variants[0].sku for v in one["variants"])
    )
    assert product.name in listing["title"]
