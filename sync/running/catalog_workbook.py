"""Takes the catalog into a workbook and back: which files, which edits, whether they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sync.catalog import Configuration, freezes
from sync.catalog.editing import EditRefused, edited, values_in
from sync.catalog.reading import Unread, catalog_files
from sync.catalog.reading.text import read_bytes
from sync.catalog.workbook import (
    BOOK,
    BY_KEY,
    Book,
    CatalogRow,
    ProductChange,
    SheetChanges,
    SheetKind,
    Words,
    channels_in,
    columns_of,
    edits_of,
    rows_of,
    said_by,
    shown_rows,
)
from sync.marketplace.spreadsheet import word
from sync.model import Code, Language, Problem, Severity, Sku, Value
from sync.running.catalog_edits import FileWork
from sync.running.translated import marks_after
from sync.wording import say

YES_NO: Final = ("yes", "no")
CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "certificate.issued_level": ("district", "province", "central"),
    "certificate.evidence": ("decision", "news", "seller"),
}
NEEDED: Final = ("name", "category", "price")  # of a new product
LoadInstead = Callable[[Mapping[Path, bytes]], Configuration]


@dataclass(frozen=True, slots=True)
class CatalogText:
    """One catalog file as it stands: its bytes, and what they say."""

    file: Path
    content: bytes
    values: Mapping[str, Any]

    @property
    def rows(self) -> list[CatalogRow]:
        """List its products and variants."""
        return list(rows_of(self.file.stem, self.values["products"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookImport:
    """What of a workbook can be written, and why the rest cannot."""

    works: tuple[FileWork, ...]
    products: tuple[ProductChange, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def catalog_texts(config: Path) -> list[CatalogText]:
    """Read every catalog file; raises `Unread` for one that is broken."""
    found = []
    for file in catalog_files(config / "catalog"):
        content = read_bytes(file)
        found.append(CatalogText(file, content, values_in(content)))
    return found


def words_of(configuration: Configuration, language: Language) -> Words:
    """Say how people call what YAML holds by its key."""
    names = {key: category.name for key, category in configuration.categories.items()}
    twice = [name for name in names.values() if list(names.values()).count(name) > 1]
    return {
        "category": {key: f"{n} ({key})" if n in twice else n for key, n in names.items()},
        "yes_no": {key: _word(key, language) for key in YES_NO},
        **{name: {key: _word(key, language) for key in keys} for name, keys in CHOICES.items()},
    }


def _word(key: str, language: Language) -> str:
    return say(f"workbook_word_{key}", {}, language).what


@dataclass(frozen=True, slots=True, kw_only=True)
class BookRequest:
    """Which workbook is wanted, when, in which language; `books` is what the ledger says."""

    kind: SheetKind
    at: datetime
    language: Language = "vi"
    books: Mapping[Sku, int] = field(default_factory=dict)


def book_of(
    request: BookRequest, texts: Sequence[CatalogText], configuration: Configuration
) -> Book:
    """Put the catalog down as a workbook."""
    rows = [row for text in texts for row in text.rows]
    shops = [shop.name for shop in configuration.shops]
    channels = list(dict.fromkeys([*shops, *channels_in(rows)]))
    words = words_of(configuration, request.language)
    columns = columns_of(request.kind, channels)
    said = [
        {**said_by(row, columns, words), BOOK: request.books.get(Sku(row.name))}
        for row in shown_rows(request.kind, rows)
    ]
    return Book(
        kind=request.kind,
        columns=columns,
        rows=said,
        words=words,
        files=[text.file.stem for text in texts],
        at=request.at,
        language=request.language,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """Into which files a workbook goes; `into` takes the new products that name none."""

    texts: Sequence[CatalogText]
    words: Words
    load_instead: LoadInstead
    into: str = ""
    option_name: str = ""


def workbook_import(changes: SheetChanges, request: ImportRequest) -> WorkbookImport:
    """Make the edits in memory; a product that would come out wrong is left as it is, and named."""
    ready, load_instead = _Ready(request), request.load_instead
    products, notes = _with_categories(changes.products, request.words)
    accepted, refused = ready.made(products)
    problems = [*changes.problems, *refused]
    before = load_instead({})
    unfinished: list[Problem] = []
    while accepted:
        after = load_instead(ready.contents)
        wrong = [one for one in accepted if not one.new and _new_stops(before, after, one)]
        wrong += [one for one in accepted if one.new and one.code in after.blocked]
        unfinished = _first_stops(before, after, [one for one in accepted if one not in wrong])
        if not wrong:
            break
        problems += _first_stops(before, after, wrong, "workbook_would_stop", "stop")
        accepted, more = ready.made([one for one in accepted if one not in wrong])
        problems += more
    seen = {text.file: text.content for text in request.texts}
    works = tuple(
        FileWork(file=file, edits=(*edits, *marks_after(seen[file], edits)), seen=seen[file])
        for file, edits in ready.edits.items()
    )
    return WorkbookImport(
        works=works,
        products=tuple(accepted),
        problems=tuple(problems),
        notes=(*changes.notes, *notes, *unfinished),
    )


def _with_categories(
    products: Sequence[ProductChange], words: Words
) -> tuple[list[ProductChange], list[Problem]]:
    """Put new products that name no category into the one that their name tells, if one does."""
    found, notes = [], []
    for product in products:
        said = {cell.column.key: cell for cell in product.cells if cell.after is not None}
        name = said.get("name")
        meant = category_first_stops(str(name.after), words["category"]) if name else None
        if product.new and name is not None and "category" not in said and meant:
            cell = replace(name, column=BY_KEY["category"], after=meant, sku="")
            product = replace(product, cells=(*product.cells, cell))  # noqa: PLW2901
            values: dict[str, Value] = {"cell": name.at, "text": str(name.after), "meant": meant}
            notes.append(_remark("understood_category", product.code, values))
        found.append(product)
    return found, notes


def category_first_stops(name: str, categories: Mapping[str, str]) -> str | None:
    """Find the one category whose name, or a part of it, begins the name of a product."""
    told = f"{word(name)} "
    parts = {
        word(part): called for called in categories.values() for part in re.split("[,(/]", called)
    }
    fitting = [part for part in parts if part and told.startswith(f"{part} ")]
    return parts[max(fitting, key=len)] if fitting else None


def _remark(code: str, about: str, values: Mapping[str, Value]) -> Problem:
    return Problem(code=code, severity="note", values=values, about=about)


def _first_stops(
    before: Configuration,
    after: Configuration,
    products: Sequence[ProductChange],
    code: str = "workbook_incomplete",
    severity: Severity = "note",
) -> list[Problem]:
    """Say of each product the first thing that the catalog would have against it."""
    return [
        Problem(
            code=code,
            severity=severity,
            values={"why": say(one.code, {"about": one.about, **one.values}).what},
            about=product.code,
        )
        for product in products
        for one in _new_stops(before, after, product)[:1]
    ]


def _new_stops(
    before: Configuration, after: Configuration, product: ProductChange
) -> list[Problem]:
    """List what the catalog would have against a product and had not before."""
    known = {one.code for one in _stops(before, product.code)}
    return [one for one in _stops(after, product.code) if one.code not in known]


def _stops(configuration: Configuration, code: str) -> list[Problem]:
    return [each for each in configuration.objections.get(Code(code), ()) if freezes(each)]


class _Ready:
    """The files with the edits of every product that went well."""

    def __init__(self, request: ImportRequest) -> None:
        texts = request.texts
        self._texts = {text.file.stem: text for text in texts}
        self._rows = {row.code: row for text in texts for row in text.rows if not row.sku}
        self._into = request.into or (texts[0].file.stem if len(texts) == 1 else "")
        self._words, self._option_name = request.words, request.option_name
        self.contents: dict[Path, bytes] = {}
        self.edits: dict[Path, list[Any]] = {}

    def made(self, products: Sequence[ProductChange]) -> tuple[list[ProductChange], list[Problem]]:
        """Begin anew with these products; answers those that went well, and what went wrong."""
        self.contents, self.edits = {}, {}
        accepted: list[ProductChange] = []
        problems: list[Problem] = []
        for product in products:
            placed = replace(product, file=product.file or self._into)
            problem = self._wrong(placed) or self._edit(placed)
            if problem is None:
                accepted.append(placed)
            else:
                problems.append(problem)
        return accepted, problems

    def _wrong(self, product: ProductChange) -> Problem | None:
        """Say what stands in the way before anything is edited."""
        if product.file not in self._texts:
            known = tuple(self._texts)
            return Problem(code="workbook_no_file", values={"known": known}, about=product.code)
        row = self._rows.get(product.code)
        if row is not None and product.skus and not row.product.get("variants"):
            return Problem(code="workbook_becomes_variants", about=product.code)
        said = {cell.column.key for cell in product.cells if cell.after is not None}
        missing = tuple(key for key in NEEDED if product.new and key not in said)
        if missing:
            at = "".join(filter(str.isdigit, product.cells[0].at)) if product.cells else ""
            values: dict[str, Value] = {"line": at, "missing": missing}
            return Problem(code="workbook_needs", values=values, about=product.code)
        return None

    def _edit(self, product: ProductChange) -> Problem | None:
        text = self._texts[product.file]
        content = self.contents.get(text.file, text.content)
        edits = edits_of(product, self._words, self._option_name)
        try:
            self.contents[text.file] = edited(content, edits)
        except (EditRefused, Unread) as error:
            return replace(error.problem, about=product.code)
        self.edits.setdefault(text.file, []).extend(edits)
        return None
