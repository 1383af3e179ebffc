"""What the files look like as people write them; also the source of the JSON Schemas."""

from sync.catalog.written.forms import WrittenColumn, WrittenProfile
from sync.catalog.written.product import (
    WrittenCertificate,
    WrittenCooperative,
    WrittenFoodSafety,
    WrittenLabel,
    WrittenOverride,
    WrittenPaper,
    WrittenParty,
    WrittenProduct,
    WrittenVariant,
)
from sync.catalog.written.shape import Shape
from sync.catalog.written.shops import WrittenApp, WrittenShop, WrittenShops, WrittenStockRule
from sync.catalog.written.top import WrittenCatalog, WrittenCategory, WrittenSettings

__all__ = [
    "Shape",
    "WrittenApp",
    "WrittenCatalog",
    "WrittenCategory",
    "WrittenCertificate",
    "WrittenColumn",
    "WrittenCooperative",
    "WrittenFoodSafety",
    "WrittenLabel",
    "WrittenOverride",
    "WrittenPaper",
    "WrittenParty",
    "WrittenProduct",
    "WrittenProfile",
    "WrittenSettings",
    "WrittenShop",
    "WrittenShops",
    "WrittenStockRule",
    "WrittenVariant",
]
