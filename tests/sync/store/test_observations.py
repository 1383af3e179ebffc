"""What was seen in a shop, and which pictures it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from sync.model import Code, Link, Listing, ShopName
from sync.store import Lease, Store
from sync.store.database import Database
from sync.store.tables import observations


async def seen_at(address: str) -> dict[str, datetime]:
    database = Database(address)
    async with database.reading() as connection:
        rows = await connection.execute(
            select(observations.c.remote_id, observations.c.observed_at)
        )
        found = {row.remote_id: row.observed_at for row in rows}
    await database.close()
    return found


async def test_what_was_seen_comes_back_as_it_was_seen(
    store: Store, lease: Lease, now: datetime, a_listing: Callable[..., Listing]
) -> None:
    seen = replace(a_listing(remote_id="1"), stamp="1700000000", status="banned", reason="lý do")
    await store.observations.replace(lease, [seen], now)
    assert await store.observations.of(lease.shop) == {"1": seen}
    assert await store.observations.of(ShopName("another shop")) == {}


async def test_a_complete_sweep_forgets_what_is_gone_and_rewrites_only_what_changed(
    store: Store, lease: Lease, now: datetime, address: str, a_listing: Callable[..., Listing]
) -> None:
    first = [a_listing(f"SP-{n}", remote_id=str(n)) for n in range(2500)]
    await store.observations.replace(lease, first, now)
    later = now + timedelta(minutes=5)
    changed = replace(first[7], stamp="newer")
    await store.observations.replace(lease, [*first[1:7], changed, *first[8:]], later)
    known = await store.observations.of(lease.shop)
    assert known == {str(n): first[n] for n in range(1, 2500)} | {"7": changed}
    moments = await seen_at(address)
    assert {remote_id for remote_id, at in moments.items() if at == later} == {"7"}


async def test_a_short_look_adds_and_forgets_nothing(
    store: Store, lease: Lease, now: datetime, a_listing: Callable[..., Listing]
) -> None:
    one, two = a_listing("A", remote_id="1"), a_listing("B", remote_id="2")
    await store.observations.replace(lease, [one], now)
    await store.observations.put(lease, [two], now)
    assert await store.observations.of(lease.shop) == {"1": one, "2": two}
    await store.observations.forget(lease, ["1", "unheard of"])
    assert await store.observations.of(lease.shop) == {"2": two}


async def test_products_stand_as_they_were_seen_else_as_they_were_written(
    store: Store, lease: Lease, now: datetime, a_listing: Callable[..., Listing]
) -> None:
    shop, written = lease.shop, a_listing("WRITTEN", remote_id="2")
    seen = replace(a_listing("SEEN", remote_id="1"), status="banned")
    doubted = a_listing("DOUBTED", remote_id="3")
    links = [
        Link(shop=shop, code=each.code, remote_id=each.remote_id, applied=each)
        for each in (replace(seen, status="live"), written, doubted)
    ]
    begun = Link(shop=shop, code=Code("BEGUN"), remote_id=None, applied=None)
    await store.links.put(lease, [*links, begun])
    await store.observations.put(lease, [seen, replace(doubted, status="hidden")], now)
    await store.observations.forget(lease, ["3"])
    codes = [*(link.code for link in links), begun.code, Code("UNKNOWN")]
    assert await store.observations.standing([shop, ShopName("another shop")], codes) == {
        (shop, "SEEN"): seen,
        (shop, "WRITTEN"): written,
        (shop, "DOUBTED"): doubted,
        (shop, "BEGUN"): None,
    }


async def test_a_listing_without_a_remote_id_was_never_seen(
    store: Store, lease: Lease, now: datetime, a_listing: Callable[..., Listing]
) -> None:
    with pytest.raises(ValueError, match="MAT-ONG"):
        await store.observations.replace(lease, [a_listing(remote_id=None)], now)


async def test_an_uploaded_picture_is_known_in_its_own_shop_only(
    store: Store, now: datetime
) -> None:
    here, there = ShopName("here"), ShopName("there")
    await store.pictures.put(here, {"aa": "img-1", "bb": "img-2"}, now)
    await store.pictures.put(here, {"bb": "img-3"}, now)
    assert await store.pictures.known(here, ["aa", "bb", "cc"]) == {"aa": "img-1", "bb": "img-3"}
    assert await store.pictures.known(there, ["aa"]) == {}
    await store.pictures.forget(here, ["aa"])
    assert await store.pictures.known(here, ["aa", "bb"]) == {"bb": "img-3"}


async def test_any_number_of_pictures_can_be_asked_for(store: Store, now: datetime) -> None:
    shop, hashes = ShopName("here"), [f"{number:064x}" for number in range(2000)]
    await store.pictures.put(shop, {sha256: f"img-{sha256}" for sha256 in hashes}, now)
    assert len(await store.pictures.known(shop, hashes)) == 2000
    assert await store.pictures.known(shop, []) == {}
