"""Takes the catalog out into a workbook and back: which files, which edits, and whether they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sync.catalog import Configuration, freezes
from sync.catalog.editing import EditRefused, edited, values_in
from sync.catalog.reading import Unread, catalog_files
from sync.catalog.reading.text import read_bytes
from sync.catalog.workbook import (
    BOOK,
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
from sync.model import Language, Problem, Sku
from sync.running.catalog_edits import FileWork
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


def book_of(
    kind: SheetKind,
    texts: Sequence[CatalogText],
    configuration: Configuration,
    at: datetime,
    language: Language,
    *,
    books: Mapping[Sku, int] | None = None,
) -> Book:
    """Put the catalog down as a workbook; `books` are what the ledger says there is."""
    rows = [row for text in texts for row in text.rows]
    shops = [shop.name for shop in configuration.shops]
    channels = list(dict.fromkeys([*shops, *channels_in(rows)]))
    words = words_of(configuration, language)
    columns = columns_of(kind, channels)
    said = [
        {**said_by(row, columns, words), BOOK: (books or {}).get(Sku(row.name))}
        for row in shown_rows(kind, rows)
    ]
    return Book(
        kind=kind,
        columns=columns,
        rows=said,
        words=words,
        files=[text.file.stem for text in texts],
        at=at,
        language=language,
    )


def workbook_import(
    changes: SheetChanges,
    texts: Sequence[CatalogText],
    into: str | None,
    words: Words,
    load_instead: LoadInstead,
    option_name: str = "",
) -> WorkbookImport:
    """Make the edits in memory; a product that would come out wrong is left as it is, and named."""
    ready = _Ready(texts, into, words, option_name)
    accepted, problems = ready.made(changes.products)
    before = load_instead({})
    while accepted:
        wrong = _stopped(before, load_instead(ready.contents), accepted)
        if not wrong:
            break
        problems += wrong
        names = {problem.about for problem in wrong}
        accepted, more = ready.made([one for one in accepted if one.code not in names])
        problems += more
    seen = {text.file: text.content for text in texts}
    works = tuple(
        FileWork(file=file, edits=tuple(edits), seen=seen[file])
        for file, edits in ready.edits.items()
    )
    return WorkbookImport(works=works, products=tuple(accepted), problems=tuple(problems))


def _stopped(
    before: Configuration, after: Configuration, products: Sequence[ProductChange]
) -> list[Problem]:
    """Say what the catalog would have against a product that it had nothing against before."""
    found = []
    for product in products:
        known = {one.code for one in _stops(before, product.code)}
        new = [one for one in _stops(after, product.code) if one.code not in known]
        found += [
            Problem(
                code="workbook_would_stop",
                values={"why": say(one.code, {"about": one.about, **one.values}).what},
                about=product.code,
            )
            for one in new[:1]
        ]
    return found


def _stops(configuration: Configuration, code: str) -> list[Problem]:
    return [each for each in configuration.objections.get(code, ()) if freezes(each)]


class _Ready:
    """The files with the edits of every product that went well."""

    def __init__(
        self, texts: Sequence[CatalogText], into: str | None, words: Words, option_name: str
    ) -> None:
        self._texts = {text.file.stem: text for text in texts}
        self._rows = {row.code: row for text in texts for row in text.rows if not row.sku}
        self._into = into or (texts[0].file.stem if len(texts) == 1 else "")
        self._words, self._option_name = words, option_name
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
            values = {"line": at, "missing": missing}
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
