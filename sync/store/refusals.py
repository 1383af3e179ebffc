"""What a platform refused, so that it is not sent again as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from sync.model import Code, Refusal, ShopName
from sync.store.database import Database, insert
from sync.store.leases import Lease, holding
from sync.store.tables import refusals


class Refusals:
    """Refusals by shop and product."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, shop: ShopName) -> dict[Code, list[Refusal]]:
        """Recall what was refused in a shop, by product."""
        columns = [column for column in refusals.columns if column.name not in {"shop", "at"}]
        found: dict[Code, list[Refusal]] = {}
        async with self._database.asking() as connection:
            rows = await connection.execute(select(*columns).where(refusals.c.shop == shop))
            for row in rows.mappings():
                fields = tuple(row["fields"].split())
                one = Refusal(**{**row, "fields": fields})
                found.setdefault(one.code, []).append(one)
        return found

    async def note(self, lease: Lease, refused: Sequence[Refusal], now: datetime) -> None:
        """Write down what was refused, or that it was once more; raises `LeaseLost`."""
        async with holding(self._database, lease) as connection:
            new = insert(connection, refusals)
            more = {"times": refusals.c.times + 1, "problem": new.excluded.problem, "at": now}
            key = [column.name for column in refusals.primary_key]
            for one in refused:
                row = {
                    "shop": lease.shop,
                    "code": one.code,
                    "kind": one.kind,
                    "digest": one.digest,
                    "fields": " ".join(one.fields),
                    "problem": one.problem,
                    "times": one.times,
                    "at": now,
                }
                statement = new.values(row).on_conflict_do_update(index_elements=key, set_=more)
                await connection.execute(statement)

    async def any(self, shop: ShopName) -> bool:
        """Whether anything was refused in a shop and is not sent again as it is."""
        async with self._database.asking() as connection:
            asked = select(refusals.c.code).where(refusals.c.shop == shop).limit(1)
            return (await connection.execute(asked)).first() is not None

    async def forget(self, shop: ShopName | None = None, code: Code | None = None) -> int:
        """Forget refusals, of all shops and products or of some; answers how many."""
        named: Mapping[str, object] = {"shop": shop, "code": code}
        which = [refusals.c[name] == value for name, value in named.items() if value is not None]
        async with self._database.writing() as connection:
            return (await connection.execute(delete(refusals).where(*which))).rowcount
