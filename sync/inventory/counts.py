"""How many are left to sell of what the catalog, or a person at the shelf, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, time

from sync.inventory.balance import balance_of
from sync.model import VIETNAM, Count, Product, Sku, StockAccount, Variant


def counted_at(count: Count, seen_at: datetime) -> datetime:
    """Tell from when a count holds: the day it names, from its first minute, else when we saw it.

    What was sold on the day of counting is taken off once more rather than sold twice.
    """
    if count.counted_on is None:
        return seen_at
    return min(datetime.combine(count.counted_on, time(), VIETNAM), seen_at)


def written_counts(
    products: Iterable[Product], seen_at: datetime
) -> Mapping[datetime, Mapping[Sku, Count]]:
    """Gather the catalog's counts by the moment from which each holds."""
    counts: dict[datetime, dict[Sku, Count]] = defaultdict(dict)
    for product in products:
        for variant in product.variants:
            if variant.stock is not None:
                counts[counted_at(variant.stock, seen_at)][variant.sku] = variant.stock
    return counts


def counted_anew(before: Iterable[Product], after: Iterable[Product]) -> frozenset[Sku]:
    """Name the SKUs whose written count is another than before, of products that were written."""
    known = {product.code: product for product in before}
    return frozenset(
        variant.sku
        for product in after
        if (old := known.get(product.code)) is not None and old is not product
        for variant in product.variants
        if any(one.sku == variant.sku and one.stock != variant.stock for one in old.variants)
    )


def available(
    products: Iterable[Product], accounts: Mapping[Sku, StockAccount]
) -> dict[Sku, int | None]:
    """Tell how many of each SKU may be sold over all shops.

    None where neither the catalog nor a person gives a count: not managed, which is never the
    same as none left. A count that nobody took in yet counts as it is written; one that cannot be
    read leaves what was counted before.
    """
    return {
        variant.sku: _left(variant, accounts.get(variant.sku))
        for product in products
        for variant in product.variants
    }


def _left(variant: Variant, account: StockAccount | None) -> int | None:
    written = variant.stock
    if account is not None and (written or variant.count_unread or account.source == "hand"):
        return balance_of(account).available
    return None if written is None else max(written.quantity, 0)
