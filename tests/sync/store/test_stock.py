"""Counts and movements count once, however often and in whatever order they come."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sync.model import BY_HAND, Count, Movement, ShopName, ShownQuantity, Sku
from sync.store import EntryReference, Lease, Store, stock_accounts
from sync.store.stock_accounts import MANY

SKU = Sku("MAT-ONG-1")


@pytest.fixture
def sold(lease: Lease, now: datetime) -> Callable[..., Movement]:
    """Make a sale, one hour after the count unless told."""

    def make(reference: str, sku: str = SKU, quantity: int = -1, hours: float = 1) -> Movement:
        return Movement(
            shop=lease.shop,
            reference=reference,
            sku=Sku(sku),
            reason="sold",
            quantity=quantity,
            at=now + timedelta(hours=hours),
        )

    return make


async def test_a_count_read_again_is_the_same_count(
    store: Store, lease: Lease, now: datetime
) -> None:
    count = Count(40, date(2026, 11, 20))
    assert await store.stock.take(lease, {SKU: count}, now) == 1
    assert await store.stock.take(lease, {SKU: count}, now + timedelta(days=1)) == 0
    shelf = (await store.stock.ledger())[SKU]
    assert (shelf.count, shelf.counted_at) == (count, now)


@pytest.mark.parametrize(
    "counted_again", [Count(41, date(2026, 11, 20)), Count(40, date(2026, 11, 21)), Count(40)]
)
async def test_another_quantity_or_another_day_is_a_new_count(
    store: Store, lease: Lease, now: datetime, counted_again: Count
) -> None:
    later = now + timedelta(days=1)
    await store.stock.take(lease, {SKU: Count(40, date(2026, 11, 20))}, now)
    assert await store.stock.take(lease, {SKU: counted_again}, later) == 1
    shelf = (await store.stock.ledger())[SKU]
    assert (shelf.count, shelf.counted_at) == (counted_again, later)


async def test_only_what_moved_after_the_count_is_in_the_ledger(
    store: Store, lease: Lease, now: datetime, sold: Callable[..., Movement]
) -> None:
    await store.stock.take(lease, {SKU: Count(40)}, now)
    before, at, after = sold("1", hours=-1), sold("2", hours=0), sold("3", hours=1)
    await store.stock.add(lease, [after, at, before])
    assert (await store.stock.ledger())[SKU].movements == (after,)


async def test_a_sku_that_nobody_counted_has_no_shelf(
    store: Store, lease: Lease, now: datetime, sold: Callable[..., Movement]
) -> None:
    await store.stock.add(lease, [sold("1", sku="KHÁC")])
    await store.stock.take(lease, {SKU: Count(0)}, now)
    assert (await store.stock.ledger()).keys() == {SKU}
    assert await store.stock.ledger([Sku("KHÁC")]) == {}


@pytest.mark.parametrize("many", [1200, MANY + 1])
async def test_the_ledger_of_many_skus_is_whole(
    store: Store, lease: Lease, now: datetime, sold: Callable[..., Movement], many: int
) -> None:
    skus = [Sku(f"SP-{number:04}") for number in range(many)]
    await store.stock.take(lease, {sku: Count(9) for sku in skus}, now)
    assert await store.stock.take(lease, {sku: Count(9) for sku in skus}, now) == 0
    await store.stock.add(lease, [sold("1", sku=sku) for sku in skus])
    assert await store.stock.ledger(skus) == await store.stock.ledger()
    assert all(len(shelf.movements) == 1 for shelf in (await store.stock.ledger()).values())
    await store.stock.take(lease, {Sku("KHÁC"): Count(1)}, now)
    assert (await store.stock.ledger(skus)).keys() == set(skus)


async def renamed(store: Store, lease: Lease, now: datetime) -> None:
    await store.stock.rename(SKU, Sku("TÊN-MỚI"), now)


async def sold_once(store: Store, lease: Lease, now: datetime) -> None:
    sale = Movement(shop=lease.shop, reference="1", sku=SKU, reason="sold", quantity=-1,
                    at=now + timedelta(hours=1))  # fmt: skip
    await store.stock.add(lease, [sale])


async def counted_by_hand(store: Store, lease: Lease, now: datetime) -> None:
    told = EntryReference(reference="phiếu 1", at=now + timedelta(hours=2))
    await store.stock.count(SKU, Count(3), told)


async def dropped(store: Store, lease: Lease, now: datetime) -> None:
    await store.stock.drop_count(SKU, "phiếu 0")


async def assigned(store: Store, lease: Lease, now: datetime) -> None:
    await store.stock.assign(Sku("LẠ"), SKU)


@pytest.mark.parametrize("told", [renamed, sold_once, counted_by_hand, dropped, assigned])
async def test_the_sums_of_many_skus_are_kept_until_anything_is_told(
    store: Store,
    lease: Lease,
    now: datetime,
    sold: Callable[..., Movement],
    told: Callable[[Store, Lease, datetime], Awaitable[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stock_accounts, "MANY", 1)
    skus = [SKU, Sku("TÊN-MỚI"), Sku("LẠ")]
    await store.stock.take(lease, {SKU: Count(40)}, now - timedelta(days=1))
    await store.stock.count(SKU, Count(39), EntryReference(reference="phiếu 0", at=now))
    await store.stock.add(lease, [sold("9", sku="LẠ")])
    known = await store.stock.summed(skus)
    assert [*(await store.stock.summed(skus)).values()] == [*known.values()]
    assert (await store.stock.summed(skus))[SKU] is known[SKU]
    await told(store, lease, now)
    assert await store.stock.summed(skus) == await store.stock.summed() != known


async def test_movements_replayed_in_any_order_count_once(
    store: Store, lease: Lease, now: datetime, sold: Callable[..., Movement]
) -> None:
    await store.stock.take(lease, {SKU: Count(40)}, now)
    moved = [sold(str(number), hours=number + 1) for number in range(20)]
    shuffled = random.Random(7)
    new = 0
    for _ in range(4):
        some = shuffled.sample(moved, 15)
        new += await store.stock.add(lease, [*some, *some[:3]])
    new += await store.stock.add(lease, moved[::-1])
    assert new == 20
    assert (await store.stock.ledger())[SKU].movements == tuple(moved)


async def test_movements_that_come_from_two_sides_at_once_count_once(
    store: Store, lease: Lease, now: datetime, sold: Callable[..., Movement]
) -> None:
    await store.stock.take(lease, {SKU: Count(400)}, now)
    moved = [sold(str(number)) for number in range(100)]
    adding = [store.stock.add(lease, moved[:: 1 if side % 2 else -1]) for side in range(6)]
    assert sum(await asyncio.gather(*adding)) == 100
    assert len((await store.stock.ledger())[SKU].movements) == 100


async def test_two_shops_that_count_the_same_shelf_at_once_count_it_once(
    store: Store, lease: Lease, now: datetime
) -> None:
    other = await store.leases.take(ShopName("another shop"), "another", now, 60)
    assert other is not None
    counted = {Sku(f"SP-{number}"): Count(5) for number in range(50)}
    taking = [store.stock.take(each, counted, now) for each in (lease, other, lease, other)]
    assert sum(await asyncio.gather(*taking)) == 50


async def test_the_same_reference_in_two_shops_is_two_sales(
    store: Store, lease: Lease, now: datetime, sold: Callable[..., Movement]
) -> None:
    there = Movement(
        shop=ShopName("another shop"),
        reference="1",
        sku=SKU,
        reason="sold",
        quantity=-1,
        at=now,
    )
    assert await store.stock.add(lease, [sold("1"), there]) == 2


async def test_the_watermark_of_orders_is_kept(store: Store, lease: Lease, now: datetime) -> None:
    assert await store.stock.watermark(lease.shop) is None
    await store.stock.set_watermark(lease, now)
    await store.stock.set_watermark(lease, now + timedelta(minutes=5))
    assert await store.stock.watermark(lease.shop) == now + timedelta(minutes=5)


async def test_moments_come_back_in_utc_whatever_zone_they_were_told_in(
    store: Store, lease: Lease
) -> None:
    hanoi = datetime.fromisoformat("2026-11-23T07:00:00.123456+07:00")
    await store.stock.set_watermark(lease, hanoi)
    kept = await store.stock.watermark(lease.shop)
    assert kept == hanoi
    assert kept is not None
    assert kept.tzinfo == UTC


async def test_tidying_forgets_only_orders_that_a_count_has_taken_up(
    store: Store, lease: Lease, now: datetime, sold: Callable[..., Movement]
) -> None:
    """Whatever is forgotten, every balance stays what it is."""
    later = now + timedelta(days=2)
    held = replace(sold("held", hours=2), reason="reserved", quantity=-1, held=1)
    moved = [sold("old", hours=1), held, sold("after the count", hours=50)]
    moved.append(sold("of another", "NEVER-COUNTED"))
    await store.stock.take(lease, {SKU: Count(10)}, now)
    await store.stock.add(lease, moved)
    await store.stock.record(replace(sold("by hand"), shop=BY_HAND, reason="lost"))
    await store.stock.take(lease, {SKU: Count(8)}, later)
    before = await store.stock.ledger()
    assert await store.stock.forget_counted_over(later + timedelta(days=30)) == 1
    assert await store.stock.ledger() == before
    kept = await store.stock.of_orders(lease.shop, [each.reference for each in moved])
    assert {each.reference for each in kept} == {"held", "after the count", "of another"}
    assert await store.stock.of_orders(BY_HAND, ["by hand"])


async def test_what_each_shop_sold_in_a_time_is_added_up_and_kept_for_a_minute(
    store: Store, lease: Lease, now: datetime, sold: Callable[..., Movement]
) -> None:
    returned = replace(sold("1", quantity=1, hours=2), reason="returned")
    by_hand = replace(sold("3"), shop=BY_HAND)
    late = sold("4", hours=30)
    await store.stock.add(lease, [sold("1", quantity=-3), sold("2"), returned, late])
    await store.stock.record(by_hand)
    until = now + timedelta(hours=24)
    assert await store.sales.sold_by_shop(now, until) == {lease.shop: 4}
    await store.stock.add(lease, [sold("5")])
    assert await store.sales.sold_by_shop(now, until) == {lease.shop: 4}
    assert await store.sales.sold_by_shop(now, until + timedelta(hours=24)) == {lease.shop: 6}


async def test_figures_at_rest_are_told_apart_from_all_others(
    store: Store, lease: Lease, now: datetime
) -> None:
    at_rest = ShownQuantity(shop=lease.shop, sku=Sku("A"), figure=4, expected=4, written_at=now)
    others = [
        replace(at_rest, sku=Sku("B"), expected=None),
        replace(at_rest, sku=Sku("C"), expected=5, fell=1, fell_at=now),
        replace(at_rest, sku=Sku("D"), unseen=2),
        replace(at_rest, sku=Sku("E"), fell_at=now),
    ]
    await store.shown_stock.put(lease, [at_rest, *others])
    figures, rest = await store.shown_stock.at_rest(lease.shop)
    assert (figures, [*rest.values()]) == ({"A": 4}, others)
    skus = {one.sku for one in (at_rest, *others)}
    for configured, short in (({lease.shop}, {"C"}), ({ShopName("khác")}, skus)):
        assert {one.sku for one in await store.shown_stock.short(skus, configured)} == short
    assert await store.shown_stock.short([], {lease.shop}) == []
