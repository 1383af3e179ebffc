"""Where result files are handed in: read, recorded, kept; or set aside with the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from adapters.sheet.book import Book, Sale, SaleStatus, read_book, write_book, write_whole
from adapters.sheet.columns import SALES_WORDS
from adapters.sheet.profiles import Profile
from adapters.sheet.reading.cells import word
from adapters.sheet.reading.grid import LARGEST_BYTES, read_grid, refused
from adapters.sheet.reading.lines import Line
from adapters.sheet.reading.result import Result, meta_of, read_result
from adapters.sheet.sales import taken_off
from adapters.sheet.taking import Taken, counted, take
from sync.marketplace import Rejected, TakenIn
from sync.model import Problem, ShopName, Sku

ACCEPTED, REFUSED = "nhan-ve", "tu-choi"
SOLD: Mapping[str, SaleStatus] = dict(
    zip(map(word, SALES_WORDS), ("sold", "released", "returned"), strict=True)
)


@dataclass(frozen=True, slots=True)
class Desk:
    """One shop's."""

    folder: Path
    shop: ShopName
    profile: Profile

    def addressee(self, file: Path) -> ShopName | None:
        """Say whose result a file says it is."""
        try:
            shop = meta_of(read_grid(_bytes(file))).get("shop")
        except Rejected:
            return None
        return ShopName(shop) if shop else None

    def take_in(self, file: Path, now: datetime) -> TakenIn:
        """Record what a file confirms; raises `Rejected` when nothing of it counts."""
        content = _bytes(file)
        book = read_book(self.folder, self.shop)
        name = hashlib.sha256(content).hexdigest()
        if name in book.taken:
            again = Problem(code="taken_in_before", severity="note", values={"file": file.name})
            return TakenIn(file=file.name, problems=(again,))
        result = read_result(read_grid(content), self.profile)
        taken = self._taken(book, result, now)
        known = {**taken.book.taken, name: file.name}
        after = replace(taken.book, taken=known, told_at=now)
        write_whole(self.folder / ACCEPTED / f"{now:%Y%m%d-%H%M%S}_{file.name}", content)
        write_book(self.folder, after)
        return _report(file.name, taken)

    def set_aside(self, file: Path, why: str) -> Path:
        """Keep a copy of a refused file, and why beside it."""
        copy = self.folder / REFUSED / file.name
        if file.stat().st_size <= LARGEST_BYTES:
            write_whole(copy, file.read_bytes())
        write_whole(copy.with_name(f"{copy.name}.txt"), why.encode())
        return copy

    def _taken(self, book: Book, result: Result, now: datetime) -> Taken:
        """Take the rows and the sales; a file may bring nothing but sales."""
        sold, problems = _sales(book, result, now)
        try:
            taken = take(book, result, self.profile, now)
        except Rejected as error:
            if error.problem.code != "workbook_unfilled" or not sold:
                raise
            taken = Taken(book, (), (), 0)
        kept = {(sale.order_id, sale.sku): sale for sale in (*taken.book.sales, *sold)}
        after = replace(taken_off(taken.book, sold), sales=tuple(kept.values()))
        return replace(taken, book=after, problems=(*taken.problems, *problems))


def _bytes(file: Path) -> bytes:
    if file.stat().st_size > LARGEST_BYTES:
        raise refused("workbook_too_large")
    return file.read_bytes()


def _sales(book: Book, result: Result, now: datetime) -> tuple[list[Sale], list[Problem]]:
    """Read what was sold; a line that was taken in before, word for word, is no news."""
    known = {(sale.order_id, sale.sku): sale for sale in book.sales}
    sales, problems = list[Sale](), list[Problem]()
    for line in result.sales:
        if line.cells.get("order_id") is None and not line.unreadable:
            continue
        sale = _sale(book, line, now)
        if sale is None:
            values = {"row": line.row}
            problems.append(Problem(code="sale_unclear", severity="warning", values=values))
            continue
        before = known.get((sale.order_id, sale.sku))
        if before is None or replace(before, taken_at=now) != sale:
            sales.append(sale)
    return sales, problems


def _sale(book: Book, line: Line, now: datetime) -> Sale | None:
    order_id, sku = line.cells.get("order_id"), Sku(str(line.cells.get("sku")))
    quantity, ordered_on = line.cells.get("quantity"), line.cells.get("ordered_on")
    status = SOLD.get(word(line.cells.get("status") or SALES_WORDS[0]))
    if line.unreadable or order_id is None or sku not in book.entries or status is None:
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


def _report(name: str, taken: Taken) -> TakenIn:
    return TakenIn(
        file=name,
        listed=counted(taken, "listed"),
        reviewing=counted(taken, "review"),
        hidden=counted(taken, "hidden"),
        refused=counted(taken, "refused"),
        absent=counted(taken, "absent"),
        unanswered=taken.unanswered,
        problems=taken.problems,
    )
