"""What people decided: changes that they allowed, what they hold back, what they took back.

Nothing is ever rewritten here but that an approval was used, and what a product that is on hold is
called; who decided when and from where stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Change, Code, ShopName
from sync.store.database import Database, in_chunks
from sync.store.leases import Lease, holding
from sync.store.tables import decisions, pins

Verdict = Literal[
    "approve", "approve_plan", "hold", "release", "undo", "connect", "stock", "take", "edit",
    "adopt", "users", "sign_in", "sign_out", "run", "refuse", "close", "retry", "keys", "home",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word; None for shop or code is all of them.

    An approval names its change by `digest` and is used once. `origin` says from where it came.
    """

    id: int = 0  # 0: not written down yet
    at: datetime
    who: str
    origin: str
    verdict: Verdict
    shop: ShopName | None = None
    code: Code | None = None
    digest: str | None = None
    change: Change | None = None
    note: str = ""
    used_at: datetime | None = None

    def covers(self, shop: ShopName | None, code: Code | None) -> bool:
        """Whether what this is about includes that shop and product."""
        return self.shop in (None, shop) and self.code in (None, code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What was taken back stays so until the catalog says something new of it.

    `change.before` holds what the catalog said then, `change.after` what stands instead.
    """

    id: int = 0
    at: datetime
    who: str
    change: Change


class Decisions:
    """The decisions, oldest first unless said otherwise."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, fresh: Sequence[Decision]) -> None:
        """Write down what people decided."""
        names = [name for name in Decision.__slots__ if name not in ("id", "used_at")]
        rows = [{name: getattr(one, name) for name in names} for one in fresh]
        if rows:
            async with self._database.writing() as connection:
                await connection.execute(insert(decisions), rows)

    async def approvals(self, shop: ShopName, since: datetime) -> Mapping[str, frozenset[str]]:
        """Say by digest who allowed which changes of a shop since then that are not made yet."""
        answers = await self.answers(since, shop)
        return {
            digest: frozenset(one.who for one in said)
            for (_, digest), said in answers.items()
            if said[0].verdict == "approve"
        }

    async def answers(
        self, since: datetime, shop: ShopName | None = None
    ) -> dict[tuple[ShopName, str], list[Decision]]:
        """Recall by shop and digest what stands of what people said to held changes: their yeses
        since then that are not used, or a no, whichever was said last.
        """
        asked = select(decisions).where(
            decisions.c.verdict.in_(("approve", "refuse")),
            decisions.c.used_at.is_(None),
            or_(decisions.c.at >= since, decisions.c.verdict == "refuse"),
        )
        if shop is not None:
            asked = asked.where(decisions.c.shop == shop)
        found: dict[tuple[ShopName, str], list[Decision]] = {}
        for one in await self._read(asked.order_by(decisions.c.id)):
            if one.shop is not None and one.digest is not None:
                before = found.get((one.shop, one.digest), [])
                kept = [each for each in before if each.verdict == one.verdict == "approve"]
                found[one.shop, one.digest] = [*kept, one]
        return found

    async def use(self, lease: Lease, digests: Collection[str], now: datetime) -> None:
        """Take note that allowed changes were made; raises `LeaseLost`."""
        async with holding(self._database, lease) as connection:
            for some in in_chunks(digests):
                unused = update(decisions).where(
                    decisions.c.shop == lease.shop,
                    decisions.c.digest.in_(some),
                    decisions.c.used_at.is_(None),
                )
                await connection.execute(unused.values(used_at=now))

    async def holds(self) -> list[Decision]:
        """Recall what people hold back and nobody has released since."""
        asked = select(decisions).where(decisions.c.verdict.in_(("hold", "release")))
        standing: list[Decision] = []
        for one in await self._read(asked.order_by(decisions.c.id)):
            if one.verdict == "hold":
                same = [h for h in standing if (h.shop, h.code) == (one.shop, one.code)]
                if one.note or not same:  # said twice it is still one, with its newest reason
                    standing = [*(hold for hold in standing if hold not in same), one]
            else:
                standing = [hold for hold in standing if not one.covers(hold.shop, hold.code)]
        return standing

    async def entries(
        self, shop: ShopName | None = None, code: Code | None = None, limit: int = 100
    ) -> list[Decision]:
        """Recall decisions about a shop and a product, newest first."""
        asked = select(decisions).order_by(decisions.c.id.desc()).limit(limit)
        if shop is not None:
            asked = asked.where(or_(decisions.c.shop == shop, decisions.c.shop.is_(None)))
        if code is not None:
            asked = asked.where(or_(decisions.c.code == code, decisions.c.code.is_(None)))
        return await self._read(asked)

    async def edit(self, number: int) -> list[Decision]:
        """Recall all that one edit of the catalog did, by the number of any part of it."""
        taken = select(decisions).where(decisions.c.verdict.in_(("take", "edit")))
        found = await self._read(taken.where(decisions.c.id == number))
        alike = taken.where(decisions.c.digest == (found[0].digest if found else None))
        return await self._read(alike.order_by(decisions.c.id)) if found else []

    async def pin(self, fresh: Sequence[Pin]) -> None:
        """Have these values stay until the catalog changes."""
        rows = [
            {"at": p.at, "who": p.who, "shop": p.change.shop, "code": p.change.code} | _change(p)
            for p in fresh
        ]
        if rows:
            async with self._database.writing() as connection:
                await connection.execute(insert(pins), rows)

    async def pinned(self, shop: ShopName) -> list[Pin]:
        """Recall what stays in a shop."""
        asked = select(pins.c.id, pins.c.at, pins.c.who, pins.c.change, pins.c.code).where(
            pins.c.shop == shop, pins.c.dropped_at.is_(None)
        )
        async with self._database.asking() as connection:
            rows = (await connection.execute(asked.order_by(pins.c.id))).mappings()
            return [_pin(shop, **row) for row in rows]

    async def unpin(self, lease: Lease, ids: Collection[int], now: datetime) -> None:
        """Follow the catalog again; raises `LeaseLost`."""
        async with holding(self._database, lease) as connection:
            dropped = update(pins).where(pins.c.shop == lease.shop, pins.c.id.in_(ids))
            await connection.execute(dropped.values(dropped_at=now))

    async def _read(self, asked: Any) -> list[Decision]:
        async with self._database.asking() as connection:
            rows = await connection.execute(asked)
            return [Decision(**row) for row in rows.mappings()]


async def rename_products(
    connection: AsyncConnection, shop: ShopName, renamed: Mapping[Code, Code]
) -> None:
    """Let what is held and what was taken back in a shop go on under the products' new codes."""
    held = decisions.c.verdict.in_(("hold", "release"))
    of_shop = or_(decisions.c.shop == shop, decisions.c.shop.is_(None))
    for table, mine in ((decisions, held & of_shop), (pins, pins.c.shop == shop)):
        rows = await connection.execute(
            select(table.c.id, table.c.code).where(mine, table.c.code.in_(list(renamed)))
        )
        moved = [{"row": row.id, "new": renamed[row.code]} for row in rows]
        named = update(table).where(table.c.id == bindparam("row")).values(code=bindparam("new"))
        if moved:
            await connection.execute(named, moved)


def _pin(shop: ShopName, *, change: Change, code: Code, **row: Any) -> Pin:
    """Read a pin; shop and product may have other names by now than when it was written."""
    before, after = change.before, replace(change.after, code=code)
    before = before and replace(before, code=code)
    return Pin(change=replace(change, shop=shop, code=code, before=before, after=after), **row)


def _change(pin: Pin) -> dict[str, Change]:
    return {"change": pin.change}
