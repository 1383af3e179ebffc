"""Rounds, and the marks that they leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sync.model import Change, Code, Link, Listing, ShopName, Status, Value
from sync.store import Lease, RoundRecord, Store
from sync.store.shop_facts import LATELY, ShopFacts

SHOP = ShopName("shopee-camau")


async def test_the_last_round_tells_how_it_ended(store: Store, now: datetime) -> None:
    assert await store.rounds.last(SHOP) is None
    first = await store.rounds.start(SHOP, now)
    await store.rounds.finish(first, {"done": 12, "held": 0, "why": None}, now)
    second = await store.rounds.start(SHOP, now + timedelta(minutes=5))
    assert await store.rounds.last(SHOP) == RoundRecord(
        id=second, shop=SHOP, started_at=now + timedelta(minutes=5)
    )
    end = now + timedelta(minutes=6)
    await store.rounds.finish(second, {"done": 1}, end)
    last = await store.rounds.last(SHOP)
    assert last is not None
    assert (last.finished_at, last.summary) == (end, {"done": 1})
    assert await store.rounds.last(ShopName("another shop")) is None


async def test_old_rounds_are_dropped(store: Store, now: datetime) -> None:
    for days in (0, 1, 2):
        await store.rounds.start(SHOP, now + timedelta(days=days))
    assert await store.rounds.forget_before(now + timedelta(days=2), now) == 2


async def test_of_rounds_that_wrote_nothing_only_the_newer_ones_are_kept(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    ids = [await store.rounds.start(SHOP, now + timedelta(days=days)) for days in range(4)]
    for id_ in ids[:3]:
        await store.rounds.finish(id_, {}, now)
    await store.journal.intend(lease, ids[0], [a_change()], now)
    assert await store.rounds.forget_before(now, now + timedelta(days=2)) == 1
    assert await store.rounds.forget_before(now, now + timedelta(days=9)) == 1


async def test_each_mark_stands_where_it_was_last_moved(
    store: Store, lease: Lease, now: datetime
) -> None:
    assert await store.rounds.marked(lease.shop, "full_proof") is None
    await store.rounds.mark(lease, "full_proof", now)
    await store.rounds.mark(lease, "listings", now + timedelta(minutes=1))
    await store.rounds.mark(lease, "listings", now + timedelta(minutes=2))
    assert await store.rounds.marked(lease.shop, "full_proof") == now
    assert await store.rounds.marked(lease.shop, "listings") == now + timedelta(minutes=2)


async def test_the_newest_round_of_any_shop_is_known(store: Store, now: datetime) -> None:
    assert await store.rounds.newest() == 0
    first = await store.rounds.start(SHOP, now)
    assert await store.rounds.newest() == first


async def test_the_facts_of_a_shop_are_its_rounds_and_what_was_last_seen_there(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    assert await store.facts([lease.shop]) == {lease.shop: ShopFacts(last=None, unanswered=0)}
    good: dict[str, Value] = {"done": 1, "names": ("a", "b")}
    scoped: dict[str, Value] = {"scoped": 1}
    failed: dict[str, Value] = {"failed": 1}
    for summary in (good, failed, *[scoped] * LATELY):
        round_id = await store.rounds.start(lease.shop, now)
        await store.rounds.finish(round_id, summary, now)
    await store.journal.intend(lease, round_id, [a_change()], now)
    seen: dict[str, Status] = {"a": "banned", "b": "live", "c": "deleted"}
    listings = [
        Listing(shop=lease.shop, code=Code(name), remote_id=name, status=status, offers=())
        for name, status in seen.items()
    ]
    await store.observations.put(lease, listings, now)
    await store.links.put(lease, [Link(shop=lease.shop, code=Code("A"), remote_id="a")])
    other = ShopName("another")
    await store.rounds.start(other, now)
    found = await store.facts([other, lease.shop])
    assert found[other] == ShopFacts(last=await store.rounds.last(other), unanswered=0)
    facts = found[lease.shop]
    assert facts.last == await store.rounds.last(lease.shop)
    assert facts.last_good == await store.rounds.last_good(lease.shop)
    assert facts.last_good
    assert facts.last_good.summary == good
    assert facts.whole
    assert facts.whole.summary == {"failed": 1}
    assert (facts.unanswered, facts.listings, facts.unmatched) == (1, {"banned": 1}, 1)
