"""What a person counts, receives and loses is written down once, and nobody's count undoes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sync.model import BY_HAND, Count, Movement, Sku
from sync.store import Lease, Store
from sync.store.stock import EntryReference

SKU = Sku("MAT-ONG-1")


@pytest.fixture
def ordered(lease: Lease, now: datetime) -> Callable[..., Movement]:
    """Make what an order did, one hour after the count unless told."""

    def make(
        reference: str, reason: str, quantity: int, held: int = 0, hours: float = 1
    ) -> Movement:
        return Movement(
            shop=lease.shop,
            reference=reference,
            sku=SKU,
            reason=reason,
            quantity=quantity,
            held=held,
            at=now + timedelta(hours=hours),
        )

    return make


@pytest.fixture
def received(now: datetime) -> Movement:
    return Movement(
        shop=BY_HAND,
        reference="PN-12",
        sku=SKU,
        reason="received",
        quantity=20,
        at=now + timedelta(hours=2),
        note="chị Năm giao",
    )


async def test_what_a_person_counts_later_stands_against_an_unchanged_catalog(
    store: Store, lease: Lease, now: datetime
) -> None:
    written, later = Count(40, date(2026, 11, 20)), now + timedelta(hours=1)
    await store.stock.take(lease, {SKU: written}, now)
    assert (
        await store.stock.count(SKU, Count(17), EntryReference(reference="K-1", at=later)) is None
    )
    assert await store.stock.take(lease, {SKU: written}, later + timedelta(hours=1)) == 0
    shelf = (await store.stock.ledger())[SKU]
    assert (shelf.count, shelf.counted_at, shelf.source) == (Count(17), later, "hand")


@pytest.mark.parametrize("edited", [Count(17), Count(40, date(2026, 11, 22)), Count(0)])
async def test_an_edit_of_the_catalog_after_a_count_by_hand_is_the_newer_count(
    store: Store, lease: Lease, now: datetime, edited: Count
) -> None:
    await store.stock.take(lease, {SKU: Count(40, date(2026, 11, 20))}, now)
    await store.stock.count(SKU, Count(17), EntryReference(reference="K-1", at=now))
    assert await store.stock.take(lease, {SKU: edited}, now + timedelta(hours=2)) == 1
    shelf = (await store.stock.ledger())[SKU]
    assert (shelf.count, shelf.source) == (edited, "catalog")


async def test_a_count_told_again_under_its_reference_is_the_same_count(
    store: Store, lease: Lease, now: datetime, ordered: Callable[..., Movement]
) -> None:
    await store.stock.count(SKU, Count(17), EntryReference(reference="K-1", at=now))
    await store.stock.add(lease, [ordered("1", "sold", -2)])
    again = EntryReference(reference="K-1", at=now + timedelta(hours=3))
    assert await store.stock.count(SKU, Count(17), again) == Count(17)
    assert await store.stock.count(SKU, Count(99), again) == Count(17)
    shelf = (await store.stock.ledger())[SKU]
    assert (shelf.counted_at, len(shelf.movements)) == (now, 1)


async def test_one_reference_may_count_several_skus(store: Store, now: datetime) -> None:
    slip = EntryReference(reference="K-1", at=now)
    assert await store.stock.count(SKU, Count(17), slip) is None
    assert await store.stock.count(Sku("KHÁC"), Count(3), slip) is None
    assert (await store.stock.ledger()).keys() == {SKU, Sku("KHÁC")}


async def test_what_is_received_counts_once_from_however_many_sides(
    store: Store, now: datetime, received: Movement
) -> None:
    await store.stock.count(SKU, Count(17), EntryReference(reference="K-1", at=now))
    answers = await asyncio.gather(*(store.stock.record(received) for _ in range(5)))
    assert sorted(answers, key=bool) == [None, *[received] * 4]
    assert (await store.stock.ledger())[SKU].movements == (received,)


async def test_a_reference_that_was_used_answers_with_what_it_stands_for(
    store: Store, received: Movement
) -> None:
    await store.stock.record(received)
    assert await store.stock.record(replace(received, quantity=99)) == received
    assert await store.stock.record(replace(received, reason="lost", quantity=-1)) is None


async def test_what_people_told_since_leaves_out_catalog_and_orders(
    store: Store, lease: Lease, now: datetime, received: Movement, ordered: Callable[..., Movement]
) -> None:
    before = await store.stock.newest()
    await store.stock.take(lease, {SKU: Count(40)}, now)
    await store.stock.add(lease, [ordered("1", "sold", 0, -2)])
    assert await store.stock.told_since(before) == set()
    await store.stock.count(SKU, Count(17), EntryReference(reference="K-1", at=now))
    await store.stock.record(received)
    told = await store.stock.told_since(before)
    assert {(one.kind, one.sku) for one in told} == {("counted", SKU), ("moved", received.sku)}
    assert await store.stock.told_since(await store.stock.newest()) == set()


async def test_the_catalog_may_be_learned_of_outside_a_round(store: Store, now: datetime) -> None:
    counted = {now: {SKU: Count(40)}, now - timedelta(days=1): {Sku("KHÁC"): Count(3)}}
    assert await store.stock.learn(counted) == 2
    assert await store.stock.learn(counted) == 0
    ledger = await store.stock.ledger()
    assert [ledger[sku].counted_at for sku in (SKU, Sku("KHÁC"))] == [*counted]


async def test_what_orders_held_before_a_count_is_held_after_it(
    store: Store, lease: Lease, now: datetime, ordered: Callable[..., Movement]
) -> None:
    held, sold = ordered("1", "reserved", -3, 3, hours=-2), ordered("1", "sold", 0, -2, hours=2)
    await store.stock.add(lease, [held, sold])
    await store.stock.count(SKU, Count(17), EntryReference(reference="K-1", at=now))
    for recall in (store.stock.ledger, store.stock.summed):
        shelf = (await recall())[SKU]
        assert shelf.held_before == 3
        assert [(m.quantity, m.held, m.on_hand) for m in shelf.movements] == [(0, -2, -2)]
    assert await store.stock.of_orders(lease.shop, ["1"]) == [held, sold]


async def test_a_shelf_may_be_recalled_with_its_movements_added_up(
    store: Store, lease: Lease, now: datetime, ordered: Callable[..., Movement], received: Movement
) -> None:
    await store.stock.count(SKU, Count(17), EntryReference(reference="K-1", at=now))
    sales = [ordered(str(number), "sold", -2, hours=number + 1) for number in range(5)]
    before = ordered("0", "reserved", -1, 1, hours=-1)
    await store.stock.add(lease, [*sales, before, ordered("9", "reserved", -4, 4)])
    await store.stock.record(received)
    standing = (await store.stock.summed([SKU]))[SKU]
    assert {(m.reason, m.quantity, m.held) for m in standing.movements} == {
        ("sold", -10, 0),
        ("reserved", -4, 4),
        ("received", 20, 0),
    }
    assert standing.held_before == 1
    assert max(m.at for m in standing.movements) == now + timedelta(hours=5)


async def test_how_much_was_ordered_lately_leaves_out_what_was_cancelled_or_received(
    store: Store, lease: Lease, now: datetime, ordered: Callable[..., Movement], received: Movement
) -> None:
    moved = [
        ordered("1", "sold", -9, hours=-30),
        ordered("2", "sold", -4),
        ordered("3", "reserved", -3, 3),
        ordered("3", "released", 3, -3, hours=2),
        ordered("4", "returned", 1),
        ordered("5", "sold#2", -1),
    ]
    await store.stock.add(lease, moved)
    await store.stock.record(received)
    assert await store.sales.sold_since(now) == {SKU: 5}
    assert await store.sales.sold_since(now - timedelta(days=2)) == {SKU: 14}
