"""Carries what is written of one SKU over to another: its new name, or whose goods it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Update, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Sku
from sync.store.bundles import rename_bundle
from sync.store.database import upsert
from sync.store.tables import asides, counts, movements, renamed_skus, shown


async def rename_sku(connection: AsyncConnection, old: Sku, new: Sku, now: datetime) -> None:
    """Let all that is written of a SKU go on under its new name, unless that was counted itself."""
    if await connection.scalar(select(counts.c.id).where(counts.c.sku == new).limit(1)):
        return
    await connection.execute(delete(shown).where(shown.c.sku == new))
    for table in (asides, counts, movements, shown):
        await connection.execute(update(table).where(table.c.sku == old).values(sku=new))
    await rename_bundle(connection, old, new)
    await connection.execute(_within_bundle(old, new))
    later = update(renamed_skus).where(renamed_skus.c.new == old)
    await connection.execute(later.values(new=new, at=now))
    known = upsert(connection, renamed_skus).values(old=old, new=new, at=now)
    await connection.execute(known)


async def assign_sku(
    connection: AsyncConnection, old: Sku, new: Sku, stands_since: datetime | None
) -> int:
    """Let what was sold under a SKU that nobody knew be another's; answers how many movements."""
    other = movements.alias("other")
    same = (other.c[name] == movements.c[name] for name in ("shop", "reference", "reason"))
    taken = exists().where(*same, other.c.sku == new)
    moved = update(movements).where(movements.c.sku == old)
    free = await connection.execute(moved.where(~taken).values(sku=new))
    beside = moved.values(sku=new, reason=movements.c.reason.concat(f"#{old}"))
    rest = await connection.execute(beside)
    await connection.execute(delete(shown).where(shown.c.sku == old))
    later = upsert(connection, renamed_skus).values(old=old, new=new, at=stands_since)
    await connection.execute(later)
    return free.rowcount + rest.rowcount


def _within_bundle(old: Sku, new: Sku) -> Update:
    """Let the parts that a bundle moved follow its new name; see `Movement.bundle`."""
    within = movements.c.reason.endswith(f"@{old}", autoescape=True)
    reason = func.replace(movements.c.reason, f"@{old}", f"@{new}")
    return update(movements).where(within).values(reason=reason, note=new)
