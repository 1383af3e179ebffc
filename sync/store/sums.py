"""Keeps the accounts of many SKUs added up, for as long as nobody tells of any stock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Sku, StockAccount
from sync.store.stock_accounts import are_many, stock_accounts, summed_by_reason
from sync.store.tables import counts, movements, renamed_skus

AccountsVersion = tuple[Any, ...]


@dataclass(slots=True)
class Sums:
    """The accounts added up; those of many SKUs are kept until any count or movement comes or goes.

    So they cost what moved, and not what there is.
    """

    _version: AccountsVersion | None = None
    _known: dict[Sku, StockAccount] = field(default_factory=dict)

    async def of(
        self, connection: AsyncConnection, skus: Collection[Sku] | None
    ) -> dict[Sku, StockAccount]:
        """Recall the accounts of these SKUs, or of all."""
        if skus is None or not are_many(skus):
            return await stock_accounts(connection, skus, summed_by_reason)
        version = await accounts_version(connection)
        if version != self._version:
            names = {sku: sku for sku in skus}  # held once, though they are read anew
            accounts = await stock_accounts(connection, None, summed_by_reason)
            self._known = {names.get(sku, sku): account for sku, account in accounts.items()}
            self._version = version
        return {sku: self._known[sku] for sku in skus if sku in self._known}


async def accounts_version(connection: AsyncConnection) -> AccountsVersion:
    """Say at which state the accounts of all SKUs are: while it is the same, so are they.

    Counts and movements only come and go; what gets another name is written down apart.
    """
    found: list[tuple[Any, ...]] = []
    for table in (counts, movements):
        asked = select(func.count(), func.max(table.c.id), func.sum(table.c.id))
        found.append(tuple((await connection.execute(asked)).one()))
    names = select(renamed_skus.c.old, renamed_skus.c.new, renamed_skus.c.at)
    return *found, frozenset(map(tuple, await connection.execute(names)))
