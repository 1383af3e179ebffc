"""Every call is paced, signed in by the platform's clock, and leaves no secret behind."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from sync.marketplace import Call, Lost, MarketplaceError, Response, Throttled, Unavailable
from sync.marketplace.errors import Rejected, Scope
from sync.model import Pace, Problem
from sync.store import Lease, LeaseLost, Store
from sync.transport.budget import LONGEST_TURN_S
from sync.transport.client import AT_ONCE
from sync.transport.clock import Clock
from sync.transport.lease import Fence, LeaseHolder, LeaseTimes
from tests.sync.conftest import SHOP, Opened, Reply, TinyPlatform, VirtualTime, until

Open = Callable[..., Opened]


async def test_two_processes_obey_one_pace_together(
    open_line: Open, tiny: TinyPlatform, virtual: VirtualTime
) -> None:
    slow = Pace(calls_per_s=2, burst=2)
    lines = [open_line(pace=slow), open_line(pace=slow)]
    began = virtual.now()
    for turn in range(10):
        await lines[turn % 2].ask()
    assert len(tiny.heard) == 10
    assert virtual.now() - began >= timedelta(seconds=(10 - 2) / 2)


async def test_who_is_told_to_slow_down_slows_down_the_others(
    open_line: Open, tiny: TinyPlatform, virtual: VirtualTime
) -> None:
    told, other = open_line(), open_line()
    tiny.replies += [Reply(429, {"retry-after": "8"})]
    began = virtual.now()
    asking = asyncio.create_task(told.ask())
    await until(lambda: bool(virtual.waits_s))
    await other.ask()
    await asking
    assert virtual.now() - began >= timedelta(seconds=8)


async def test_a_long_rest_is_given_back_at_once_by_all(
    open_line: Open, tiny: TinyPlatform, virtual: VirtualTime
) -> None:
    """Nobody sleeps for an hour inside a round while holding the shop."""
    told, other = open_line(), open_line()
    tiny.replies += [Reply(429, {"retry-after": "3600"})]
    for opened in (told, other, told):
        with pytest.raises(Throttled) as raised:
            await opened.ask()
        assert (raised.value.retry_after_s or 0) > LONGEST_TURN_S
    assert len(tiny.heard) == 1
    assert sum(virtual.waits_s) < 0.001  # the pace's own, by a hair
    virtual.offset += timedelta(hours=1)
    assert await other.ask() == "fine"


async def test_a_lost_answer_is_asked_again_only_where_that_is_harmless(
    open_line: Open, tiny: TinyPlatform
) -> None:
    opened = open_line()
    tiny.replies += [Reply(None)]
    with pytest.raises(Lost):
        await opened.ask()
    assert len(tiny.heard) == 1
    tiny.replies += [Reply(None), Reply(None)]
    assert await opened.ask(repeatable=True) == "fine"
    assert len(tiny.heard) == 4


async def test_where_nobody_listens_nothing_was_sent(open_line: Open, tiny: TinyPlatform) -> None:
    opened = open_line()
    tiny.url = "http://127.0.0.1:1"
    with pytest.raises(Unavailable):
        await opened.ask()


async def test_who_slept_sends_no_write_of_then_though_it_might_be_sent_twice(
    open_line: Open, tiny: TinyPlatform, store: Store, virtual: VirtualTime
) -> None:
    """A figure of before is as wrong as a second listing; what only reads does no harm."""
    fence = Fence()
    opened = open_line(fence=fence)
    write, read = opened.thing(repeatable=True), replace(opened.thing(repeatable=True), reads=True)

    async def work(_lease: Lease) -> None:
        await opened.line.call(write)
        virtual.offset += timedelta(minutes=5)
        assert await store.leases.take(SHOP.name, "another", virtual.now(), 600)
        await opened.line.call(read)
        await opened.line.call(write)

    with pytest.raises(LeaseLost):
        await LeaseHolder(store, virtual.clock, LeaseTimes(60), fence).of(SHOP.name, work)
    assert len(tiny.heard) == 2


async def test_a_refresh_finds_a_way_through_when_every_connection_is_in_use(
    open_line: Open, tiny: TinyPlatform
) -> None:
    opened = open_line()
    tiny.access = "another"
    tiny.slow_s = 0.01
    answers = await asyncio.gather(*(opened.ask() for _ in range(5 * AT_ONCE)))
    assert set(answers) == {"fine"}
    assert tiny.refreshed == ["configured-refresh"]


@pytest.mark.parametrize("minutes", [-40, 7])
async def test_the_platforms_clock_is_read_from_its_answers_and_signed_with(
    open_line: Open, tiny: TinyPlatform, minutes: int
) -> None:
    tiny.ahead = timedelta(minutes=minutes)
    opened = open_line(clock=Clock())
    tiny.replies += [Reply(403)]
    assert await opened.ask() == "fine"
    first, second = (datetime.fromisoformat(at) for at in tiny.signed_at)
    assert abs(first - datetime.now(UTC)) < timedelta(minutes=1)
    assert abs(second - first - tiny.ahead) < timedelta(minutes=1)
    assert abs(opened.clock.skew - tiny.ahead) < timedelta(minutes=1)


async def test_a_second_of_difference_is_no_skew(open_line: Open, tiny: TinyPlatform) -> None:
    tiny.ahead = timedelta(seconds=3)
    opened = open_line(clock=Clock())
    await opened.ask()
    tiny.replies += [Reply(200, {"date": "yesterday"})]
    await opened.ask()
    assert opened.clock.skew == timedelta(0)


@pytest.mark.parametrize("reply", [200, 401, 422, 429, 503, None])
async def test_no_secret_is_logged_nor_told_by_an_error(
    open_line: Open, tiny: TinyPlatform, caplog: Any, reply: int | None
) -> None:
    caplog.set_level(logging.DEBUG)
    opened = open_line()
    tiny.replies += [Reply(reply, {"retry-after": "99"})] * 4
    told = []
    try:
        await opened.ask()
    except MarketplaceError as error:
        told = traceback.format_exception(error)
    told += [record.getMessage() + repr(vars(record)) for record in caplog.records]
    secrets = ("configured-", "access-1", "refresh-1", "signed-secret", "app-secret")
    assert [record.name for record in caplog.records if record.name == "sync.transport.call_log"]
    assert not [line for line in told for secret in secrets if secret in line]


async def test_a_refusal_is_final(open_line: Open, tiny: TinyPlatform) -> None:
    tiny.replies += [Reply(422)]
    with pytest.raises(Rejected):
        await open_line().ask(repeatable=True)
    assert len(tiny.heard) == 1


def refusing(call: Call[str], retry_after_s: float | None, scope: Scope) -> Call[str]:
    """The same call, answered by a refusal that says what has to rest."""

    def read(_: Response) -> str:
        raise Throttled(Problem(code="throttled"), retry_after_s, scope)

    return replace(call, read=read)


async def test_a_path_that_rests_keeps_no_other_from_going_on(
    open_line: Open, virtual: VirtualTime
) -> None:
    """A campaign throttles the writing of prices back; orders are read and stock is written."""
    opened, other = open_line(), open_line()
    prices = opened.thing("prices")
    with pytest.raises(Throttled):
        await opened.line.call(refusing(prices, 3600, "path"))
    began = virtual.now()
    assert await opened.line.call(opened.thing("orders")) == "fine"
    assert await other.line.call(other.thing("stock")) == "fine"
    assert virtual.now() - began < timedelta(seconds=1)
    for each in (opened, other):  # in every process, and in the next one as well
        with pytest.raises(Throttled):
            await each.line.call(prices)
    virtual.offset += timedelta(hours=1)
    assert await opened.line.call(prices) == "fine"


async def test_a_path_that_refuses_again_and_again_rests_longer_each_time(
    open_line: Open, tiny: TinyPlatform, virtual: VirtualTime
) -> None:
    opened = open_line()
    refused = refusing(opened.thing("prices"), None, "path")
    began = virtual.now()
    while virtual.now() - began < timedelta(hours=8):
        with pytest.raises(Throttled):
            await opened.line.call(refused)
        virtual.offset += timedelta(minutes=1)
    assert 10 < len(tiny.heard) < 25
    virtual.offset += timedelta(hours=1)
    assert await opened.line.call(opened.thing("prices")) == "fine"
    assert await opened.line.call(opened.thing("prices")) == "fine"


async def test_a_shop_that_rests_leaves_the_others_of_its_app_alone(
    open_line: Open, virtual: VirtualTime
) -> None:
    opened, other = open_line(), open_line(replace(SHOP, account="another"))
    with pytest.raises(Throttled):
        await opened.line.call(refusing(opened.thing(), 3600, "shop"))
    assert await other.ask() == "fine"
    with pytest.raises(Throttled):
        await opened.ask()


@pytest.mark.parametrize("asked_s", [1e8, 1e300, 1e999])
async def test_no_answer_locks_us_out_for_longer_than_an_hour(
    open_line: Open, virtual: VirtualTime, asked_s: float
) -> None:
    opened = open_line()
    with pytest.raises(Throttled):
        await opened.line.call(refusing(opened.thing(), asked_s, "app"))
    virtual.offset += timedelta(hours=1)
    assert await opened.ask() == "fine"


async def test_a_date_from_another_age_moves_no_clock(open_line: Open, tiny: TinyPlatform) -> None:
    opened = open_line()
    tiny.replies += [Reply(200, {"date": "Fri, 31 Dec 9999 23:59:59 -0900"})]
    await opened.ask()
    assert opened.clock.skew == timedelta(0)


async def test_a_first_answer_that_tells_another_time_is_asked_for_once_more(
    open_line: Open, tiny: TinyPlatform
) -> None:
    wrong = open_line(clock=Clock())
    tomorrow = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    tiny.replies += [Reply(200, {"date": tomorrow})]
    assert await wrong.ask(repeatable=True) == "fine"
    assert (wrong.clock.measured, wrong.clock.skew) == (True, timedelta(0))
    tiny.ahead = timedelta(hours=7)
    right = open_line(clock=Clock())
    await right.ask(repeatable=True)
    assert abs(right.clock.skew - tiny.ahead) < timedelta(minutes=1)
    assert len(tiny.heard) == 4
