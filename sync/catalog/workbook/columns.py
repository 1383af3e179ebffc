"""The columns of the catalog as a workbook: what of a product stands in which cell, and how.

A product is a row; each of its variants is a row of its own below it, with the same code. Headings
and hints are worded in `sync.wording.workbook` under the key of the column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sync.catalog.reading import Path

FORMAT: Final = "ocop-catalog/1"
PRODUCTS_SHEET, GUIDE_SHEET, CHOICES_SHEET, BASE_SHEET, META_SHEET = (
    "SanPham", "HuongDan", "LuaChon", "_goc", "_meta",
)  # fmt: skip
FILE, CODE, SKU = "file", "code", "sku"  # name a row, and are nobody's to change in a workbook
NAMING: Final = (FILE, CODE, SKU)
PRICE_AT: Final = "price@"  # what a shop or platform asks, by its name

SheetKind: TypeAlias = Literal["products", "prices", "stock"]
CellKind: TypeAlias = Literal[
    "line", "text", "whole", "price", "decimal", "day", "choice", "yes_no", "list", "size",
    "pairs", "count", "shelf_life", "barcode",
]  # fmt: skip
Owner: TypeAlias = Literal["product", "variant"]
PRODUCT: Final[frozenset[Owner]] = frozenset({"product"})
VARIANT: Final[frozenset[Owner]] = frozenset({"variant"})
BOTH: Final[frozenset[Owner]] = frozenset({"product", "variant"})


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column; `path` leads from its owner to the value, `rare` ones begin folded away."""

    key: str
    kind: CellKind = "line"
    owners: frozenset[Owner] = PRODUCT
    wide: int = 16
    rare: bool = False
    path_in: Path = ()

    @property
    def path(self) -> Path:
        """Where it stands in YAML."""
        return self.path_in or tuple(self.key.split("."))

    @property
    def channel(self) -> str:
        """The shop or platform whose own price it is; "" of all others."""
        return self.key.removeprefix(PRICE_AT) if self.key.startswith(PRICE_AT) else ""


def _rare(key: str, kind: CellKind = "line", wide: int = 16) -> SheetColumn:
    return SheetColumn(key, kind, wide=wide, rare=True)


COLUMNS: Final = (
    SheetColumn(FILE, wide=16),
    SheetColumn(CODE, owners=BOTH, wide=20),
    SheetColumn(SKU, owners=VARIANT, wide=22),
    SheetColumn("name", wide=34),
    SheetColumn("options", "list", BOTH, wide=18),
    SheetColumn("price", "price", BOTH, wide=12),
    SheetColumn("list_price", "price", BOTH, wide=12),
    SheetColumn("stock", "count", BOTH, wide=9, path_in=("stock", "count")),
    SheetColumn("counted_on", "day", BOTH, wide=12, path_in=("stock", "date")),
    SheetColumn("made_of", "pairs", BOTH, wide=20),
    SheetColumn("sold", "yes_no", BOTH, wide=8),
    SheetColumn("category", "choice", wide=24),
    SheetColumn("unit", owners=BOTH, wide=10),
    SheetColumn("net_content", owners=BOTH, wide=14),
    SheetColumn("pack", owners=BOTH, wide=16),
    SheetColumn("weight_g", "whole", BOTH, wide=12),
    SheetColumn("size_mm", "size", BOTH, wide=18),
    SheetColumn("gtin", "barcode", BOTH, wide=16),
    SheetColumn("brand"),
    SheetColumn("title", wide=30),
    SheetColumn("story", "text", wide=50),
    SheetColumn("images", "list", wide=30),
    SheetColumn("label.generic_name", wide=18),
    SheetColumn("label.net_content", wide=18),
    SheetColumn("label.ingredients", "list", wide=28),
    SheetColumn("label.allergens", "list", wide=16),
    SheetColumn("label.shelf_life", "shelf_life", wide=14),
    SheetColumn("label.shelf_life.after_opening", wide=14),
    SheetColumn("label.storage", "text", wide=28),
    SheetColumn("label.usage", "text", wide=28),
    SheetColumn("label.warning", "text", wide=28),
    SheetColumn("label.origin_place", wide=18),
    SheetColumn("label.standard_no"),
    SheetColumn("label.declaration.number", wide=18),
    SheetColumn("label.declaration.date", "day", wide=12),
    SheetColumn("shipping", "text", wide=28),
    SheetColumn("certificate.stars", "whole", wide=8),
    SheetColumn("certificate.decision_no", wide=18),
    SheetColumn("certificate.issued_by", wide=20),
    SheetColumn("certificate.issued_on", "day", wide=12),
    SheetColumn("certificate.expires_on", "day", wide=12),
    SheetColumn("product_set", "whole", wide=8),
    _rare("certificate.issued_level", "choice"),
    _rare("certificate.certificate_no"),
    _rare("certificate.holder", wide=24),
    _rare("certificate.taxonomy"),
    _rare("certificate.evidence", "choice"),
    _rare("certificate.withdrawn", "yes_no", 8),
    _rare("certificate.file", wide=24),
    _rare("label.origin"),
    _rare("label.declaration.regime"),
    _rare("label.declaration.issued_by", wide=20),
    _rare("label.food_safety_certificate.number", wide=18),
    _rare("label.food_safety_certificate.expires_on", "day", 12),
    _rare("label.alcohol_percent", "decimal", 8),
    _rare("label.material", "text", 20),
    _rare("label.care", "text", 20),
    _rare("label.manufacturer.name", wide=24),
    _rare("label.manufacturer.address", wide=28),
    _rare("label.manufacturer.address_as_certified", wide=28),
    _rare("label.manufacturer.legal_form"),
    _rare("label.manufacturer.tax_code"),
    _rare("label.manufacturer.registration_no"),
    _rare("label.manufacturer.representative"),
    _rare("origin_as_certified", wide=20),
    _rare("origin_now", wide=20),
    _rare("trace_url", wide=24),
    _rare("growing_area_code"),
    _rare("least_days_left", "whole", 8),
    _rare("prepare_days", "whole", 8),
    _rare("attributes", "pairs", 30),
    _rare("en.name", wide=30),
    SheetColumn("en.options", "list", BOTH, wide=18, rare=True),
    SheetColumn("en.unit", owners=BOTH, wide=10, rare=True),
    SheetColumn("en.net_content", owners=BOTH, wide=14, rare=True),
    SheetColumn("en.pack", owners=BOTH, wide=16, rare=True),
    _rare("en.title", wide=30),
    _rare("en.story", "text", 50),
    _rare("en.shipping", "text", 28),
    _rare("en.attributes", "pairs", 30),
    _rare("label.en.generic_name", wide=18),
    _rare("label.en.net_content", wide=18),
    _rare("label.en.ingredients", "list", 28),
    _rare("label.en.allergens", "list"),
    _rare("label.en.shelf_life"),
    _rare("label.en.after_opening"),
    _rare("label.en.storage", "text", 28),
    _rare("label.en.usage", "text", 28),
    _rare("label.en.warning", "text", 28),
    _rare("label.en.origin"),
    _rare("label.en.origin_place", wide=18),
    _rare("label.en.material", "text", 20),
    _rare("label.en.care", "text", 20),
)  # fmt: skip

BY_KEY: Final[Mapping[str, SheetColumn]] = {column.key: column for column in COLUMNS}
_FACTS_OF_PRICES: Final = (*NAMING, "name", "options", "price", "list_price")
_FACTS_OF_STOCK: Final = (*NAMING, "name", "options")
BOOK, COUNTED, COUNTED_ON = "book", "counted", "counted_on"  # of a sheet of stock counts
_COUNTS: Final = (
    SheetColumn(BOOK, "whole", BOTH, wide=12),
    SheetColumn(COUNTED, "count", BOTH, wide=12),
    SheetColumn(COUNTED_ON, "day", BOTH, wide=12),
)


def columns_of(kind: SheetKind, channels: Iterable[str] = ()) -> tuple[SheetColumn, ...]:
    """List the columns of a workbook; `channels` have prices of their own."""
    if kind == "products":
        return COLUMNS
    if kind == "stock":
        return (*(BY_KEY[key] for key in _FACTS_OF_STOCK), *_COUNTS)
    own = (SheetColumn(f"{PRICE_AT}{name}", "price", BOTH, wide=14) for name in channels)
    return (*(BY_KEY[key] for key in _FACTS_OF_PRICES), *own)


def fixed(kind: SheetKind) -> Collection[str]:
    """Name the columns of rows that are there which a workbook may not change."""
    if kind == "products":
        return NAMING
    return (*_FACTS_OF_STOCK, BOOK) if kind == "stock" else _FACTS_OF_STOCK
