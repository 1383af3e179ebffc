"""No process calls more often than all of them together may."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta

import pytest

from sync.model import Pace
from sync.store import Store

TWO_A_SECOND = Pace(calls_per_s=2, burst=3)


async def test_a_burst_goes_at_once_and_the_rest_at_the_steady_rate(
    store: Store, now: datetime
) -> None:
    waits_s = [await store.pace.reserve([("shop", TWO_A_SECOND)], now) for _ in range(6)]
    assert waits_s == pytest.approx([0, 0, 0, 0.5, 1.0, 1.5], abs=1e-5)


async def test_a_rested_key_has_its_burst_again_and_no_more(store: Store, now: datetime) -> None:
    for _ in range(3):
        await store.pace.reserve([("shop", TWO_A_SECOND)], now)
    rested = now + timedelta(hours=8)
    waits_s = [await store.pace.reserve([("shop", TWO_A_SECOND)], rested) for _ in range(4)]
    assert waits_s == pytest.approx([0, 0, 0, 0.5], abs=1e-5)


async def test_calls_are_counted_by_the_day_of_vietnam(store: Store) -> None:
    evening = datetime(2026, 11, 30, 16, 59, tzinfo=UTC)  # a minute to midnight there
    for calls in (3, 2):
        await store.pace.reserve_many([("app day", TWO_A_SECOND)], evening, "ordinary", calls)
    await store.pace.give_back([("app day", TWO_A_SECOND)], 2)
    assert await store.pace.used(["app day", "other"], evening) == {"app day": 3, "other": 0}
    await store.pace.push("app day", evening + timedelta(seconds=9), evening)
    assert await store.pace.used(["app day"], evening) == {"app day": 3}
    night = evening + timedelta(minutes=1)
    assert await store.pace.used(["app day"], night) == {"app day": 0}
    await store.pace.reserve([("app day", TWO_A_SECOND)], night)
    await store.pace.give_back([("app day", TWO_A_SECOND)], 2)
    assert await store.pace.used(["app day"], night) == {"app day": 0}


async def test_the_slowest_key_decides(store: Store, now: datetime) -> None:
    slow, fast = Pace(calls_per_s=0.1), Pace(calls_per_s=100)
    turns = [("app", fast), ("shop", slow)]
    assert await store.pace.reserve(turns, now) == 0
    assert await store.pace.reserve(turns, now) == pytest.approx(10, abs=1e-5)
    assert await store.pace.reserve([("app", fast)], now) == pytest.approx(0.02, abs=1e-5)
    assert await store.pace.reserve([], now) == 0


async def test_a_platform_that_asks_us_to_wait_is_obeyed_by_all(
    store: Store, now: datetime
) -> None:
    await store.pace.push("shop", now + timedelta(seconds=20), now)
    assert await store.pace.reserve([("shop", TWO_A_SECOND)], now) >= 20
    await store.pace.push("shop", now + timedelta(seconds=5), now)
    assert await store.pace.reserve([("shop", TWO_A_SECOND)], now) >= 20


async def test_what_a_clock_ahead_has_written_is_forgotten_once_it_is_right(
    store: Store, now: datetime
) -> None:
    """A laptop that starts two systems in turn is 7 hours off until the network sets it right."""
    for ahead in (timedelta(minutes=5), timedelta(hours=7), timedelta(days=3650)):
        later, turns = now + ahead, [("shop", TWO_A_SECOND)]
        for _ in range(6):
            await store.pace.reserve(turns, later)
        assert await store.pace.reserve(turns, now) == 0
        await store.pace.push("shop", later + timedelta(minutes=20), later)
        assert await store.pace.reserve(turns, now) == 0
        await store.pace.push("shop", later + timedelta(minutes=20), later)
        await store.pace.push("shop", now + timedelta(seconds=9), now)
        assert 9 <= await store.pace.reserve(turns, now) < 10


async def test_no_platform_makes_us_rest_for_longer_than_an_hour(
    store: Store, now: datetime
) -> None:
    await store.pace.push("shop", now + timedelta(days=400), now)
    assert await store.pace.reserve([("shop", TWO_A_SECOND)], now) <= 3601


async def test_a_breaker_that_a_clock_ahead_has_opened_is_closed(
    store: Store, now: datetime
) -> None:
    later = now + timedelta(hours=7)
    for _ in range(6):
        await store.pace.failed("shop:publish", later)
    assert await store.pace.open_until("shop:publish", later) is not None
    assert await store.pace.open_until("shop:publish", now) is None


RESERVE = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from sync.model import Pace
from sync.store import SecretBox, Store

async def main():
    sealer = SecretBox.of({}, Path(sys.argv[2]))
    turns = [("app", Pace(calls_per_s=1000, burst=50)), ("shop", Pace(calls_per_s=40, burst=8))]
    async with Store.open(sys.argv[1], sealer) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for _ in range(40):
            now = datetime.now(UTC)
            wait_s = await store.pace.reserve(turns, now)
            print(now.timestamp() + wait_s)

asyncio.run(main())
"""


async def test_four_processes_together_never_exceed_the_pace(
    store: Store, address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home, pipe = str(tmp_path_factory.mktemp("home")), asyncio.subprocess.PIPE
    callers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", RESERVE, address, home, stdin=pipe, stdout=pipe
        )
        for _ in range(4)
    ]
    for caller in callers:
        assert caller.stdout is not None
        assert (await caller.stdout.readline()).strip() == b"ready"
    printed = await asyncio.gather(*(caller.communicate(b"go\n") for caller in callers))
    calls = sorted(float(line) for out, _ in printed for line in out.split())
    assert len(calls) == 160
    assert most_over(calls, calls_per_s=40) <= 8 + 1e-3


def most_over(calls: list[float], calls_per_s: float) -> float:
    """Of all stretches of time: how many more calls were in one than the rate alone allows."""
    return max(
        last - first + 1 - calls_per_s * (calls[last] - calls[first])
        for first in range(len(calls))
        for last in range(first, len(calls))
    )


async def fail(store: Store, times: int, at: datetime) -> None:
    for _ in range(times):
        await store.pace.failed("shop publish", at)


async def test_five_failures_in_a_row_open_the_breaker(store: Store, now: datetime) -> None:
    await fail(store, 4, now)
    assert await store.pace.open_until("shop publish", now) is None
    await fail(store, 1, now)
    until = await store.pace.open_until("shop publish", now)
    assert until == now + timedelta(seconds=30)
    assert await store.pace.open_until("shop publish", until) is None
    assert await store.pace.open_until("shop restock", now) is None


async def test_a_success_begins_the_count_anew(store: Store, now: datetime) -> None:
    await fail(store, 4, now)
    await store.pace.succeeded("shop publish")
    await fail(store, 4, now)
    assert await store.pace.open_until("shop publish", now) is None


async def test_every_probe_that_fails_doubles_the_pause_up_to_a_quarter_of_an_hour(
    store: Store, now: datetime
) -> None:
    await fail(store, 5, now)
    pauses_s = []
    for _ in range(8):
        until = await store.pace.open_until("shop publish", now)
        assert until is not None
        pauses_s.append((until - now).total_seconds())
        now = until
        await fail(store, 1, now)
    assert pauses_s == [30, 60, 120, 240, 480, 900, 900, 900]


async def test_calls_under_way_when_the_breaker_opens_do_not_lengthen_the_pause(
    store: Store, now: datetime
) -> None:
    failing = [store.pace.failed("shop publish", now) for _ in range(12)]
    await asyncio.gather(*failing)
    assert await store.pace.open_until("shop publish", now) == now + timedelta(seconds=30)
