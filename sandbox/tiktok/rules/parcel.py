"""Weight and size of the parcel: numbers as text, with their units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.tiktok.refusal import Refusal, malformed

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.rules.case import Case

_WEIGHT = re.compile(r"\d{1,6}(\.\d{1,3})?")
_SIDES = {"height": 12052003, "width": 12052004, "length": 12052005}


def weight(case: Case) -> Json:
    """Above zero, in kilograms with at most three decimals.

    A partial edit replaces the object whole: what it leaves out becomes blank, without a word.
    """
    given = case.wish.mapping("package_weight")
    for name in ("value", "unit"):
        if not given.has(name) and not case.is_partial:
            raise malformed(f"body.package_weight.{name} is missing")
    value, unit = given.text("value", ""), given.text("unit", "")
    if unit != "KILOGRAM" and given.has("unit"):
        raise Refusal(12019061, "Only KILOGRAM is supported in this region.")
    if given.has("value"):
        _check_weight(value)
    return {"value": value, "unit": unit}


def _check_weight(value: str) -> None:
    if not _WEIGHT.fullmatch(value):
        raise Refusal(12019011, "The package weight is not valid.")
    if float(value) == 0:
        raise Refusal(12052181, "The package weight must be above 0.")


def dimensions(case: Case) -> Json | None:
    """Whole centimetres; optional unless the category asks."""
    if not case.wish.has("package_dimensions"):
        if case.call.knobs.package_dimension_required:
            raise Refusal(12052116, "The package dimensions are required in this category.")
        return None
    given = case.wish.mapping("package_dimensions")
    if given.text("unit") != "CENTIMETER":
        raise Refusal(12052915, "The units of package weight and dimensions do not match.")
    sides = {name: given.text(name) for name in ("length", "width", "height")}
    for name, code in _SIDES.items():
        if not re.fullmatch(r"[0-9]{1,6}", sides[name]):
            raise Refusal(code, f"The package {name} is not valid.")
    if not all(int(side) for side in sides.values()):
        raise Refusal(12019012, "The package dimensions must be above 0.")
    return {**sides, "unit": "CENTIMETER"}
