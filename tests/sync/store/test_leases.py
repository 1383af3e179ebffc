"""One round of a shop at a time; who lost the shop writes nothing more."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from sync.model import Change, Code, Count, Link, Listing, Movement, Outcome, ShopName, Sku
from sync.store import Lease, LeaseLost, Note, Store

Write = Callable[[Store, Lease, Listing, Change], Awaitable[object]]


async def test_a_shop_is_held_by_one_only(store: Store, lease: Lease, now: datetime) -> None:
    assert await store.leases.take(lease.shop, "another", now, 60) is None
    assert await store.leases.take(ShopName("another shop"), "another", now, 60) is not None
    assert await store.leases.holder_of(lease.shop) == lease


async def test_of_many_who_ask_at_once_one_gets_the_shop(store: Store, now: datetime) -> None:
    asked = [store.leases.take(ShopName("wanted"), f"holder {n}", now, 60) for n in range(10)]
    taken = [lease for lease in await asyncio.gather(*asked) if lease is not None]
    assert len(taken) == 1


async def test_a_shop_given_back_is_free_at_once_under_a_higher_epoch(
    store: Store, lease: Lease, now: datetime
) -> None:
    await store.leases.give_back(lease)
    assert await store.leases.holder_of(lease.shop) is None
    again = await store.leases.take(lease.shop, "another", now, 60)
    assert again is not None
    assert again.epoch > lease.epoch


async def test_a_heartbeat_keeps_the_shop(store: Store, lease: Lease, now: datetime) -> None:
    later = now + timedelta(seconds=lease.ttl_s - 1)
    beaten = await store.leases.beat(lease, later)
    assert beaten.expires_at == later + timedelta(seconds=lease.ttl_s)
    assert await store.leases.take(lease.shop, "another", lease.expires_at, 60) is None
    assert await store.leases.take(lease.shop, "another", beaten.expires_at, 60) is not None


async def test_a_heart_that_beats_too_late_learns_that_the_shop_is_lost(
    store: Store, lost_lease: Lease
) -> None:
    with pytest.raises(LeaseLost) as lost:
        await store.leases.beat(lost_lease, lost_lease.expires_at)
    assert lost.value.problem.code == "lease_lost"


async def test_giving_back_what_was_lost_does_not_free_the_shop(
    store: Store, lost_lease: Lease
) -> None:
    await store.leases.give_back(lost_lease)
    holder = await store.leases.holder_of(lost_lease.shop)
    assert holder is not None
    assert holder.holder == "somebody else"


TAKE_AND_HANG = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from sync.store import SecretBox, Store

async def main():
    async with Store.open(sys.argv[1], SecretBox.of({}, Path(sys.argv[2]))) as store:
        assert await store.leases.take("shopee-camau", "killed", datetime.now(UTC), 60)
        print("taken", flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


async def test_a_killed_holder_blocks_the_shop_for_no_longer_than_its_lease(
    store: Store, address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = str(tmp_path_factory.mktemp("home"))
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", TAKE_AND_HANG, address, home, stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    assert (await holder.stdout.readline()).strip() == b"taken"
    holder.kill()
    await holder.communicate()
    shop, now = ShopName("shopee-camau"), datetime.now(UTC)
    assert await store.leases.take(shop, "next", now, 60) is None
    assert await store.leases.take(shop, "next", now + timedelta(seconds=60), 60) is not None


def a_movement(shop: ShopName, at: datetime) -> Movement:
    return Movement(
        shop=shop, reference="order 1", sku=Sku("MAT-ONG-1"), reason="sold", quantity=-1, at=at
    )


WRITES: dict[str, Write] = {
    "links.put": lambda store, lease, seen, change: store.links.put(
        lease, [Link(shop=lease.shop, code=seen.code)]
    ),
    "links.forget": lambda store, lease, seen, change: store.links.forget(lease, [seen.code]),
    "journal.intend": lambda store, lease, seen, change: store.journal.intend(
        lease, 1, [change], lease.expires_at
    ),
    "journal.conclude": lambda store, lease, seen, change: store.journal.conclude(
        lease, {1: Outcome(change=change, status="done")}, lease.expires_at
    ),
    "journal.note": lambda store, lease, seen, change: store.journal.note(
        lease, 1, [Note(change=change, noted="held")], lease.expires_at
    ),
    "observations.put": lambda store, lease, seen, change: store.observations.put(
        lease, [seen], lease.expires_at
    ),
    "observations.replace": lambda store, lease, seen, change: store.observations.replace(
        lease, [], lease.expires_at
    ),
    "observations.forget": lambda store, lease, seen, change: store.observations.forget(
        lease, ["1"]
    ),
    "stock.take": lambda store, lease, seen, change: store.stock.take(
        lease, {Sku("MAT-ONG-1"): Count(3)}, lease.expires_at
    ),
    "stock.add": lambda store, lease, seen, change: store.stock.add(
        lease, [a_movement(lease.shop, lease.expires_at)]
    ),
    "stock.set_watermark": lambda store, lease, seen, change: store.stock.set_watermark(
        lease, lease.expires_at
    ),
    "rounds.mark": lambda store, lease, seen, change: store.rounds.mark(
        lease, "full_proof", lease.expires_at
    ),
    "decisions.use": lambda store, lease, seen, change: store.decisions.use(
        lease, ["digest"], lease.expires_at
    ),
    "decisions.unpin": lambda store, lease, seen, change: store.decisions.unpin(
        lease, [1], lease.expires_at
    ),
}


@pytest.mark.parametrize("path", WRITES)
async def test_nothing_is_written_under_a_lost_lease(
    store: Store,
    lost_lease: Lease,
    path: str,
    a_listing: Callable[..., Listing],
    a_change: Callable[..., Change],
) -> None:
    with pytest.raises(LeaseLost):
        await WRITES[path](store, lost_lease, a_listing(remote_id="1"), a_change())


async def test_nothing_is_written_under_a_lease_that_was_given_back(
    store: Store, lease: Lease
) -> None:
    await store.leases.give_back(lease)
    with pytest.raises(LeaseLost):
        await store.links.put(lease, [Link(shop=lease.shop, code=Code("MAT-ONG"))])
    assert await store.links.of(lease.shop) == {}
