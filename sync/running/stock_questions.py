"""What of a shop's stock only a person can tell: sales that cannot be true, or of nobody's goods.

Each is asked at every round and in the status until a person answers (`ocop stock`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sync.model import Movement, Problem, ShopName, ShownQuantity, Sku
from sync.store import Store

MOST_NAMED = 5  # orders of one unknown SKU


async def stock_questions(
    store: Store, shop: ShopName, late: timedelta, written: Collection[Sku]
) -> list[Problem]:
    """Ask all that waits for a person in a shop.

    `late` is how late its orders may turn up, `written` which SKUs the catalog names.
    """
    until = await store.stock.watermark(shop)
    read_until = until - late if until else None
    unknown = await store.stock.of_nobody(shop)
    return [
        *(_unbelieved(sale) for sale in await store.stock.unbelieved(shop)),
        *(_fell(shown, read_until) for shown in await store.shown_stock.fallen(shop)),
        *(_unknown(shop, *found) for found in unknown.items() if found[0] not in written),
    ]


def _unbelieved(sale: Movement) -> Problem:
    return Problem(
        code="sale_unbelieved",
        severity="hold",
        values={
            "shop": sale.shop,
            "reference": sale.reference,
            "sku": sale.sku,
            "quantity": sale.note,
        },
        about=sale.sku,
    )


def _fell(shown: ShownQuantity, read_until: datetime | None) -> Problem:
    """Ask where units are that are missing in a shop; first its orders have to be read."""
    asks = read_until and shown.fell_at and read_until >= shown.fell_at
    expected = shown.expected or 0
    return Problem(
        code="stock_fell" if asks else "stock_fell_lately",
        severity="hold" if asks else "note",
        values={
            "shop": shown.shop,
            "sku": shown.sku,
            "count": shown.fell,
            "expected": expected,
            "shown": expected - shown.fell,
        },
        about=shown.sku,
    )


def _unknown(shop: ShopName, sku: Sku, sales: Sequence[Movement]) -> Problem:
    """Ask whose goods were sold under a SKU that the catalog never named."""
    orders = tuple(dict.fromkeys(sale.reference for sale in sales))
    return Problem(
        code="sale_of_unknown_sku",
        severity="warning",
        values={
            "shop": shop,
            "sku": sku,
            "quantity": -sum(sale.quantity for sale in sales),
            "orders": orders[:MOST_NAMED],
        },
        about=sku,
    )
