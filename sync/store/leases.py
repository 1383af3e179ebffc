"""One round of a shop at a time, whoever starts it, on whatever machine.

A lease carries an epoch that grows with every taking. Whoever writes for a shop shows it, in the
same transaction, so that a round which slept too long cannot overwrite what its successor did.
Clocks of machines may differ, or be set: then a lease changes hands early, or once its holder has
been seen silent for as long as it lasts; the epoch still holds.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Update, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import ShopName
from sync.store.database import Database, insert
from sync.store.errors import LeaseLost
from sync.store.tables import leases


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right to work on one shop until it expires or somebody takes it after that."""

    shop: ShopName
    holder: str
    epoch: int
    ttl_s: float
    expires_at: datetime


class Leases:
    """Who works on which shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(
        self,
        shop: ShopName,
        holder: str,
        now: datetime,
        ttl_s: float,
        silent: Lease | None = None,
    ) -> Lease | None:
        """Take the lease, or None while another holds it; `holder` is unique per round.

        One that has not beaten for all of its time, `silent`, is taken whatever its row says: it
        may have been written by a clock that ran ahead.
        """
        free = or_(leases.c.holder.is_(None), leases.c.expires_at <= now)
        if silent is not None:
            same = (leases.c.epoch == silent.epoch, leases.c.expires_at == silent.expires_at)
            free = or_(free, and_(*same))
        expires_at = now + timedelta(seconds=ttl_s)
        async with self._database.jotting_once() as connection:
            statement = insert(connection, leases).on_conflict_do_update(
                index_elements=["shop"],
                set_={
                    "holder": holder,
                    "epoch": leases.c.epoch + 1,
                    "ttl_s": ttl_s,
                    "expires_at": expires_at,
                },
                where=free,
            )
            row = {"shop": shop, "holder": holder, "ttl_s": ttl_s, "expires_at": expires_at}
            taken = statement.values(epoch=1, **row).returning(leases.c.epoch)
            epoch = await connection.scalar(taken)
        if epoch is None:
            return None
        return Lease(shop=shop, holder=holder, epoch=epoch, ttl_s=ttl_s, expires_at=expires_at)

    async def beat(self, lease: Lease, now: datetime) -> Lease:
        """Keep a lease for another `ttl_s`; raises `LeaseLost`."""
        expires_at = now + timedelta(seconds=lease.ttl_s)
        async with self._database.jotting_once() as connection:
            beaten = await connection.execute(_held(lease).values(expires_at=expires_at))
        if beaten.rowcount == 0:
            raise LeaseLost(lease.shop, lease.epoch)
        return replace(lease, expires_at=expires_at)

    async def give_back(self, lease: Lease) -> None:
        """Let the next one in at once; a lease that was lost already is nobody's concern."""
        async with self._database.jotting_once() as connection:
            await connection.execute(_held(lease).values(holder=None))

    async def holder_of(self, shop: ShopName) -> Lease | None:
        """Say who holds the lease, expired or not; None when it was given back."""
        asked = select(leases).where(leases.c.shop == shop, leases.c.holder.is_not(None))
        async with self._database.asking() as connection:
            row = (await connection.execute(asked)).mappings().first()
        return None if row is None else Lease(**row)


@asynccontextmanager
async def holding(database: Database, lease: Lease) -> AsyncIterator[AsyncConnection]:
    """Write for a shop in one transaction that only the lease's holder gets; else `LeaseLost`."""
    current = (
        select(leases.c.epoch)
        .where(leases.c.shop == lease.shop, leases.c.holder == lease.holder)
        .with_for_update(read=True)  # nobody takes the lease until this transaction is over
    )
    async with database.writing() as connection:
        if await connection.scalar(current) != lease.epoch:
            raise LeaseLost(lease.shop, lease.epoch)
        yield connection


def _held(lease: Lease) -> Update:
    return update(leases).where(
        leases.c.shop == lease.shop,
        leases.c.holder == lease.holder,
        leases.c.epoch == lease.epoch,
    )
