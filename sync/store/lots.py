"""The lots of each SKU as the catalog last told of them: they hold while it cannot be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import Text, delete, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Lots, Sku
from sync.store.database import Database, one_at_a_time, upsert
from sync.store.tables import lots

FEW: Final = 500


class StoredLots:
    """Lots by SKU; a SKU without any has no row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, skus: Collection[Sku]) -> dict[Sku, Lots]:
        """Recall those of these SKUs."""
        async with self._database.asking() as connection:
            return await _known(connection, skus)

    async def recalled(self, skus: Collection[Sku] | None = None) -> dict[Sku, Lots]:
        """Recall those of all SKUs, or of a few, of which a lot is recalled."""
        text = type_coerce(lots.c.lots, Text)  # what is left out there is not so
        asked = select(lots.c.sku, lots.c.lots).where(text.contains("recalled_on"))
        if skus is not None and len(skus) <= FEW:
            asked = asked.where(lots.c.sku.in_(skus))
        async with self._database.asking() as connection:
            return {row.sku: row.lots for row in await connection.execute(asked)}

    async def learn(self, written: Mapping[Sku, Lots]) -> None:
        """Write down what the catalog says of these SKUs; no lots: it has none any more."""
        if not _news(written, await self.known(written)):
            return
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "lots")
            news = _news(written, await _known(connection, written))
            rows = [{"sku": sku, "lots": found} for sku, found in news.items() if found.lots]
            gone = [sku for sku, found in news.items() if not found.lots]
            if rows:
                await connection.execute(upsert(connection, lots), rows)
            if gone:
                await connection.execute(delete(lots).where(lots.c.sku.in_(gone)))


async def _known(connection: AsyncConnection, skus: Collection[Sku]) -> dict[Sku, Lots]:
    asked = select(lots.c.sku, lots.c.lots)
    if len(skus) <= FEW:  # else the rows of all are fewer than the questions
        asked = asked.where(lots.c.sku.in_(skus))
    found = {row.sku: row.lots for row in await connection.execute(asked)}
    return {sku: found[sku] for sku in found.keys() & set(skus)}


def _news(written: Mapping[Sku, Lots], known: Mapping[Sku, Lots]) -> dict[Sku, Lots]:
    none = Lots()
    found = {sku: each for sku, each in written.items() if each.lots or sku in known}
    return {sku: each for sku, each in found.items() if known.get(sku, none) != each}
