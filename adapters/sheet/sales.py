"""Sales as a clerk wrote them down, told as orders; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from adapters.sheet.book import Book, Sale
from sync.model import Order, OrderLine, ShopName

VIETNAM = timezone(timedelta(hours=7))


def taken_off(book: Book, news: Iterable[Sale]) -> Book:
    """Note that the marketplace took these off what it shows, so that it is told the figure anew.

    A return is not on the shelf yet; what a cancelled order gives back, is.
    """
    had = {(sale.order_id, sale.sku): _gone(sale) for sale in book.sales}
    entries = dict(book.entries)
    for sale in news:
        entry, gone = entries[sale.sku], _gone(sale) - had.get((sale.order_id, sale.sku), 0)
        if entry.stock is not None:
            entries[sale.sku] = replace(entry, stock=max(entry.stock - gone, 0))
    return replace(book, entries=entries)


def _gone(sale: Sale) -> int:
    return 0 if sale.status == "released" else sale.quantity


def orders(book: Book, since: datetime, until: datetime) -> Iterator[Order]:
    """Tell the orders that were taken in, or taken in anew, in the window."""
    by_order: dict[str, list[Sale]] = defaultdict(list)
    for sale in book.sales:
        by_order[sale.order_id].append(sale)
    for sales in by_order.values():
        if since <= max(sale.taken_at for sale in sales) <= until:
            yield _order(book.shop, sales)


def _order(shop: ShopName, sales: Sequence[Sale]) -> Order:
    placed = datetime.fromisoformat(sales[0].ordered_on).replace(tzinfo=VIETNAM)
    updated = max(sale.taken_at for sale in sales)
    return Order(
        shop=shop,
        reference=sales[0].order_id,
        status=sales[0].status,
        placed_at=min(placed, updated),
        updated_at=updated,
        lines=tuple(
            OrderLine(sku=s.sku, quantity=s.quantity, line_id=s.sku, status=s.status) for s in sales
        ),
    )
