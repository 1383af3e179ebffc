"""Up to which moment something is known of a shop."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from sync.model import ShopName
from sync.store.database import Database, upsert
from sync.store.leases import Lease, holding
from sync.store.tables import watermarks


async def move(database: Database, lease: Lease, name: str, at: datetime) -> None:
    """Move a mark of the lease's shop; raises `LeaseLost`."""
    async with holding(database, lease) as connection:
        moved = upsert(connection, watermarks).values(shop=lease.shop, name=name, at=at)
        await connection.execute(moved)


async def moved_to(database: Database, shop: ShopName, name: str) -> datetime | None:
    """Recall where a mark stands; None when it was never moved."""
    return (await all_moved_to(database, [shop], name)).get(shop)


async def all_moved_to(
    database: Database, shops: Collection[ShopName], name: str
) -> dict[ShopName, datetime]:
    """Recall where a mark stands in these shops; one where it was never moved is left out."""
    asked = select(watermarks.c.shop, watermarks.c.at).where(watermarks.c.name == name)
    async with database.asking() as connection:
        rows = await connection.execute(asked.where(watermarks.c.shop.in_(shops)))
        return {row.shop: row.at for row in rows}
