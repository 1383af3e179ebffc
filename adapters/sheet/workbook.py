"""Writes the workbook of a run and its twins as text: no formula, the same bytes each time."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from string import ascii_uppercase
from typing import Any

from adapters.sheet.columns import (
    ACTIONS,
    CHOICES,
    GUIDANCE,
    GUIDE,
    META,
    RESULTS,
    SALES,
    SALES_COLUMNS,
    SALES_WORDS,
    SHEET,
    STARS,
    Column,
)
from adapters.sheet.profiles import Profile, ProfileColumn
from adapters.sheet.runs import RunRow, shown
from sync.marketplace.spreadsheet import DANGEROUS, Cell, Formats, new_book, write
from sync.model.packs import UNITS

HEAD_ROWS = 2
BLANK_ROWS = 500  # of the sheet that only the clerk fills in
LISTS: Mapping[str, Sequence[str]] = {
    "ds_hanh_dong": ACTIONS,
    "ds_ket_qua": RESULTS,
    "ds_don_vi": UNITS,
    "ds_hang_sao": STARS,
    "ds_trang_thai": SALES_WORDS,
}


def workbook(profile: Profile, tasks: Sequence[RunRow], meta: Mapping[str, str]) -> bytes:
    """Write the rows and everything around them."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    book.set_properties({"created": datetime.fromisoformat(meta["created_at"])})
    looks = Formats(book)
    sheets = {name: book.add_worksheet(name) for name in (SHEET, GUIDE, CHOICES, SALES, META)}
    places = profile.places
    columns = [place.column for place in places]
    _head(sheets[SHEET], looks, [place.heading for place in places], columns)
    for line, task in enumerate(tasks, HEAD_ROWS):
        for position, place in enumerate(places):
            look = _look(place, task)
            write(sheets[SHEET], (line, position), _typed(place, shown(task, place)), looks, look)
    _validate(sheets[SHEET], places, len(tasks))
    _guide(sheets[GUIDE], looks, profile)
    _choices(book, sheets[CHOICES], looks, _categories(tasks))
    _head(sheets[SALES], looks, [column.heading for column in SALES_COLUMNS], SALES_COLUMNS)
    own = [ProfileColumn(column.heading, column.key) for column in SALES_COLUMNS]
    _validate(sheets[SALES], own, BLANK_ROWS)
    _blank_rows(sheets[SALES], looks)
    _meta(sheets[META], looks, meta)
    book.close()
    return buffer.getvalue()


def _blank_rows(sheet: Any, looks: Formats) -> None:
    """Format what the clerk will type: an order or SKU of digits keeps its zeros as text."""
    forms = {"line": "@", "day": "dd/mm/yyyy", "whole": "#,##0"}
    for position, column in enumerate(SALES_COLUMNS):
        look = looks.of(num_format=forms.get(column.type, "@"))
        sheet.set_column(position, position, column.wide, look)
        for line in range(HEAD_ROWS, HEAD_ROWS + BLANK_ROWS):
            sheet.write_blank(line, position, None, look)


def figures(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], meta: Mapping[str, str],
            name: str) -> bytes:  # fmt: skip
    """Write the small workbook of prices and stocks."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    book.set_properties({"created": datetime.fromisoformat(meta["created_at"])})
    looks = Formats(book)
    sheet, hidden = book.add_worksheet(name), book.add_worksheet(META)
    _head(sheet, looks, [column.heading for column in columns], columns)
    for line, row in enumerate(rows, HEAD_ROWS):
        for position, cell in enumerate(row):
            form = "#,##0" if columns[position].type == "whole" else "@"
            write(sheet, (line, position), cell, looks, {"num_format": form})
    _meta(hidden, looks, meta)
    book.close()
    return buffer.getvalue()


def _typed(place: ProfileColumn, cell: Cell) -> Cell | date:
    if isinstance(cell, str) and place.column.type == "day" and not place.format:
        return date.fromisoformat(cell)
    return cell


def _look(place: ProfileColumn, task: RunRow) -> dict[str, Any]:
    column = place.column
    forms = {"whole": "#,##0", "day": "dd/mm/yyyy"}
    look: dict[str, Any] = {"valign": "top", "num_format": forms.get(column.type, "@")}
    if column.type == "text":
        look["text_wrap"] = True
    if column.clerk:
        look["bg_color"] = "#FFF9C4"
    if place.key in task.changed:
        look["bold"] = True
    return look


def _head(sheet: Any, looks: Formats, headings: Sequence[str], columns: Sequence[Column]) -> None:
    for position, (heading, column) in enumerate(zip(headings, columns, strict=True)):
        fill = {"bg_color": "#FFF9C4"} if column.clerk else {}
        bold = looks.of(bold=True, text_wrap=True, valign="top", **fill)
        sheet.write_string(0, position, heading, bold)
        sheet.write_string(1, position, column.key, looks.of(font_color="#9E9E9E", font_size=8))
        sheet.set_column(position, position, column.wide)
    sheet.freeze_panes(HEAD_ROWS, 0)
    sheet.autofilter(1, 0, 1, len(columns) - 1)


def _validate(sheet: Any, places: Sequence[ProfileColumn], rows: int) -> None:
    for position, place in enumerate(places):
        if rule := _rule(place):
            sheet.data_validation(HEAD_ROWS, position, HEAD_ROWS + max(rows, 1) - 1, position, rule)


def _rule(place: ProfileColumn) -> dict[str, Any] | None:
    column, bounds = place.column, place.column.bounds
    if place.unit or place.format or place.value is not None:
        return None
    if column.choices:
        rule = {"validate": "list", "source": f"={column.choices}"}
        return rule | _told("Hãy chọn một giá trị trong danh sách.")
    if column.type == "whole":
        between: dict[str, Any] = {"criteria": "between", "minimum": bounds.least or 0}
        between["maximum"] = bounds.most
        told = f"Hãy ghi số nguyên từ {bounds.least or 0} đến {bounds.most}."
        return {"validate": "integer", **between, **_told(told)}
    if column.type == "day":
        since: dict[str, Any] = {"criteria": ">=", "value": date(2000, 1, 1)}
        return {"validate": "date", **since, **_told("Hãy ghi ngày dạng ngày/tháng/năm.")}
    if bounds.most is not None and column.type == "line":
        length: dict[str, Any] = {"validate": "length", "criteria": "<=", "value": bounds.most}
        return length | _told(f"Nhiều nhất {bounds.most} ký tự.")
    return None


def _told(message: str) -> dict[str, str]:
    return {"error_title": "Chưa đúng", "error_message": message, "error_type": "warning"}


def _guide(sheet: Any, looks: Formats, profile: Profile) -> None:
    sheet.set_column(0, 0, 110)
    title = f"Hướng dẫn cho người đăng bán – {profile.label}"
    sheet.write_string(0, 0, title, looks.of(bold=True))
    wrapped = looks.of(text_wrap=True, valign="top")
    for number, line in enumerate(GUIDANCE, 1):
        sheet.write_string(number, 0, f"{number}. {line}", wrapped)
    sheet.write_string(len(GUIDANCE) + 1, 0, "Người phụ trách: ", wrapped)


def _categories(tasks: Sequence[RunRow]) -> list[str]:
    named = {task.entry.row.get("category") for task in tasks}
    return sorted(str(name) for name in named if name)


def _choices(book: Any, sheet: Any, looks: Formats, categories: Sequence[str]) -> None:
    lists = {**LISTS, "ds_danh_muc": categories, "ds_tinh": ("Cà Mau",)}
    for position, (name, words) in enumerate(lists.items()):
        sheet.write_string(0, position, name, looks.of(bold=True))
        sheet.set_column(position, position, 24)
        for line, word in enumerate(words, 1):
            sheet.write_string(line, position, word)
        letter, last = ascii_uppercase[position], max(len(words), 1) + 1
        book.define_name(name, f"={CHOICES}!${letter}$2:${letter}${last}")


def _meta(sheet: Any, looks: Formats, meta: Mapping[str, str]) -> None:
    for line, (key, value) in enumerate(meta.items()):
        sheet.write_string(line, 0, key)
        write(sheet, (line, 1), value, looks, {"num_format": "@"})
    sheet.hide()


BOM = "\ufeff"


def as_csv(rows: Sequence[Sequence[Cell]], delimiter: str) -> bytes:
    """Write rows: UTF-8 with BOM, CRLF, every field quoted, no field a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[_field(cell) for cell in row] for row in rows])
    return (BOM + buffer.getvalue()).encode()


def _field(cell: Cell) -> str:
    if isinstance(cell, str) and cell.startswith(DANGEROUS):
        return f"'{cell}"
    return "" if cell is None else str(cell)
