"""One round of a shop at a time, and a dead or frozen holder blocks nobody for long."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from sync.model import Link, Problem, ShopName
from sync.store import Lease, LeaseLost, Store, StoreUnavailable
from sync.store.leases import Leases
from sync.transport.clock import Clock
from sync.transport.lease import Busy, Fence, LeaseHolder, LeaseTimes

SHOP = ShopName("shopee-camau")
SHORT = LeaseTimes(ttl_s=0.5)


class Lively(LeaseTimes):
    """Beats so often that a busy machine may miss some: tests wait for beats, not for a clock."""

    beat_s = 0.05


async def test_the_heart_beats_while_the_work_goes_on(store: Store) -> None:
    async def work(lease: Lease) -> None:
        first_end = lease.expires_at + timedelta(milliseconds=1)
        await until_beaten(store, lease)
        assert await store.leases.take(SHOP, "another", first_end, 60) is None

    await LeaseHolder(store, Clock(), Lively(ttl_s=30)).of(SHOP, work)
    assert await store.leases.holder_of(SHOP) is None


async def until_beaten(store: Store, lease: Lease) -> Lease:
    """Wait until the heart of this lease has beaten."""
    async with asyncio.timeout(60):
        while (now := await store.leases.holder_of(SHOP)) == lease or now is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    return now


async def test_who_finds_a_shop_held_waits_and_then_says_so(
    store: Store,
) -> None:
    held = asyncio.Event()

    async def forever(_: Lease) -> None:
        held.set()
        await asyncio.sleep(3600)

    async def never(_: Lease) -> None:
        raise AssertionError

    holder = LeaseHolder(store, Clock(), LeaseTimes(ttl_s=30))
    holding = asyncio.create_task(holder.of(SHOP, forever))
    await held.wait()
    with pytest.raises(Busy) as busy:
        await LeaseHolder(store, Clock(), LeaseTimes(ttl_s=0.1)).of(SHOP, never)
    assert busy.value.problem == Problem(code="shop_busy", severity="hold", values={"shop": SHOP})
    holding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holding
    assert await store.leases.holder_of(SHOP) is None


async def test_a_lease_lost_in_the_middle_ends_the_work_before_its_next_write(
    store: Store,
) -> None:
    written = []

    async def work(lease: Lease) -> None:
        later = Clock().now() + timedelta(seconds=5)
        assert await store.leases.take(SHOP, "another", later, 60)
        for number in range(3):
            await store.links.put(lease, [Link(shop=SHOP, code=f"P{number}")])  # type: ignore[arg-type]
            written.append(number)

    with pytest.raises(LeaseLost):
        await LeaseHolder(store, Clock(), LeaseTimes(ttl_s=1)).of(SHOP, work)
    assert written == []
    assert await store.links.of(SHOP) == {}
    holder = await store.leases.holder_of(SHOP)
    assert holder is not None
    assert holder.holder == "another"


async def test_the_heart_notices_a_lost_lease_while_the_work_waits(store: Store) -> None:
    async def work(_: Lease) -> None:
        later = Clock().now() + timedelta(seconds=5)
        assert await store.leases.take(SHOP, "another", later, 60)
        await asyncio.sleep(3600)

    with pytest.raises(LeaseLost):
        async with asyncio.timeout(60):
            await LeaseHolder(store, Clock(), SHORT).of(SHOP, work)


async def test_a_store_that_is_silent_for_a_moment_ends_no_round(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat, silent = Leases.beat, [True, True]

    async def sometimes(self: Leases, *given: object) -> Lease:
        if silent:
            silent.pop()
            raise StoreUnavailable(Problem(code="store_busy"))
        return await beat(self, *given)  # type: ignore[arg-type]

    async def work(lease: Lease) -> str:
        await until_beaten(store, lease)
        return "done"

    monkeypatch.setattr(Leases, "beat", sometimes)
    assert await LeaseHolder(store, Clock(), Lively(ttl_s=30)).of(SHOP, work) == "done"
    assert silent == []


async def test_a_store_that_stays_silent_ends_the_round_when_the_lease_may_be_anothers(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(self: Leases, *given: object) -> Lease:
        raise StoreUnavailable(Problem(code="store_busy"))

    monkeypatch.setattr(Leases, "beat", never)
    with pytest.raises(LeaseLost):
        await LeaseHolder(store, Clock(), SHORT).of(SHOP, lambda _: asyncio.sleep(60))


async def test_the_lease_of_a_clock_that_ran_ahead_is_taken_once_nobody_beats_it(
    store: Store,
) -> None:
    """Killed while the clock stood 7 hours ahead: its row says that it holds until then."""
    ahead = Clock().now() + timedelta(hours=7)
    assert await store.leases.take(SHOP, "killed", ahead, SHORT.ttl_s)

    async def work(lease: Lease) -> int:
        return lease.epoch

    assert await LeaseHolder(store, Clock(), LeaseTimes(ttl_s=1)).of(SHOP, work) == 2


async def test_a_holder_whose_clock_runs_ahead_keeps_what_it_beats(store: Store) -> None:
    ahead, held = Clock(now=lambda: Clock().now() + timedelta(hours=7)), asyncio.Event()

    async def forever(_: Lease) -> None:
        held.set()
        await asyncio.sleep(3600)

    async def never(_: Lease) -> None:
        raise AssertionError

    holding = asyncio.create_task(LeaseHolder(store, ahead, Lively(ttl_s=1)).of(SHOP, forever))
    await held.wait()
    with pytest.raises(Busy):
        await LeaseHolder(store, Clock(), LeaseTimes(ttl_s=0.3)).of(SHOP, never)
    holding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holding


async def test_who_slept_through_its_lease_is_stopped_before_it_writes(store: Store) -> None:
    """A closed lid between two steps: when it wakes, another has done the work."""
    fence, sent = Fence(), []

    async def work(lease: Lease) -> None:
        await fence.passed()
        sent.append("while it is ours")
        later = Clock().now() + timedelta(seconds=5)
        assert await store.leases.take(SHOP, "another", later, 60)
        await fence.passed()
        sent.append("never")

    with pytest.raises(LeaseLost):
        await LeaseHolder(store, Clock(), LeaseTimes(ttl_s=2), fence).of(SHOP, work)
    assert sent == ["while it is ours"]
    await fence.passed()  # outside of a lease it asks nobody


async def test_an_error_of_the_work_comes_out_as_it_was_even_if_the_store_is_gone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(self: Leases, *given: object) -> None:
        raise StoreUnavailable(Problem(code="store_busy"))

    async def work(_: Lease) -> None:
        raise ValueError("ours")

    monkeypatch.setattr(Leases, "give_back", gone)
    with pytest.raises(ValueError, match="ours"):
        await LeaseHolder(store, Clock(), SHORT).of(SHOP, work)


HOLD = """
import asyncio, sys
from pathlib import Path
from sync.transport.clock import Clock
from sync.transport.lease import LeaseHolder, LeaseTimes
from sync.store import SecretBox, Store

async def main():
    address = Path(sys.argv[1])
    async with Store.open(f"sqlite:///{address}", SecretBox.of({}, address.parent)) as store:
        async def work(lease):
            print("held", flush=True)
            await asyncio.sleep(600)
        await LeaseHolder(store, Clock(), LeaseTimes(ttl_s=2)).of("shopee-camau", work)

asyncio.run(main())
"""


async def test_the_shop_of_a_killed_process_is_taken_over_after_its_lease_and_not_before(
    store: Store, tmp_path: Path
) -> None:
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, "-c", HOLD, str(tmp_path / "ocop.db")]
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe)
    assert process.stdout is not None
    assert await process.stdout.readline()
    held = await store.leases.holder_of(SHOP)
    assert held is not None
    beaten = await until_beaten(store, held)  # it is the heartbeat that keeps it
    first_end = held.expires_at + timedelta(milliseconds=1)
    assert first_end < beaten.expires_at
    assert await store.leases.take(SHOP, "another", first_end, 60) is None
    process.kill()
    await process.communicate()

    async def work(_: Lease) -> str:
        return "taken over"

    assert await LeaseHolder(store, Clock(), LeaseTimes(ttl_s=1)).of(SHOP, work) == "taken over"


@pytest.mark.parametrize(
    ("said", "ttl_s"), [("2", 2.0), ("0.5", 0.5), ("", 15.0), ("0", 15.0), ("long", 15.0)]
)
def test_the_lease_is_a_setting_of_the_environment(said: str, ttl_s: float) -> None:
    assert LeaseTimes.of({"OCOP_LEASE_S": said}).ttl_s == ttl_s
    assert LeaseTimes.of({}).ttl_s == LeaseTimes().ttl_s
    assert LeaseTimes().beat_s * 3 < LeaseTimes().ttl_s < LeaseTimes().patience_s
