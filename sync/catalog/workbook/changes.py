"""What a workbook changes in the catalog: value by value against what it said when written.

Only what people changed counts; where the catalog was edited meanwhile as well, neither is written
over. A product with a cell that cannot be read is left as it is, and the cell is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sync.catalog.legacy_text import recognised
from sync.catalog.workbook.cells import (
    UNSHOWN,
    ReadCell,
    Words,
    as_text,
    read_cell,
)
from sync.catalog.workbook.columns import BY_KEY, NAMING, SheetColumn, fixed
from sync.catalog.workbook.reading import ReadBook, SheetCell, plain
from sync.catalog.workbook.rows import CatalogRow, said_by
from sync.catalog.workbook.targets import (
    KnownRows,
    RowName,
    Target,
    speaks_of,
    targets_of,
)
from sync.marketplace.spreadsheet import Cell, Unreadable
from sync.model import Problem, Severity, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One value that a workbook says otherwise; `row` is None where it is new."""

    code: str
    sku: str
    column: SheetColumn
    before: Cell
    after: Cell
    at: str  # the cell, as D5
    row: CatalogRow | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductChange:
    """All that a workbook says of one product; `file` is "" where a new one names none."""

    code: str
    new: bool
    file: str
    cells: tuple[CellChange, ...]
    skus: tuple[str, ...] = ()  # of new variants
    coined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChanges:
    """What a workbook changes, what of it cannot be read, and what had to be understood."""

    products: tuple[ProductChange, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


@dataclass(slots=True)
class _Reading:
    """One reading of a workbook."""

    book: ReadBook
    words: Words
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def changes_of(self, target: Target) -> Iterator[CellChange]:
        """Say what a line changes of its row, and of its product."""
        locked = {key for key in fixed(self.book.kind) if target.row is not None} | {*NAMING}
        for column in self.book.columns:
            cell = target.line.cells.get(column.key)
            if cell is None or column.key in locked:
                continue
            found = self._read(target, column, cell)
            if found is not None:
                sku = target.sku if speaks_of(column, target) else ""
                row = target.row
                yield CellChange(
                    code=target.code,
                    sku=sku,
                    column=column,
                    before=None,
                    after=found.cell,
                    at=cell.at,
                    row=row,
                )

    def _read(self, target: Target, column: SheetColumn, cell: SheetCell) -> ReadCell | None:
        """Read a cell; None where it says what it said, or nothing."""
        base = None if target.line.base is None else target.line.base.get(column.key, "")
        if cell.at in self.book.uncomputed:
            self.speak_of("workbook_uncomputed", target, cell.at)
            return None
        if base == UNSHOWN or plain(cell.raw) == (base or ""):
            return None
        raw = self._unicode(target, cell)
        if raw is None:
            return None
        try:
            found = read_cell(column, self._scaled(column, raw), self.words)
        except Unreadable:
            values = {"column": column.key, "text": plain(cell.raw)[:60]}
            self.speak_of(f"workbook_unreadable_{column.kind}", target, cell.at, values)
            return None
        if as_text(found.cell) == (base or "") or (found.cell is None and not base):
            return None
        if found.note:
            values = {"text": plain(cell.raw)[:60], "meant": as_text(found.cell)[:60]}
            self.speak_of(found.note, target, cell.at, values, "note")
        return found

    def _unicode(self, target: Target, cell: SheetCell) -> Any:
        """Turn a text of before Unicode into Unicode, and say so; None where it is not certain."""
        if (was := self.book.converted.get(cell.at)) is not None:
            values: dict[str, Value] = {"text": was.was[:60], "encoding": was.encoding}
            self.speak_of("understood_encoding", target, cell.at, values, "note")
            return cell.raw
        old = recognised(cell.raw) if isinstance(cell.raw, str) else None
        if old is None:
            return cell.raw
        values = {"text": cell.raw[:60], "encoding": old.encoding, "meant": old.text[:60]}
        if not old.certain:
            self.speak_of("workbook_encoding_unsure", target, cell.at, values)
            return None
        self.speak_of("understood_encoding", target, cell.at, values, "note")
        return old.text

    def _scaled(self, column: SheetColumn, raw: Any) -> Any:
        """Take a heading's thousands and kilograms into the number."""
        factor = self.book.factors.get(column.key, 1)
        if factor == 1 or isinstance(raw, bool) or not isinstance(raw, int | float):
            return raw
        return round(raw * factor) if abs(raw * factor - round(raw * factor)) < 1e-6 else raw

    def speak_of(
        self,
        code: str,
        target: Target,
        at: str,
        values: Mapping[str, Value] | None = None,
        severity: Severity = "stop",
    ) -> None:
        """Put down what is wrong with a cell, or how it was understood."""
        found = Problem(
            code=code,
            severity=severity,
            values={"cell": at, **(values or {})},
            about=(target.sku or target.code) if self.book.kind == "stock" else target.code,
        )
        (self.notes if severity == "note" else self.problems).append(found)


def changes_in(
    book: ReadBook,
    known: KnownRows,
    words: Words,
    gone: Mapping[RowName, Mapping[str, str]] | None = None,
) -> SheetChanges:
    """Compare a workbook with what it said when written, and with the catalog of now.

    `gone` are rows that were written and are on no line any more.
    """
    reading = _Reading(book, words)
    targets: dict[str, list[Target]] = defaultdict(list)
    for target in targets_of(book, known):
        if _stands(reading, target, gone or {}):
            targets[target.code].append(target)
    products = [_product(reading, code, each, known) for code, each in targets.items()]
    broken = {problem.about for problem in reading.problems}
    return SheetChanges(
        products=tuple(one for one in products if one.code not in broken and _says(one)),
        problems=tuple(reading.problems),
        notes=tuple(note for note in reading.notes if note.about not in broken),
    )


def _says(product: ProductChange) -> bool:
    return bool(product.cells or product.skus)


def _stands(reading: _Reading, target: Target, gone: Mapping[RowName, Mapping[str, str]]) -> bool:
    """Refuse a line without a code, and one whose locked code somebody wrote over."""
    if target.row is not None:
        return True
    at = f"A{target.line.row}"
    if not target.code:
        reading.speak_of("workbook_no_code", target, at)
        return False
    name = target.line.said("name")
    for (code, sku), base in gone.items():
        same = name == base.get("name", "") and target.line.said("options") == base.get(
            "options", ""
        )
        if same and bool(sku) == bool(target.sku):
            reading.speak_of("workbook_code_changed", target, at, {"was": sku or code})
            return False
    return True


def _product(
    reading: _Reading, code: str, targets: Sequence[Target], known: KnownRows
) -> ProductChange:
    """Gather what all lines of one product say."""
    of_product = known.rows.get((code, ""))
    found: dict[tuple[str, str], CellChange] = {}
    seen: set[str] = set()
    for target in targets:
        if target.sku in seen and (target.sku or reading.book.own or target.row):
            reading.speak_of("workbook_line_twice", target, f"A{target.line.row}")
        seen.add(target.sku)
        for change in reading.changes_of(target):
            row = known.rows.get((code, change.sku))
            kept = found.setdefault((change.sku, change.column.key), change)
            if kept.after != change.after:
                values = {"other": kept.at, "column": change.column.key}
                reading.speak_of("workbook_two_values", target, change.at, values)
            if row is not None and (settled := _settled(reading, target, change, row)):
                found[change.sku, change.column.key] = settled
            elif row is not None:
                del found[change.sku, change.column.key]
    skus = tuple(t.sku for t in targets if t.sku and (code, t.sku) not in known.rows)
    files = [target.line.said("file") for target in targets if target.line.said("file")]
    return ProductChange(
        code=code,
        new=of_product is None,
        file=of_product.file if of_product else next(iter(files), ""),
        cells=tuple(found.values()),
        skus=skus,
        coined=any(target.coined for target in targets),
    )


def _settled(
    reading: _Reading, target: Target, change: CellChange, row: CatalogRow
) -> CellChange | None:
    """Hold a change against what the catalog says now; None where that is the same already."""
    now = said_by(row, [change.column], reading.words)[change.column.key]
    base = (target.line.base or {}).get(change.column.key)
    if now in (change.after, UNSHOWN):
        return None
    if base is not None and row.owner == _owner_of(target) and as_text(now) != base:
        values = {"column": change.column.key, "now": as_text(now)[:60]}
        values |= {"text": as_text(change.after)[:60]}
        reading.speak_of("workbook_changed_meanwhile", target, change.at, values)
    return replace(change, before=now, row=row)


def _owner_of(target: Target) -> str:
    return "variant" if target.sku else "product"


def today_where_counted(changes: SheetChanges, today: date) -> SheetChanges:
    """Date every new count that names no day: it holds from today."""
    products = tuple(_dated(product, today) for product in changes.products)
    return replace(changes, products=products)


def _dated(product: ProductChange, today: date) -> ProductChange:
    dated = {cell.sku for cell in product.cells if cell.column.key == "counted_on"}
    extra = [
        replace(one, column=BY_KEY["counted_on"], before=None, after=today.isoformat())
        for one in product.cells
        if one.column.key == "stock" and one.after is not None and one.sku not in dated
    ]
    return replace(product, cells=(*product.cells, *extra))
