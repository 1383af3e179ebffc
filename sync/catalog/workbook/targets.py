"""Finds what each line of a workbook speaks of: a row of the catalog, or something new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sync.catalog.workbook.columns import CODE, FILE, SKU, SheetColumn
from sync.catalog.workbook.reading import ReadBook, SheetLine
from sync.catalog.workbook.rows import CatalogRow
from sync.marketplace.spreadsheet import word
from sync.model.letters import without_marks

RowName = tuple[str, str]  # code, SKU


@dataclass(frozen=True, slots=True)
class Target:
    """A line and the row that it speaks of; `row` is None where it is new."""

    line: SheetLine
    code: str
    sku: str
    row: CatalogRow | None = None
    coined: bool = False  # the code was made of the name


@dataclass(frozen=True, slots=True)
class KnownRows:
    """Every row of the catalog, found by its names."""

    rows: Mapping[RowName, CatalogRow]
    by_sku: Mapping[str, CatalogRow] = field(default_factory=dict)
    by_name: Mapping[str, Sequence[CatalogRow]] = field(default_factory=dict)


def known_rows(rows: Iterable[CatalogRow]) -> KnownRows:
    """Put rows where they are found: by code and SKU, by SKU alone, by the product's name."""
    named: dict[RowName, CatalogRow] = {}
    by_name: dict[str, list[CatalogRow]] = defaultdict(list)
    for row in rows:
        named.setdefault((row.code, row.sku), row)
        by_name[word(row.product.get("name"))].append(row)
    return KnownRows(named, {row.name: row for row in named.values()}, by_name)


def targets_of(book: ReadBook, known: KnownRows) -> list[Target]:
    """Say of every line whom it speaks of."""
    found: list[Target] = []
    taken = {code for code, _ in known.rows}
    coined: dict[str, str] = {}
    for line in book.lines:
        code, sku = line.said(CODE), line.said(SKU)
        if book.own or (code and (code, sku) in known.rows):
            found.append(Target(line, code or sku, sku, known.rows.get((code, sku))))
        elif code or sku:
            found.append(_named(line, code, sku, known))
        else:
            found.append(_nameless(line, known, coined, taken))
    return found if book.own else _as_variants(found)


def _named(line: SheetLine, code: str, sku: str, known: KnownRows) -> Target:
    """Take one code for whatever it names: people write SKUs and product codes in one column."""
    row = known.by_sku.get(sku or code)
    if row is not None and code in ("", row.code, row.sku):
        return Target(line, row.code, row.sku, row)
    return Target(line, code or sku, sku if code and sku != code else "")


def _nameless(line: SheetLine, known: KnownRows, coined: dict[str, str], taken: set[str]) -> Target:
    """Find a product by its name (and options), or coin a code of the name."""
    name, options = word(line.said("name")), line.said("options")
    rows = known.by_name.get(name, ())
    if len({row.code for row in rows}) == 1:
        for row in rows:
            if (row.sku or not options) and (not options or _same_options(row, options)):
                return Target(line, row.code, row.sku, row)
        return Target(line, rows[0].code, _suffixed(rows[0].code, options), None, coined=True)
    if name not in coined:
        coined[name] = coined_code(line.said("name"), taken)
        taken.add(coined[name])
    return Target(line, coined[name], "", None, coined=True)


def _same_options(row: CatalogRow, options: str) -> bool:
    own = row.own.get("options")
    return isinstance(own, list) and word("\n".join(map(str, own))) == word(options)


def coined_code(name: str, taken: Iterable[str]) -> str:
    """Make a code of a name: Mật ong U Minh is MAT-ONG-U-MINH; a number where it is taken."""
    letters = without_marks(name.replace("đ", "d").replace("Đ", "D")).upper()
    words = "".join(each if each.isascii() and each.isalnum() else " " for each in letters).split()
    while len("-".join(words)) > 30 and len(words) > 1:
        words.pop()
    code = "-".join(words)[:30] or "SP"
    known, number = set(taken), 2
    found = code
    while found in known:
        found, number = f"{code}-{number}", number + 1
    return found


def _suffixed(code: str, options: str) -> str:
    return f"{code}-{coined_code(options, ())}" if options else code


def _as_variants(targets: Sequence[Target]) -> list[Target]:
    """Make several lines of one new product its variants, each with an SKU of its own."""
    lines: dict[str, int] = defaultdict(int)
    for target in targets:
        lines[target.code] += target.row is None
    found: list[Target] = []
    for target in targets:
        several = lines[target.code] > 1 and target.row is None and not target.sku
        sku = _suffixed(target.code, target.line.said("options")) if several else target.sku
        found.append(Target(target.line, target.code, sku, target.row, target.coined))
    return found


def speaks_of(column: SheetColumn, target: Target) -> bool:
    """Whether a column of this line is about the row itself, not about its product."""
    return column.key not in (FILE, CODE, SKU) and (
        ("variant" if target.sku else "product") in column.owners
    )
