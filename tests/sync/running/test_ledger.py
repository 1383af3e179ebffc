"""What people say of stock counts once, can be taken back, and is dated to lose no sale."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.model import BY_HAND, Count, Movement, ShopName, ShownQuantity, Sku
from sync.running.ledger import Ledger, StockEntry, StockEntryRefused
from sync.store import Lease, SecretBox, Store
from sync.transport.clock import Clock
from tests.conformance.stall import configured

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SHOP = ShopName("shop")
CONFIGURATION = configured("shopee")
SKU = CONFIGURATION.products[0].variants[0].sku


def order(reason: str, quantity: int, reference: str = "1", **more: object) -> Movement:
    """What an order did, a minute after now."""
    fields = {"shop": SHOP, "sku": SKU, "at": NOW + timedelta(minutes=1)} | more
    return Movement(reference=reference, reason=reason, quantity=quantity, **fields)  # type: ignore[arg-type]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(f"sqlite:///{tmp_path}/ocop.db", SecretBox.of({}, tmp_path)) as opened:
        yield opened


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return Ledger(store, CONFIGURATION, Clock(now=lambda: NOW))


@pytest.fixture
async def lease(store: Store) -> Lease:
    taken = await store.leases.take(SHOP, "this test", NOW, 60)
    assert taken is not None
    return taken


async def available(ledger: Ledger) -> int:
    row = next(row for row in await ledger.rows() if row.sku == SKU)
    assert row.balance is not None
    return row.balance.available


async def count(ledger: Ledger, quantity: int = 10) -> None:
    await ledger.count(StockEntry(sku=SKU, quantity=quantity, reference="K"), None)


async def test_a_sale_can_be_taken_back_once(store: Store, ledger: Ledger, lease: Lease) -> None:
    await count(ledger)
    await store.stock.add(lease, [order("sold", -4)])
    assert await available(ledger) == 6
    assert await ledger.cancel(SHOP, "1", SKU) == 4
    assert await available(ledger) == 10
    assert await ledger.cancel(SHOP, "1", SKU) == 0
    assert await available(ledger) == 10


async def test_an_entry_by_hand_can_be_taken_back(ledger: Ledger) -> None:
    await count(ledger)
    await ledger.receive(StockEntry(sku=SKU, quantity=5, reference="N-1"))
    await ledger.cancel(BY_HAND, "N-1", SKU)
    row = next(row for row in await ledger.rows() if row.sku == SKU)
    assert row.balance is not None
    assert (row.balance.received, row.balance.available) == (0, 10)


async def test_what_never_was_cannot_be_taken_back(ledger: Ledger) -> None:
    with pytest.raises(StockEntryRefused) as refused:
        await ledger.cancel(SHOP, "nowhere", SKU)
    assert refused.value.code == "stock_movement_unknown"


async def test_an_unbelieved_sale_waits_until_a_person_says_what_it_was(
    store: Store, ledger: Ledger, lease: Lease
) -> None:
    await count(ledger)
    doubted = order("unbelieved", 0, note="999999999999999")
    await store.stock.add(lease, [doubted])
    assert await ledger.unbelieved() == [doubted]
    assert await available(ledger) == 10
    await ledger.confirm(doubted, 3)
    assert await ledger.unbelieved() == []
    assert await available(ledger) == 7


async def test_an_unbelieved_sale_may_have_been_none(
    store: Store, ledger: Ledger, lease: Lease
) -> None:
    await count(ledger)
    doubted = order("unbelieved", 0, note="999999999999999")
    await store.stock.add(lease, [doubted])
    await ledger.confirm(doubted, 0)
    assert (await ledger.unbelieved(), await available(ledger)) == ([], 10)


async def test_one_absurd_number_stops_no_other_sku(
    store: Store, ledger: Ledger, lease: Lease
) -> None:
    """A database of before may hold them: their sum leaves 64 bits."""
    other = CONFIGURATION.products[1].variants[0].sku
    await count(ledger)
    absurd = [order("sold", -9 * 10**18, str(number), sku=other) for number in range(3)]
    await store.stock.add(lease, [*absurd, order("sold", -1, "ours")])
    await ledger.count(StockEntry(sku=other, quantity=5, reference="K"), None)
    assert await available(ledger) == 9
    assert await store.sales.sold_since(NOW - timedelta(days=1))


@pytest.mark.parametrize("skew_s", [-240, 400, 0])
async def test_a_count_is_dated_no_later_than_the_platforms_would(
    store: Store, ledger: Ledger, lease: Lease, skew_s: int
) -> None:
    """Ours may be fast or slow: a sale that follows is subtracted in any case."""
    skew = timedelta(seconds=skew_s)
    await store.clocks.measured(SHOP, skew, NOW)
    await count(ledger)
    await store.stock.add(lease, [order("sold", -4, at=NOW + skew + timedelta(seconds=1))])
    assert await available(ledger) == 6


async def test_a_clock_measured_long_ago_tells_nothing(store: Store) -> None:
    await store.clocks.measured(SHOP, timedelta(hours=7), NOW - timedelta(days=2))
    assert await store.clocks.skew(NOW) is None


async def test_a_delivery_counts_after_the_count_it_follows_whatever_the_clock_says(
    store: Store, ledger: Ledger
) -> None:
    """Another computer's clock is ahead, and it wrote the count."""
    await store.stock.learn({NOW + timedelta(minutes=9): {SKU: Count(10)}})
    await store.stock.learn({NOW + timedelta(minutes=9): {Sku("OTHER"): Count(1)}})
    account = await ledger.account(SKU)
    assert account is not None
    await ledger.receive(StockEntry(sku=SKU, quantity=5, reference="N-1"))
    assert await available(ledger) == account.count.quantity + 5


async def test_a_count_by_mistake_can_be_taken_back(ledger: Ledger) -> None:
    await count(ledger)
    await ledger.count(StockEntry(sku=SKU, quantity=99, reference="NHAM"), None)
    assert await available(ledger) == 99
    assert await ledger.drop_count("NHAM", SKU)
    assert not await ledger.drop_count("NHAM", SKU)
    assert await available(ledger) == 10


async def test_what_nobody_knew_counts_for_the_goods_it_is_assigned_to(
    store: Store, ledger: Ledger, lease: Lease
) -> None:
    await count(ledger)
    strange = Sku("MA-LA")
    both = [order("sold", -4), replace(order("sold", -1), sku=strange)]
    await store.stock.add(lease, [*both, replace(both[1], reference="2")])
    assert [*(await store.stock.of_nobody([SHOP]))] == [(SHOP, strange)]
    assert await ledger.assign(strange, SKU) == 2
    assert await available(ledger) == 4
    assert await store.stock.of_nobody([SHOP]) == {}
    assert await store.stock.renamed() == {strange: SKU}
    assert await store.stock.renamed("the catalog") == {}


async def test_what_has_an_account_is_assigned_to_nothing(ledger: Ledger) -> None:
    await count(ledger)
    with pytest.raises(StockEntryRefused) as refused:
        await ledger.assign(SKU, CONFIGURATION.products[1].variants[0].sku)
    assert refused.value.code == "stock_sku_known"


@pytest.mark.parametrize(("right", "left"), [("shop", 8), ("books", 10)])
async def test_a_person_says_who_is_right_where_a_shop_shows_fewer(
    store: Store, ledger: Ledger, lease: Lease, right: str, left: int
) -> None:
    await count(ledger)
    shown = ShownQuantity(shop=SHOP, sku=SKU, figure=8, expected=10, fell=2, fell_at=NOW)
    await store.shown_stock.put(lease, [shown])
    assert await ledger.fallen(SHOP, None) == await ledger.fallen(SHOP, SKU) == [shown]
    if right == "shop":
        await ledger.believe(shown, "LECH")
    else:
        await ledger.disbelieve(shown)
    assert await available(ledger) == left
    assert await ledger.fallen(SHOP, SKU) == []
