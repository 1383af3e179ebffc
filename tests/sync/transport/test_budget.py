"""Reading orders and lowering stock keep a part of every quota for themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from sync.marketplace import Throttled
from sync.model import Pace, Problem
from sync.platforms import paces_of, platforms
from sync.store import Store
from sync.transport.budget import CallBudget, urgent_calls
from tests.sync.conftest import SHOP, VirtualTime

DAILY = Pace(calls_per_s=10 / 86_400, burst=10)


def seconds_since(began: datetime, virtual: VirtualTime) -> float:
    return (virtual.now() - began).total_seconds()


def budget(store: Store, virtual: VirtualTime, pace: Pace) -> CallBudget:
    return CallBudget(store, virtual.clock, [("app", pace)])


async def test_the_last_fifth_of_a_burst_is_left_to_what_is_urgent(
    store: Store, virtual: VirtualTime
) -> None:
    line = budget(store, virtual, Pace(calls_per_s=0.1, burst=10))
    waits = [await line.wait_for_turn("/listings") for _ in range(8)]
    assert waits == [0.0] * 8
    with urgent_calls():
        assert await line.wait_for_turn("/orders") == 0.0
        assert await line.wait_for_turn("/stock") == 0.0
    began = virtual.now()
    await line.wait_for_turn("/listings")  # until two are saved up again, and its own
    assert seconds_since(began, virtual) == pytest.approx(30, abs=1)


async def test_the_steady_rate_is_everybodys(store: Store, virtual: VirtualTime) -> None:
    line = budget(store, virtual, Pace(calls_per_s=2, burst=5))
    began = virtual.now()
    for _ in range(24):
        await line.wait_for_turn("/listings")
    assert seconds_since(began, virtual) == pytest.approx(10, abs=1)  # 4 at once, then two a second


async def test_a_used_up_day_still_lets_orders_through(store: Store, virtual: VirtualTime) -> None:
    line = budget(store, virtual, DAILY)
    for _ in range(8):
        await line.wait_for_turn("/listings")
    for _ in range(5):  # what may not go uses nothing up
        with pytest.raises(Throttled):
            await line.wait_for_turn("/listings")
    with urgent_calls():
        assert [await line.wait_for_turn("/orders") for _ in range(2)] == [0.0, 0.0]
        with pytest.raises(Throttled):
            await line.wait_for_turn("/orders")
    virtual.offset += timedelta(hours=12)
    assert await line.wait_for_turn("/listings") == 0.0


async def test_what_is_urgent_within_is_ordinary_again_after(
    store: Store, virtual: VirtualTime
) -> None:
    line = budget(store, virtual, DAILY)
    with urgent_calls():
        for _ in range(10):
            await line.wait_for_turn("/orders")
    with pytest.raises(Throttled):
        await line.wait_for_turn("/listings")


def test_a_daily_quota_is_half_saved_up_so_that_no_day_holds_more() -> None:
    platform = next(iter(platforms().values()))
    plain = paces_of(SHOP, platform)
    app = replace(SHOP.app, calls_per_day=10_000)
    keys = dict(paces_of(replace(SHOP, app=app), platform))
    day = next(pace for key, pace in keys.items() if key.endswith(" day"))
    assert (len(plain), len(keys)) == (2, 3)
    assert list(keys)[-1] == plain[-1][0]
    assert day.burst + day.calls_per_s * 86_400 == 10_000


async def test_where_many_calls_may_go_turns_are_reserved_together_and_keep_the_pace(
    store: Store, virtual: VirtualTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserved: list[int] = []
    reserve = store.pace.reserve_many

    async def counted(turns: Any, now: datetime, urgency: Any, calls: int) -> list[float]:
        reserved.append(calls)
        return await reserve(turns, now, urgency, calls)

    monkeypatch.setattr(store.pace, "reserve_many", counted)
    pace = Pace(calls_per_s=100, burst=10)
    one, two = budget(store, virtual, pace), budget(store, virtual, pace)
    began = virtual.now()
    for _ in range(50):
        await one.wait_for_turn("/listings")
        await two.wait_for_turn("/listings")
    assert seconds_since(began, virtual) == pytest.approx(0.92, abs=0.12)
    assert set(reserved) == {10}
    assert len(reserved) == 10


async def test_what_was_reserved_together_is_not_used_after_a_rest_or_a_while(
    store: Store, virtual: VirtualTime
) -> None:
    line = budget(store, virtual, Pace(calls_per_s=100, burst=100))
    assert await line.wait_for_turn("/stock") == pytest.approx(0, abs=0.001)
    problem = Problem(code="throttled")
    await line.rest(Throttled(problem, retry_after_s=5), "/stock")
    assert await line.wait_for_turn("/stock") == pytest.approx(5, abs=0.3)
    await line.wait_for_turn("/stock")
    await virtual.sleep(1)
    other = budget(store, virtual, Pace(calls_per_s=100, burst=100))
    await other.rest(Throttled(problem, retry_after_s=5), "/stock")
    assert await line.wait_for_turn("/stock") > 4
