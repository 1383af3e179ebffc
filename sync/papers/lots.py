"""What people are told of lots that end: until when they are sold, and that they are no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from sync.model import Lot, Problem, Product, Sku, Value
from sync.papers.notices import Notice

TOLD_DAYS: Final = 14  # before the last day on which a lot is sold
LONG_OVER: Final = 7  # days after which nobody is told any more


def lot_notices(products: Iterable[Product], today: date) -> Iterator[Notice]:
    """List what there is to be told today, the soonest first; each is told once."""
    found = [
        (lot.best_before - timedelta(days=product.least_days_left), variant.sku, lot)
        for product in products
        for variant in product.variants
        for lot in variant.lots
        if lot.best_before and not lot.recalled and lot.quantity != 0
    ]
    for last, sku, lot in sorted(found, key=lambda each: (each[0], each[1], each[2].number)):
        days = (last - today).days
        if days > TOLD_DAYS or days < -LONG_OVER:
            continue
        code = "lot_sold_until" if days >= 0 else "lot_sold_no_more"
        yield Notice(f"{sku}|{lot.number}|{code}", last, TOLD_DAYS, _told(code, sku, lot, last))


def _told(code: str, sku: Sku, lot: Lot, last: date) -> Problem:
    values: dict[str, Value] = {
        "sku": sku,
        "lot": lot.number,
        "last": f"{last:%d/%m/%Y}",
        "end": f"{lot.best_before:%d/%m/%Y}",
    }
    return Problem(code=code, severity="warning", values=values, about=sku)
