"""What waits for a yes is remembered as the last round left it, and since when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sync.model import Change, Code, Held, Problem, ShopName
from sync.store import HeldChange, Lease, Store

LATER = timedelta(hours=1)


def held(change: Change, at: datetime, why: str = "price_magnitude") -> HeldChange:
    problem = Problem(code=why, severity="hold", about=change.code)
    waiting = Held(change=change, problem=problem)
    return HeldChange(digest=f"d-{change.code}", alike="a", since=at, held=waiting)


async def test_what_waits_keeps_its_moment_and_what_waits_no_more_goes(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    first, second = (replace(a_change(), code=Code(code)) for code in ("MOT", "HAI"))
    await store.held.replace(lease, [held(first, now)])
    again = [held(first, now + LATER), held(second, now + LATER)]
    await store.held.replace(lease, again)
    assert await store.held.all() == [held(first, now), held(second, now + LATER)]
    await store.held.replace(lease, [held(second, now + 2 * LATER)])
    assert await store.held.all() == [held(second, now + LATER)]
    assert await store.held.all([ShopName("another")]) == []


async def test_another_reason_is_told_and_it_waits_as_long(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    await store.held.replace(lease, [held(a_change(), now)])
    await store.held.replace(lease, [held(a_change(), now + LATER, "drift_held")])
    (one,) = await store.held.all()
    assert (one.since, one.held.problem.code) == (now, "drift_held")


async def test_a_round_of_some_products_leaves_the_others_waiting(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    first, second = (replace(a_change(), code=Code(code)) for code in ("MOT", "HAI"))
    await store.held.replace(lease, [held(first, now), held(second, now)])
    await store.held.replace(lease, [], codes={Code("MOT")})
    assert [(one.code, one.digest) for one in await store.held.names()] == [("HAI", "d-HAI")]
