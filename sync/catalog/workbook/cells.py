"""What one cell says: of a value in YAML, of a hand that typed it, and as a value again.

All three meet in a `Cell`: a whole number, a text, a day as 2026-11-23, or nothing. What a hand
typed is understood where only one thing can be meant, and then said; all else is `Unreadable`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from sync.catalog.editing import Plain, Value
from sync.catalog.workbook.columns import CellKind, SheetColumn
from sync.catalog.yaml_schema.money import meant
from sync.marketplace.spreadsheet import Cell, Raw, Unreadable, day, gtin, text, whole, word

LONGEST: Final = 32_000  # letters that a cell of a spreadsheet holds, and some room
LEAST_PRICE: Final = 1_000  # dong; below it a mark between thousands was taken for a decimal point
MOST: Final = 999_999_999
UNSHOWN: Final = "\u2400"  # stands for what a cell cannot hold: it is shown empty, and left alone
Words = Mapping[str, Mapping[str, str]]  # by column: a value of YAML -> what people call it

_PLAIN = re.compile(r"0|[1-9][0-9]{0,8}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WEIGHT = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?(g|gr|gram|kg|kí|ký|ki lô)", re.IGNORECASE)
_SIDES = re.compile(r"([0-9.,]+) ?[x×*] ?([0-9.,]+) ?[x×*] ?([0-9.,]+) ?(mm|cm)?", re.IGNORECASE)
_LIFE = re.compile(r"([0-9]+) ?([^0-9].*)")
_QUOTED = re.compile(r'"([^"\n]*;[^"\n]*)"')  # one thing, whatever is in it
_DECIMAL = re.compile(r"[0-9]{1,12}([.,][0-9]{1,6})?")
_NONE_LEFT: Final = frozenset({"het", "het hang", "khong con", "da het", "out of stock"})
YES: Final = frozenset({"co", "x", "yes", "true", "on", "dang ban", "ban"})
NO: Final = frozenset({"khong", "no", "false", "off", "ngung ban", "khong ban", "thoi ban"})


class ReadCell(NamedTuple):
    """What a cell says; `note` is the code of what had to be understood on the way."""

    cell: Cell
    note: str = ""


def shown(column: SheetColumn, raw: Any, words: Words) -> Cell:
    """Say what stands in a cell for a value as YAML holds it; `UNSHOWN` where none can say it."""
    match column.kind, raw:
        case _, None:
            return None
        case "size", list() if all(isinstance(one, str) for one in raw):
            return _fitting(" x ".join(raw))
        case "list", list() if all(isinstance(one, str) for one in raw):
            return _by_line(raw)
        case "pairs", dict() if all(isinstance(one, str) for one in raw.values()):
            return _by_line([f"{key}: {one}" for key, one in raw.items()])
        case "shelf_life", dict():
            parts = (raw.get("value"), raw.get("unit"))
            return _fitting(" ".join(one for one in parts if isinstance(one, str)))
        case _, str():
            return _scalar_shown(column, raw, words)
        case _:
            return UNSHOWN


def _by_line(items: Sequence[str]) -> Cell:
    """Write a thing a line; one thing alone that has a semicolon is put in quotes."""
    if len(items) == 1 and ";" in items[0]:
        return UNSHOWN if '"' in items[0] else _fitting(f'"{items[0].strip()}"')
    return _fitting("\n".join(items), len(items))


def _fitting(written: str, lines: int = 0) -> Cell:
    """Take what comes back the same; an item that is blank or breaks its line does not."""
    told = text(written)
    broken = lines and (told or "").count("\n") + 1 != lines
    return UNSHOWN if len(written) > LONGEST or broken else told


def _scalar_shown(column: SheetColumn, raw: str, words: Words) -> Cell:
    plain = raw.strip()
    match column.kind:
        case "whole" | "price" | "count" if _PLAIN.fullmatch(plain):
            return int(plain)
        case "yes_no" if word(plain) in YES | NO:
            return words["yes_no"]["yes" if word(plain) in YES else "no"]
        case "choice":
            return words.get(column.key, {}).get(plain, _fitting(plain))
        case "list" | "pairs" | "size":
            return UNSHOWN  # a list was to stand here
        case _:
            return _fitting(raw)


def as_text(cell: Cell) -> str:
    """Write a cell as text, to compare it."""
    return "" if cell is None else str(cell)


def _unless_iso(raw: str) -> str:
    return "" if _ISO.fullmatch(raw.strip()) else "understood_day"


def _day(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    return ReadCell(day(raw), "" if not isinstance(raw, str) else _unless_iso(raw))


def _price(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    note = ""
    try:
        found = whole(raw)
        if isinstance(raw, str) and not raw.strip().isdigit():
            note = "understood_price"
    except Unreadable:
        found, note = meant(text(raw) or "") if isinstance(raw, str) else None, "understood_price"
    if found is None or found < LEAST_PRICE:
        raise Unreadable(str(raw))
    return ReadCell(found, note)


def _count(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    if isinstance(raw, str) and word(raw) in _NONE_LEFT:
        return ReadCell(0, "understood_none_left")
    return ReadCell(_small(whole(raw), raw))


def _small(number: int | None, raw: Raw) -> int | None:
    if number is not None and number > MOST:
        raise Unreadable(str(raw))
    return number


def _whole(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    written = text(raw) or ""
    if column.key == "weight_g" and (found := _WEIGHT.fullmatch(written)):
        grams = _scaled(found[1], 1000 if found[2].lower().startswith("k") else 1, raw)
        return ReadCell(grams, "understood_weight")
    return ReadCell(_small(whole(raw), raw))


def _scaled(number: str, factor: int, raw: Raw) -> int:
    """Multiply a number that may have a decimal mark; what is no whole then is no guess."""
    try:
        found = Decimal(number.replace(",", ".")) * factor
    except InvalidOperation:
        raise Unreadable(str(raw)) from None
    if found != int(found) or not 0 < found <= MOST:
        raise Unreadable(str(raw))
    return int(found)


def _decimal(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return ReadCell(f"{raw:g}")
    written = text(raw)
    if written is not None and not _DECIMAL.fullmatch(written):
        raise Unreadable(written)
    return ReadCell(written.replace(",", ".") if written else None)


def _size(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    found = _SIDES.fullmatch(text(raw) or "")
    if found is None:
        raise Unreadable(str(raw))
    factor = 10 if (found[4] or "").lower() == "cm" else 1
    sides = [_scaled(side, factor, raw) for side in found.groups()[:3]]
    return ReadCell(" x ".join(map(str, sides)), "understood_size" if factor == 10 else "")


def _yes_no(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    typed = word(raw)
    if typed not in YES | NO:
        raise Unreadable(str(raw))
    return ReadCell(words["yes_no"]["yes" if typed in YES else "no"])


def _choice(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:
    typed = word(raw)
    known = words.get(column.key, {})
    found = [name for key, name in known.items() if typed in (word(key), word(name))]
    if len(set(found)) != 1:
        raise Unreadable(text(raw) or "")
    return ReadCell(found[0])


def _items(raw: Raw) -> list[str]:
    """Split a list: a thing a line; a single line between its semicolons, unless in quotes."""
    written = text(raw) or ""
    if quoted := _QUOTED.fullmatch(written):
        return [quoted[1].strip()]
    return [one.strip() for one in written.split("\n" if "\n" in written else ";") if one.strip()]


def _pairs(items: Sequence[str], raw: Raw) -> list[tuple[str, str]]:
    found = [line.partition(":") for line in items]
    if any(not mark or not key.strip() for key, mark, _ in found):
        raise Unreadable(text(raw) or "")
    return [(key.strip(), value.strip()) for key, _, value in found]


def _key_of(column: SheetColumn, cell: str, words: Words) -> Value:
    known = words.get("yes_no" if column.kind == "yes_no" else column.key, {})
    key = next((key for key, name in known.items() if name == cell), cell)
    return Plain(key) if column.kind == "yes_no" else key


def _list(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    return ReadCell("\n".join(_items(raw)) or None)


def _attributes(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    return ReadCell("\n".join(f"{key}: {one}" for key, one in _pairs(_items(raw), raw)) or None)


def _barcode(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:  # noqa: ARG001
    return ReadCell(gtin(raw))


_READERS: Final[Mapping[CellKind, Callable[[SheetColumn, Raw, Words], ReadCell]]] = {
    "price": _price, "count": _count, "whole": _whole, "day": _day, "decimal": _decimal,
    "size": _size, "yes_no": _yes_no, "choice": _choice, "list": _list, "pairs": _attributes,
    "barcode": _barcode,
}  # fmt: skip


def read_cell(column: SheetColumn, raw: Raw, words: Words) -> ReadCell:
    """Understand what was typed; raises `Unreadable`."""
    if raw is None or raw == "":
        return ReadCell(None)
    if (read := _READERS.get(column.kind)) is not None:
        return read(column, raw, words)
    return ReadCell(text(raw))


_VALUES: Final[Mapping[CellKind, Callable[[str], Value]]] = {
    "day": date.fromisoformat,
    "list": lambda cell: cell.split("\n"),
    "pairs": lambda cell: dict(_pairs(cell.split("\n"), cell)),
    "size": lambda cell: [int(side) for side in cell.split(" x ")],
    "decimal": Plain,
}


def value_of(column: SheetColumn, cell: Cell, words: Words) -> Value:
    """Turn what a cell says into what YAML shall hold."""
    if not isinstance(cell, str):
        return cell
    if column.kind in ("yes_no", "choice"):
        return _key_of(column, cell, words)
    write = _VALUES.get(column.kind)
    return write(cell) if write else cell


def life_of(cell: Cell, there: Any) -> Value:
    """Write a shelf life as it was written there: in one word, or in value and unit."""
    found = _LIFE.fullmatch(cell) if isinstance(cell, str) else None
    if not isinstance(there, dict) or found is None:
        return cell
    return {**there, "value": Plain(found[1]), "unit": found[2]}
