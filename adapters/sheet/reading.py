"""Reads cells and lines, whatever a program or a hand made of them; what is unclear is no guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from adapters.sheet.grid import Raw, Rows
from adapters.sheet.writing import Cell
from sync.marketplace.text_normalize import fold
from sync.model.letters import without_marks

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
GROUPED = re.compile(r"\d{1,3}(?:[., ]\d{3})+")
WHOLE = re.compile(r"[0-9]{1,15}")
CURRENCY = re.compile(r"\s*(?:₫|đ|vnđ|vnd|đồng)\s*$", re.IGNORECASE)
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR"})
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119: other numbers are no days
SERIAL_ZERO = date(1899, 12, 30)
EXACT_DIGITS = 15  # beyond these a spreadsheet's number has lost some


class Unreadable(ValueError):
    """A cell that does not say clearly what it should."""


def text(raw: Raw) -> str | None:
    """Read a text: composed letters, no invisible ones, plain line ends; None when empty."""
    if raw is None or isinstance(raw, bool):
        return None if raw is None else str(raw)
    if isinstance(raw, float):
        return _digits(raw)
    if isinstance(raw, datetime):
        raw = raw.date()
    written = raw.isoformat() if isinstance(raw, date) else str(raw)
    if written.strip() in ERRORS:
        raise Unreadable(written)
    plain = unicodedata.normalize("NFC", written.translate(INVISIBLE)).replace("\u00a0", " ")
    lines = re.split(r"\r\n|[\r\n\u2028\u2029\v\f]", plain)
    return "\n".join(line.rstrip() for line in lines).strip() or None


def _digits(number: float) -> str:
    if number != number or number in (float("inf"), float("-inf")) or number != int(number):  # noqa: PLR0124 NaN
        return repr(number)
    if abs(number) >= 10**EXACT_DIGITS:
        raise Unreadable(repr(number))
    return str(int(number))


def whole(raw: Raw) -> int | None:
    """Read a whole number, also one with marks between thousands and the dong sign."""
    if isinstance(raw, bool):
        raise Unreadable(str(raw))
    if isinstance(raw, int | float):
        found = _digits(float(raw))
        if not WHOLE.fullmatch(found):
            raise Unreadable(found)
        return int(found)
    written = text(raw)
    if written is None:
        return None
    plain = CURRENCY.sub("", " ".join(_narrow(written).split()))
    if GROUPED.fullmatch(plain) and len({mark for mark in plain if not mark.isdigit()}) == 1:
        return int(re.sub(r"\D", "", plain))
    plain = plain.removesuffix(".0")
    if not WHOLE.fullmatch(plain):
        raise Unreadable(written)
    return int(plain)


def _narrow(written: str) -> str:
    """Write full-width digits as plain ones; a raised 2 is none."""
    return "".join(str(unicodedata.decimal(m)) if m.isdecimal() else m for m in written)


def day(raw: Raw) -> str | None:
    """Read a day as 2026-11-23; two-digit years and American order are errors."""
    if isinstance(raw, datetime | date):
        return (raw.date() if isinstance(raw, datetime) else raw).isoformat()
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _serial(float(raw))
    written = text(raw)
    if written is None:
        return None
    plain = _narrow(written)
    if found := DAY_FIRST.fullmatch(plain):
        return _day(found[3], found[2], found[1], written)
    if found := ISO_DAY.fullmatch(plain):
        return _day(found[1], found[2], found[3], written)
    raise Unreadable(written)


def _serial(number: float) -> str:
    if number != number or not FIRST_SERIAL <= number <= LAST_SERIAL:  # noqa: PLR0124 NaN
        raise Unreadable(repr(number))
    return (SERIAL_ZERO + timedelta(days=int(number))).isoformat()


def _day(year: str, month: str, of_month: str, written: str) -> str:
    try:
        return date(int(year), int(month), int(of_month)).isoformat()
    except ValueError:
        raise Unreadable(written) from None


def gtin(raw: Raw) -> str | None:
    """Read a barcode, also one that became a number, if its check digit still holds."""
    written = text(raw)
    if written is None or not isinstance(raw, int | float):
        return written
    right_length = WHOLE.fullmatch(written) and len(written) in (8, 12, 13, 14)
    if not right_length or not _checks(written):
        raise Unreadable(written)
    return written


def _checks(digits: str) -> bool:
    weighed = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(digits[-2::-1]))
    return (10 - weighed % 10) % 10 == int(digits[-1])


def word(raw: Raw) -> str:
    """Reduce a word so that case, accents and spaces do not matter."""
    return " ".join(without_marks(fold(text(raw) or "")).split())


def cell(raw: Raw, kind: str, key: str) -> Cell:
    """Read a cell by what stands in its column; raises `Unreadable`."""
    if kind == "whole":
        return whole(raw)
    if kind == "day":
        return day(raw)
    return gtin(raw) if key == "gtin" else text(raw)


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


def letter(position: int) -> str:
    """Name a column as spreadsheets do: 0 is A."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def filled(lines: Sequence[ResultLine], keys: Sequence[str]) -> Iterator[ResultLine]:
    """Leave out the lines that hold nothing under these keys."""
    for line in lines:
        if any(line.cells.get(key) is not None or key in line.unreadable for key in keys):
            yield line
