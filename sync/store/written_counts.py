"""What the catalog counts, and what of it is news: it is read again with every round."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Count, Sku
from sync.store.stock_accounts import choices, count_of, naming, newest


async def news_of(
    connection: AsyncConnection, counted: Mapping[datetime, Mapping[Sku, Count]]
) -> list[dict[str, Any]]:
    """Give the rows of counts that the catalog did not say last."""
    skus = {sku for of_moment in counted.values() for sku in of_moment}
    said = await _last_said(connection, skus)
    return [
        count_row(sku, count, moment)
        for moment, of_moment in counted.items()
        for sku, count in of_moment.items()
        if said.get(sku) != count
    ]


def count_row(sku: Sku, count: Count, at: datetime) -> dict[str, Any]:
    """Write a count down."""
    day = None if count.counted_on is None else count.counted_on.isoformat()
    return {"sku": sku, "quantity": count.quantity, "counted_on": day, "taken_at": at}


async def _last_said(connection: AsyncConnection, skus: Collection[Sku]) -> dict[Sku, Count]:
    found: dict[Sku, Count] = {}
    for asked in choices(skus):
        rows = await connection.execute(newest(asked is not None, "catalog"), naming(asked))
        found |= {row["sku"]: count_of(row) for row in rows.mappings()}
    return found
