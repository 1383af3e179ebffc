"""Reads cells, whatever a program or a hand made of them; what is unclear is no guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from sync.marketplace.spreadsheet.grid import Raw
from sync.marketplace.text_normalize import fold
from sync.model.letters import without_marks

Cell = str | int | None  # a day is written 2026-11-23

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


def letter(position: int) -> str:
    """Name a column as spreadsheets do: 0 is A."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name
