"""How far platforms' clocks are from ours is known by what was measured lately."""

from __future__ import annotations

from datetime import datetime, timedelta

from sync.model import ShopName
from sync.store import Store
from sync.store.clocks import LATELY, MOST_HEARD


async def test_of_very_many_shops_the_newest_are_heard(store: Store, now: datetime) -> None:
    for number in range(2 * MOST_HEARD):
        at, skew_s = now + timedelta(seconds=number), 30 if number < MOST_HEARD else 4
        await store.clocks.measured(ShopName(f"gian-{number}"), timedelta(seconds=skew_s), at)
    assert await store.clocks.skew(now) == timedelta(seconds=4)


async def test_what_was_measured_long_ago_or_by_a_clock_that_ran_ahead_says_nothing(
    store: Store, now: datetime
) -> None:
    for number in range(2 * MOST_HEARD):
        ahead = ShopName(f"ahead-{number}")
        await store.clocks.measured(ahead, timedelta(seconds=90), now + 2 * LATELY)
    await store.clocks.measured(ShopName("long ago"), timedelta(seconds=60), now - 2 * LATELY)
    assert await store.clocks.skew(now) is None
    await store.clocks.measured(ShopName("today"), timedelta(seconds=7), now)
    assert await store.clocks.skew(now) == timedelta(seconds=7)
