"""What people at the shelf tell and ask: counts, deliveries, losses, and where each unit went."""

from __future__ import annotations

from collections.abc import Mapping

from sync.model import Sku
from sync.stock import Account
from sync.store import Shelf


def accounts(shelves: Mapping[Sku, Shelf]) -> dict[Sku, Account]:
    """Hand what is remembered of the shelves to the ledger."""
    return {
        sku: Account(each.count, each.taken_at, each.movements, each.source, each.held_before)
        for sku, each in shelves.items()
    }
