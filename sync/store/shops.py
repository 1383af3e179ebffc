"""Under which name each account was kept: the account is the key, and its name may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from sqlalchemy import delete, select, update

from sync.model import ShopName
from sync.store.database import Database, one_at_a_time, upsert
from sync.store.held import held_changes
from sync.store.tables import (
    decisions,
    journal,
    links,
    movements,
    observations,
    open_intents,
    pictures,
    pins,
    rounds,
    shops,
    shown,
    watermarks,
)

BOOKS: Final = (
    links,
    rounds,
    watermarks,
    journal,
    open_intents,
    observations,
    pictures,
    decisions,
    held_changes,
    pins,
)
STOCK: Final = (movements, shown)


class Account(NamedTuple):
    """A seller's account on a platform."""

    platform: str
    account: str


class KnownShops:
    """Shops by name, as they were configured when somebody last worked on them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self) -> dict[ShopName, Account]:
        """Recall the account of every shop."""
        async with self._database.asking() as connection:
            rows = await connection.execute(select(shops))
            return {row.shop: Account(row.platform, row.account) for row in rows}

    async def note(self, configured: Mapping[ShopName, Account]) -> None:
        """Write down which account each of these shops is."""
        rows = [{"shop": name, **account._asdict()} for name, account in configured.items()]
        async with self._database.writing() as connection:
            if rows:
                await connection.execute(upsert(connection, shops), rows)

    async def rename(self, old: ShopName, new: ShopName) -> bool:
        """Let an account's books go on under another name; False where that has books already."""
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "shop names")
            if await connection.scalar(select(rounds.c.id).where(rounds.c.shop == new).limit(1)):
                return False
            for table in (*BOOKS, *STOCK):
                await connection.execute(delete(table).where(table.c.shop == new))
                await connection.execute(update(table).where(table.c.shop == old).values(shop=new))
            await connection.execute(delete(shops).where(shops.c.shop == old))
        return True
