"""What stood on the shelf when somebody counted, and what came and went since."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, Select, and_, func, select
from sqlalchemy import insert as plain_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Count, Movement, ShopName, Sku
from sync.store.database import Database, in_chunks, insert, one_at_a_time
from sync.store.leases import Lease, holding
from sync.store.marks import move, moved_to
from sync.store.tables import counts, movements


@dataclass(frozen=True, slots=True)
class Shelf:
    """One SKU: its newest count, when we learned of it, and the movements after that moment."""

    count: Count
    taken_at: datetime
    movements: tuple[Movement, ...] = ()


class Stock:
    """Counts and movements; both are only ever added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, lease: Lease, counted: Mapping[Sku, Count], now: datetime) -> int:
        """Take in counts and return how many were news; raises `LeaseLost`.

        A count is news when its quantity or its date differs from the SKU's newest. Read again
        unchanged it is the same count still, and sales since then go on counting.
        """
        async with holding(self._database, lease) as connection:
            await one_at_a_time(connection, "stock counts")  # two shops share one shelf
            newest = await _newest(connection, counted.keys())
            news = [(sku, count) for sku, count in counted.items() if newest.get(sku) != count]
            if news:
                rows = [_counted(sku, count, now) for sku, count in news]
                await connection.execute(plain_insert(counts), rows)
        return len(news)

    async def add(self, lease: Lease, moved: Sequence[Movement]) -> int:
        """Add movements and return how many were new; raises `LeaseLost`.

        Each counts once, however often, however late and in whatever order it comes.
        """
        rows = [{name: getattr(movement, name) for name in _FIELDS} for movement in moved]
        rows.sort(key=lambda row: [row[name] for name in _KEY])  # no two writers cross
        async with holding(self._database, lease) as connection:
            new = insert(connection, movements).on_conflict_do_nothing(index_elements=_KEY)
            if not rows:
                return 0
            return len((await connection.scalars(new.returning(movements.c.id), rows)).all())

    async def of_orders(self, shop: ShopName, references: Collection[str]) -> list[Movement]:
        """Recall what these orders of a shop have moved so far."""
        found: list[Movement] = []
        async with self._database.reading() as connection:
            for some in in_chunks(references):
                asked = select(*(movements.c[name] for name in _FIELDS)).where(
                    movements.c.shop == shop, movements.c.reference.in_(some)
                )
                rows = (await connection.execute(asked)).mappings()
                found += [Movement(**row) for row in rows]
        return found

    async def watermark(self, shop: ShopName) -> datetime | None:
        """Say up to when a shop's orders were taken in; None: never."""
        return await moved_to(self._database, shop, "orders")

    async def set_watermark(self, lease: Lease, until: datetime) -> None:
        """Write down up to when the shop's orders are in; raises `LeaseLost`."""
        await move(self._database, lease, "orders", until)

    async def ledger(self, skus: Collection[Sku] | None = None) -> dict[Sku, Shelf]:
        """Recall the shelves of these SKUs, or of all; a SKU that nobody counted has none."""
        shelves: dict[Sku, Shelf] = {}
        async with self._database.reading() as connection:
            for asked in _choices(skus):
                shelves |= await _shelves(connection, asked)
        if skus is None:
            return shelves
        return {sku: shelves[sku] for sku in skus if sku in shelves}


MANY: Final = 2000
_FIELDS: Final = ("shop", "reference", "sku", "reason", "quantity", "at")
_KEY: Final = ["shop", "reference", "sku", "reason"]


async def _shelves(connection: AsyncConnection, skus: list[Sku] | None) -> dict[Sku, Shelf]:
    moved: dict[Sku, list[Movement]] = {}
    for row in (await connection.execute(_moved_since(skus))).mappings():
        moved.setdefault(row["sku"], []).append(Movement(**row))
    newest = (await connection.execute(_newest_counts(skus))).mappings()
    return {
        row["sku"]: Shelf(_count(row), row["taken_at"], tuple(moved.get(row["sku"], ())))
        for row in newest
    }


async def _newest(connection: AsyncConnection, skus: Collection[Sku]) -> dict[Sku, Count]:
    newest: dict[Sku, Count] = {}
    for asked in _choices(skus):
        rows = await connection.execute(_newest_counts(asked))
        newest |= {row["sku"]: _count(row) for row in rows.mappings()}
    return newest


def _choices(skus: Collection[Sku] | None) -> Iterator[list[Sku] | None]:
    """Say which SKUs each question asks for; None asks for all, which beats many questions."""
    if skus is None or len(skus) > MANY:
        yield None
    else:
        yield from in_chunks(skus)


def _newest_counts(skus: list[Sku] | None) -> Select[Any]:
    newest = select(func.max(counts.c.id)).group_by(counts.c.sku)
    if skus is not None:
        newest = newest.where(counts.c.sku.in_(skus))
    return select(counts).where(counts.c.id.in_(newest))


def _moved_since(skus: list[Sku] | None) -> Select[Any]:
    counted = _newest_counts(skus).subquery()
    since: ColumnElement[bool] = and_(
        movements.c.sku == counted.c.sku, movements.c.at > counted.c.taken_at
    )
    asked = select(*(movements.c[name] for name in _FIELDS)).join_from(movements, counted, since)
    return asked.order_by(movements.c.at, movements.c.id)


def _counted(sku: Sku, count: Count, now: datetime) -> dict[str, Any]:
    day = None if count.counted_on is None else count.counted_on.isoformat()
    return {"sku": sku, "quantity": count.quantity, "counted_on": day, "taken_at": now}


def _count(row: RowMapping) -> Count:
    day = row["counted_on"]
    return Count(row["quantity"], None if day is None else date.fromisoformat(day))
