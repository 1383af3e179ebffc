"""The account is the key: a shop that gets another name keeps its books."""

from __future__ import annotations

from datetime import datetime, timedelta

from sync.model import Link, Movement, ShopName, Sku, Tokens
from sync.store import Lease, Store
from sync.store.shops import Account

NEW, ACCOUNT = ShopName("shopee-dat-mui"), Account("shopee", "227000001")


async def test_a_renamed_shop_keeps_everything(
    store: Store, lease: Lease, now: datetime, a_listing: object
) -> None:
    code = a_listing().code  # type: ignore[operator]
    sale = Movement(
        shop=lease.shop, reference="1", sku=Sku("A"), reason="sold", quantity=-3, at=now
    )
    tokens = Tokens(access="a", refresh="r", access_expires_at=now + timedelta(hours=4))
    await store.rounds.start(lease.shop, now)
    await store.links.put(lease, [Link(shop=lease.shop, code=code, remote_id="7")])
    await store.stock.add(lease, [sale])
    await store.stock.set_watermark(lease, now)
    await store.tokens.grant(lease.shop, tokens)
    await store.rename_shop(lease.shop, NEW)
    assert await store.links.remote_ids(NEW) == {code: "7"}
    assert await store.links.remote_ids(lease.shop) == {}
    (moved,) = await store.stock.of_orders(NEW, ["1"])
    assert (moved.shop, moved.quantity) == (NEW, -3)
    assert await store.stock.watermark(NEW) == now
    assert (await store.tokens.get(NEW), await store.tokens.get(lease.shop)) == (tokens, None)


async def test_shops_that_exchange_their_names_keep_each_its_books(
    store: Store, lease: Lease, now: datetime
) -> None:
    other = Account("lazada", "200158")
    await store.shops.note({lease.shop: ACCOUNT, NEW: other})
    for name in (lease.shop, NEW):
        await store.rounds.start(name, now)
    await store.stock.set_watermark(lease, now)
    exchanged = {NEW: ACCOUNT, lease.shop: other}
    await store.keep_accounts(exchanged)
    await store.keep_accounts(exchanged)
    assert await store.shops.known() == exchanged
    assert await store.stock.watermark(NEW) == now
    assert await store.stock.watermark(lease.shop) is None


async def test_an_account_that_gets_the_name_of_a_closed_shop_keeps_its_own_books(
    store: Store, lease: Lease, now: datetime
) -> None:
    await store.shops.note({lease.shop: ACCOUNT, NEW: Account("lazada", "200158")})
    for name in (lease.shop, NEW):
        await store.rounds.start(name, now)
    await store.stock.set_watermark(lease, now)
    await store.keep_accounts({NEW: ACCOUNT})
    assert await store.stock.watermark(NEW) == now


async def test_books_that_stand_under_the_new_name_are_never_written_over(
    store: Store, lease: Lease, now: datetime
) -> None:
    await store.rounds.start(NEW, now)
    assert not await store.shops.rename(lease.shop, NEW)


async def test_an_account_is_known_by_the_name_it_had(store: Store) -> None:
    await store.shops.note({ShopName("old"): ACCOUNT})
    assert await store.shops.known() == {ShopName("old"): ACCOUNT}
