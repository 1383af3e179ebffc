"""The changes that wait for a person's yes, as each shop's last round left them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, Text, bindparam, delete, select

from sync.model import Code, Held, ShopName
from sync.store.columns import Moment
from sync.store.database import Database, in_chunks, upsert
from sync.store.leases import Lease, holding
from sync.store.tables import CHANGE, PROBLEM, metadata

held_changes = Table(
    "held_changes",
    metadata,
    Column("shop", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("alike", Text, nullable=False),  # the digest of the same change in any shop
    Column("code", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("change", CHANGE, nullable=False),
    Column("problem", PROBLEM, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldChange:
    """One of them, and since when it waits.

    `digest` is what an approval names it by; the same change in several shops has one `alike`.
    """

    digest: str
    alike: str
    since: datetime
    held: Held


@dataclass(frozen=True, slots=True)
class HeldName:
    """Which change waits, without what it is."""

    shop: ShopName
    code: Code
    digest: str
    alike: str


class HeldChanges:
    """Held changes by shop and digest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def replace(
        self, lease: Lease, found: Sequence[HeldChange], codes: Collection[Code] | None = None
    ) -> None:
        """Remember exactly these of a shop, or of some of its products; raises `LeaseLost`.

        What waits already keeps its moment, and what is the same is not written again.
        """
        mine, held = held_changes.c.shop == lease.shop, {one.digest: one for one in found}
        asked = select(*(held_changes.c[n] for n in ("digest", "code", "problem", "since")))
        gone = delete(held_changes).where(mine, held_changes.c.digest == bindparam("gone"))
        async with holding(self._database, lease) as connection:
            rows = (await connection.execute(asked.where(mine))).all()
            known = {row.digest: row for row in rows if codes is None or row.code in codes}
            for some in in_chunks(known.keys() - held.keys()):
                await connection.execute(gone, [{"gone": digest} for digest in some])
            fresh = [one for one in held.values() if not _stands(known.get(one.digest), one)]
            for each in in_chunks(fresh):
                since = {d: known[d].since for d in (one.digest for one in each) if d in known}
                new = [_row(replace(o, since=since.get(o.digest, o.since))) for o in each]
                await connection.execute(upsert(connection, held_changes), new)

    async def all(self, shops: Collection[ShopName] | None = None) -> list[HeldChange]:
        """Recall what waits in these shops, what waits longest first."""
        asked = select(held_changes).order_by(held_changes.c.since, held_changes.c.digest)
        if shops is not None:
            asked = asked.where(held_changes.c.shop.in_(list(shops)))
        async with self._database.asking() as connection:
            return [_held(row) for row in (await connection.execute(asked)).mappings()]

    async def of(self, shop: ShopName, codes: Collection[Code]) -> list[Held]:
        """Recall what waits of these products in a shop."""
        asked, found = select(held_changes).where(held_changes.c.shop == shop), list[Held]()
        for some in in_chunks(codes):
            async with self._database.asking() as connection:
                rows = await connection.execute(asked.where(held_changes.c.code.in_(some)))
                found += [_held(row).held for row in rows.mappings()]
        return found

    async def names(self) -> list[HeldName]:
        """Name all that waits."""
        asked = select(*(held_changes.c[name] for name in HeldName.__slots__))
        async with self._database.asking() as connection:
            rows = (await connection.execute(asked)).mappings()
            return [HeldName(**row) for row in rows]


def _stands(row: Any, one: HeldChange) -> bool:
    """Whether this is written down so already."""
    return row is not None and PROBLEM.text(row.problem) == PROBLEM.text(one.held.problem)


def _row(one: HeldChange) -> dict[str, Any]:
    change = one.held.change
    return {
        "shop": change.shop,
        "digest": one.digest,
        "alike": one.alike,
        "code": change.code,
        "since": one.since,
        "change": change,
        "problem": one.held.problem,
    }


def _held(row: Any) -> HeldChange:
    """Read a row; the shop may have another name by now than when it was written."""
    change = row["change"]
    if change.shop != row["shop"]:
        change = replace(change, shop=row["shop"])
    held = Held(change=change, problem=row["problem"])
    return HeldChange(digest=row["digest"], alike=row["alike"], since=row["since"], held=held)
