"""Which pictures a shop has already, so that none is uploaded twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from sync.model import ShopName
from sync.store.database import Database, in_chunks, upsert
from sync.store.tables import pictures


class Pictures:
    """The platform's id of each uploaded picture, by shop and SHA-256."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, shop: ShopName, hashes: Collection[str]) -> dict[str, str]:
        """Recall the remote ids of those among `hashes` that were uploaded."""
        found: dict[str, str] = {}
        asked = select(pictures.c.sha256, pictures.c.remote_id).where(pictures.c.shop == shop)
        async with self._database.reading() as connection:
            for some in in_chunks(hashes):
                rows = await connection.execute(asked.where(pictures.c.sha256.in_(some)))
                found |= {row.sha256: row.remote_id for row in rows}
        return found

    async def put(self, shop: ShopName, uploaded: Mapping[str, str], now: datetime) -> None:
        """Remember remote ids by hash: an upload stays true, whoever holds the shop by now."""
        rows = [
            {"shop": shop, "sha256": sha256, "remote_id": remote_id, "uploaded_at": now}
            for sha256, remote_id in uploaded.items()
        ]
        async with self._database.writing() as connection:
            if rows:
                await connection.execute(upsert(connection, pictures), rows)

    async def forget(self, shop: ShopName, hashes: Collection[str]) -> None:
        """Forget pictures that the platform no longer has."""
        gone = delete(pictures).where(
            pictures.c.shop == shop, pictures.c.sha256 == bindparam("gone")
        )
        async with self._database.writing() as connection:
            if hashes:
                await connection.execute(gone, [{"gone": sha256} for sha256 in hashes])
