"""Where each shop's pushes are sent and what signs them, as every `serve` must know.

A platform that makes a secret at registration tells it once, and the one before is good no more:
so one process registers, and the others use what it was told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import or_, select, update

from sync.model import ShopName
from sync.store.database import Database, insert
from sync.store.errors import WrongKey
from sync.store.secret_box import SecretBox
from sync.store.tables import push_registrations

ANEW_AFTER: Final = timedelta(minutes=10)  # who starts does: a platform may have forgotten
CLAIMED_FOR: Final = timedelta(minutes=1)  # a registration takes seconds, or whoever was at it died


Claim = Literal["mine", "done", "busy"]  # register now; another did lately; another is at it


class PushRegistrations:
    """The registrations, by shop."""

    def __init__(self, database: Database, secret_box: SecretBox) -> None:
        self._database, self._secret_box = database, secret_box

    async def claim(self, shop: ShopName, url: str, now: datetime) -> Claim:
        """Say whether the caller is to register a shop's pushes at this address now."""
        of, row = push_registrations.c, {"shop": shop, "url": url, "claimed_at": now}
        elsewhere = or_(of.url.is_(None), of.url != url)
        old = or_(of.registered_at.is_(None), of.registered_at <= now - ANEW_AFTER)
        unclaimed = or_(of.claimed_at.is_(None), of.claimed_at <= now - CLAIMED_FOR)
        free = elsewhere | (old & unclaimed)
        async with self._database.writing() as connection:
            new = insert(connection, push_registrations).values(row)
            new = new.on_conflict_do_update(index_elements=["shop"], set_=row, where=free)
            if await connection.scalar(new.returning(of.shop)) is not None:
                return "mine"
            done = await connection.scalar(select(~old).where(of.shop == shop))
        return "done" if done else "busy"

    async def give_up(self, shop: ShopName) -> None:
        """Let go of a claim: registering failed, and whoever comes next may try."""
        await self._write({"shop": shop, "claimed_at": None})

    async def registered(self, shop: ShopName, url: str, secret: str | None, now: datetime) -> None:
        """Note that a shop's pushes are sent there from now on, and what signs them."""
        sealed = None if secret is None else self._secret_box.seal(_text(shop, secret))
        row = {"shop": shop, "url": url, "claimed_at": now, "registered_at": now, "sealed": sealed}
        await self._write(row)

    async def came(self, shop: ShopName, now: datetime) -> None:
        """Note that a push of a shop came."""
        await self._write({"shop": shop, "came_at": now})

    async def secrets(self, shops: Collection[ShopName], url: str) -> dict[ShopName, str]:
        """Recall what signs the pushes of these shops at this address.

        What no key opens is passed over: the next registration makes another.
        """
        asked = select(push_registrations.c.shop, push_registrations.c.sealed).where(
            push_registrations.c.url == url, push_registrations.c.sealed.is_not(None)
        )
        async with self._database.asking() as connection:
            sealed = {row.shop: row.sealed for row in await connection.execute(asked)}
        opened = {shop: self._opened(shop, sealed[shop]) for shop in sealed.keys() & set(shops)}
        return {shop: secret for shop, secret in opened.items() if secret is not None}

    async def seal_anew(self) -> None:
        """Lock every secret with the first key; what no key opens is forgotten.

        Left as it was it would be good for nothing, and what the configuration says good again.
        """
        of = push_registrations.c
        async with self._database.writing() as connection:
            rows = await connection.execute(
                select(of.shop, of.sealed).where(of.sealed.is_not(None))
            )
            for shop, sealed in list(rows):
                secret = self._opened(shop, sealed)
                new = None if secret is None else self._secret_box.seal(_text(shop, secret))
                which = update(push_registrations).where(of.shop == shop)
                await connection.execute(which.values(sealed=new))

    async def last_came(self) -> Mapping[ShopName, datetime]:
        """Recall when a push of each shop last came, to whichever process."""
        asked = select(push_registrations.c.shop, push_registrations.c.came_at).where(
            push_registrations.c.came_at.is_not(None)
        )
        async with self._database.asking() as connection:
            return {row.shop: row.came_at for row in await connection.execute(asked)}

    async def _write(self, row: Mapping[str, Any]) -> None:
        """Write these columns of a shop's row, and leave the others."""
        async with self._database.writing() as connection:
            new = insert(connection, push_registrations).values(row)
            await connection.execute(new.on_conflict_do_update(index_elements=["shop"], set_=row))

    def _opened(self, shop: ShopName, sealed: str) -> str | None:
        try:
            named, _, secret = self._secret_box.open(sealed).partition("\n")
        except WrongKey:
            return None
        return secret if named == shop else None  # a text moved to another row opens nothing


def _text(shop: ShopName, secret: str) -> str:
    return f"{shop}\n{secret}"
