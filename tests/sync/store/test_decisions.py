"""What people decided is kept: who, when, from where and what; an approval is used once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sync.model import Change, Code, ShopName
from sync.store import Decision, Lease, Pin, Store
from sync.store.decisions import Verdict

OTHER, TEA, CRAB = ShopName("lazada-camau"), Code("TRA-SEN"), Code("CUA")


def decided(
    verdict: Verdict, now: datetime, shop: ShopName | None = None, code: Code | None = None
) -> Decision:
    return Decision(
        at=now, who="chị Út", origin="cli laptop", verdict=verdict, shop=shop, code=code
    )


async def test_an_approval_is_used_once(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    approval = Decision(
        at=now,
        who="chị Út",
        origin="cli laptop",
        verdict="approve",
        shop=lease.shop,
        digest="abc",
        change=a_change(),
    )
    await store.decisions.add([approval])
    assert set(await store.decisions.approvals(lease.shop, now)) == {"abc"}
    assert await store.decisions.approvals(OTHER, now) == {}
    assert await store.decisions.approvals(lease.shop, now + timedelta(days=1)) == {}
    await store.decisions.use(lease, ["abc", "another"], now)
    assert await store.decisions.approvals(lease.shop, now) == {}
    (kept,) = await store.decisions.entries()
    assert (kept.who, kept.origin, kept.change, kept.used_at) == (
        "chị Út",
        "cli laptop",
        a_change(),
        now,
    )


@pytest.mark.parametrize(
    ("release", "left"),
    [
        ((None, None), []),
        ((None, TEA), [(None, None), (OTHER, None), (OTHER, CRAB)]),
        ((OTHER, None), [(None, None), (None, TEA)]),
        ((OTHER, CRAB), [(None, None), (None, TEA), (OTHER, None)]),
    ],
)
async def test_a_release_ends_the_holds_within_it(
    store: Store,
    now: datetime,
    release: tuple[ShopName | None, Code | None],
    left: list[tuple[ShopName | None, Code | None]],
) -> None:
    holds = [(None, None), (None, TEA), (OTHER, None), (OTHER, CRAB)]
    await store.decisions.add([decided("hold", now, *each) for each in holds])
    await store.decisions.add([decided("release", now, *release)])
    assert [(one.shop, one.code) for one in await store.decisions.holds()] == left


async def test_the_log_of_a_product_names_what_was_decided_for_all(
    store: Store, now: datetime
) -> None:
    await store.decisions.add([decided("hold", now), decided("hold", now, None, TEA)])
    await store.decisions.add([decided("hold", now, OTHER, CRAB)])
    assert [one.code for one in await store.decisions.entries(code=TEA)] == [TEA, None]
    assert [one.shop for one in await store.decisions.entries(shop=OTHER, limit=1)] == [OTHER]


async def test_a_pin_stays_until_it_is_dropped(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    change = a_change()
    await store.decisions.pin([Pin(at=now, who="chị Út", change=change)])
    (pin,) = await store.decisions.pinned(change.shop)
    assert pin.change == change
    await store.decisions.unpin(lease, [pin.id], now)
    assert await store.decisions.pinned(change.shop) == []


async def test_what_is_held_and_taken_back_goes_on_under_a_products_new_code(
    store: Store, lease: Lease, now: datetime, a_change: Callable[..., Change]
) -> None:
    change, other = a_change(), replace(a_change(), code=CRAB)
    await store.decisions.pin([Pin(at=now, who="chị Út", change=each) for each in (change, other)])
    everywhere, there = decided("hold", now, None, change.code), decided("hold", now, OTHER, CRAB)
    await store.decisions.add([everywhere, there])
    await store.links.rename(lease, {change.code: CRAB, CRAB: change.code})  # they exchange them
    pins = await store.decisions.pinned(lease.shop)
    assert [(p.change.code, p.change.after.code) for p in pins] == [
        (CRAB, CRAB),
        (change.code, change.code),
    ]
    assert [(h.shop, h.code) for h in await store.decisions.holds()] == [
        (None, CRAB),
        (OTHER, CRAB),
    ]
