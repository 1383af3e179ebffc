"""What people were told of faults, and the messages that have not reached them yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Alert, Message, Told
from sync.store.database import Database, one_at_a_time
from sync.store.tables import alerts, messages

SENDING: Final = timedelta(minutes=5)  # whoever took a message to send it has so long
MOST_AT_ONCE: Final = 20
MOST_WAITING: Final = 500  # for one channel; of more the oldest go

Decide = Callable[[Sequence[Told]], tuple[Sequence[Told], Message | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message that somebody is to be sent."""

    id: int
    channel: str
    subject: str
    text: str
    tries: int  # this one included


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """What one channel has not taken yet."""

    channel: str
    count: int
    since: datetime
    reason: str  # why the last try failed; "" before the first


class Alerts:
    """Alerts that stand, and the messages of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def standing(self) -> list[Told]:
        """Recall what was wrong when it was last looked."""
        async with self._database.asking() as connection:
            return await _standing(connection)

    async def renew(self, decide: Decide, channels: Collection[str], now: datetime) -> int:
        """Remember what is wrong now, and have people told of what is new; answers how many.

        In one transaction: of many services that look, one tells.
        """
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "alerts")
            before = await _standing(connection)
            after, message = decide(before)
            if list(after) != before:
                await connection.execute(delete(alerts))
                if after:
                    await connection.execute(insert(alerts), [_row(each) for each in after])
            if message is not None:
                await _add(connection, message, channels, now)
        return len(channels) if message else 0

    async def add(self, message: Message, channels: Collection[str], now: datetime) -> None:
        """Have a message sent by every channel."""
        async with self._database.writing() as connection:
            await _add(connection, message, channels, now)

    async def take_due(self, now: datetime) -> list[Waiting]:
        """Take the messages that are to be sent now; nobody else is given them meanwhile."""
        due = select(messages.c.id).where(messages.c.next_try_at <= now).order_by(messages.c.id)
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "messages")
            taken = (await connection.scalars(due.limit(MOST_AT_ONCE))).all()
            if not taken:
                return []
            which = messages.c.id.in_(taken)
            tried = {"next_try_at": now + SENDING, "tries": messages.c.tries + 1}
            await connection.execute(update(messages).where(which).values(tried))
            columns = [messages.c[name] for name in ("id", "channel", "subject", "text", "tries")]
            rows = await connection.execute(select(*columns).where(which).order_by(messages.c.id))
            return [Waiting(**row) for row in rows.mappings()]

    async def sent(self, message: int) -> None:
        """Forget a message that was taken."""
        async with self._database.writing() as connection:
            await connection.execute(delete(messages).where(messages.c.id == message))

    async def failed(self, message: int, reason: str, next_try_at: datetime) -> None:
        """Keep a message that was not taken for another try."""
        values = {"reason": reason, "next_try_at": next_try_at}
        async with self._database.writing() as connection:
            await connection.execute(
                update(messages).where(messages.c.id == message).values(values)
            )

    async def unsent(self) -> list[Unsent]:
        """Say what waits, by channel."""
        columns = (
            messages.c.channel,
            func.count().label("count"),
            func.min(messages.c.created_at).label("since"),
            func.max(messages.c.reason).label("reason"),
        )
        asked = select(*columns).group_by(messages.c.channel).order_by(messages.c.channel)
        async with self._database.asking() as connection:
            return [Unsent(**row) for row in (await connection.execute(asked)).mappings()]

    async def forget_before(self, moment: datetime) -> int:
        """Give up on messages that nobody took for so long; answers how many."""
        old = delete(messages).where(messages.c.created_at < moment)
        async with self._database.writing() as connection:
            return (await connection.execute(old)).rowcount


async def _standing(connection: AsyncConnection) -> list[Told]:
    rows = await connection.execute(select(alerts).order_by(alerts.c.key))
    return [
        Told(
            Alert(row.key, row.problem, timedelta(seconds=row.lasts_s), row.ends),
            row.since,
            row.told,
        )
        for row in rows
    ]


def _row(told: Told) -> dict[str, object]:
    alert = told.alert
    return {
        "key": alert.key,
        "problem": alert.problem,
        "lasts_s": alert.lasts.total_seconds(),
        "ends": alert.ends,
        "since": told.since,
        "told": told.told,
    }


async def _add(
    connection: AsyncConnection, message: Message, channels: Collection[str], now: datetime
) -> None:
    for channel in channels:
        row = {
            "channel": channel,
            "subject": message.subject,
            "text": message.text,
            "created_at": now,
            "next_try_at": now,
            "tries": 0,
            "reason": "",
        }
        await connection.execute(insert(messages).values(row))
        newest = (
            select(messages.c.id)
            .where(messages.c.channel == channel)
            .order_by(messages.c.id.desc())
            .limit(MOST_WAITING)
        )
        too_many = (messages.c.channel == channel) & messages.c.id.not_in(newest)
        await connection.execute(delete(messages).where(too_many))
