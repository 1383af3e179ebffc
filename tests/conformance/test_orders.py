"""What buyers do moves stock once, however often it is told."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sync.marketplace import Lost, Request, Response
from sync.model import Count, Listing, Order, Problem, ShopName, Sku
from sync.running.context import Hooks, UrgentWork
from tests.conformance.stall import Stall, some_products

pytestmark = pytest.mark.needs("orders")


def a_sku() -> Sku:
    return some_products()[1].variants[0].sku


@pytest.fixture
async def full(stall: Stall) -> Stall:
    """Ten of everything, published."""
    stall.edit_variants(lambda variant: replace(variant, stock=Count(10)))
    assert (await stall.round()).true
    await stall.reviewed()
    return stall


async def shown(stall: Stall, sku: Sku) -> int:
    variants = [variant for listing in await stall.remote() for variant in listing["variants"]]
    return next(int(variant["stock"]) for variant in variants if variant["sku"] == sku)


async def available(stall: Stall, sku: Sku) -> int:
    shelf = (await stall.store.stock.ledger([sku]))[sku]
    return shelf.count.quantity + sum(movement.quantity for movement in shelf.movements)


async def test_a_sale_is_taken_in_and_nothing_is_put_back(full: Stall) -> None:
    await full.buyer_orders(a_sku(), 3)
    await full.advance(60)
    report = await full.round()
    assert report.plan.changes == (), report.plan.changes
    assert await shown(full, a_sku()) == await available(full, a_sku()) == 7
    taken = (await full.store.stock.ledger([a_sku()]))[a_sku()].movements
    shows = {v["sku"]: v for listing in await full.remote() for v in listing["variants"]}
    assert {movement.price for movement in taken} == {int(shows[a_sku()]["price"])}


async def test_a_sale_between_reading_orders_and_looking_is_not_put_back(full: Stall) -> None:
    listings = full.market.listings

    async def sold_meanwhile(known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        await full.buyer_orders(a_sku(), 2)
        await full.advance(30)
        async for listing in listings(known):
            yield listing

    full.market.listings = sold_meanwhile  # type: ignore[method-assign]
    report = await full.round()
    assert report.plan.changes == (), report.plan.changes
    assert await shown(full, a_sku()) == await available(full, a_sku()) == 8


async def test_a_sale_that_is_taken_in_while_the_shop_is_read_is_no_fall(full: Stall) -> None:
    listings, orders = full.market.listings, list[str]()

    async def sold_after_it_was_seen(known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        async for listing in listings(known):
            if any(offer.sku == a_sku() for offer in listing.offers):
                orders.append(await full.buyer_orders(a_sku(), 2))
                await full.advance(40)
            yield listing

    def urgent(_: ShopName) -> UrgentWork | None:
        return UrgentWork(orders=frozenset({orders.pop()})) if orders else None

    full.market.listings = sold_after_it_was_seen  # type: ignore[method-assign]
    full.context = replace(full.context, hooks=Hooks(urgent=urgent))
    report = await full.round()
    assert report.plan.changes == (), report.plan.changes
    full.market.listings = listings  # type: ignore[method-assign]
    await full.advance(60)
    assert (await full.round()).true
    assert await full.store.shown_stock.fallen([full.shop.name]) == []
    assert await shown(full, a_sku()) == await available(full, a_sku()) == 8


async def test_a_quick_round_that_takes_a_sale_in_reads_what_was_sold_anew(full: Stall) -> None:
    await full.advance(full.features.settle_s + 60)
    await full.round(proof="quick")
    await full.buyer_orders(a_sku(), 2)
    await full.advance(60)
    report = await full.round(proof="quick")
    assert report.plan.changes == (), report.plan.changes
    await full.advance(60)
    assert (await full.round()).true
    assert await full.store.shown_stock.fallen([full.shop.name]) == []


async def test_orders_replayed_move_stock_once(full: Stall) -> None:
    order = await full.buyer_orders(a_sku(), 3)
    await full.ask("POST", f"orders/{order}/pay")
    for _ in range(3):
        await full.advance(30)
        assert (await full.round()).true
    assert await shown(full, a_sku()) == await available(full, a_sku()) == 7


async def test_a_cancelled_order_comes_back_once(full: Stall) -> None:
    order = await full.buyer_orders(a_sku(), 4)
    await full.advance(30)
    await full.round()
    await full.ask("POST", f"orders/{order}/cancel")
    for _ in range(3):
        await full.advance(30)
        await full.round()
    assert await shown(full, a_sku()) == await available(full, a_sku()) == 10


async def test_a_new_count_begins_anew(full: Stall) -> None:
    order = await full.buyer_orders(a_sku(), 2)
    await full.ask("POST", f"orders/{order}/pay")
    await full.advance(60)
    await full.round()
    await full.advance(60)
    full.edit_variants(lambda v: replace(v, stock=Count(15)) if v.sku == a_sku() else v)
    report = await full.round()
    assert [(change.kind, change.sku) for change in report.plan.changes] == [("restock", a_sku())]
    assert await shown(full, a_sku()) == await available(full, a_sku()) == 15


async def test_goods_of_an_unpaid_order_are_counted_and_not_sold_again(full: Stall) -> None:
    await full.buyer_orders(a_sku(), 2)
    await full.advance(60)
    await full.round()
    await full.advance(60)
    full.edit_variants(lambda v: replace(v, stock=Count(15)) if v.sku == a_sku() else v)
    await full.round()
    assert await shown(full, a_sku()) == 13
    await full.advance(60)
    assert (await full.round()).plan.changes == ()


async def test_no_stock_is_pushed_while_orders_cannot_be_read(full: Stall) -> None:
    full.edit_variants(lambda v: replace(v, stock=Count(12)))
    orders = full.market.orders

    async def broken(*_: object) -> object:
        await full.fault("server_error", times=1000)
        try:
            async for order in orders(full.now() - timedelta(hours=1), full.now()):
                yield order
        finally:
            await full.heal()

    full.market.orders = broken  # type: ignore[method-assign, assignment]
    report = await full.round()
    assert [problem.code for problem in report.plan.problems] == ["orders_unread"]
    assert all(change.kind != "restock" for change in report.plan.changes)
    assert await shown(full, a_sku()) == 10
    full.reopen()
    report = await full.round()
    assert {change.kind for change in report.plan.changes} == {"restock"}


@pytest.mark.needs("restock")
async def test_stock_falls_while_orders_cannot_be_read_and_does_not_rise(full: Stall) -> None:
    more, fewer = a_sku(), next(
        variant.sku for product in some_products() for variant in product.variants
        if variant.sku != a_sku()
    )  # fmt: skip
    counts = {more: Count(15), fewer: Count(4)}
    full.edit_variants(lambda v: replace(v, stock=counts.get(v.sku, v.stock)))

    async def unreadable(_since: datetime, _until: datetime) -> AsyncIterator[Order]:
        for order in list[Order]():
            yield order
        raise Lost(Problem(code="answer_unclear"))

    full.market.orders = unreadable  # type: ignore[method-assign, assignment]
    report = await full.round()
    assert [change.sku for change in report.plan.changes if change.kind == "restock"] == [fewer]
    assert (await shown(full, more), await shown(full, fewer)) == (10, 4)
    full.reopen()
    await full.advance(60)
    await full.round()
    assert await shown(full, more) == 15


DATES = re.compile(rb'"(create_time|created_at|date_created_gmt)":\s*("[^"]*"|\d+)')


def undated(request: Request, response: Response) -> Response:
    """Answers of which no order can be read: nobody can tell when any was placed."""
    told = DATES.sub(rb'"\1": "?"', response.content)
    return replace(response, content=told) if "order" in request.url.lower() else response


@pytest.mark.needs("restock")
async def test_of_an_order_that_makes_no_sense_only_its_own_goods_are_not_raised(
    full: Stall,
) -> None:
    other = some_products()[0].variants[0].sku
    await full.buyer_orders(a_sku(), 2)
    await full.advance(60)
    full.edit_variants(lambda v: replace(v, stock=Count(15)))
    full.http.touch = undated
    report = await full.round()
    told = [each for each in report.plan.problems if each.code.startswith("orders_unread")]
    assert [each.code for each in told] == ["orders_unread_in_part"]
    assert told[0].values["skus"] == (a_sku(),)
    assert (await shown(full, a_sku()), await shown(full, other)) == (8, 15)
    full.http.touch = lambda _request, response: response
    full.reopen()
    await full.advance(60)
    report = await full.round()
    assert not [each for each in report.plan.problems if each.code.startswith("orders_unread")]


async def test_what_was_told_before_an_order_that_makes_no_sense_counts(full: Stall) -> None:
    orders = full.market.orders

    async def one_makes_no_sense(since: datetime, until: datetime) -> AsyncIterator[Order]:
        async for order in orders(since, until):
            yield order
        raise Lost(Problem(code="answer_unclear"))

    full.market.orders = one_makes_no_sense  # type: ignore[method-assign]
    await full.buyer_orders(a_sku(), 3)
    await full.advance(60)
    report = await full.round()
    assert [problem.code for problem in report.plan.problems] == ["orders_unread"]
    assert await shown(full, a_sku()) == await available(full, a_sku()) == 7
    full.reopen()
    await full.advance(60)
    await full.round()
    assert await available(full, a_sku()) == 7


async def test_an_order_is_read_by_its_number_before_any_list_knows_it(full: Stall) -> None:
    order = await full.buyer_orders(a_sku(), 3)
    (found,) = await full.market.orders_named([order])
    assert (found.reference, found.status) == (order, "reserved")
    assert [(line.sku, line.quantity) for line in found.lines] == [(a_sku(), 3)]
    listed = [o async for o in full.market.orders(full.now() - timedelta(hours=1), full.now())]
    assert found.lines in [o.lines for o in listed] or listed == []


async def test_a_number_that_is_no_order_hides_no_other(full: Stall) -> None:
    order = await full.buyer_orders(a_sku())
    strange = f"{order[:-1]}{9 - int(order[-1])}"
    assert [o.reference for o in await full.market.orders_named([order, strange])] == [order]
    assert await full.market.orders_named([strange]) == []


async def test_orders_older_than_one_window_are_all_read(full: Stall) -> None:
    order = await full.buyer_orders(a_sku(), 1)
    await full.ask("POST", f"orders/{order}/pay")  # unpaid ones are cancelled in the end
    days = full.features.order_window_days * 2 + 1
    await full.advance(days * 86_400)
    assert (await full.round()).plan.changes == ()
    assert await available(full, a_sku()) == 9


async def test_nothing_of_the_buyer_is_kept(full: Stall) -> None:
    await full.buyer_orders(a_sku(), 1)
    await full.advance(60)
    found = [o async for o in full.market.orders(full.now() - timedelta(hours=2), full.now())]
    assert [(line.sku, line.quantity) for line in found[0].lines] == [(a_sku(), 1)]


async def test_a_clock_that_is_set_right_amid_a_round_hides_no_sale(full: Stall) -> None:
    """The computer was seven hours fast when the count was read; then its network set it."""
    right, fast = full.now, [timedelta(hours=7)]
    full.now = lambda: right() + fast[0]  # type: ignore[method-assign]
    full.reopen()
    await full.round()
    full.edit_variants(lambda variant: replace(variant, stock=Count(9)))

    def set_right(_request: Request, response: Response) -> Response:
        fast[0] = timedelta(0)
        return response

    full.http.touch = set_right
    await full.round()
    await full.advance(60)
    assert "error" not in await full.operator.order(a_sku(), 3, cod=True)
    await full.advance(60)
    await full.round()
    assert await shown(full, a_sku()) == 6
