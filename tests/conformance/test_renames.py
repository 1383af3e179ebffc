"""A product that only got another name is the same product: its listing stays, its stock flows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Code, Count, Product, Sku
from tests.conformance.stall import Stall, copies, some_products


def resold(product: Product) -> Product:
    """The same product under other SKUs, and a plain one under another code: it has one name."""
    variants = tuple(replace(v, sku=Sku(f"{v.sku}-M")) for v in product.variants)
    code = product.code if product.option_names else Code(variants[0].sku)
    return replace(product, code=code, variants=variants)


@pytest.fixture(params=["plain", "options"])
async def product(stall: Stall, request: pytest.FixtureRequest) -> Product:
    """What will be renamed; it stands in the shop, and one was sold of it."""
    chosen = copies(1)[0] if request.param == "plain" else some_products()[1]
    stall.sell([chosen, some_products()[2]])
    await stall.ends_true()
    await stall.buyer_orders(chosen.variants[0].sku)
    await stall.advance(120)
    await stall.round()
    return chosen


async def stands(stall: Stall, product: Product) -> dict[str, Any]:
    """The one listing on sale that shows this product."""
    live = [listing for listing in await stall.remote() if listing["status"] == "live"]
    (found,) = [listing for listing in live if listing["title"].startswith(product.name)]
    assert len(live) == 2
    return found


async def settles(stall: Stall) -> None:
    """Nobody is asked anything, and after two rounds nothing is left to do."""
    for _ in range(2):
        stall.reopen()
        report = await stall.round()
        assert report.plan.held == ()
        await stall.advance(600)
    stall.reopen()
    report = await stall.round()
    assert (report.plan.changes, report.plan.held, report.outcomes) == ((), (), ())


@pytest.mark.needs("revise", "restock")
async def test_a_renamed_sku_keeps_its_listing_and_converges(
    stall: Stall, product: Product
) -> None:
    before = await stands(stall, product)
    stall.sell([resold(product), some_products()[2]])
    await settles(stall)
    after = await stands(stall, product)
    assert after["id"] == before["id"]
    assert sorted(v["stock"] for v in after["variants"]) == sorted(
        v["stock"] for v in before["variants"]
    )


@pytest.mark.needs("revise", "restock")
async def test_the_stock_of_a_renamed_sku_flows_on(stall: Stall, product: Product) -> None:
    """What is sold is counted, whatever the shop calls it, and what is counted is shown."""
    renamed = resold(product)
    stall.sell([renamed, some_products()[2]])
    await settles(stall)
    listed = min(v["sku"] for v in (await stands(stall, product))["variants"])
    await stall.buyer_orders(listed)
    await stall.advance(120)
    await stall.round()
    counted = tuple(replace(v, stock=Count(7)) for v in renamed.variants)
    stall.sell([replace(renamed, variants=counted), some_products()[2]])
    await settles(stall)
    ledger = await stall.store.stock.ledger({variant.sku for variant in counted})
    kept = sum(account.held_before for account in ledger.values())  # of orders not paid for yet
    assert kept == 2
    shown = [v["stock"] for v in (await stands(stall, product))["variants"]]
    assert sum(shown) == 7 * len(counted) - kept


@pytest.mark.needs("revise")
async def test_two_products_that_exchange_their_codes_keep_their_listings(stall: Stall) -> None:
    one, other = some_products()[1:]
    stall.sell([one, other])
    await stall.ends_true()
    before = {listing["id"]: listing for listing in await stall.remote()}
    stall.sell([replace(one, code=other.code), replace(other, code=one.code)])
    await settles(stall)
    assert {listing["id"]: listing for listing in await stall.remote()} == before


@pytest.mark.needs("revise", "restock")
async def test_while_a_sku_waits_for_its_name_its_stock_flows_and_no_sale_is_a_fall(
    stall: Stall, product: Product
) -> None:
    """Nothing is edited in the shop for a while, and then more is counted along with the rename."""
    renamed = resold(product)
    stall.sell([renamed, some_products()[2]])
    stall.shop_has(policy="report")
    await stall.round()
    listed = product.variants[0].sku
    await stall.buyer_orders(listed)
    await stall.advance(120)
    await stall.round()
    assert await stall.store.shown_stock.fallen([stall.shop.name]) == []
    counted = tuple(replace(v, stock=Count(70)) for v in renamed.variants)
    stall.sell([replace(renamed, variants=counted), some_products()[2]])
    stall.shop_has(policy="everything")
    await settles(stall)
    assert await stall.store.shown_stock.fallen([stall.shop.name]) == []
    shown = [v["stock"] for v in (await stands(stall, product))["variants"]]
    assert sum(shown) == 70 * len(counted) - 2
