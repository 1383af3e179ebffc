"""What stood on the shelf when somebody counted, and what came and went since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import ColumnElement, delete, exists, func, literal, or_, select
from sqlalchemy import insert as plain_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import BY_HAND, Count, Movement, ShopName, ShownQuantity, Sku, StockAccount
from sync.store.database import Database, in_chunks, insert, one_at_a_time
from sync.store.leases import Lease, holding
from sync.store.sales import recalled
from sync.store.shown_stock import explain, write_shown
from sync.store.sku_names import assign_sku, rename_sku
from sync.store.stock_accounts import (
    FIELDS,
    accounts_of,
    asks_a_person,
    choices,
    count_of,
    delete_counted_over,
    each_moved,
    stock_accounts,
    unbelieved,
)
from sync.store.sums import AccountsVersion, Sums, accounts_version
from sync.store.tables import bundles, counts, movements, renamed_skus, shown
from sync.store.watermarks import all_moved_to, move, moved_to
from sync.store.written_counts import count_row, news_of

__all__ = ["ByHand", "EntryReference", "Stock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReference:
    """What a person's count is known by, and from when it holds."""

    reference: str
    at: datetime


class ByHand(NamedTuple):
    """One count or movement by hand: which of the two, its number, and of what."""

    kind: str
    number: int
    sku: Sku


class Stock:
    """Counts and movements; both are only ever added."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sums = Sums()

    async def take(self, lease: Lease, counted: Mapping[Sku, Count], now: datetime) -> int:
        """Take in the catalog's counts and return how many were news; raises `LeaseLost`.

        A count is news when its quantity or its date differs from what the catalog last said of
        the SKU. Read again unchanged it is the same count still: sales since then go on counting,
        and what a person counted meanwhile stands.
        """
        async with holding(self._database, lease) as connection:
            return await _take(connection, {now: counted})

    async def learn(self, counted: Mapping[datetime, Mapping[Sku, Count]]) -> int:
        """Take in the catalog's counts outside a round, each from its moment on."""
        async with self._database.writing() as connection:
            return await _take(connection, counted)

    async def count(self, sku: Sku, count: Count, entry_reference: EntryReference) -> Count | None:
        """Write down what a person counted; a slip that was written down before is answered."""
        asked = select(counts).where(
            counts.c.sku == sku, counts.c.reference == entry_reference.reference
        )
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "stock counts")
            known = (await connection.execute(asked)).mappings().first()
            if known is not None:
                return count_of(known)
            row = count_row(sku, count, entry_reference.at) | {
                "source": "hand",
                "reference": entry_reference.reference,
            }
            await connection.execute(plain_insert(counts).values(row))
            await explain(connection, shown.c.sku == sku, shown.c.fell_at <= entry_reference.at)
        return None

    async def record(self, moved: Movement, parts: Sequence[Movement] = ()) -> Movement | None:
        """Write down what a person moved, and its `parts`; what is known already is answered."""
        asked = select(*(movements.c[name] for name in FIELDS)).where(
            *(movements.c[name] == getattr(moved, name) for name in _KEY)
        )
        async with self._database.writing() as connection:
            added = insert(connection, movements).on_conflict_do_nothing(index_elements=_KEY)
            if await connection.scalar(added.values(_fields(moved)).returning(movements.c.id)):
                if parts:
                    await connection.execute(added, [_fields(part) for part in parts])
                return None
            known = (await connection.execute(asked)).mappings().one()
        return Movement(**known)

    async def add(
        self, lease: Lease, moved: Sequence[Movement], figures: Iterable[ShownQuantity] = ()
    ) -> int:
        """Add movements and return how many were new; raises `LeaseLost`.

        Each counts once, however often, however late and in whatever order it comes. What the shop
        shows now (`figures`) is written in the same breath: else, after a death in between, a sale
        that is known would look like units that fell and that no order explains.
        """
        rows = [_fields(movement) for movement in moved]
        rows.sort(key=lambda row: [row[name] for name in _KEY])  # no two writers cross
        if not rows:
            return 0
        async with holding(self._database, lease) as connection:
            await write_shown(connection, figures)
            new = insert(connection, movements).on_conflict_do_nothing(index_elements=_KEY)
            return len((await connection.scalars(new.returning(movements.c.id), rows)).all())

    async def of_orders(self, shop: ShopName, references: Collection[str]) -> list[Movement]:
        """Recall what these orders of a shop have moved so far."""
        found: list[Movement] = []
        for some in in_chunks(references):
            async with self._database.asking() as connection:
                asked = select(*(movements.c[name] for name in FIELDS)).where(
                    movements.c.shop == shop, movements.c.reference.in_(some)
                )
                rows = (await connection.execute(asked.order_by(movements.c.id))).mappings()
                found += [Movement(**row) for row in rows]
        return found

    async def has_moved(self, shop: ShopName) -> bool:
        """Say whether any order of a shop moved anything yet."""
        asked = select(movements.c.id).where(movements.c.shop == shop).limit(1)
        async with self._database.asking() as connection:
            return (await connection.scalar(asked)) is not None

    async def counted_skus(self, skus: Collection[Sku] | None = None) -> set[Sku]:
        """Say which of these SKUs, or of all, anybody counted."""
        found, asked = set[Sku](), select(counts.c.sku).distinct()
        for some in choices(skus):
            which = asked if some is None else asked.where(counts.c.sku.in_(some))
            async with self._database.asking() as connection:
                found |= set(await connection.scalars(which))
        return found if skus is None else found & set(skus)

    async def rename(self, old: Sku, new: Sku, now: datetime) -> None:
        """Let a SKU's counts, movements and figures go on under its new name, and later orders."""
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "stock counts")
            await rename_sku(connection, old, new, now)

    async def last_renamed_at(self) -> datetime | None:
        """Say when a SKU last got another name; None: none ever did."""
        async with self._database.asking() as connection:
            at: datetime | None = await connection.scalar(select(func.max(renamed_skus.c.at)))
        return at

    async def renamed(self, by: Literal["the catalog", "anybody"] = "anybody") -> dict[Sku, Sku]:
        """Say which SKUs have another name by now: an order may still come under the old one.

        Those that a person assigned are not dated: the catalog never knew them.
        """
        asked = select(renamed_skus)
        if by == "the catalog":
            asked = asked.where(renamed_skus.c.at.is_not(None))
        async with self._database.asking() as connection:
            rows = await connection.execute(asked)
            return {row.old: row.new for row in rows}

    async def unbelieved(self, shops: Collection[ShopName] | None = None) -> list[Movement]:
        """Recall the sales that were not believed and of which nobody has said what they were."""
        return await self._moved(unbelieved(shops))

    async def asking_a_person(self, shops: Collection[ShopName] | None = None) -> list[Movement]:
        """Recall, as they were written, what orders left for a person, and what became of it."""
        return await self._moved(asks_a_person(shops))

    async def of_nobody(
        self, shops: Collection[ShopName]
    ) -> dict[tuple[ShopName, Sku], list[Movement]]:
        """Recall what shops sold under SKUs that nobody ever counted, but what came back.

        A bundle is never counted, and known all the same.
        """
        skus = select(movements.c.sku).distinct().subquery()
        known = (exists().where(each.c.sku == skus.c.sku) for each in (counts, bundles))
        uncounted = movements.c.sku.in_(select(skus.c.sku).where(*(~each for each in known)))
        found: dict[tuple[ShopName, Sku], list[Movement]] = {}
        for moved in await self._moved(movements.c.shop.in_(shops), uncounted):
            found.setdefault((moved.shop, moved.sku), []).append(moved)
        return {which: all_ for which, all_ in found.items() if sum(m.quantity for m in all_)}

    async def of_sku(self, sku: Sku) -> list[Movement]:
        """Recall all that ever moved under a SKU, as it was written."""
        return await self._moved(movements.c.sku == sku)

    async def _moved(self, *which: ColumnElement[bool]) -> list[Movement]:
        async with self._database.asking() as connection:
            return await recalled(connection, *which)

    async def assign(
        self,
        old: Sku,
        new: Sku,
        stands_since: datetime | None = None,
        parts: Sequence[Movement] = (),
    ) -> int:
        """Let what was sold under a SKU that nobody knew be another's, later orders too.

        Answers how many movements that were. `stands_since`: a listing of ours goes on under it.
        `parts` are those of a bundle.
        """
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "stock counts")
            moved = await assign_sku(connection, old, new, stands_since)
            if parts:
                also = insert(connection, movements).on_conflict_do_nothing(index_elements=_KEY)
                await connection.execute(also, [_fields(part) for part in parts])
        return moved

    async def drop_count(self, sku: Sku, reference: str) -> Count | None:
        """Take back a count that a person wrote down by mistake; None: there is no such count."""
        which = (counts.c.sku == sku, counts.c.reference == reference)
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "stock counts")
            known = (await connection.execute(select(counts).where(*which))).mappings().first()
            await connection.execute(delete(counts).where(*which))
        return None if known is None else count_of(known)

    async def watermark(self, shop: ShopName) -> datetime | None:
        """Say up to when a shop's orders were taken in; None: never."""
        return await moved_to(self._database, shop, "orders")

    async def watermarks(self, shops: Collection[ShopName]) -> dict[ShopName, datetime]:
        """Say the same of many shops; one whose orders never were is left out."""
        return await all_moved_to(self._database, shops, "orders")

    async def set_watermark(self, lease: Lease, until: datetime) -> None:
        """Write down up to when the shop's orders are in; raises `LeaseLost`."""
        await move(self._database, lease, "orders", until)

    async def ledger(self, skus: Collection[Sku] | None = None) -> dict[Sku, StockAccount]:
        """Recall the accounts of these SKUs, or of all; a SKU that nobody counted has none."""
        async with self._database.reading() as connection:
            return await stock_accounts(connection, skus, each_moved)

    async def unsaid(self, counted: Mapping[Sku, Count]) -> set[Sku]:
        """Name those of which the catalog said another count last, or none."""
        async with self._database.asking() as connection:
            return {row["sku"] for row in await news_of(connection, {NO_MOMENT: counted})}

    async def accounts_of(self, sku: Sku) -> list[StockAccount]:
        """Recall a SKU's earlier accounts too, as far as they are kept; the last is the one now."""
        async with self._database.reading() as connection:
            return await accounts_of(connection, sku)

    async def summed(self, skus: Collection[Sku] | None = None) -> dict[Sku, StockAccount]:
        """Recall the same, but each account's movements of one reason as one: quicker to add up.

        Those of many SKUs are kept until any count or movement comes or goes.
        """
        async with self._database.reading() as connection:
            return await self._sums.of(connection, skus)

    async def version(self) -> AccountsVersion:
        """Say at which state all accounts are: while it is the same, nobody told of any stock."""
        async with self._database.reading() as connection:
            return await accounts_version(connection)

    async def newest(self) -> tuple[int, int]:
        """Number the newest count and movement: whoever asks again sees whether any came."""
        asked = select(func.max(counts.c.id), select(func.max(movements.c.id)).scalar_subquery())
        async with self._database.asking() as connection:
            count, movement = (await connection.execute(asked)).one()
        return count or 0, movement or 0

    async def told_since(self, newest: tuple[int, int]) -> set[ByHand]:
        """Say what a person counted or moved that is numbered after these."""
        counted = select(literal("counted"), counts.c.id, counts.c.sku).where(
            counts.c.id > newest[0], counts.c.source == "hand"
        )
        moved = select(literal("moved"), movements.c.id, movements.c.sku).where(
            movements.c.id > newest[1],
            or_(movements.c.shop == BY_HAND, movements.c.reason.like("received_back%")),
        )
        async with self._database.asking() as connection:
            found = await connection.execute(counted.union_all(moved))
            return {ByHand(*row) for row in found}

    async def forget_counts_before(self, moment: datetime) -> int:
        """Drop what the catalog counted before `moment`, but for the newest of each SKU."""
        newest = select(func.max(counts.c.id)).group_by(counts.c.sku, counts.c.source)
        old = delete(counts).where(
            counts.c.source == "catalog", counts.c.taken_at < moment, counts.c.id.not_in(newest)
        )
        async with self._database.writing() as connection:
            return (await connection.execute(old)).rowcount

    async def forget_counted_over(self, moment: datetime) -> int:
        """Drop movements of orders that ended before `moment` and before a count of their SKU.

        That count has taken them up, and nothing is held for them: every balance stays what it is.
        What a person wrote down is kept: told again, it must be known again.
        """
        async with self._database.writing() as connection:
            return (await connection.execute(delete_counted_over(moment))).rowcount


NO_MOMENT: Final = datetime.min.replace(tzinfo=UTC)
_KEY: Final = ["shop", "reference", "sku", "reason"]


async def _take(
    connection: AsyncConnection, counted: Mapping[datetime, Mapping[Sku, Count]]
) -> int:
    if not await news_of(connection, counted):  # most rounds; those wait for nobody
        return 0
    await one_at_a_time(connection, "stock counts")  # two shops sell the same goods
    rows = await news_of(connection, counted)
    if rows:
        await connection.execute(plain_insert(counts), rows)
    told = dict[datetime, list[Sku]]()
    for row in rows:
        told.setdefault(row["taken_at"], []).append(row["sku"])
    for taken_at, skus in told.items():
        for some in in_chunks(skus):
            await explain(connection, shown.c.sku.in_(some), shown.c.fell_at <= taken_at)
    return len(rows)


def _fields(movement: Movement) -> dict[str, Any]:
    return {name: getattr(movement, name) for name in FIELDS}
