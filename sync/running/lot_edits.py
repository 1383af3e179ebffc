"""Lots written into the catalog, by commands and by the page: one added, one recalled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from sync.catalog.editing import EditRefused, Put, Value, values_in
from sync.catalog.editing.edits import path_of, values_at
from sync.catalog.nearest import nearest
from sync.model import Lot, Product, Sku, Variant
from sync.running.catalog_edits import CatalogEdit
from sync.running.product_edits import LoadInstead, ProductEdit, save_edit
from sync.running.seen_files import show

LOTS: Final = "lots"
FIELDS: Final = ("made_on", "best_before", "quantity", "place", "growing_area_code", "made_by")


@dataclass(frozen=True, slots=True)
class LotPart:
    """The SKU whose lots are edited, and what it takes to write its file and to judge it."""

    product: Product
    sku: Sku
    home: Path
    load_instead: LoadInstead


def lot_named(variant: Variant, number: str) -> Lot:
    """Find a lot by what is printed on it; raises `EditRefused` with the nearest."""
    known = {lot.number: lot for lot in variant.lots}
    if (found := known.get(number)) is None:
        meant = nearest(number, known) or ", ".join([*known][-3:]) or "–"
        raise EditRefused("lot_unknown", sku=variant.sku, lot=number, nearest=meant)
    return found


def add_lot(part: LotPart, lot: Mapping[str, Value]) -> CatalogEdit:
    """Write a new lot behind the others; what says nothing is left out.

    Raises `EditRefused`, `Unread`, `EditUnsound`; then nothing was written.
    """
    fresh = {name: lot[name] for name in ("lot", *FIELDS) if lot.get(name) not in (None, "")}
    content, version = show(Path(part.product.source.file), part.home)
    there = _written(content, part)
    if lot["lot"] in _numbers(there):
        raise EditRefused("lot_there", sku=part.sku, lot=str(lot["lot"]))
    return _saved(part, version, (LOTS,), [*there, fresh])


def recall_lot(part: LotPart, number: str, day: date, reason: str) -> CatalogEdit:
    """Write that a lot is taken back, since when and why; raises as `add_lot` does."""
    content, version = show(Path(part.product.source.file), part.home)
    there = _numbers(_written(content, part))
    if number not in there:
        raise EditRefused("lot_unknown", sku=part.sku, lot=number, nearest="–")
    value: Value = {"date": day, "reason": reason} if reason else day
    return _saved(part, version, (LOTS, there.index(number), "recalled"), value)


def _saved(part: LotPart, version: str, path: tuple[str | int, ...], value: Value) -> CatalogEdit:
    put = Put(code=part.product.code, path=path, value=value, sku=part.sku)
    edit = ProductEdit(file=Path(part.product.source.file), edits=(put,), version=version)
    return save_edit(edit, part.home, part.load_instead)


def _written(content: bytes, part: LotPart) -> list[dict[str, Any]]:
    values = values_in(content)
    found = values_at(values, (*path_of(values, part.product.code, part.sku), LOTS))
    return found if isinstance(found, list) else []


def _numbers(written: list[dict[str, Any]]) -> list[str]:
    return [str(each.get("lot")).strip() for each in written]
