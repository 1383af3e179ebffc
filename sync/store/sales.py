"""What shops sold, as it is read for how they share, when they are asked, and for reports."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import BY_HAND, Movement, ShopName, Sku
from sync.store.database import Database
from sync.store.stock_accounts import ALONE, FIELDS, sold_by_shop, sold_since
from sync.store.tables import movements

MINUTE_S: Final = 60.0
_LOOKED_BACK: Final = 2000  # movements, for how sales spread


class _Sold(NamedTuple):
    """What each shop sold in a window of time, and when that was read."""

    window: tuple[datetime, datetime]
    read_at: float
    units: dict[ShopName, int]


class StoredSales:
    """Sales by shop and SKU, as the movements tell of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sold_by_shop: _Sold | None = None

    async def sold_since(
        self, since: datetime, skus: Collection[Sku] | None = None
    ) -> dict[Sku, int]:
        """Say how many of these SKUs, or of all, were ordered since, less what was cancelled."""
        async with self._database.reading() as connection:
            return await sold_since(connection, since, skus)

    async def sold_by_shop(self, since: datetime, until: datetime) -> dict[ShopName, int]:
        """Say how many units of everything each shop sold between two moments.

        Every order of that time is read for it, so what was read a minute ago is answered again.
        """
        window, known = (since, until), self._sold_by_shop
        if known is None or known.window != window or time.monotonic() - known.read_at > MINUTE_S:
            async with self._database.reading() as connection:
                units = await sold_by_shop(connection, since, until)
            self._sold_by_shop = known = _Sold(window, time.monotonic(), units)
        return known.units

    async def sold_at(self, shop: ShopName, since: datetime, most: int) -> Sequence[datetime]:
        """Recall when a shop sold: the newest so many moments."""
        asked = select(movements.c.at).where(
            movements.c.shop == shop, movements.c.quantity < 0, movements.c.at >= since, ALONE
        )
        async with self._database.asking() as connection:
            newest = asked.order_by(movements.c.id.desc()).limit(most)
            return list(await connection.scalars(newest))

    async def sold_since_by(self, since: datetime) -> list[tuple[ShopName, Sku, datetime]]:
        """Say which shop sold which SKU when, since then."""
        asked = select(movements.c.shop, movements.c.sku, movements.c.at).where(
            movements.c.shop != BY_HAND, movements.c.quantity < 0, movements.c.at >= since, ALONE
        )
        async with self._database.asking() as connection:
            newest = asked.order_by(movements.c.id.desc()).limit(_LOOKED_BACK)
            return [(row.shop, row.sku, row.at) for row in await connection.execute(newest)]

    async def sold_between(self, since: datetime, until: datetime) -> list[Movement]:
        """Recall all that orders, and sales by hand, of a time have moved so far, up to now."""
        begun = select(movements.c.shop, movements.c.reference).where(
            movements.c.at >= since, movements.c.at < until, movements.c.quantity < 0
        )
        which = tuple_(movements.c.shop, movements.c.reference).in_(begun)
        async with self._database.asking() as connection:
            return await recalled(connection, which)


async def recalled(connection: AsyncConnection, *which: ColumnElement[bool]) -> list[Movement]:
    """Recall movements as they were written, the oldest first."""
    asked = select(*(movements.c[name] for name in FIELDS)).where(*which)
    rows = (await connection.execute(asked.order_by(movements.c.id))).mappings()
    return [Movement(**row) for row in rows]
