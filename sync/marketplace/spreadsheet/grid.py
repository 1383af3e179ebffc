"""Opens a workbook or a CSV as plain rows; what cannot be trusted is refused whole, by name."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineWorkbook

from sync.marketplace.errors import Rejected
from sync.marketplace.spreadsheet.bounds import (
    LARGEST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    must_be_harmless,
    refused,
)
from sync.marketplace.spreadsheet.formulas import uncomputed_cells

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DELIMITERS = ",;\t"
TEXT_SHEET = ""

Raw = Any  # what calamine gives: text, number, bool, date, time, or "" for nothing
Rows = Sequence[Sequence[Raw]]
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheets of a file by name, each with all of its rows; a CSV has one, without a name.

    `merged` are ranges of cells (first and last row and column, from 0) that show one value;
    `uncomputed` are cells, as D5, whose formula nobody has computed: they read as empty.
    """

    sheets: Mapping[str, Rows]
    merged: Mapping[str, Sequence[Range]] = field(default_factory=dict)
    uncomputed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def one_of(self, *names: str) -> Rows | None:
        """Find the first sheet of these names, or the only sheet of a text file."""
        for name in (*names, TEXT_SHEET):
            if name in self.sheets:
                return self.sheets[name]
        return None


def read_grid(content: bytes) -> Grid:
    """Read a workbook or a CSV; raises `Rejected` and nothing else."""
    if len(content) > LARGEST_BYTES:
        raise refused("workbook_too_large")
    if content.startswith(OLE):
        raise refused("workbook_locked" if ENCRYPTED in content else "workbook_old_format")
    if content.startswith(b"PK"):
        return _workbook(content)
    return Grid({TEXT_SHEET: _text(content)})


def _workbook(content: bytes) -> Grid:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _examine(archive)
            uncomputed = uncomputed_cells(archive)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        merged = {name: _merged(book, name) for name in book.sheet_names}
        return Grid({name: _rows(book, name) for name in book.sheet_names}, merged, uncomputed)
    except Rejected:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 a panic of the reader's own language is no Exception
        raise refused("workbook_damaged", why=type(error).__name__) from None


def _rows(book: CalamineWorkbook, name: str) -> Rows:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _merged(book: CalamineWorkbook, name: str) -> Sequence[Range]:
    return book.get_sheet_by_name(name).merged_cell_ranges or ()


def _examine(archive: zipfile.ZipFile) -> None:
    """Look into every part before anything is built from it."""
    names = archive.namelist()
    if "[Content_Types].xml" not in names:
        old = "mimetype" in names or "content.xml" in names
        raise refused("workbook_old_format" if old else "not_a_workbook")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refused("workbook_macros")
    must_be_harmless(archive)


def _text(content: bytes) -> Rows:
    """Read a CSV by its mark and its heading line."""
    text = _decoded(content)
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    if head.count(delimiter) == 0:
        raise refused("not_a_workbook")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise refused("not_a_workbook") from None
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        raise refused("workbook_too_large")
    if _is_cut(text, delimiter, rows):
        raise refused("workbook_cut", row=len(rows))
    return [[_unquoted(cell) for cell in row] for row in rows]


def _is_cut(text: str, delimiter: str, rows: Rows) -> bool:
    """Tell whether a CSV breaks off amid a line: 12 of what was 125 looks like a figure.

    One line that is not ended is the whole of what many programs leave out, and a note of people
    below the table has one cell.
    """
    if text.endswith(("\n", "\r")):
        return False
    if 1 < len(rows[-1]) < len(rows[0]):
        return True
    last = text[text.rfind("\n") + 1 :]
    try:
        list(csv.reader([last], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _decoded(content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeError:
        old = not wide and b"\0" not in content
        raise refused("workbook_old_code_page" if old else "not_a_workbook") from None
    if "\0" in text:
        raise refused("not_a_workbook")
    return text


def _unquoted(cell: str) -> str:
    """Take off the mark that kept a text from being a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t"} else cell
