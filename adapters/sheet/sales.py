"""Sales as a clerk wrote them down, told as orders; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone

from adapters.sheet.book import Book, Sale
from sync.model import Order, OrderLine, ShopName

VIETNAM = timezone(timedelta(hours=7))


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
