"""Tokens are locked away, opened for their own shop only, and replaced by one at a time."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, update

from sync.model import ShopName, Tokens
from sync.store import SecretBox, Store, WrongKey
from sync.store.database import Database
from sync.store.tables import tokens as tokens_table

SHOP = ShopName("shopee-camau")


@pytest.fixture
def first(now: datetime) -> Tokens:
    return Tokens(
        access="ACCESS-first-5f1c9e",
        refresh="REFRESH-first-5f1c9e",
        access_expires_at=now + timedelta(hours=4),
        refresh_expires_at=now + timedelta(days=30),
    )


@pytest.fixture
def second(now: datetime) -> Tokens:
    return Tokens(access="ACCESS-second-aa21", refresh="REFRESH-second-aa21", access_expires_at=now)


def bytes_in(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.glob("store.db*")]


async def test_tokens_come_back_as_they_were_kept(store: Store, first: Tokens) -> None:
    assert await store.tokens.get(SHOP) is None
    assert await store.tokens.put(SHOP, first)
    assert await store.tokens.get(SHOP) == first


async def test_who_renews_outdated_tokens_comes_too_late(
    store: Store, first: Tokens, second: Tokens
) -> None:
    await store.tokens.put(SHOP, first)
    assert await store.tokens.put(SHOP, second, instead_of=first)
    assert not await store.tokens.put(SHOP, first, instead_of=first)
    assert not await store.tokens.put(SHOP, first)
    assert await store.tokens.get(SHOP) == second


async def test_of_many_who_renew_at_once_one_wins(
    store: Store, first: Tokens, now: datetime
) -> None:
    await store.tokens.put(SHOP, first)
    fresh = [Tokens(access=f"{n}", refresh=f"{n}", access_expires_at=now) for n in range(8)]
    putting = [store.tokens.put(SHOP, each, instead_of=first) for each in fresh]
    won = await asyncio.gather(*putting)
    assert sum(won) == 1
    assert await store.tokens.get(SHOP) == fresh[won.index(True)]


async def test_of_many_who_keep_the_first_tokens_at_once_one_wins(
    store: Store, now: datetime
) -> None:
    fresh = [Tokens(access=f"{n}", refresh=f"{n}", access_expires_at=now) for n in range(8)]
    won = await asyncio.gather(*(store.tokens.put(SHOP, each) for each in fresh))
    assert sum(won) == 1


async def test_no_token_stands_readable_in_the_database(
    store: Store, address: str, first: Tokens, second: Tokens, tmp_path: Path
) -> None:
    await store.tokens.put(SHOP, first)
    await store.tokens.put(SHOP, second, instead_of=first)
    database = Database(address)
    async with database.reading() as connection:
        sealed = (await connection.scalars(select(tokens_table.c.sealed))).one()
    await database.close()
    written = [sealed.encode("ascii"), *bytes_in(tmp_path)]
    for secret in (first.access, first.refresh, second.access, second.refresh):
        assert not any(secret.encode("utf-8") in text for text in written)


async def test_tokens_moved_to_another_shop_are_found_out(
    store: Store, address: str, first: Tokens, second: Tokens
) -> None:
    other = ShopName("lazada-camau")
    await store.tokens.put(SHOP, first)
    await store.tokens.put(other, second)
    database = Database(address)
    async with database.writing() as connection:
        stolen = select(tokens_table.c.sealed).where(tokens_table.c.shop == other)
        sealed = await connection.scalar(stolen)
        ours = update(tokens_table).where(tokens_table.c.shop == SHOP)
        await connection.execute(ours.values(sealed=sealed))
    await database.close()
    with pytest.raises(WrongKey) as refused:
        await store.tokens.get(SHOP)
    assert refused.value.problem.code == "tokens_of_another_shop"


async def test_tokens_under_a_lost_key_are_said_to_be_locked_and_can_be_granted_anew(
    store: Store, address: str, first: Tokens, second: Tokens
) -> None:
    await store.tokens.put(SHOP, first)
    async with Store.open(address, SecretBox([Fernet.generate_key().decode()])) as stranger:
        with pytest.raises(WrongKey) as refused:
            await stranger.tokens.get(SHOP)
        assert refused.value.problem.code == "tokens_locked"
        with pytest.raises(WrongKey):
            await stranger.tokens.put(SHOP, second, instead_of=first)
        await stranger.tokens.grant(SHOP, second)
        assert await stranger.tokens.get(SHOP) == second


async def test_a_new_key_in_front_still_opens_what_the_old_one_locked(
    address: str, first: Tokens, second: Tokens
) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    async with Store.open(address, SecretBox([old])) as store:
        await store.tokens.put(SHOP, first)
    async with Store.open(address, SecretBox([new, old])) as store:
        assert await store.tokens.put(SHOP, second, instead_of=first)
    async with Store.open(address, SecretBox([new])) as store:
        assert await store.tokens.get(SHOP) == second


async def test_an_error_shows_no_token(store: Store, address: str, sealer: SecretBox) -> None:
    database = Database(address)
    async with database.writing() as connection:
        broken = sealer.seal('{"shop": "shopee-camau", "tokens": {"access": "ACCESS-5f1c9e"}}')
        row = {"shop": SHOP, "sealed": broken}
        await connection.execute(tokens_table.insert().values(**row))
    await database.close()
    with pytest.raises(WrongKey) as refused:
        await store.tokens.get(SHOP)
    assert refused.value.problem.code == "tokens_unreadable"
    assert refused.value.__cause__ is None
    assert "ACCESS-5f1c9e" not in repr(refused.getrepr(style="native", chain=False))
