"""Sales as a clerk wrote them down, told as orders; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from adapters.sheet.columns import SALES_WORDS
from adapters.sheet.reading import ResultLine, word
from adapters.sheet.records import Records, Sale, SaleStatus
from sync.model import Order, OrderLine, Problem, ShopName, Sku

SOLD: Mapping[str, SaleStatus] = dict(
    zip(map(word, SALES_WORDS), ("sold", "released", "returned"), strict=True)
)
VIETNAM = timezone(timedelta(hours=7))


def without_sold(records: Records, news: Iterable[Sale]) -> Records:
    """Note that the marketplace took these off what it shows, so that it is told the figure anew.

    A return is not in stock yet; what a cancelled order gives back, is.
    """
    had = {(sale.order_id, sale.sku): _gone(sale) for sale in records.sales}
    entries = dict(records.entries)
    for sale in news:
        entry, gone = entries[sale.sku], _gone(sale) - had.get((sale.order_id, sale.sku), 0)
        if entry.stock is not None:
            entries[sale.sku] = replace(entry, stock=max(entry.stock - gone, 0))
    return replace(records, entries=entries)


def _gone(sale: Sale) -> int:
    return 0 if sale.status == "released" else sale.quantity


def orders_of(records: Records, since: datetime, until: datetime) -> Iterator[Order]:
    """Tell the orders that were taken in, or taken in anew, in the window."""
    by_order: dict[str, list[Sale]] = defaultdict(list)
    for sale in records.sales:
        by_order[sale.order_id].append(sale)
    for sales in by_order.values():
        if since <= max(sale.taken_at for sale in sales) <= until:
            yield _order(records.shop, sales)


def _order(shop: ShopName, sales: Sequence[Sale]) -> Order:
    placed = datetime.fromisoformat(sales[0].ordered_on).replace(tzinfo=VIETNAM)
    updated = max(sale.taken_at for sale in sales)
    return Order(
        shop=shop,
        reference=sales[0].order_id,
        status=sales[0].status,
        placed_at=min(placed, updated),
        updated_at=updated,
        lines=tuple(OrderLine(sku=s.sku, quantity=s.quantity, status=s.status) for s in sales),
    )


def sales_in(
    records: Records, lines: Sequence[ResultLine], now: datetime
) -> tuple[list[Sale], list[Problem]]:
    """Read what was sold; a line that was taken in before, word for word, is no news."""
    known = {(sale.order_id, sale.sku): sale for sale in records.sales}
    sales, problems = list[Sale](), list[Problem]()
    for line in lines:
        if line.cells.get("order_id") is None and not line.unreadable:
            continue
        sale = _sale(records, line, now)
        if sale is None:
            values = {"row": line.row}
            problems.append(Problem(code="sale_unclear", severity="warning", values=values))
            continue
        before = known.get((sale.order_id, sale.sku))
        if before is None or replace(before, taken_at=now) != sale:
            sales.append(sale)
    return sales, problems


def _sale(records: Records, line: ResultLine, now: datetime) -> Sale | None:
    order_id, sku = line.cells.get("order_id"), Sku(str(line.cells.get("sku")))
    quantity, ordered_on = line.cells.get("quantity"), line.cells.get("ordered_on")
    status = SOLD.get(word(line.cells.get("status") or SALES_WORDS[0]))
    if line.unreadable or order_id is None or sku not in records.entries or status is None:
        return None
    if not isinstance(quantity, int) or quantity < 1:
        return None
    return Sale(
        order_id=str(order_id),
        sku=sku,
        quantity=quantity,
        status=status,
        ordered_on=str(ordered_on or now.date().isoformat()),
        taken_at=now,
    )
