"""What only got another name stays what it is: its listing, its sales, its stock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sync.model import Code, Product, Sku
from tests.conformance.stall import Stall, copies, stall_of, stall_of_two


@pytest.fixture(params=["shopee", "lazada"])
async def stall(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_of_two(request.param, tmp_path) as opened:
        yield opened


async def listings(stall: Stall) -> list[tuple[Any, ...]]:
    """Every listing that is there: its id, whether it is on sale, its SKUs."""
    return sorted(
        (each["id"], each["status"], *sorted(v["sku"] for v in each["variants"]))
        for each in await stall.remote()
    )


def recoded(product: Product) -> Product:
    return replace(product, code=Code(f"MOI-{product.code}"))


def resold(product: Product) -> Product:
    """The same product with other SKUs."""
    variants = tuple(replace(v, sku=Sku(f"{v.sku}-M")) for v in product.variants)
    return replace(product, variants=variants)


async def test_a_renamed_code_keeps_its_listing(stall: Stall) -> None:
    before = await listings(stall)
    first, other = stall.configuration.products
    stall.sell([recoded(first), other])
    await stall.round()
    await stall.ends_true()
    assert await listings(stall) == before


async def test_a_renamed_sku_keeps_what_was_sold_of_it(stall: Stall) -> None:
    first, other = stall.configuration.products
    sku = first.variants[0].sku
    assert first.variants[0].stock is not None
    left = first.variants[0].stock.quantity - 1
    await stall.buyer_orders(sku)
    await stall.advance(120)
    await stall.round()
    stall.sell([resold(first), other])
    await stall.round()
    ledger = await stall.store.stock.ledger()
    assert sku not in ledger
    account = ledger[Sku(f"{sku}-M")]
    assert account.count.quantity + sum(m.quantity for m in account.movements) == left


async def test_an_order_under_the_old_sku_still_counts(stall: Stall) -> None:
    first, other = stall.configuration.products
    sku = first.variants[0].sku
    await stall.buyer_orders(sku)
    stall.sell([resold(first), other])
    await stall.advance(120)
    await stall.round()
    account = (await stall.store.stock.ledger())[Sku(f"{sku}-M")]
    assert sum(movement.quantity for movement in account.movements) == -1


async def test_another_product_in_the_place_of_one_is_no_rename(stall: Stall) -> None:
    first, other = stall.configuration.products
    stranger = replace(resold(recoded(first)), name="Muối hồng Ba Khía ba năm", images=())
    stall.sell([stranger, other])
    await stall.round()
    links = await stall.store.links.remote_ids(stall.shop.name)
    assert first.code in links


async def test_a_sku_that_names_other_goods_since_is_those_goods(tmp_path: Path) -> None:
    """Whoever gives the old name to something else means that by it from then on."""
    (first,) = copies(1)
    sku = first.variants[0].sku
    stranger = replace(first, name="Mật ong U Minh")
    renamed = replace(resold(first), code=Code(f"{sku}-M"))
    async with stall_of("shopee", tmp_path) as stall:
        stall.sell([first])
        await stall.ends_true()
        stall.sell([renamed])
        await stall.ends_true()
        stall.sell([renamed, stranger])
        await stall.ends_true()
        await stall.buyer_orders(sku)
        await stall.advance(120)
        await stall.round()
        ledger = await stall.store.stock.ledger()
    assert len(ledger[sku].movements) == 1
    assert not ledger[Sku(f"{sku}-M")].movements
