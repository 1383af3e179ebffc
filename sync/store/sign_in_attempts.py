"""How often somebody tried to sign in: from one address, and under one name."""

from __future__ import annotations

import hashlib
import ipaddress
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.store.database import Database, one_at_a_time, upsert
from sync.store.people_tables import sign_in_attempts
from sync.store.users import user_key

WINDOW: Final = timedelta(minutes=15)
OF_ADDRESS: Final = 10  # wrong ones in that time
OF_NAME: Final = 50  # from many addresses; high, so that nobody can shut somebody else out easily
MOST_ROWS: Final = 5_000


class SignInAttempts:
    """Counts before the password is looked at, so that many at once gain nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, name: str, address: str, now: datetime) -> int | None:
        """Count a try; answers after how many seconds the next is heard, None: this one is."""
        limits = _limits(name, address)
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "sign-in attempts")
            await _forget(connection, now - WINDOW)
            found = select(sign_in_attempts).where(sign_in_attempts.c.key.in_(limits))
            rows = {row.key: row for row in await connection.execute(found)}
            over = [row.since for key, row in rows.items() if row.times >= limits[key]]
            if over:
                return int((max(over) + WINDOW - now).total_seconds()) + 1
            for key in limits:
                times, since = (rows[key].times, rows[key].since) if key in rows else (0, now)
                row = {"key": key, "times": times + 1, "since": since}
                await connection.execute(upsert(connection, sign_in_attempts), row)
        return None

    async def succeeded(self, name: str, address: str) -> None:
        """Take back the count of a try that was right: the wrong ones before it stay counted."""
        which = sign_in_attempts.c.key.in_(_limits(name, address))
        fewer = {"times": sign_in_attempts.c.times - 1}
        async with self._database.writing() as connection:
            await connection.execute(update(sign_in_attempts).where(which).values(fewer))

    async def forget_before(self, moment: datetime) -> int:
        """Forget what no longer counts; answers how many."""
        async with self._database.writing() as connection:
            return await _forget(connection, moment)


def _limits(name: str, address: str) -> dict[str, int]:
    """Say how often each may be wrong; of a name a hash is kept, since people type passwords."""
    digest = hashlib.blake2b(user_key(name)[:500].encode(), digest_size=16).hexdigest()
    return {f"address {_network(address)}": OF_ADDRESS, f"name {digest}": OF_NAME}


def _network(address: str) -> str:
    """Take all addresses of one subscriber as one: of IPv6 each has 2^64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


async def _forget(connection: AsyncConnection, moment: datetime) -> int:
    old = delete(sign_in_attempts).where(sign_in_attempts.c.since <= moment)
    gone = (await connection.execute(old)).rowcount
    rows = await connection.scalar(select(func.count()).select_from(sign_in_attempts))
    if (rows or 0) >= MOST_ROWS:  # names that somebody makes up go first
        names = sign_in_attempts.c.key.like("name %")
        oldest = select(sign_in_attempts.c.key).where(names).order_by(sign_in_attempts.c.since)
        which = sign_in_attempts.c.key.in_(oldest.limit(MOST_ROWS // 2))
        gone += (await connection.execute(delete(sign_in_attempts).where(which))).rowcount
    return gone
