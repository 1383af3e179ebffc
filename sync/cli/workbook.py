"""`ocop catalog export` and `import`: the catalog as a workbook, there and back."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict, Unpack

from sync.catalog import CatalogCache, Configuration
from sync.catalog.editing import EditRefused
from sync.catalog.legacy_text import recognised
from sync.catalog.reading import Unread
from sync.catalog.workbook import (
    CellChange,
    ProductChange,
    SheetKind,
    as_text,
    changes_in,
    heading_of,
    known_rows,
    missing_rows,
    read_own,
    today_where_counted,
    written,
)
from sync.cli import exits
from sync.cli.edit_note import edit_noted
from sync.cli.own_headings import read_of_another_hand
from sync.cli.people import ask, can_be_asked
from sync.cli.prepare import load, opening, refuse_followed, run, terminal_of
from sync.cli.session import Refused, Session
from sync.cli.tables import show_problems
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.cli.workbook_counts import counts_taken_in, texts_of
from sync.marketplace import Rejected
from sync.marketplace.spreadsheet import LARGEST_BYTES, Grid, read_grid
from sync.model import Sku
from sync.output.changes import Json, problems_json
from sync.running.catalog_edits import edit_files
from sync.running.catalog_workbook import (
    BookRequest,
    ImportRequest,
    WorkbookImport,
    book_of,
    words_of,
    workbook_import,
)
from sync.transport.clock import Clock, legal_day

COLUMNS = ("product", "item", "was", "will_be", "cell")


class ImportChoices(TypedDict, total=False):
    """What may be said to `ocop catalog import`."""

    into: str
    yes: bool


def export(session: Session, *, workbook: Path, prices: bool = False, counts: bool = False) -> int:
    """Write the catalog, its prices or a sheet for counting into a workbook."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    if workbook.exists():
        raise Refused("workbook_there_already", file=str(workbook))
    kind: SheetKind = "stock" if counts else "prices" if prices else "products"
    now = Clock().now()
    books = run(_on_the_books(session, configuration)) if counts else {}
    request = BookRequest(kind=kind, at=now, language=terminal.language, books=books)
    book = book_of(request, texts_of(session), configuration)
    try:
        workbook.write_bytes(written(book))
    except OSError as error:
        raise Refused(
            "workbook_unwritable", file=str(workbook), why=error.strerror or ""
        ) from error
    terminal.tell("workbook_written", rows=len(book.rows), file=str(workbook))
    terminal.answer({"file": str(workbook), "kind": kind, "rows": len(book.rows)})
    return exits.FINE


async def _on_the_books(session: Session, configuration: Configuration) -> dict[Sku, int]:
    async with opening(session, configuration) as app:
        rows = await app.ledger.rows()
        return {row.sku: row.balance.available for row in rows if row.balance is not None}


def take_in(session: Session, *, filled: Path, **choices: Unpack[ImportChoices]) -> int:
    """Show what a workbook changes, ask, and write it value by value."""
    configuration = load(session)
    refuse_followed(configuration)
    terminal = terminal_of(session, configuration)
    grid = _grid(terminal, filled)
    book = read_own(grid) or read_of_another_hand(session, terminal, grid)
    if book.kind == "stock":
        return counts_taken_in(session, configuration, terminal, book, filled)
    texts = texts_of(session)
    words = words_of(configuration, terminal.language)
    rows = known_rows(row for text in texts for row in text.rows)
    gone = missing_rows(book, grid) if book.own else {}
    changes = changes_in(book, rows, words, gone)
    changes = today_where_counted(changes, legal_day(Clock()))

    request = ImportRequest(
        texts=texts,
        words=words,
        load_instead=lambda files: load(session, CatalogCache(instead=files)),
        into=choices.get("into", ""),
        option_name=book.option_name,
    )
    found = workbook_import(changes, request)
    _show(terminal, found)
    if gone and book.kind == "products":
        terminal.tell("workbook_gone", count=len(gone))
    number = _decided(session, configuration, terminal, found, choices)
    _answer(terminal, found, number)
    done = not found.problems and (number is not None or not found.products)
    return exits.FINE if done else exits.NOT_ALL_TRUE


def _grid(terminal: Terminal, file: Path) -> Grid:
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise Refused("workbook_too_large")
        content = file.read_bytes()
        return read_grid(_in_unicode(terminal, content))
    except OSError as error:
        raise Refused("workbook_not_there", file=str(file)) from error
    except Rejected as error:
        (problem,) = error.problems
        raise Refused.of(problem) from error


def _in_unicode(terminal: Terminal, content: bytes) -> bytes:
    """Turn a .csv of an old code page into Unicode where that is certain, and say so."""
    if content.startswith(b"PK") or b"\0" in content:
        return content
    try:
        content.decode("utf-8")
    except UnicodeError:
        old = recognised(content.decode("cp1252", errors="ignore"))
        if old is not None and old.certain:
            terminal.tell("workbook_csv_converted", encoding=old.encoding)
            return old.text.encode()
    return content


def _show(terminal: Terminal, found: WorkbookImport) -> None:
    """Say value by value what would change, what had to be understood, and what is left alone."""
    for product in found.products:
        if product.new:
            name = next((c.after for c in product.cells if c.column.key == "name"), None)
            terminal.tell("workbook_new_product", code=product.code, name=name, file=product.file)
        for sku in product.skus:
            terminal.tell("workbook_new_variant", sku=sku, code=product.code)
    rows = [_row(terminal, cell) for product in found.products for cell in product.cells]
    if rows:
        laid_out(terminal, COLUMNS, rows)
    coined = [product.code for product in found.products if product.coined]
    if coined:
        terminal.tell("workbook_coined", codes=tuple(coined))
    left = {problem.about for problem in found.problems}
    notes = [note for note in found.notes if note.about not in left]
    show_problems(terminal, [*notes, *found.problems])
    if left:
        terminal.tell("workbook_left_out", count=len(left))
    if not found.products:
        terminal.tell("workbook_nothing")


def _row(terminal: Terminal, cell: CellChange) -> list[Cell]:
    after = as_text(cell.after) or terminal.word("workbook_emptied")
    return [
        cell.sku or cell.code,
        heading_of(cell.column, terminal.language),
        as_text(cell.before),
        after,
        cell.at,
    ]


def _decided(
    session: Session,
    configuration: Configuration,
    terminal: Terminal,
    found: WorkbookImport,
    choices: ImportChoices,
) -> int | None:
    """Ask, and write; answers the number of the edit, None where nothing was written."""
    yes = choices.get("yes", False)
    if not found.products:
        return None
    if not yes and not can_be_asked():
        raise Refused("workbook_nobody_to_ask")
    if not yes and ask(terminal, "workbook_answers") not in ("yes", "all"):
        terminal.tell("workbook_left")
        return None
    number = _written(session, configuration, found)
    values = sum(len(product.cells) for product in found.products)
    terminal.tell("workbook_taken_in", products=len(found.products), values=values, number=number)
    return number


def _answer(terminal: Terminal, found: WorkbookImport, number: int | None) -> None:
    terminal.answer(
        {
            "edit": number,
            "products": [_product_json(product) for product in found.products],
            "problems": problems_json(found.problems, terminal.language),
        }
    )


def _written(session: Session, configuration: Configuration, found: WorkbookImport) -> int:
    try:
        done = edit_files(found.works, session.home)
    except (EditRefused, Unread) as error:
        raise Refused.of(error.problem) from error
    codes = [product.code for product in found.products]
    return run(edit_noted(session, configuration, done, codes))


def _product_json(product: ProductChange) -> Json:
    return {
        "code": product.code,
        "new": product.new,
        "file": product.file,
        "new_skus": list(product.skus),
        "cells": [
            {
                "sku": cell.sku or None,
                "field": cell.column.key,
                "before": cell.before,
                "after": cell.after,
                "cell": cell.at,
            }
            for cell in product.cells
        ],
    }
