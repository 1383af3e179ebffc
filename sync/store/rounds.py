"""When each shop was looked after, and how far each kind of looking got."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import Text, and_, delete, func, insert, or_, select, type_coerce, update

from sync.model import ShopName, Value
from sync.store.database import Database, asking, in_chunks
from sync.store.leases import Lease
from sync.store.shop_facts import NOT_WHOLE, RoundRecord, last_good
from sync.store.tables import journal, leases, rounds
from sync.store.watermarks import all_moved_to, move, moved_to

Mark = Literal["full_proof", "listings", "moving", "renames", "returns"]


class Rounds:
    """Rounds, and the marks that they leave.

    `full_proof`: when every listing was last read anew. `listings`: up to which moment of the
    platform's clock we know what changed. `moving`: when a SKU last stood in two of its listings.
    `renames`: which renamed SKUs its links know.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, shop: ShopName, now: datetime) -> int:
        """Begin a round and return its id."""
        begun = insert(rounds).values(shop=shop, started_at=now).returning(rounds.c.id)
        async with self._database.writing() as connection:
            round_id: int = (await connection.scalars(begun)).one()
        return round_id

    async def finish(self, round_id: int, summary: Mapping[str, Value], now: datetime) -> None:
        """End a round; one that lost its lease may say so too."""
        ended = update(rounds).where(rounds.c.id == round_id)
        async with self._database.writing() as connection:
            await connection.execute(ended.values(finished_at=now, summary=summary))

    async def last(self, shop: ShopName) -> RoundRecord | None:
        """Recall the round that started last."""
        asked = select(rounds).where(rounds.c.shop == shop).order_by(rounds.c.id.desc()).limit(1)
        async with self._database.asking() as connection:
            row = (await connection.execute(asked)).mappings().first()
        return None if row is None else RoundRecord(**row)

    async def newest(self) -> int:
        """Tell the number of the round that was begun last, in any shop; 0: none yet."""
        async with self._database.asking() as connection:
            return await connection.scalar(select(func.max(rounds.c.id))) or 0

    async def newest_at(self) -> datetime | None:
        """Say when the last round of any shop was begun; None: there was none yet."""
        async with self._database.asking() as connection:
            at: datetime | None = await connection.scalar(select(func.max(rounds.c.started_at)))
        return at

    async def last_good(self, shop: ShopName) -> RoundRecord | None:
        """Recall the last round that saw all of a shop and in which nothing failed."""
        async with self._database.asking() as connection:
            return await connection.run_sync(lambda plain: last_good(asking(plain), shop))

    async def finished(self, shops: Collection[ShopName]) -> dict[ShopName, datetime]:
        """Say of these shops when the last round of all products that came to its end had begun."""
        ended = select(rounds.c.started_at).where(
            rounds.c.shop == leases.c.shop,
            rounds.c.finished_at.is_not(None),
            *(type_coerce(rounds.c.summary, Text).not_like(f'%"{name}":%') for name in NOT_WHOLE),
        )
        last = ended.order_by(rounds.c.id.desc()).limit(1).scalar_subquery().label("at")
        asked = select(leases.c.shop, last)  # whoever has had a round has had a lease
        found: dict[ShopName, datetime] = {}
        for some in in_chunks(shops):
            async with self._database.asking() as connection:
                rows = await connection.execute(asked.where(leases.c.shop.in_(some)))
                found |= {row.shop: row.at for row in rows if row.at is not None}
        return found

    async def mark(self, lease: Lease, name: Mark, at: datetime) -> None:
        """Move a mark; raises `LeaseLost`."""
        await move(self._database, lease, name, at)

    async def marked(self, shop: ShopName, name: Mark) -> datetime | None:
        """Recall a mark; None when it was never set."""
        return await moved_to(self._database, shop, name)

    async def looked(self, shops: Collection[ShopName]) -> dict[ShopName, datetime]:
        """Say when these shops were last read anew, whole; one that never was is left out."""
        return await all_moved_to(self._database, shops, "full_proof")

    async def forget_before(self, moment: datetime, quiet: datetime) -> int:
        """Drop rounds that started before `moment`, but for each shop's last.

        Most rounds have nothing to write: of those that are before `quiet`, too, nobody asks.
        """
        last = select(func.max(rounds.c.id)).group_by(rounds.c.shop)
        wrote = rounds.c.id.in_(select(journal.c.round_id))
        old = delete(rounds).where(
            rounds.c.id.not_in(last),
            or_(
                rounds.c.started_at < moment,
                and_(rounds.c.started_at < quiet, rounds.c.finished_at.is_not(None), ~wrote),
            ),
        )
        async with self._database.writing() as connection:
            return (await connection.execute(old)).rowcount
