"""Says which fields of a listing wait for what is wrong in the YAML; all others move on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sync.catalog.diagnostics import Finding
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenProduct
from sync.model import Field

Fields = frozenset[Field]

_TEXTS: Final[Fields] = frozenset({"description", "attributes"})
_ALL_TEXTS: Final[Fields] = _TEXTS | {"title"}  # of a fact that titles are composed of, too
# By the first word of a path. What is counted, and whose stars are claimed, spoils no field: the
# ledger knows the stock, and a certificate with a fault is not spoken of.
_OF_PRODUCT: Final[Mapping[str, Fields]] = {
    "name": frozenset({"title"}),
    "title": frozenset({"title"}),
    "story": frozenset({"description"}),
    "images": frozenset({"images"}),
    "label": _ALL_TEXTS,
    "category": frozenset({"category", "attributes"}),
    "brand": frozenset({"brand", "attributes"}),
    "attributes": frozenset({"attributes", "title"}),
    "papers": frozenset({"papers"}),
    "certificate": frozenset(),
    "price": frozenset({"price"}),
    "prices": frozenset({"price"}),
    "net": frozenset({"price"}),
    "campaigns": frozenset({"price", "list_price"}),
    "list_price": frozenset({"price", "list_price"}),
    "stock": frozenset(),
    "made_of": frozenset(),
    "lots": frozenset({"lots"}),
    "least_days_left": frozenset(),
    "gtin": frozenset({"gtin"}),
    "weight_g": frozenset({"weight_g"}),
    "size_mm": frozenset({"size_mm"}),
    "options": frozenset({"variants", "title"}),
    "net_content": _ALL_TEXTS | {"net_content"},
    "unit": frozenset({"unit", "title"}),
    "pack": _ALL_TEXTS | {"pack"},
    "shipping": frozenset({"description"}),
    "prepare_days": frozenset({"description", "prepare_days"}),
    "product_set": frozenset({"attributes"}),
    "origin_as_certified": _TEXTS,
    "origin_now": _ALL_TEXTS,
    "trace_url": _TEXTS,
    "growing_area_code": _TEXTS,
    "hs_code": frozenset({"english"}),
    "description": frozenset({"description"}),
}
_ENGLISH: Final[Fields] = frozenset({"english"})  # alone: the Vietnamese goes out
_OF_LABEL: Final[Mapping[str, Fields]] = dict.fromkeys(
    ("generic_name", "net_content", "manufacturer", "origin_place"), _ALL_TEXTS
)
_OF_COOPERATIVE: Final[Mapping[str, Fields]] = {
    "papers": frozenset({"papers"}),
    "name": _ALL_TEXTS,
    "address": _ALL_TEXTS,
    "en": _ENGLISH,
}


def spoiled_fields(path: Path) -> Fields | None:
    """Name the fields that a problem at this path of a product spoils; None: that is not known."""
    steps = [step for step in path if isinstance(step, str)]
    if is_of_english(path):
        return _ENGLISH
    if steps[:1] == ["variants"]:
        steps = steps[1:]
    elif steps[:1] == ["overrides"]:
        steps = steps[2:]
    if steps[:1] == ["label"] and len(steps) > 1:
        return _OF_LABEL.get(steps[1], _TEXTS)
    return _OF_PRODUCT.get(steps[0]) if steps else None


def is_of_english(path: Path) -> bool:
    """Whether a path leads into a block of English texts."""
    return any(at < 4 and step == "en" for at, step in enumerate(path))


def spoiled_by_cooperative(path: Path) -> Fields:
    """Name the fields of all its products that a problem of the cooperative spoils."""
    return _OF_COOPERATIVE.get(str(path[0]), _TEXTS) if path else _ALL_TEXTS


def sku_at(path: Path, product: WrittenProduct) -> str:
    """Name the variant that a path leads to; "" where it is the product's own."""
    match path, product.variants:
        case ("variants", int(index), *_), tuple(variants) if index < len(variants):
            return variants[index].sku
    return ""


def is_hopeless(finding: Finding) -> bool:
    """Whether it cannot be told what the product is, or where or when it is not to be sold."""
    if finding.path[:1] == ("season",):
        return True
    return not finding.path or finding.path[-1] in {"code", "sku", "sold", "variants"}
