"""What of the stock is set aside for one shop by the hour, as for a livestream."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import insert, select, update

from sync.model import Aside, Sku
from sync.store.database import Database, in_chunks, one_at_a_time
from sync.store.stock_accounts import sold_in
from sync.store.tables import asides

_FIELDS = ("reference", "sku", "shop", "quantity", "begins_at", "ends_at")


class StoredAsides:
    """What people set aside; nothing begins or ends it but the time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, aside: Aside) -> Aside | None:
        """Write down what is set aside; what was written under that reference is answered."""
        asked = select(*_COLUMNS).where(asides.c.reference == aside.reference)
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "asides")
            known = (await connection.execute(asked)).mappings().first()
            if known is None:
                row = {name: getattr(aside, name) for name in _FIELDS}
                await connection.execute(insert(asides).values(row))
        return None if known is None else Aside(**known)

    async def end(self, reference: str, now: datetime) -> bool:
        """Give back what is set aside, from now on; False: nothing is, under that reference."""
        open_ = (asides.c.reference == reference, asides.c.ends_at > now)
        ended = update(asides).where(*open_).values(ends_at=now)
        async with self._database.writing() as connection:
            return bool((await connection.execute(ended)).rowcount)

    async def open_at(self, now: datetime) -> list[Aside]:
        """Recall what is set aside at a moment, or will be later."""
        asked = select(*_COLUMNS).where(asides.c.ends_at > now).order_by(asides.c.id)
        async with self._database.asking() as connection:
            return [Aside(**row) for row in (await connection.execute(asked)).mappings()]

    async def left(self, now: datetime, skus: Collection[Sku]) -> list[Aside]:
        """Say what is still set aside of these at a moment: less what that shop sold since."""
        begun = select(*_COLUMNS).where(asides.c.begins_at <= now, asides.c.ends_at > now)
        found: list[Aside] = []
        for some in in_chunks(skus):
            asked = begun.where(asides.c.sku.in_(some)).order_by(asides.c.id)
            async with self._database.asking() as connection:
                found += [Aside(**row) for row in (await connection.execute(asked)).mappings()]
        if not found:
            return []
        async with self._database.reading() as connection:
            return [each.less(await sold_in(connection, each)) for each in found]


_COLUMNS = [asides.c[name] for name in _FIELDS]
