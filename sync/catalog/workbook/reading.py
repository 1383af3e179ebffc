"""Reads a workbook that was written here: whose row each line is, and what it said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, cast, get_args

from sync.catalog.legacy_text import Encoding
from sync.catalog.workbook.columns import (
    BASE_SHEET,
    CODE,
    FORMAT,
    META_SHEET,
    PRICE_AT,
    PRODUCTS_SHEET,
    SKU,
    SheetColumn,
    SheetKind,
    columns_of,
)
from sync.marketplace.spreadsheet import Grid, Raw, Rows, Unreadable, letter, text

KEYS_WITHIN: Final = 10  # lines from the top: people put titles above


class SheetCell(NamedTuple):
    """A cell as a spreadsheet names it, and what it holds."""

    at: str
    raw: Raw


class ConvertedCell(NamedTuple):
    """What a cell held before it was turned into Unicode."""

    encoding: Encoding
    was: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet, its cells by key of column; `base` is what they said when written.

    Without a base an empty cell says nothing.
    """

    row: int
    cells: Mapping[str, SheetCell]
    base: Mapping[str, str] | None = None

    def said(self, key: str) -> str:
        """Take a cell as plain text; "" where it is empty or holds an error."""
        cell = self.cells.get(key)
        return plain(cell.raw) if cell else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBook:
    """What a workbook holds; `own` where it was written here."""

    kind: SheetKind
    columns: Sequence[SheetColumn]
    lines: Sequence[SheetLine]
    own: bool = True
    option_name: str = ""  # how the column of options is called, of a sheet of another hand
    factors: Mapping[str, int] = field(default_factory=dict)  # prices in thousands, kilograms
    uncomputed: frozenset[str] = frozenset()
    converted: Mapping[str, ConvertedCell] = field(default_factory=dict)


def plain(raw: Raw) -> str:
    """Take a cell as text, whatever it holds; an error as it is shown."""
    try:
        return text(raw) or ""
    except Unreadable:
        return str(raw)


def read_own(grid: Grid) -> ReadBook | None:
    """Read a workbook of ours; None for any other."""
    meta = {plain(row[0]): plain(row[1]) for row in grid.sheets.get(META_SHEET, ()) if len(row) > 1}
    rows = grid.sheets.get(PRODUCTS_SHEET)
    if meta.get("format") != FORMAT or rows is None or meta.get("kind") not in get_args(SheetKind):
        return None
    kind = cast("SheetKind", meta["kind"])
    found = _places(rows, kind)
    if found is None:
        return None
    first, places = found
    base = dict(_base(grid.sheets.get(BASE_SHEET, ())))
    return ReadBook(
        kind=kind,
        columns=tuple(places.values()),
        lines=tuple(_lines(rows, first, places, base)),
        uncomputed=grid.uncomputed.get(PRODUCTS_SHEET, frozenset()),
    )


def _places(rows: Rows, kind: SheetKind) -> tuple[int, dict[int, SheetColumn]] | None:
    """Find the line of keys; answers after which line data may stand."""
    known = {column.key: column for column in columns_of(kind)}
    for number, row in enumerate(rows[:KEYS_WITHIN], 1):
        keys = [plain(raw) for raw in row]
        if CODE in keys and SKU in keys:
            named = {
                at: known.get(key) or SheetColumn(key, "price", known[CODE].owners)
                for at, key in enumerate(keys)
                if key in known or key.startswith(PRICE_AT)
            }
            return number, named
    return None


def _lines(
    rows: Rows,
    first: int,
    places: Mapping[int, SheetColumn],
    base: Mapping[tuple[str, str], Mapping[str, str]],
) -> Iterator[SheetLine]:
    for number, row in enumerate(rows, 1):
        cells = {
            column.key: SheetCell(f"{letter(at)}{number}", row[at])
            for at, column in places.items()
            if at < len(row)
        }
        if number > first and any(plain(one.raw) for one in cells.values()):
            line = SheetLine(number, cells)
            yield SheetLine(number, cells, base.get((line.said(CODE), line.said(SKU))))


def _base(rows: Rows) -> Iterator[tuple[tuple[str, str], Mapping[str, str]]]:
    keys = [plain(raw) for raw in rows[0]] if rows else []
    for row in rows[1:]:
        said = {key: plain(raw) for key, raw in zip(keys, row, strict=False)}
        yield (said.get(CODE, ""), said.get(SKU, "")), said


def missing_rows(book: ReadBook, grid: Grid) -> dict[tuple[str, str], Mapping[str, str]]:
    """Recall what the rows (code, SKU) said that were written and are on no line any more."""
    there = {(line.said(CODE), line.said(SKU)) for line in book.lines}
    written = _base(grid.sheets.get(BASE_SHEET, ()))
    return {name: said for name, said in written if name not in there}
