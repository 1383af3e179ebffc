"""Takes a filled sheet of stock counts into the books, as `ocop stock count` does each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sync.catalog import Configuration
from sync.catalog.reading import Unread
from sync.catalog.workbook import (
    COUNTED,
    COUNTED_ON,
    CellChange,
    ProductChange,
    ReadBook,
    changes_in,
    known_rows,
)
from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import opening, run
from sync.cli.session import Refused, Session
from sync.cli.stock import known
from sync.cli.tables import show_problems
from sync.cli.terminal import Terminal
from sync.model import Problem, Sku
from sync.output.changes import problems_json
from sync.running.catalog_workbook import CatalogText, catalog_texts, words_of
from sync.running.ledger import StockEntry, StockEntryRefused
from sync.transport.clock import Clock, legal_day


def texts_of(session: Session) -> list[CatalogText]:
    """Read the catalog files; raises `Refused` where one is broken."""
    try:
        return catalog_texts(session.config)
    except Unread as error:
        where = error.problem.where
        raise Refused("workbook_file_broken", file=where.file if where else "") from error


def counts_taken_in(
    session: Session, configuration: Configuration, terminal: Terminal, book: ReadBook, file: Path
) -> int:
    """Write the counts of a filled sheet into the books, each once however often it is read."""
    words = words_of(configuration, terminal.language)
    today = legal_day(Clock())
    rows = known_rows(row for text in texts_of(session) for row in text.rows)
    changes = changes_in(book, rows, words)
    name = hashlib.blake2b(file.read_bytes(), digest_size=5).hexdigest()
    entries = list(_entries(changes.products, today, name))
    new, refused = run(_counted(session, configuration, entries))
    problems = [*changes.problems, *refused]
    show_problems(terminal, [*changes.notes, *problems])
    terminal.tell("workbook_counted", count=new, known=len(entries) - new - len(refused) or None)
    terminal.answer({"counted": new, "problems": problems_json(problems, terminal.language)})
    return exits.NOT_ALL_TRUE if problems else exits.FINE


def _entries(
    products: Sequence[ProductChange], today: date, name: str
) -> Iterator[tuple[StockEntry, date]]:
    for product in products:
        by_sku: dict[str, dict[str, CellChange]] = {}
        for cell in product.cells:
            by_sku.setdefault(cell.sku or cell.code, {})[cell.column.key] = cell
        for sku, said in by_sku.items():
            counted = said[COUNTED].after if COUNTED in said else None
            if isinstance(counted, int):
                on = said.get(COUNTED_ON)
                day = date.fromisoformat(str(on.after)) if on and on.after else today
                reference = f"excel-{name}-{sku}"[:200]
                entry = StockEntry(sku=Sku(sku), quantity=counted, reference=reference)
                yield entry, day


async def _counted(
    session: Session, configuration: Configuration, entries: Sequence[tuple[StockEntry, date]]
) -> tuple[int, list[Problem]]:
    new = 0
    problems: list[Problem] = []
    async with opening(session, configuration) as app:
        rows = await app.ledger.rows()
        for entry, day in entries:
            try:
                told = await app.ledger.count(entry, day)
            except StockEntryRefused as error:
                problems.append(Problem(code=error.code, values=error.values, about=entry.sku))
                continue
            new += told
            if told:
                note = f"count {entry.sku} {entry.quantity}, {entry.reference}"
                said = decided("stock", code=known(rows, entry.sku).code, note=note)
                await app.store.decisions.add([said])
    return new, problems
