"""How many are left: the last count, and everything that moved since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone

from sync.model import Count, Movement, Product, Sku

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Account:
    """One SKU's last count, from when it holds, and the movements that are known."""

    count: Count
    counted_at: datetime
    movements: tuple[Movement, ...] = ()


def counted_at(count: Count, seen_at: datetime) -> datetime:
    """Tell from when a count holds: the day it names, from its first minute, else when we saw it.

    What was sold on the day of counting is taken off once more rather than sold twice.
    """
    if count.counted_on is None:
        return seen_at
    return min(datetime.combine(count.counted_on, time(), VIETNAM), seen_at)


def on_hand(account: Account) -> int:
    """Add up a count and what moved after it; never below zero, however much was oversold."""
    moved = sum(m.quantity for m in account.movements if m.at > account.counted_at)
    return max(account.count.quantity + moved, 0)


def available(
    products: Iterable[Product], accounts: Mapping[Sku, Account]
) -> dict[Sku, int | None]:
    """Tell how many of each SKU may be sold over all shops.

    None where the catalog gives no stock: not managed, which is never the same as none left. A
    count that nobody took in yet counts as it is written.
    """
    return {
        variant.sku: None
        if variant.stock is None
        else _left(variant.stock, accounts.get(variant.sku))
        for product in products
        for variant in product.variants
    }


def _left(written: Count, account: Account | None) -> int:
    return max(written.quantity, 0) if account is None else on_hand(account)
