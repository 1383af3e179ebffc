"""Every row of the table: when a call is sent again, and after what wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from sync.marketplace import (
    ClockSkewed,
    LoginExpired,
    Lost,
    MarketplaceError,
    Rejected,
    Response,
    Throttled,
    Unavailable,
)
from sync.marketplace.error_mapping import asked_wait_s
from sync.model import Problem
from sync.transport.retry import (
    ATTEMPTS,
    ATTEMPTS_WAITED_FOR,
    LONGEST_WAIT_S,
    Repeat,
    keep_trying,
    person_waits,
)
from sync.transport.tokens import AccessEnded

WHY = Problem(code="because")

ROWS: list[tuple[MarketplaceError, Repeat, int]] = [
    (Throttled(WHY), "once", ATTEMPTS),
    (Throttled(WHY, 3), "once", ATTEMPTS),
    (Throttled(WHY, LONGEST_WAIT_S), "once", ATTEMPTS),
    (Throttled(WHY, LONGEST_WAIT_S + 1), "once", 1),
    (Unavailable(WHY), "once", ATTEMPTS),
    (Unavailable(WHY, LONGEST_WAIT_S + 1), "repeatable", 1),
    (Lost(WHY), "repeatable", ATTEMPTS),
    (Lost(WHY), "once", 1),
    (LoginExpired(WHY), "once", 2),
    (AccessEnded(WHY), "repeatable", 1),
    (ClockSkewed(WHY), "once", 2),
    (Rejected([WHY]), "repeatable", 1),
]


@pytest.mark.parametrize(("error", "repeat", "sent"), ROWS, ids=lambda value: repr(value)[:40])
async def test_a_call_is_sent_as_often_as_the_table_says_and_its_own_error_comes_out(
    error: MarketplaceError, repeat: Repeat, sent: int, virtual: Any
) -> None:
    calls = 0

    async def once() -> None:
        nonlocal calls
        calls += 1
        raise error

    with pytest.raises(type(error)) as raised:
        await keep_trying(once, repeat, virtual.sleep)
    assert raised.value is error
    assert calls == sent


async def test_somebody_who_waits_is_told_sooner(virtual: Any) -> None:
    calls = 0

    async def once() -> None:
        nonlocal calls
        calls += 1
        raise Unavailable(WHY)

    with pytest.raises(Unavailable), person_waits():
        await keep_trying(once, "repeatable", virtual.sleep)
    assert calls == ATTEMPTS_WAITED_FOR
    with pytest.raises(Unavailable):
        await keep_trying(once, "repeatable", virtual.sleep)
    assert calls == ATTEMPTS_WAITED_FOR + ATTEMPTS


async def test_waits_are_what_was_asked_or_grow_and_never_beyond_the_longest(virtual: Any) -> None:
    async def asked() -> None:
        raise Throttled(WHY, 3)

    async def unsaid() -> None:
        raise Unavailable(WHY)

    with pytest.raises(Throttled):
        await keep_trying(asked, "once", virtual.sleep)
    assert virtual.waits_s == [3, 3, 3]
    with pytest.raises(Unavailable):
        await keep_trying(unsaid, "once", virtual.sleep)
    assert all(0 <= wait_s <= LONGEST_WAIT_S for wait_s in virtual.waits_s[3:])


async def test_after_a_new_token_or_the_right_time_nobody_waits(virtual: Any) -> None:
    errors: list[MarketplaceError] = [LoginExpired(WHY), ClockSkewed(WHY)]

    async def once() -> str:
        if errors:
            raise errors.pop()
        return "answer"

    assert await keep_trying(once, "once", virtual.sleep) == "answer"
    assert virtual.waits_s == [0, 0]


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "wait_s"),
    [
        ("3", 3),
        ("2.5", 2.5),
        ("0", 0),
        ("-5", 0),
        (format_datetime(NOON + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOON - timedelta(seconds=90), usegmt=True), 0),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_or_nothing(said: str, wait_s: float | None) -> None:
    headers = {"retry-after": said, "date": format_datetime(NOON, usegmt=True)}
    assert asked_wait_s(Response(429, headers, b"")) == wait_s
    assert asked_wait_s(Response(429, {}, b"")) is None
