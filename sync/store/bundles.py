"""What bundles are, and were, made of: orders of one count while its YAML cannot be read, too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import BundleContents, Parts, Sku
from sync.store.database import Database, one_at_a_time
from sync.store.tables import bundles


class StoredBundles:
    """The contents of bundles, each from when on; only ever added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def contents(self) -> list[BundleContents]:
        """Recall all that bundles were ever made of, oldest first."""
        async with self._database.asking() as connection:
            return await _contents(connection)

    async def learn(self, written: Mapping[Sku, Parts], since: datetime) -> int:
        """Write down what is news of what the catalog says; answers how many bundles that were.

        `written` has no parts for what is a single good: it may have been a bundle before.
        """
        if not _news(written, await self.contents()):
            return 0
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "bundles")
            news = _news(written, await _contents(connection))
            rows = [{"sku": sku, "parts": parts, "since": since} for sku, parts in news.items()]
            if rows:
                await connection.execute(insert(bundles), rows)
        return len(news)


async def rename_bundle(connection: AsyncConnection, old: Sku, new: Sku) -> None:
    """Let what a bundle was made of go on under its new name."""
    await connection.execute(update(bundles).where(bundles.c.sku == old).values(sku=new))


async def _contents(connection: AsyncConnection) -> list[BundleContents]:
    asked = select(bundles.c.sku, bundles.c.parts, bundles.c.since).order_by(bundles.c.id)
    return [BundleContents(**row) for row in (await connection.execute(asked)).mappings()]


def _news(written: Mapping[Sku, Parts], known: list[BundleContents]) -> dict[Sku, Parts]:
    newest = {each.sku: each.parts for each in known}
    return {sku: parts for sku, parts in written.items() if newest.get(sku, {}) != parts}
