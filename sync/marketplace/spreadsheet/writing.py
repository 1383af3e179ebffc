"""Writes cells as what they are: a text stays a text, no formula slips in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sync.marketplace.spreadsheet.cells import Cell

DANGEROUS = ("=", "+", "-", "@", "\t")  # what a spreadsheet may take for a formula
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """Give a format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def new_book(buffer: io.BytesIO) -> Any:
    """Begin a workbook; texts stay texts, whatever they begin with."""
    import xlsxwriter  # only a command that writes a workbook waits for it

    return xlsxwriter.Workbook(buffer, OPTIONS)


def write(
    sheet: Any, at: tuple[int, int], cell: Cell | date, looks: Formats, look: Mapping[str, Any]
) -> None:
    """Put one value down as what it is; a text that looks like a formula is marked as text."""
    if cell is None or cell == "":
        sheet.write_blank(*at, None, looks.of(**look))
    elif isinstance(cell, date):
        sheet.write_datetime(*at, datetime(cell.year, cell.month, cell.day), looks.of(**look))  # noqa: DTZ001 a day has no zone
    elif isinstance(cell, int):
        sheet.write_number(*at, cell, looks.of(**look))
    else:
        quoted = {"quote_prefix": True} if cell.startswith(DANGEROUS) else {}
        sheet.write_string(*at, cell, looks.of(**look, **quoted))
