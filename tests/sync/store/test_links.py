"""Links come back as they were written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from sync.model import Code, Link, Listing, Offer, Picture, ShopName, Sku
from sync.store import Lease, Store


async def test_a_link_comes_back_as_it_was_written(
    store: Store, lease: Lease, now: datetime, a_listing: Callable[..., Listing]
) -> None:
    applied = replace(
        a_listing(remote_id="101"),
        images=(Picture("ab" * 32, "img-1"),),
        status="hidden",
        attributes={},
        offers=(Offer(sku=Sku("MAT-ONG-1"), quantity=0, options=("500 ml",)),),
    )
    link = Link(
        shop=lease.shop,
        code=applied.code,
        remote_id="101",
        applied=applied,
        applied_at=now,
        before=a_listing(price=180_000),
    )
    await store.links.put(lease, [link])
    assert await store.links.of(lease.shop) == {link.code: link}
    assert await store.links.of(ShopName("another shop")) == {}


async def test_the_newest_link_replaces_the_older_whole(
    store: Store, lease: Lease, a_listing: Callable[..., Listing]
) -> None:
    code = Code("MAT-ONG")
    await store.links.put(lease, [Link(shop=lease.shop, code=code, applied=a_listing())])
    await store.links.put(lease, [Link(shop=lease.shop, code=code)])
    kept = await store.links.of(lease.shop)
    assert kept == {code: Link(shop=lease.shop, code=code)}


async def test_some_links_can_be_asked_for_and_forgotten(store: Store, lease: Lease) -> None:
    codes = [Code(f"SP-{number:04}") for number in range(1200)]
    await store.links.put(lease, [Link(shop=lease.shop, code=code) for code in codes])
    some = codes[:700]
    assert (await store.links.of(lease.shop, some)).keys() == set(some)
    await store.links.forget(lease, some)
    assert (await store.links.of(lease.shop)).keys() == set(codes[700:])


async def test_links_of_some_products_are_asked_for_in_some_shops_at_once(
    store: Store, lease: Lease, now: datetime
) -> None:
    other = await store.leases.take(ShopName("other"), "me", now, 60)
    assert other
    for each in (lease, other):
        codes = [Code(f"SP-{number:04}") for number in range(600)]
        await store.links.put(each, [Link(shop=each.shop, code=code) for code in codes])
    found = await store.links.in_shops([lease.shop, other.shop], [*codes[:550], Code("never")])
    assert sorted((link.shop, link.code) for link in found) == sorted(
        (shop, code) for shop in (lease.shop, other.shop) for code in codes[:550]
    )
    assert {link.shop for link in await store.links.in_shops([other.shop], codes)} == {other.shop}
    assert await store.links.in_shops([], codes) == []


async def test_a_lease_does_not_open_another_shop(store: Store, lease: Lease) -> None:
    with pytest.raises(ValueError, match="another shop"):
        await store.links.put(lease, [Link(shop=ShopName("another shop"), code=Code("MAT-ONG"))])


async def test_a_link_is_told_from_another_by_its_digest(
    store: Store, lease: Lease, now: datetime, a_listing: Callable[..., Listing]
) -> None:
    code, before = Code("MAT-ONG"), a_listing(price=180_000)
    link = Link(shop=lease.shop, code=code, remote_id="101", applied=a_listing(), applied_at=now)
    same = replace(link, applied=replace(a_listing()))
    found = set()
    for each in (link, same, replace(link, before=before), replace(link, applied=before)):
        await store.links.put(lease, [each])
        found.add((await store.links.digests(lease.shop))[code])
    assert len(found) == 3
    await store.links.put(lease, [replace(link, applied=None)])
    assert await store.links.digests(lease.shop) == {}


async def test_a_listing_is_found_by_any_sku_of_it(
    store: Store, lease: Lease, a_listing: Callable[..., Listing]
) -> None:
    odd = [Sku(name) for name in ('TÔM "1"', "50%", "a_b", "a\\b", "TÔM")]
    listings = {
        Code(f"SP-{n}"): replace(a_listing(), offers=(Offer(sku=sku),)) for n, sku in enumerate(odd)
    }
    links = [Link(shop=lease.shop, code=c, applied=each) for c, each in listings.items()]
    await store.links.put(lease, [*links, Link(shop=lease.shop, code=Code("begun"))])
    for code, listing in listings.items():
        assert await store.links.holding(lease.shop, [listing.offers[0].sku]) == {code}
    assert await store.links.holding(lease.shop, [Sku("axb"), Sku("TÔ")]) == set()
    assert await store.links.holding(ShopName("another"), odd) == set()
