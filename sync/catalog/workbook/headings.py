"""Reads a sheet of another hand: finds its line of headings, and what of ours each column is.

Titles above, totals, blank lines, section lines and cells that were merged are what people write;
a heading that is not certain is asked about once, and kept in a profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sync.catalog.legacy_text import Encoding, read_as, recognised, to_unicode
from sync.catalog.workbook.columns import BY_KEY, CODE, SKU, SheetColumn
from sync.catalog.workbook.reading import (
    ConvertedCell,
    ReadBook,
    SheetCell,
    SheetLine,
    plain,
)
from sync.catalog.workbook.synonyms import NOT_OURS, SYNONYMS
from sync.marketplace.spreadsheet import Grid, Raw, letter, word

HEADINGS_WITHIN: Final = 30  # lines from the top
LEFT_ALONE: Final = "-"  # what a profile says of a column that is not used
Profile = Mapping[str, str]  # a folded heading -> the key of a column, or LEFT_ALONE

_KNOWN: Final = {said: key for key, every in SYNONYMS.items() for said in every}
_UNIT: Final = re.compile(r"[(\[]([^)\]]*)[)\]]|\*")
_THOUSANDS: Final = frozenset({"nghin", "nghin dong", "ngan", "ngan dong", "1000d", "1.000d", "k",
                               "1000 dong", "1.000 dong", "x1000", "nghin d"})  # fmt: skip
_KILOGRAMS: Final = frozenset({"kg", "ki", "kilogam"})
_TOTAL: Final = re.compile(r"(tong|cong|tong cong|tong so|tong tien|total|sum)( cong)?\s*:?")


@dataclass(frozen=True, slots=True)
class ForeignColumn:
    """A column of such a sheet; `key` is "" while nobody knows what it is."""

    at: int
    heading: str
    key: str
    factor: int = 1
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignSheet:
    """A sheet of another hand as far as it is understood; `row` is its line of headings."""

    name: str
    row: int
    columns: Sequence[ForeignColumn]
    skipped: Sequence[int] = ()
    rows: Sequence[tuple[int, Sequence[Raw]]] = field(default_factory=tuple, repr=False)
    uncomputed: frozenset[str] = frozenset()
    converted: Mapping[str, ConvertedCell] = field(default_factory=dict, repr=False)

    def unknown(self) -> list[ForeignColumn]:
        """List the columns that somebody has to be asked about."""
        return [column for column in self.columns if not column.key and column.example]


def folded(heading: str) -> str:
    """Reduce a heading to its words: no accents, no unit in brackets, no star."""
    return word(_UNIT.sub(" ", heading)).strip(" .:")


def read_foreign(grid: Grid, profile: Profile) -> ForeignSheet | None:
    """Find the sheet and the line whose headings are best understood; None where none is."""
    found = [
        (score, sheet) for name in grid.sheets for score, sheet in _candidates(grid, name, profile)
    ]
    return max(found, key=lambda one: (one[0], -one[1].row))[1] if found else None


def _candidates(grid: Grid, name: str, profile: Profile) -> Iterator[tuple[int, ForeignSheet]]:
    rows = _unmerged(grid, name)
    converted = _in_unicode(rows)
    for number, row in enumerate(rows[:HEADINGS_WITHIN], 1):
        columns = _columns(row, rows[number:], profile)
        keys = {column.key for column in columns} - {"", LEFT_ALONE}
        if keys & {"name", CODE, SKU} and len(keys) >= 2:
            sheet = _sheet(name, number, columns, rows)
            unseen = grid.uncomputed.get(name, frozenset())
            yield len(keys), replace(sheet, uncomputed=unseen, converted=converted)


def _in_unicode(rows: Sequence[list[Raw]]) -> dict[str, ConvertedCell]:
    """Turn what is certainly of an old encoding into Unicode; answers what stood there.

    Where one cell is certain, the like of it in others is as well: a sheet is typed in one way. So
    is a word that is too short to tell, and a heading that is one in that encoding alone.
    """
    texts = {
        (line, at): raw
        for line, row in enumerate(rows)
        for at, raw in enumerate(row)
        if isinstance(raw, str)
    }
    found = {place: old for place, raw in texts.items() if (old := recognised(raw)) is not None}
    proven = {old.encoding for old in found.values() if old.certain}
    one = next(iter(proven)) if len(proven) == 1 else None
    converted: dict[str, ConvertedCell] = {}
    for place, raw in texts.items():
        old = found.get(place)
        if old is not None and (old.certain or one == old.encoding):
            converted[_put(rows, place, old.text)] = ConvertedCell(old.encoding, raw)
        elif old is None and one and (said := read_as(raw, one) or _heading_in(raw, one)):
            converted[_put(rows, place, said)] = ConvertedCell(one, raw)
    return converted


def _put(rows: Sequence[list[Raw]], place: tuple[int, int], said: str) -> str:
    """Put a text into its cell; answers what the cell is called."""
    line, at = place
    rows[line][at] = said
    return f"{letter(at)}{line + 1}"


def _heading_in(raw: str, encoding: Encoding) -> str | None:
    """Read a heading in this encoding, where it is one that we know and is none as it stands."""
    said = to_unicode(raw, encoding)
    return said if folded(said) in _KNOWN and folded(raw) not in _KNOWN else None


def _unmerged(grid: Grid, name: str) -> list[list[Raw]]:
    """Say the value of cells that were merged downwards on each of their lines."""
    rows = [list(row) for row in grid.sheets[name]]
    for (top, left), (bottom, _) in grid.merged.get(name, ()):
        for line in range(top + 1, min(bottom + 1, len(rows))):
            if top < len(rows) and left < min(len(rows[top]), len(rows[line])):
                rows[line][left] = rows[top][left]
    return rows


def _columns(
    row: Sequence[Raw], below: Sequence[Sequence[Raw]], profile: Profile
) -> list[ForeignColumn]:
    columns: list[ForeignColumn] = []
    taken: set[str] = set()
    for at, raw in enumerate(row):
        heading = plain(raw) if isinstance(raw, str) else ""
        if not heading or len(heading) > 80:
            continue
        key = key_of(heading, profile)
        key = "" if key in taken else key  # the second of that name is asked about
        taken |= {key} - {"", LEFT_ALONE}
        example = next((told for one in below if at < len(one) and (told := plain(one[at]))), "")
        columns.append(ForeignColumn(at, heading, key, _factor(heading, key), example[:40]))
    return columns


def key_of(heading: str, profile: Profile) -> str:
    """Name the column that a heading means; "" where that is not certain."""
    said = folded(heading)
    if (learned := profile.get(said)) is not None:
        return learned
    if said in NOT_OURS:
        return LEFT_ALONE
    return _KNOWN.get(said, "")


def _factor(heading: str, key: str) -> int:
    units = {word(unit) for unit in _UNIT.findall(heading)}
    if key in ("price", "list_price") and units & _THOUSANDS:
        return 1000
    return 1000 if key == "weight_g" and units & _KILOGRAMS else 1


def _sheet(
    name: str, number: int, columns: Sequence[ForeignColumn], rows: Sequence[Sequence[Raw]]
) -> ForeignSheet:
    kept: list[tuple[int, Sequence[Raw]]] = []
    skipped: list[int] = []
    for line, row in enumerate(rows[number:], number + 1):
        filled = [plain(raw) for raw in row if plain(raw)]
        if not filled:
            continue
        named = _named(row, columns)
        if named and len(filled) > 1:
            kept.append((line, row))
        else:
            skipped.append(line)
    return ForeignSheet(
        name=name,
        row=number,
        columns=tuple(columns),
        skipped=tuple(skipped),
        rows=tuple(kept),
    )


def _named(row: Sequence[Raw], columns: Sequence[ForeignColumn]) -> bool:
    """Whether a line speaks of a product: it has a name or a code, and adds nothing up."""
    if any(_TOTAL.fullmatch(word(plain(raw))) for raw in row if isinstance(raw, str)):
        return False
    names = [c.at for c in columns if c.key in ("name", CODE, SKU)]
    return any(at < len(row) and plain(row[at]) for at in names)


def answered(sheet: ForeignSheet, answers: Mapping[str, str]) -> ForeignSheet:
    """Take in what somebody answered, by heading."""
    columns = tuple(
        replace(one, key=key, factor=_factor(one.heading, key))
        for one in sheet.columns
        for key in (answers.get(one.heading, one.key),)
    )
    return replace(sheet, columns=columns)


def book_of_foreign(sheet: ForeignSheet) -> ReadBook:
    """Read its lines as those of a workbook of ours, without what they said before."""
    used = [column for column in sheet.columns if column.key in BY_KEY]
    options = next((column.heading for column in used if column.key == "options"), "")
    return ReadBook(
        kind="products",
        columns=tuple(_plain_column(column) for column in used),
        lines=tuple(_lines(sheet.rows, used)),
        own=False,
        option_name=_UNIT.sub("", options).strip() if options else "",
        factors={column.key: column.factor for column in used if column.factor != 1},
        uncomputed=sheet.uncomputed,
        converted=sheet.converted,
    )


def _plain_column(column: ForeignColumn) -> SheetColumn:
    return BY_KEY[column.key]


def _lines(
    rows: Iterable[tuple[int, Sequence[Raw]]], used: Sequence[ForeignColumn]
) -> Iterator[SheetLine]:
    for number, row in rows:
        yield SheetLine(
            number,
            {
                column.key: SheetCell(f"{letter(column.at)}{number}", row[column.at])
                for column in used
                if column.at < len(row)
            },
        )
