"""Rounds, their marks, and what a person approved."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from sync.model import ShopName
from sync.store import Approval, Lease, RoundRecord, Store

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
    assert await store.rounds.forget_before(now + timedelta(days=2)) == 2


async def test_each_mark_stands_where_it_was_last_moved(
    store: Store, lease: Lease, now: datetime
) -> None:
    assert await store.rounds.marked(lease.shop, "full_proof") is None
    await store.rounds.mark(lease, "full_proof", now)
    await store.rounds.mark(lease, "listings", now + timedelta(minutes=1))
    await store.rounds.mark(lease, "listings", now + timedelta(minutes=2))
    assert await store.rounds.marked(lease.shop, "full_proof") == now
    assert await store.rounds.marked(lease.shop, "listings") == now + timedelta(minutes=2)


async def test_an_approval_is_used_once(store: Store, lease: Lease, now: datetime) -> None:
    approval = Approval(shop=lease.shop, digest="abc", who="chị Út", approved_at=now)
    await store.approvals.approve(approval)
    assert await store.approvals.waiting(lease.shop) == [approval]
    assert not await store.approvals.consume(lease, "another digest", now)
    used = await asyncio.gather(*(store.approvals.consume(lease, "abc", now) for _ in range(3)))
    assert sorted(used) == [False, False, True]
    assert await store.approvals.waiting(lease.shop) == []


async def test_the_same_plan_can_be_approved_again(
    store: Store, lease: Lease, now: datetime
) -> None:
    approval = Approval(shop=lease.shop, digest="abc", who="chị Út", approved_at=now)
    for _ in range(2):
        await store.approvals.approve(approval)
        assert await store.approvals.consume(lease, "abc", now)
    assert not await store.approvals.consume(lease, "abc", now)
