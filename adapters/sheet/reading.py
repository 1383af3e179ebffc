"""Reads the lines of a sheet whose columns are known by their keys or headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.marketplace.spreadsheet import Cell, Raw, Rows, Unreadable, cell, letter, word


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column that is looked for; `headings` are folded."""

    key: str
    headings: frozenset[str]
    type: str = "line"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of a sheet: what could be read by key, what could not, and where it stands."""

    row: int  # as the spreadsheet counts, from 1
    cells: Mapping[str, Cell]
    unreadable: Mapping[str, str]
    columns: Mapping[str, str]  # by key, the letter


def lines_of(
    rows: Rows, fields: Sequence[ReadColumn], needed: frozenset[str]
) -> list[ResultLine] | None:
    """Read a sheet's lines; None when no row of it names the needed columns.

    The row of keys may stand anywhere, since people sort; a row of headings counts as well.
    """
    found = _head(rows, fields, needed)
    if found is None:
        return None
    first, places = found
    return [
        _line(number, row, places)
        for number, row in enumerate(rows, 1)
        if number > first and not _names_columns(row, places)
    ]


def _head(
    rows: Rows, fields: Sequence[ReadColumn], needed: frozenset[str]
) -> tuple[int, Mapping[int, ReadColumn]] | None:
    """Find the naming row: keys before headings. Answers after which row data may stand."""
    keyed = {field.key: field for field in fields}
    headed = {heading: field for field in fields for heading in field.headings}
    for row in rows:
        places = _placed(row, {word(key): field for key, field in keyed.items()})
        if needed <= {field.key for field in places.values()}:
            return 0, places
    for number, row in enumerate(rows, 1):
        places = _placed(row, headed)
        if needed <= {field.key for field in places.values()}:
            return number, places
    return None


def _placed(row: Sequence[Raw], names: Mapping[str, ReadColumn]) -> dict[int, ReadColumn]:
    places: dict[int, ReadColumn] = {}
    taken: set[str] = set()
    for position, raw in enumerate(row):
        field = names.get(_word(raw)) if raw not in ("", None) else None
        if field and field.key not in taken:
            places[position] = field
            taken.add(field.key)
    return places


def _word(raw: Raw) -> str:
    try:
        return word(raw)
    except Unreadable:
        return ""


def _names_columns(row: Sequence[Raw], places: Mapping[int, ReadColumn]) -> bool:
    """Tell a row that names columns from one of data: most of what it holds are their names."""
    words = [(_word(row[p]), f) for p, f in places.items() if p < len(row) and row[p] != ""]
    naming = sum(w == word(f.key) or w in f.headings for w, f in words)
    return naming >= 2 and naming * 2 > len(words)


def _line(number: int, row: Sequence[Raw], places: Mapping[int, ReadColumn]) -> ResultLine:
    cells: dict[str, Cell] = {}
    unreadable: dict[str, str] = {}
    for position, field in places.items():
        raw = row[position] if position < len(row) else None
        try:
            cells[field.key] = _read(raw, field)
        except Unreadable as error:
            unreadable[field.key] = str(error)[:60]
    letters = {field.key: letter(position) for position, field in places.items()}
    return ResultLine(number, cells, unreadable, letters)


def _read(raw: Raw, field: ReadColumn) -> Cell:
    raw = None if raw == "" else raw
    if field.unit != "kg" or raw is None:
        return cell(raw, field.type, field.key)
    try:
        kilograms = float(str(raw).strip().replace(",", "."))
        return round(kilograms * 1000)
    except (ValueError, OverflowError):
        raise Unreadable(str(raw)) from None


def filled(lines: Sequence[ResultLine], keys: Sequence[str]) -> Iterator[ResultLine]:
    """Leave out the lines that hold nothing under these keys."""
    for line in lines:
        if any(line.cells.get(key) is not None or key in line.unreadable for key in keys):
            yield line
