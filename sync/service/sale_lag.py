"""How soon sales reach the other shops, and how long ago those were that did not yet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from sync.inventory import balance_of
from sync.model import ShopName, Sku
from sync.store import StockBooks, Store

LAG_OVER: Final = timedelta(hours=1)

At = tuple[ShopName, Sku, datetime]


async def sale_lags(store: Store, shops: Sequence[ShopName], now: datetime) -> list[float]:
    """Say how long sales of the last hour took to reach these shops, or take by now.

    A shop that people carry files to is none of these: it takes as long as they do.
    """
    since = now - LAG_OVER
    sold = await store.sales.sold_since_by(since)
    written = FiguresWritten.of(await store.journal.restocked_since(since), shops)
    books = await store.shown_stock.books({sku for _, sku, _ in sold})
    return sorted([*lags(sold, written), *open_lags(sold, written, too_many(books, shops), now)])


@dataclass(frozen=True, slots=True)
class FiguresWritten:
    """When figures were written: by SKU and shop, in order."""

    moments: Mapping[Sku, Mapping[ShopName, Sequence[datetime]]]

    @classmethod
    def of(cls, restocked: Iterable[At], shops: Collection[ShopName]) -> Self:
        """Put them in order; shops that are looked after no more are left out."""
        moments: dict[Sku, dict[ShopName, list[datetime]]] = {}
        for shop, sku, at in sorted(restocked, key=lambda each: each[2]):
            if shop in shops:
                moments.setdefault(sku, {}).setdefault(shop, []).append(at)
        return cls(moments)

    def first_after(self, shop: ShopName, sku: Sku, at: datetime) -> datetime | None:
        """Say when a figure was written first after a moment."""
        moments = self.moments.get(sku, {}).get(shop, ())
        place = bisect_left(moments, at)
        return moments[place] if place < len(moments) else None


def lags(sold: Iterable[At], written: FiguresWritten) -> list[float]:
    """Say in seconds how soon after each sale each other shop was written to, where it was."""
    found = []
    for shop, sku, at in sold:
        for other in written.moments.get(sku, {}):
            first = written.first_after(other, sku, at)
            if other != shop and first is not None:
                found.append((first - at).total_seconds())
    return found


def open_lags(
    sold: Iterable[At],
    written: FiguresWritten,
    too_many: Mapping[Sku, Collection[ShopName]],
    now: datetime,
) -> list[float]:
    """Say how old each sale is by now of which a shop that may show too many was not told yet."""
    return [
        (now - at).total_seconds()
        for shop, sku, at in sold
        for other in too_many.get(sku, ())
        if other != shop and at <= now and written.first_after(other, sku, at) is None
    ]


def too_many(books: StockBooks, shops: Collection[ShopName]) -> dict[Sku, set[ShopName]]:
    """Find which of these shops may show more than there is."""
    found: dict[Sku, set[ShopName]] = {}
    for sku, account in books.accounts.items():
        there = max(balance_of(account).available, 0)
        rows = books.shown.get(sku, {}).values()
        found[sku] = {row.shop for row in rows if row.figure > there and row.shop in shops}
    return found
