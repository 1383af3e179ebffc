"""Sales as a clerk wrote them down, told as orders; pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from adapters.sheet.columns import SALES_WORDS
from adapters.sheet.reading import ResultLine
from adapters.sheet.records import Records, Sale, SaleStatus
from sync.marketplace.spreadsheet import Cell, word
from sync.model import Order, OrderLine, Problem, ShopName, Sku, Value

SOLD: Mapping[str, SaleStatus] = dict(
    zip(map(word, SALES_WORDS), ("sold", "released", "returned"), strict=True)
)
_BLANKS_AND_DASHES = re.compile("[\\s\u2010-\u2015\u2212_-]")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)?(?:[eE][+]?\d{1,3})?", re.ASCII)
VIETNAM = timezone(timedelta(hours=7))


Key = tuple[str, Sku]  # an order's number and a SKU
MOST_PER_LINE = 100_000  # units; a barcode typed as a quantity is more


@dataclass(frozen=True, slots=True)
class Totals:
    """What all lines of one order and SKU say together."""

    sold: int = 0
    released: int = 0
    returned: int = 0

    @property
    def gone(self) -> int:
        """Units that left: a return was sold before, whether or not that was written down."""
        return max(max(self.sold, self.returned) - self.released, 0)


def totals_of(sales: Iterable[Sale]) -> Totals:
    """Add the lines up; one that stands on the pages of several runs was copied, and counts once.

    On one page the same line twice is two sales.
    """
    pages: dict[str, Counter[tuple[SaleStatus, int, str]]] = defaultdict(Counter)
    for sale in sales:
        pages[sale.run][sale.status, sale.quantity, sale.ordered_on] += 1
    lines: Counter[tuple[SaleStatus, int, str]] = Counter()
    for page in pages.values():
        lines |= page
    sums: Counter[SaleStatus] = Counter()
    for (status, quantity, _), times in lines.items():
        sums[status] += quantity * times
    return Totals(sums["sold"], sums["released"], sums["returned"])


def with_sales(records: Records, page: Sequence[Sale]) -> Records:
    """Take a page in: it says anew what it said before, and what changed is dated now.

    What the marketplace took off by itself is taken off what it shows, so that it is told the
    figure anew. A return is not in stock yet; what a cancelled order gives back, is.
    """
    entries, sales = dict(records.entries), records.sales
    for key, before, after in _changed(records, page):
        entry, gone = entries[key[1]], totals_of(after).gone - totals_of(before).gone
        if entry.stock is not None:
            entries[key[1]] = replace(entry, stock=max(entry.stock - gone, 0))
        sales = (*(sale for sale in sales if _key(sale) != key), *after)
    return replace(records, entries=entries, sales=sales)


def with_unread(records: Records, run: str, file: str, problems: Sequence[Problem]) -> Records:
    """Keep in mind which lines of a run's page could not be read, until its page comes mended."""
    rows = {row: file for each in problems if isinstance(row := each.values.get("row"), int)}
    others = {name: lines for name, lines in records.unread.items() if name != run}
    return replace(records, unread=others | ({run: rows} if rows else {}))


def is_news(records: Records, page: Sequence[Sale]) -> bool:
    """Tell whether a page says anything that was not known."""
    return any(True for _ in _changed(records, page))


def _key(sale: Sale) -> Key:
    return sale.order_id, sale.sku


def _changed(
    records: Records, page: Sequence[Sale]
) -> Iterator[tuple[Key, list[Sale], list[Sale]]]:
    """Find the orders and SKUs whose sums a page moves, with their lines before and after."""
    known, new = defaultdict[Key, list[Sale]](list), defaultdict[Key, list[Sale]](list)
    for sale in records.sales:
        known[_key(sale)].append(sale)
    for sale in page:
        new[_key(sale)].append(sale)
    for key, lines in new.items():
        runs = {sale.run for sale in lines}
        after = [*(sale for sale in known[key] if sale.run not in runs), *lines]
        if totals_of(known[key]) != totals_of(after):
            yield key, known[key], after


def orders_of(records: Records, since: datetime, until: datetime) -> Iterator[Order]:
    """Tell the orders that were taken in, or taken in anew, in the window."""
    by_order: dict[str, list[Sale]] = defaultdict(list)
    for sale in records.sales:
        by_order[sale.order_id].append(sale)
    for sales in by_order.values():
        if since <= max(sale.taken_at for sale in sales) <= until:
            yield _order(records.shop, sales)


def _order(shop: ShopName, sales: Sequence[Sale]) -> Order:
    placed = datetime.fromisoformat(min(s.ordered_on for s in sales)).replace(tzinfo=VIETNAM)
    updated = max(sale.taken_at for sale in sales)
    lines = [line for sku in dict.fromkeys(s.sku for s in sales) for line in _lines(sku, sales)]
    gone = next((line.status for line in lines if line.status == "sold"), None)
    return Order(
        shop=shop,
        reference=sales[0].order_id,
        status=gone or lines[0].status or "released",
        placed_at=min(placed, updated),
        updated_at=updated,
        lines=tuple(lines),
    )


def _lines(sku: Sku, sales: Sequence[Sale]) -> list[OrderLine]:
    totals = totals_of(sale for sale in sales if sale.sku == sku)
    kept = max(totals.gone - totals.returned, 0)
    units: Mapping[SaleStatus, int] = {
        "sold": kept, "returned": totals.returned, "released": totals.released
    }  # fmt: skip
    return [
        OrderLine(sku=sku, quantity=n, status=status, state=status)
        for status, n in units.items()
        if n
    ]


def sales_in(
    records: Records, lines: Sequence[ResultLine], run: str, now: datetime
) -> tuple[list[Sale], list[Problem]]:
    """Read the sales page of a run's workbook."""
    sales, problems = list[Sale](), list[Problem]()
    for line in lines:
        if line.cells.get("order_id") is None and not line.unreadable:
            continue
        sale = _sale(records, line, run, now)
        if sale is None:
            told = [line.cells.get(key) for key in ("order_id", "sku")]
            values: dict[str, Value] = {
                "row": line.row,
                "order": _shown(told[0]),
                "sku": _shown(told[1]),
            }
            problems.append(Problem(code="sale_unclear", severity="warning", values=values))
        else:
            sales.append(sale)
    return sales, problems


def _shown(cell: Cell) -> str:
    return str(cell if cell is not None else "?")[:60]


def _sale(records: Records, line: ResultLine, run: str, now: datetime) -> Sale | None:
    order_id, sku = line.cells.get("order_id"), sku_of(records, line.cells.get("sku"))
    quantity, ordered_on = line.cells.get("quantity"), line.cells.get("ordered_on")
    status = SOLD.get(word(line.cells.get("status") or SALES_WORDS[0]))
    if line.unreadable or order_id is None or sku is None or status is None:
        return None
    if not isinstance(quantity, int) or not 1 <= quantity <= MOST_PER_LINE:
        return None
    return Sale(
        order_id=str(order_id),
        sku=sku,
        quantity=quantity,
        status=status,
        ordered_on=str(ordered_on or now.date().isoformat()),
        taken_at=now,
        run=run,
    )


def sku_of(records: Records, cell: Cell) -> Sku | None:
    """Find a SKU as typed, or the only one that differs in capitals, blanks or dashes alone.

    Or that a spreadsheet made this number of: 17 of 0017, 100000 of 1E5.
    """
    typed = str(cell or "")
    if typed in records.entries:
        return Sku(typed)
    for told in (_hastily, _number):
        meant = told(typed)
        alike = [sku for sku in records.entries if meant is not None and told(sku) == meant]
        if alike:
            return alike[0] if len(alike) == 1 else None
    return None


def _hastily(text: str) -> str:
    return _BLANKS_AND_DASHES.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _number(text: str) -> float | None:
    """Read a code as a spreadsheet does that takes it for a number."""
    return float(text.replace(",", ".")) if _NUMERAL.fullmatch(text) else None


def without_zeros(code: str) -> str:
    """Write a code of digits as a spreadsheet does that takes it for a number."""
    return code.lstrip("0") if code.isdecimal() else code
