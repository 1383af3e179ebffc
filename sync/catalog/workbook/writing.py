"""Writes the catalog as a workbook that people edit: drop-downs, hints, codes that are locked.

A hidden sheet keeps what every cell said when it was written, so that only what people changed is
taken in, even if the catalog was edited meanwhile.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sync.catalog.workbook.cells import UNSHOWN, Words, as_text
from sync.catalog.workbook.columns import (
    BASE_SHEET,
    CHOICES_SHEET,
    CODE,
    COUNTED,
    COUNTED_ON,
    FILE,
    FORMAT,
    GUIDE_SHEET,
    META_SHEET,
    PRODUCTS_SHEET,
    SKU,
    SheetColumn,
    SheetKind,
    fixed,
)
from sync.catalog.workbook.rows import Said
from sync.marketplace.spreadsheet import Cell, Formats, letter, new_book, write
from sync.model.packs import UNITS
from sync.wording import say

if TYPE_CHECKING:
    from sync.model import Language

HEAD_ROWS: Final = 2  # the headings, and the hidden line of keys
BLANK_ROWS: Final = 200  # for new products
_GREY: Final = "#ECEFF1"
_FORMS: Final[Mapping[str, str]] = {
    "price": "#,##0", "whole": "#,##0", "count": "#,##0", "day": "dd/mm/yyyy",
}  # fmt: skip
_GUIDANCE: Final[Mapping[SheetKind, Sequence[str]]] = {
    "products": ("edit", "new", "variant", "leave_out", "lists", "import"),
    "prices": ("prices", "import"),
    "stock": ("stock", "import"),
}


_HINTED: Final = frozenset(
    {"file", "code", "sku", "name", "options", "price_at", "counted_on", "category", "story",
     "images", "weight_g", "sold", "book", "counted"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook to be written: its rows by key of column, and how values are called."""

    kind: SheetKind
    columns: Sequence[SheetColumn]
    rows: Sequence[Said]
    words: Words
    files: Sequence[str]
    at: datetime
    language: Language = "vi"


def heading_of(column: SheetColumn, language: Language) -> str:
    """Name a column as people read it."""
    if column.channel:
        return say("workbook_column_price_at", {"channel": column.channel}, language).what
    return say(f"workbook_column_{column.key.replace('.', '_')}", {}, language).what


def written(book: Book) -> bytes:
    """Write the workbook; the same book gives the same bytes."""
    buffer = io.BytesIO()
    made = new_book(buffer)
    made.set_properties({"created": book.at.replace(tzinfo=None)})
    looks = Formats(made)
    sheets = (PRODUCTS_SHEET, GUIDE_SHEET, CHOICES_SHEET, BASE_SHEET, META_SHEET)
    main, guide, choices, base, meta = (made.add_worksheet(name) for name in sheets)
    _head(main, book, looks)
    _fill(main, book, looks)
    _rules(main, book, looks)
    _guide(guide, book, looks)
    _choices(made, choices, book)
    _base(base, book, looks)
    for line, (key, value) in enumerate(_meta(book).items()):
        meta.write_row(line, 0, (key, value))
    for hidden in (choices, base, meta):
        hidden.hide()
    made.close()
    return buffer.getvalue()


def _meta(book: Book) -> Mapping[str, str]:
    return {"format": FORMAT, "kind": book.kind, "written_at": book.at.isoformat()}


def _head(sheet: Any, book: Book, looks: Formats) -> None:
    bold = looks.of(bold=True, text_wrap=True, valign="top", bg_color="#E3F2FD")
    for position, column in enumerate(book.columns):
        sheet.write_string(0, position, heading_of(column, book.language), bold)
        sheet.write_string(1, position, column.key, looks.of(font_color="#9E9E9E", font_size=8))
        folded = {"level": 1, "hidden": True} if column.rare else {}
        open_ = looks.of(locked=False, **_look(column))
        sheet.set_column(position, position, column.wide, open_, folded)
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.freeze_panes(HEAD_ROWS, _frozen(book))
    last = HEAD_ROWS + len(book.rows) + _blank(book) - 1
    sheet.autofilter(0, 0, max(last, 1), len(book.columns) - 1)


def _frozen(book: Book) -> int:
    return sum(column.key in (FILE, CODE, SKU, "name") for column in book.columns)


def _blank(book: Book) -> int:
    return BLANK_ROWS if book.kind == "products" else 0


def _look(column: SheetColumn) -> dict[str, Any]:
    look: dict[str, Any] = {"valign": "top", "num_format": _FORMS.get(column.kind, "@")}
    if column.kind in ("text", "list", "pairs"):
        look["text_wrap"] = True
    if column.key in (COUNTED, COUNTED_ON):
        look["bg_color"] = "#FFF9C4"
    return look


def _fill(sheet: Any, book: Book, looks: Formats) -> None:
    """Write what is there; codes are locked, so is what no cell can hold."""
    locked = fixed(book.kind)
    for line, row in enumerate(book.rows, HEAD_ROWS):
        for position, column in enumerate(book.columns):
            cell = row.get(column.key)
            shut = column.key in locked or cell == UNSHOWN
            look = {**_look(column), "locked": shut} | ({"bg_color": _GREY} if shut else {})
            if cell is not None or shut:
                written_cell = None if cell == UNSHOWN else _typed(column, cell)
                write(sheet, (line, position), written_cell, looks, look)
    allowed = ("format_cells", "format_columns", "format_rows", "insert_rows", "autofilter", "sort")
    sheet.protect("", dict.fromkeys(allowed, True))


def _typed(column: SheetColumn, cell: Cell) -> Cell | date:
    if column.kind == "day" and isinstance(cell, str):
        try:
            return date.fromisoformat(cell)
        except ValueError:
            return cell
    return cell


def _rules(sheet: Any, book: Book, looks: Formats) -> None:
    """Give every column its drop-down or bounds, and a hint that shows beside the cell."""
    last = HEAD_ROWS + max(len(book.rows) + _blank(book), 1) - 1
    for position, column in enumerate(book.columns):
        hint = _hint(book, column)
        rule = _rule(book, column) or ({"validate": "any"} if hint else None)
        if rule:
            sheet.data_validation(HEAD_ROWS, position, last, position, rule | hint)
        if book.kind == "products" and "variant" not in column.owners:
            shade: dict[str, Any] = {"type": "formula", "criteria": f'=$C{HEAD_ROWS + 1}<>""'}
            shade["format"] = looks.of(bg_color=_GREY)
            sheet.conditional_format(HEAD_ROWS, position, last, position, shade)


def _hint(book: Book, column: SheetColumn) -> dict[str, str]:
    about = "price_at" if column.channel else column.key
    name = about if about in _HINTED else f"of_{column.kind}"
    title = heading_of(column, book.language)
    told = say(f"workbook_hint_{name}", {"channel": column.channel}, book.language)
    return {"input_title": title[:32], "input_message": told.what[:255]}


def _rule(book: Book, column: SheetColumn) -> dict[str, Any] | None:
    told = {
        "error_title": say("workbook_wrong", {}, book.language).what[:32],
        "error_message": say(f"workbook_wrong_{column.kind}", {}, book.language).what[:255],
        "error_type": "warning",
    }
    if column.key in _lists(book):
        return {"validate": "list", "source": f"=ds_{column.key.replace('.', '_')}", **told}
    if column.kind in ("whole", "count", "price"):
        least = 0 if column.kind == "count" else 1000 if column.kind == "price" else 1
        bounds = {"criteria": "between", "minimum": least, "maximum": 999_999_999}
        return {"validate": "integer", **bounds, **told}
    if column.kind == "day":
        return {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), **told}
    return None


def _lists(book: Book) -> Mapping[str, Sequence[str]]:
    words = {key: list(named.values()) for key, named in book.words.items() if key != "yes_no"}
    yes_no = list(book.words["yes_no"].values())
    return {
        FILE: book.files,
        **words,
        "unit": UNITS,
        "sold": yes_no,
        "certificate.withdrawn": yes_no,
        "certificate.stars": ("3", "4", "5"),
        "product_set": tuple(map(str, range(1, 27))),
    }


def _choices(made: Any, sheet: Any, book: Book) -> None:
    for position, (key, values) in enumerate(_lists(book).items()):
        sheet.write_string(0, position, key)
        for line, value in enumerate(values, 1):
            if value.isdigit():
                sheet.write_number(line, position, int(value))
            else:
                sheet.write_string(line, position, value)
        at, last = letter(position), max(len(values), 1) + 1
        made.define_name(f"ds_{key.replace('.', '_')}", f"={CHOICES_SHEET}!${at}$2:${at}${last}")


def _guide(sheet: Any, book: Book, looks: Formats) -> None:
    sheet.set_column(0, 0, 110)
    wrapped = looks.of(text_wrap=True, valign="top")
    title = say(f"workbook_title_{book.kind}", {}, book.language).what
    sheet.write_string(0, 0, title, looks.of(bold=True))
    for number, name in enumerate(_GUIDANCE[book.kind], 1):
        told = say(f"workbook_guide_{name}", {}, book.language).what
        sheet.write_string(number, 0, f"{number}. {told}", wrapped)


def _base(sheet: Any, book: Book, looks: Formats) -> None:
    for position, column in enumerate(book.columns):
        sheet.write_string(0, position, column.key)
    for line, row in enumerate(book.rows, 1):
        for position, column in enumerate(book.columns):
            if text := as_text(row.get(column.key)):
                write(sheet, (line, position), text, looks, {"num_format": "@"})
