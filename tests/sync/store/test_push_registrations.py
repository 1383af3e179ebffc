"""Of many processes one registers a shop's pushes, and all know what signs them."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography.fernet import Fernet

from sync.model import ShopName
from sync.store import SecretBox, Store
from sync.store.push_registrations import PushRegistrations

SHOP, OTHER = ShopName("postmart-camau"), ShopName("voso-camau")
HERE, THERE = "https://htx.example/push/a", "https://htx.example/push/b"
LATER = timedelta(minutes=11)


async def test_one_registers_and_the_others_know(store: Store, now: datetime) -> None:
    known = store.push_registrations
    assert await known.claim(SHOP, HERE, now) == "mine"
    assert await known.claim(SHOP, HERE, now) == "busy"
    await known.registered(SHOP, HERE, "made by the platform", now)
    assert await known.claim(SHOP, HERE, now) == "done"
    assert await known.secrets([SHOP, OTHER], HERE) == {SHOP: "made by the platform"}
    assert await known.secrets([SHOP], THERE) == {}
    assert await known.secrets([OTHER], HERE) == {}


async def test_a_platform_that_may_have_forgotten_is_told_anew(store: Store, now: datetime) -> None:
    known = store.push_registrations
    await known.claim(SHOP, HERE, now)
    await known.registered(SHOP, HERE, None, now)
    assert await known.claim(SHOP, HERE, now + LATER) == "mine"
    assert await known.claim(SHOP, THERE, now + LATER) == "mine"


async def test_who_died_or_failed_while_registering_keeps_nobody_from_it(
    store: Store, now: datetime
) -> None:
    known = store.push_registrations
    await known.claim(SHOP, HERE, now)
    assert await known.claim(SHOP, HERE, now + timedelta(minutes=2)) == "mine"
    await known.give_up(SHOP)
    assert await known.claim(SHOP, HERE, now + timedelta(minutes=2)) == "mine"


async def test_no_other_key_and_no_other_shop_opens_a_secret(
    store: Store, address: str, now: datetime
) -> None:
    await store.push_registrations.registered(SHOP, HERE, "made by the platform", now)
    another = SecretBox([Fernet.generate_key().decode("ascii")])
    async with Store.open(address, another) as elsewhere:
        assert await elsewhere.push_registrations.secrets([SHOP], HERE) == {}


async def test_pushes_that_came_to_one_are_known_to_all(store: Store, now: datetime) -> None:
    known = store.push_registrations
    await known.claim(SHOP, HERE, now)
    await known.came(OTHER, now)
    await known.came(OTHER, now + LATER)
    assert await known.last_came() == {OTHER: now + LATER}


async def test_secrets_are_locked_anew_with_the_first_key_and_what_no_key_opens_is_forgotten(
    store: Store, now: datetime
) -> None:
    old, new = (Fernet.generate_key().decode() for _ in range(2))
    database = store.push_registrations._database
    await PushRegistrations(database, SecretBox([old])).registered(SHOP, HERE, "made", now)
    lost = SecretBox([Fernet.generate_key().decode()])
    await PushRegistrations(database, lost).registered(OTHER, HERE, "lost", now)
    await PushRegistrations(database, SecretBox([new, old])).seal_anew()
    known = PushRegistrations(database, SecretBox([new]))
    assert await known.secrets([SHOP, OTHER], HERE) == {SHOP: "made"}
