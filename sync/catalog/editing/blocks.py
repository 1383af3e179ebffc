"""Writes new products and new files in the house's form: fields in their order, a variant a line.

Numbers come as numbers and days as days or as 2026-11-30; what says nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sync.catalog.editing.edits import PRODUCTS, Add, edited
from sync.catalog.editing.writing import Block, Value, item_lines
from sync.catalog.yaml_schema import (
    WrittenCertificate,
    WrittenCooperative,
    WrittenLabel,
    WrittenProduct,
    WrittenVariant,
    YamlModel,
)

SCHEMA_LINE: Final = "# yaml-language-server: $schema=../catalog.schema.json"
_SHAPES: Final[Mapping[str, type[YamlModel]]] = {
    "products": WrittenProduct,
    "variants": WrittenVariant,
    "label": WrittenLabel,
    "certificate": WrittenCertificate,
    "cooperative": WrittenCooperative,
}
_LONG: Final = frozenset({"label", "certificate", "cooperative"})  # a field a line, however short
_DAYS: Final = frozenset({"date", "issued_on", "expires_on"})
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def new_product(product: Mapping[str, Value], at: int | None = None) -> Add:
    """Add a product as a block in the house's form; keys are those of YAML, in any order."""
    return Add(value=_house(PRODUCTS, product), at=at)


def new_variant(variant: Mapping[str, Value]) -> Value:
    """Put a variant in the house's form, for `Add(path=("variants",))`."""
    return _house("variants", variant)


def new_file(cooperative: Mapping[str, Value]) -> bytes:
    """Begin a catalog file: its schema for editors, the cooperative, and no product yet."""
    (first, *more) = item_lines(_house("cooperative", cooperative), 0)
    lines = [SCHEMA_LINE, "", "cooperative:", f"  {first.removeprefix('- ')}", *more]
    return "\n".join([*lines, "", f"{PRODUCTS}: []", ""]).encode()


def file_of(cooperative: Mapping[str, Value], products: Sequence[Mapping[str, Value]]) -> bytes:
    """Write a whole new catalog file."""
    return edited(new_file(cooperative), [new_product(product) for product in products])


def _house(name: str, value: Value) -> Value:
    """Order the fields as the schema does, and leave out those that say nothing."""
    if isinstance(value, str) and name in _DAYS and _DAY.fullmatch(value.strip()):
        return _day(value.strip())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_house(name, one) for one in value]
    if not isinstance(value, Mapping):
        return value
    shape = _SHAPES.get(name)
    order = list(shape.model_fields) if shape else []
    keys = sorted(value, key=lambda key: order.index(key) if key in order else len(order))
    found = {key: _house(key, value[key]) for key in keys if not _silent(value[key])}
    return Block(found) if name in _LONG or name == PRODUCTS else found


def _day(text: str) -> Value:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _silent(value: Value) -> bool:
    return value is None or value in ("", [], (), {})
