"""What people were told is remembered; a message waits until its channel took it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from sync.model import Alert, Message, Problem, Told
from sync.store import Store, alerts
from sync.store.alerts import SENDING, Decide

ALERT = Alert("held", Problem(code="alert_held", values={"count": 2}), timedelta(minutes=15))
MESSAGE = Message("hai việc", "một\nhai")


def deciding(*standing: Told, message: Message | None = MESSAGE) -> Decide:
    def decide(_before: Sequence[Told]) -> tuple[Sequence[Told], Message | None]:
        return standing, message

    return decide


async def test_what_stands_is_kept_as_it_was(store: Store, now: datetime) -> None:
    told = Told(ALERT, now, told=True)
    await store.alerts.renew(deciding(told), ["email"], now)
    assert await store.alerts.standing() == [told]
    await store.alerts.renew(deciding(message=None), ["email"], now)
    assert await store.alerts.standing() == []


async def test_each_channel_gets_its_own_message(store: Store, now: datetime) -> None:
    assert await store.alerts.renew(deciding(), ["email", "file"], now) == 2
    due = await store.alerts.take_due(now)
    assert [(each.channel, each.subject, each.tries) for each in due] == [
        ("email", "hai việc", 1),
        ("file", "hai việc", 1),
    ]


async def test_what_was_taken_is_given_to_nobody_else_for_a_while(
    store: Store, now: datetime
) -> None:
    await store.alerts.add(MESSAGE, ["email"], now)
    (first,) = await store.alerts.take_due(now)
    assert await store.alerts.take_due(now + SENDING / 2) == []
    (again,) = await store.alerts.take_due(now + SENDING)  # whoever took it died
    assert (again.id, again.tries) == (first.id, 2)


async def test_what_could_not_be_sent_waits_and_says_why(store: Store, now: datetime) -> None:
    await store.alerts.add(MESSAGE, ["email"], now)
    (first,) = await store.alerts.take_due(now)
    await store.alerts.failed(first.id, "SMTP 535", now + timedelta(hours=1))
    (unsent,) = await store.alerts.unsent()
    assert (unsent.channel, unsent.count, unsent.since, unsent.reason) == (
        "email", 1, now, "SMTP 535",
    )  # fmt: skip
    assert await store.alerts.take_due(now + timedelta(minutes=59)) == []
    (again,) = await store.alerts.take_due(now + timedelta(hours=1))
    await store.alerts.sent(again.id)
    assert await store.alerts.unsent() == []


async def test_a_channel_that_is_down_for_long_keeps_the_newest(
    store: Store, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alerts, "MOST_WAITING", 3)
    for number in range(5):
        await store.alerts.add(Message(str(number), ""), ["email"], now)
    (unsent,) = await store.alerts.unsent()
    (oldest, *_) = await store.alerts.take_due(now)
    assert (unsent.count, oldest.subject) == (3, "2")
    assert await store.alerts.forget_before(now) == 0
    assert await store.alerts.forget_before(now + timedelta(days=7)) == 3
