"""The catalog as rows: what each product and variant says, and where in YAML that is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sync.catalog.reading import Path
from sync.catalog.workbook.cells import Words, shown
from sync.catalog.workbook.columns import (
    CODE,
    FILE,
    SKU,
    Owner,
    SheetColumn,
    SheetKind,
)
from sync.marketplace.spreadsheet import Cell

Said = Mapping[str, Cell]
_OF_PRODUCT_TOO: Final = frozenset({"name"})  # told on the lines of variants in small sheets


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """A product, or a variant of it, as YAML holds it; `file` is the stem of its file."""

    file: str
    code: str
    sku: str  # "": the product itself
    product: Mapping[str, Any] = field(repr=False)
    own: Mapping[str, Any] = field(repr=False)

    @property
    def owner(self) -> Owner:
        """Whose row it is."""
        return "variant" if self.sku else "product"

    @property
    def sellable(self) -> bool:
        """Whether it can be bought itself."""
        return bool(self.sku) or not self.product.get("variants")

    @property
    def name(self) -> str:
        """The SKU that it is sold under."""
        return self.sku or self.code


def rows_of(file: str, products: Iterable[Any]) -> Iterator[CatalogRow]:
    """List the rows of a file, a product before its variants; what has no name is left out."""
    for product in products:
        code = _name(product, "code")
        if not code:
            continue
        yield CatalogRow(file, code, "", product, product)
        variants = product.get("variants")
        for variant in variants if isinstance(variants, list) else ():
            if sku := _name(variant, "sku"):
                yield CatalogRow(file, code, sku, product, variant)


def _name(value: Any, key: str) -> str:
    name = value.get(key) if isinstance(value, dict) else None
    return name.strip() if isinstance(name, str) else ""


def shown_rows(kind: SheetKind, rows: Iterable[CatalogRow]) -> Sequence[CatalogRow]:
    """Choose the rows of a workbook: small ones show only what can be bought."""
    return [row for row in rows if kind == "products" or row.sellable]


def said_by(row: CatalogRow, columns: Iterable[SheetColumn], words: Words) -> dict[str, Cell]:
    """Say what each cell of a row shows."""
    return {column.key: _cell(row, column, words) for column in columns}


def _cell(row: CatalogRow, column: SheetColumn, words: Words) -> Cell:
    if column.key == FILE:
        return row.file
    if column.key == CODE:
        return row.code
    if column.key == SKU:
        return row.sku or None
    return shown(column, raw_at(row, column), words)


def raw_at(row: CatalogRow, column: SheetColumn) -> Any:
    """Find what YAML says in a column; None where it says nothing."""
    if column.channel:
        return _own_price(row, column.channel)
    if column.key in _OF_PRODUCT_TOO and row.sku:
        return row.product.get(column.key)
    if row.owner not in column.owners:
        return None
    found: Any = row.own
    for step in column.path:
        if column.key in ("stock", "label.shelf_life") and not isinstance(found, dict):
            break  # written in one word
        found = found.get(str(step)) if isinstance(found, dict) else None
    return found


def _own_price(row: CatalogRow, channel: str) -> Any:
    return value_in(row.product, price_path(row, channel))


def price_path(row: CatalogRow, channel: str) -> Path:
    """Say where in its product a shop's own price of a row stands, or would stand."""
    by_sku: Path = ("overrides", channel, "prices", row.name)
    for_all: Path = ("overrides", channel, "price")
    if row.sku or value_in(row.product, by_sku) is not None:
        return by_sku
    return for_all


def value_in(value: Any, path: Path) -> Any:
    """Walk down plain values; None where the path leads to nothing."""
    for step in path:
        value = value.get(str(step)) if isinstance(value, dict) else None
    return value


def channels_in(rows: Iterable[CatalogRow]) -> list[str]:
    """Name the shops and platforms that the catalog says something of its own for."""
    found: dict[str, None] = {}
    for row in rows:
        overrides = row.product.get("overrides")
        found |= dict.fromkeys(overrides if isinstance(overrides, dict) else ())
    return list(found)
