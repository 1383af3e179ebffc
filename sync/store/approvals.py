"""Which plans a person has allowed; each allowance is used once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from sync.model import ShopName
from sync.store.database import Database
from sync.store.leases import Lease, holding
from sync.store.tables import approvals


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A person's word for exactly one plan, by its digest."""

    shop: ShopName
    digest: str
    who: str
    approved_at: datetime


class Approvals:
    """Approvals by shop and digest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def approve(self, approval: Approval) -> None:
        """Write down that a person allowed a plan."""
        fresh = {name: getattr(approval, name) for name in Approval.__slots__}
        async with self._database.writing() as connection:
            await connection.execute(insert(approvals).values(**fresh))

    async def waiting(self, shop: ShopName) -> list[Approval]:
        """Recall the approvals that were not used yet, oldest first."""
        asked = select(*(approvals.c[name] for name in Approval.__slots__)).where(
            approvals.c.shop == shop, approvals.c.consumed_at.is_(None)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(asked.order_by(approvals.c.id))
            return [Approval(**row) for row in rows.mappings()]

    async def consume(self, lease: Lease, digest: str, now: datetime) -> bool:
        """Use the approval of a plan; False when there is none. Raises `LeaseLost`."""
        unused = update(approvals).where(
            approvals.c.shop == lease.shop,
            approvals.c.digest == digest,
            approvals.c.consumed_at.is_(None),
        )
        async with holding(self._database, lease) as connection:
            used = await connection.execute(unused.values(consumed_at=now))
            return used.rowcount > 0
