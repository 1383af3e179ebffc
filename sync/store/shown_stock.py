"""What each shop may be showing: the books from which a figure is claimed before it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import ShopName, ShownQuantity, Sku, StockAccount
from sync.store.database import Database, in_chunks, one_at_a_time, upsert
from sync.store.leases import Lease, holding
from sync.store.stock_accounts import choices, stock_accounts, summed_by_reason
from sync.store.tables import leases, shown, watermarks

ORDERS = "orders"
FEW = 50  # SKUs of which all rows are read sooner than a thousand shops are named


@dataclass(frozen=True, slots=True)
class StockBooks:
    """Of some SKUs: what every shop may show, what is there, until when orders were read where."""

    shown: Mapping[Sku, Mapping[ShopName, ShownQuantity]]
    accounts: Mapping[Sku, StockAccount]
    orders_until: Mapping[ShopName, datetime]


class ShownAtRest(NamedTuple):
    """What a shop may be showing: figures as expected, with nothing unseen or fallen; the rest."""

    figures: Mapping[Sku, int]
    others: dict[Sku, ShownQuantity]


class ShownStock:
    """Figures by shop and SKU; whoever raises one claims it first, one at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(
        self, shop: ShopName, skus: Collection[Sku] | None = None
    ) -> dict[Sku, ShownQuantity]:
        """Recall what a shop may be showing, all or these SKUs."""
        asked = select(shown).where(shown.c.shop == shop)
        choices = [asked]
        if skus is not None:
            choices = [asked.where(shown.c.sku.in_(some)) for some in in_chunks(skus)]
        found: dict[Sku, ShownQuantity] = {}
        for choice in choices:
            async with self._database.asking() as connection:
                rows = (await connection.execute(choice)).mappings()
                found |= {row["sku"]: ShownQuantity(**row) for row in rows}
        return found

    async def shown(self, skus: Collection[Sku]) -> set[Sku]:
        """Say of which of these SKUs any shop may be showing some."""
        found: set[Sku] = set()
        for some in in_chunks(skus):
            async with self._database.asking() as connection:
                asked = select(shown.c.sku).where(shown.c.sku.in_(some)).distinct()
                found |= set(await connection.scalars(asked))
        return found

    async def in_any_shop(self, skus: Collection[Sku]) -> list[ShownQuantity]:
        """Recall what any shop may be showing of these SKUs, one that is open no more included."""
        found: list[ShownQuantity] = []
        for some in in_chunks(skus):
            async with self._database.asking() as connection:
                rows = await connection.execute(select(shown).where(shown.c.sku.in_(some)))
                found += [ShownQuantity(**row) for row in rows.mappings()]
        return found

    async def short(
        self, skus: Collection[Sku], shops: Collection[ShopName]
    ) -> list[ShownQuantity]:
        """Recall of these SKUs what fell in any shop, and all of shops that are none of these.

        Of few SKUs all is read: that is less than to name each of very many shops.
        """
        if len(skus) <= FEW:
            there = await self.in_any_shop(skus)
            return [each for each in there if each.fell > 0 or each.shop not in shops]
        which = or_(shown.c.fell > 0, shown.c.shop.not_in(shops))
        found: list[ShownQuantity] = []
        for some in choices(skus):
            asked = select(shown).where(which)
            asked = asked if some is None else asked.where(shown.c.sku.in_(some))
            async with self._database.asking() as connection:
                rows = await connection.execute(asked)
                found += [ShownQuantity(**row) for row in rows.mappings()]
        asked_for = frozenset(skus)
        return [each for each in found if each.sku in asked_for]

    async def at_rest(self, shop: ShopName) -> ShownAtRest:
        """Recall what a shop may be showing; of a figure at rest nothing else is to be told."""
        rests = and_(shown.c.expected == shown.c.figure, shown.c.unseen == 0, shown.c.fell == 0)
        rests = and_(func.coalesce(rests, False), shown.c.fell_at.is_(None))
        asked = select(shown.c.sku, shown.c.figure).where(shown.c.shop == shop, rests)
        others = select(shown).where(shown.c.shop == shop, not_(rests))
        async with self._database.reading() as connection:
            figures = dict[Sku, int](map(tuple, await connection.execute(asked)))
            rows = (await connection.execute(others)).mappings()
            return ShownAtRest(figures, {row["sku"]: ShownQuantity(**row) for row in rows})

    async def in_other_shops(self, shops: Collection[ShopName]) -> dict[ShopName, int]:
        """Add up what shops may be showing that are none of these: nobody said that they closed.

        A shop that shows anything was once at work, so it has a lease.
        """
        others = select(leases.c.shop).where(leases.c.shop.not_in(shops))
        units = func.sum(shown.c.figure).label("units")
        asked = select(shown.c.shop, units).where(shown.c.shop.in_(others)).group_by(shown.c.shop)
        async with self._database.asking() as connection:
            return {row.shop: int(row.units) for row in await connection.execute(asked)}

    async def fallen(self, shops: Collection[ShopName]) -> list[ShownQuantity]:
        """Recall of what shops show fewer than they should, and no order tells why."""
        asked = select(shown).where(shown.c.shop.in_(shops), shown.c.fell > 0)
        asked = asked.order_by(shown.c.shop, shown.c.sku)
        async with self._database.asking() as connection:
            return [ShownQuantity(**row) for row in (await connection.execute(asked)).mappings()]

    async def explain(self, shop: ShopName, skus: Collection[Sku]) -> None:
        """Take what a shop shows of these SKUs as it should be: a person told why."""
        async with self._database.writing() as connection:
            for some in in_chunks(skus):
                await explain(connection, shown.c.shop == shop, shown.c.sku.in_(some))

    async def close(self, shop: ShopName) -> int:
        """Forget what a shop shows, for it is closed; answers of how many SKUs."""
        gone = delete(shown).where(shown.c.shop == shop)
        async with self._database.writing() as connection:
            return (await connection.execute(gone)).rowcount

    async def books(self, skus: Collection[Sku]) -> StockBooks:
        """Read the books of these SKUs, all as of one moment."""
        async with self._database.reading() as connection:
            return await _books(connection, skus)

    async def claim(
        self,
        lease: Lease,
        skus: Collection[Sku],
        decide: Callable[[StockBooks], Iterable[ShownQuantity]],
    ) -> None:
        """Read the books and write down what `decide` makes of them, with nobody in between.

        Raises `LeaseLost`.
        """
        async with holding(self._database, lease) as connection:
            await one_at_a_time(connection, "what shops show")
            await write_shown(connection, decide(await _books(connection, skus)))

    async def put(self, lease: Lease, figures: Iterable[ShownQuantity]) -> None:
        """Write down what a shop shows; raises `LeaseLost`."""
        async with holding(self._database, lease) as connection:
            await write_shown(connection, figures)

    async def forget(self, lease: Lease, skus: Collection[Sku]) -> None:
        """Forget what a shop shows no more; raises `LeaseLost`."""
        gone = delete(shown).where(shown.c.shop == lease.shop, shown.c.sku == bindparam("gone"))
        async with holding(self._database, lease) as connection:
            if skus:
                await connection.execute(gone, [{"gone": sku} for sku in skus])


async def explain(connection: AsyncConnection, *which: ColumnElement[bool]) -> None:
    """Forget what fell in these rows."""
    taken = update(shown).where(shown.c.fell > 0, *which)
    expected = shown.c.expected - shown.c.fell
    await connection.execute(taken.values(expected=expected, fell=0, fell_at=None))


async def _books(connection: AsyncConnection, skus: Collection[Sku]) -> StockBooks:
    found: dict[Sku, dict[ShopName, ShownQuantity]] = {sku: {} for sku in skus}
    for some in in_chunks(skus):
        rows = await connection.execute(select(shown).where(shown.c.sku.in_(some)))
        for row in rows.mappings():
            found[row["sku"]][row["shop"]] = ShownQuantity(**row)
    asked = select(watermarks.c.shop, watermarks.c.at).where(watermarks.c.name == ORDERS)
    until = {row.shop: row.at for row in await connection.execute(asked)}
    return StockBooks(found, await stock_accounts(connection, skus, summed_by_reason), until)


async def write_shown(connection: AsyncConnection, figures: Iterable[ShownQuantity]) -> None:
    """Write down what a shop shows, within a transaction that holds its lease."""
    statement = upsert(connection, shown)
    rows = ({name: getattr(each, name) for name in ShownQuantity.__slots__} for each in figures)
    for some in in_chunks(rows):
        await connection.execute(statement, some)
