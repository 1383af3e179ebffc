"""A shop's whole life, on replicas that behave as the real platforms were seen to behave.

Each replica names how its platform differs from the plain one (`Replica.realities`): stale indexes,
axes without names, lines without SKUs, orders cancelled in a van. The same life must end true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sandbox.server import discover
from sync.inventory import units_away
from sync.model import Count, Dong, Label, Paper, Product, Sku
from sync.running.ledger import Ledger
from tests.conformance.stall import Stall, some_products

DAY_S = 86_400.0
REPLICAS = {replica.name: replica for replica in discover()}
NAMES = sorted({name for replica in REPLICAS.values() for name in replica.realities})


def a_sku() -> Sku:
    return some_products()[1].variants[0].sku


async def shown(stall: Stall, sku: Sku) -> int:
    variants = [variant for listing in await stall.remote() for variant in listing["variants"]]
    return next(int(variant["stock"]) for variant in variants if variant["sku"] == sku)


@pytest.fixture
async def as_it_is(stall: Stall, platform_name: str, reality: str) -> Stall:
    """Ten of everything, published at a platform that behaves in this way."""
    settings: Mapping[str, Any] | None = REPLICAS[platform_name].realities.get(reality)
    if settings is None:
        pytest.skip(f"{platform_name} was not seen with {reality}")
    await stall.operator.turn(**settings)
    stall.sell(map(declared, stall.configuration.products))
    stall.edit_variants(lambda variant: replace(variant, stock=Count(10)))
    await stall.ends_true()
    return stall


def declared(product: Product) -> Product:
    """Give a product the declaration that is asked of food."""
    paper = Paper(number="01/VIDU/2026", issued_on=date(2026, 3, 1), issued_by="HTX Ví Dụ")
    return replace(product, label=replace(product.label or Label(), declaration=paper))


@pytest.mark.parametrize("reality", NAMES)
async def test_a_whole_life_ends_true_as_the_platform_really_is(as_it_is: Stall) -> None:
    stall = as_it_is
    order = await stall.buyer_orders(a_sku(), 3)
    await stall.ask("POST", f"orders/{order}/pay")
    await stall.advance(60)
    await stall.round()
    assert await shown(stall, a_sku()) == 7  # the sale was met, whatever its line was called
    (mine,) = [product for product in some_products() if a_sku() in skus(product)]
    stall.edit(mine.code, name=f"{mine.name} loại ngon")
    await stall.advance(60)
    stall.edit_variants(lambda v: replace(v, price=Dong(v.price + 1000), stock=Count(15)))
    await stall.ends_true()
    gone = stall.configuration.products[0].variants[0].sku
    await stall.seller_edits(gone, status="deleted")
    await stall.advance(DAY_S)
    report = await stall.round()
    assert report.plan.complete, report.problems  # what is gone for good hides nothing else
    await stall.ends_true()


def skus(product: Product) -> set[Sku]:
    return {variant.sku for variant in product.variants}


@pytest.mark.parametrize("reality", ["cancelled in the van"])
async def test_goods_in_a_van_are_waited_for_and_received_once(as_it_is: Stall) -> None:
    stall = as_it_is
    order = await stall.buyer_orders(a_sku(), 2)
    await stall.ask("POST", f"orders/{order}/pay")
    await stall.advance(60)
    await stall.round()
    await stall.ask("POST", f"orders/{order}/cancel")
    await stall.advance(60)
    report = await stall.round()
    assert "goods_under_way" in [problem.code for problem in report.plan.problems]
    await stall.advance(60)
    await stall.round()
    assert await shown(stall, a_sku()) == 8
    (away,) = units_away(await stall.store.stock.asking_a_person())
    assert (away.reference, away.sku, away.units) == (order, a_sku(), 2)
    ledger = Ledger(stall.store, stall.configuration, stall.context.clock)
    await ledger.receive_back(away, 2, 1)  # one jar is broken
    for _ in range(2):
        await stall.advance(60)
        report = await stall.round()
    assert await shown(stall, a_sku()) == 9
    assert "goods_under_way" not in [problem.code for problem in report.plan.problems]


async def test_what_a_buyer_sends_back_counts_when_it_is_back(stocked: Stall) -> None:
    stall = stocked
    begun = await shown(stall, a_sku())
    order = await stall.buyer_orders(a_sku(), 2)
    await stall.ask("POST", f"orders/{order}/pay")
    await stall.advance(60)
    await stall.round()
    await stall.ask("POST", f"orders/{order}/return")
    await stall.advance(3600)
    await stall.round()
    for away in units_away(await stall.store.stock.asking_a_person()):
        assert (away.reference, away.units, await shown(stall, a_sku())) == (order, 2, begun - 2)
        ledger = Ledger(stall.store, stall.configuration, stall.context.clock)
        await ledger.receive_back(away, 2, 2)
    for _ in range(2):
        await stall.advance(3600)
        await stall.round()
    assert await shown(stall, a_sku()) == begun
    assert units_away(await stall.store.stock.asking_a_person()) == []


@pytest.mark.parametrize("reality", ["refunds alone"])
async def test_money_that_went_back_alone_brings_no_goods(as_it_is: Stall) -> None:
    order = await as_it_is.buyer_orders(a_sku(), 2)
    await as_it_is.ask("POST", f"orders/{order}/pay")
    await as_it_is.advance(60)
    await as_it_is.round()
    await as_it_is.ask("POST", f"orders/{order}/return")
    for _ in range(2):
        await as_it_is.advance(3600)
        await as_it_is.round()
    assert await shown(as_it_is, a_sku()) == 8
    assert units_away(await as_it_is.store.stock.asking_a_person()) == []


async def test_a_ban_by_a_reviewer_days_later_harms_itself_alone(stocked: Stall) -> None:
    banned = stocked.configuration.products[0]
    await stocked.advance(3 * DAY_S)
    await stocked.seller_edits(banned.variants[0].sku, status="banned")
    stocked.edit_variants(lambda variant: replace(variant, stock=Count(4)))
    report = await stocked.round()
    assert report.plan.complete
    touched = {outcome.change.code for outcome in report.outcomes if outcome.status == "done"}
    others = {product.code for product in stocked.configuration.products} - {banned.code}
    assert others <= touched
    await stocked.reviewed()
    listings = await stocked.remote()
    assert sum(listing["status"] == "banned" for listing in listings) == 1
    assert len(listings) == len(stocked.configuration.products)  # and nobody publishes it again


async def test_a_price_that_a_promotion_locks_waits_alone(stocked: Stall) -> None:
    locked = a_sku()
    await stocked.seller_edits(locked, price_locked=True)
    stocked.edit_variants(lambda v: replace(v, price=Dong(v.price + 1000), stock=Count(40)))
    await stocked.round()
    await stocked.advance(60)
    shows = {v["sku"]: v for one in await stocked.remote() for v in one["variants"]}
    wanted = {v.sku: v for p in stocked.configuration.products for v in p.variants}
    late = {sku for sku, variant in wanted.items() if shows[sku]["price"] != variant.price}
    of_product = {v.sku for p in some_products() for v in p.variants if locked in skus(p)}
    assert locked in late <= of_product
    assert all(shows[sku]["stock"] == 40 for sku in wanted.keys() - of_product)
    await stocked.seller_edits(locked, price_locked=False)
    await stocked.advance(8 * DAY_S)
    await stocked.ends_true()


@pytest.mark.parametrize("keeper", sorted({k for r in REPLICAS.values() for k in r.not_by_us}))
async def test_stock_that_the_platform_keeps_itself_harms_nothing_else(
    stocked: Stall, platform_name: str, keeper: str
) -> None:
    if keeper not in REPLICAS[platform_name].not_by_us:
        pytest.skip(f"{platform_name} keeps no stock itself")
    theirs = a_sku()
    await stocked.operator.turn(**{keeper: theirs})
    before = await shown(stocked, theirs)
    stocked.edit_variants(lambda v: replace(v, stock=Count(before + 3)))
    await stocked.advance(60)
    report = await stocked.round()
    assert report.plan.complete
    assert await shown(stocked, theirs) == before
    others = {v.sku for p in some_products() for v in p.variants if theirs not in skus(p)}
    assert [await shown(stocked, sku) for sku in others] == [before + 3] * len(others)
    await stocked.operator.turn(**{keeper: ""})
    await stocked.ends_true()
