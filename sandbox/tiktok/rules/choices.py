"""Sales attributes: what a buyer chooses between, such as 200 g and 500 g."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok import facts
from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.rules.words import is_tidy
from sandbox.tiktok.taxonomy.attributes import SALES

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.rules.case import Case

_KNOWN = {each.attribute_id: each for each in SALES}
_BY_NAME = {each.name: each.attribute_id for each in SALES}


def choices(case: Case, given: Fields) -> Json:
    """One choice of one SKU; ids that the platform has yet to give are empty."""
    kind_id, kind_name = _kind(case, given)
    value_id, value_name = _value(case, given, kind_id)
    image = given.mapping("sku_img").text("uri") if given.has("sku_img") else None
    if image is not None:
        case.image(image, "ATTRIBUTE_IMAGE", 12052520)
    return {
        "id": kind_id,
        "name": kind_name,
        "value_id": value_id,
        "value_name": value_name,
        "sku_img": image,
    }


def _kind(case: Case, given: Fields) -> tuple[str, str]:
    kind_id, name = given.text("id", ""), given.text("name", "").strip()
    before = {each["id"]: each["name"] for each in _before(case)}
    if kind_id:
        known = {key: each.name for key, each in _KNOWN.items()} | before
        if kind_id not in known:
            raise Refusal(12052527, f"The sales attribute ID {kind_id} does not exist.")
        return kind_id, known[kind_id]
    if not 1 <= len(name) <= facts.SALES_NAME_LENGTH or not is_tidy(name):
        raise Refusal(12052933, "The name of a sales attribute breaks the rules of text.")
    used = {text: key for key, text in before.items()}
    return _BY_NAME.get(name) or used.get(name, ""), name


def _value(case: Case, given: Fields, kind_id: str) -> tuple[str, str]:
    value_id, name = given.text("value_id", ""), given.text("value_name", "").strip()
    before = {each["value_id"]: each["value_name"] for each in _before(case, kind_id)}
    known = before | dict(_KNOWN[kind_id].values if kind_id in _KNOWN else {})
    if value_id:
        if value_id not in known:
            raise Refusal(12052529, f"The sales attribute value ID {value_id} does not exist.")
        return value_id, known[value_id]
    if not 1 <= len(name) <= facts.SALES_VALUE_LENGTH or not is_tidy(name):
        raise Refusal(12052934, "The value of a sales attribute breaks the rules of text.")
    return {text: key for key, text in known.items()}.get(name, ""), name


def _before(case: Case, kind_id: str | None = None) -> list[Json]:
    """The choices that the product knows already."""
    rows = case.before["skus"] if case.before else []
    every = [each for row in rows for each in row["sales_attributes"]]
    return [each for each in every if kind_id is None or each["id"] == kind_id]


def check_choices(rows: list[Json]) -> None:
    """The same kinds on every SKU, no combination twice, pictures on all values or none."""
    kinds = [[each["name"] for each in row["sales_attributes"]] for row in rows]
    if any(len(each) > facts.SALES_KINDS for each in kinds):
        raise Refusal(12052525, f"There are over {facts.SALES_KINDS} sales attributes.")
    every = {name for each in kinds for name in each}
    if any(set(each) != every or len(each) != len(every) for each in kinds):
        raise Refusal(12052550, "A SKU lacks one of the sales attributes.")
    combinations = [
        tuple(sorted((each["name"], each["value_name"]) for each in row["sales_attributes"]))
        for row in rows
    ]
    if len(set(combinations)) != len(combinations):
        raise Refusal(12052560, "Two SKUs have the same combination of sales attributes.")
    _check_pictures(rows)


def _check_pictures(rows: list[Json]) -> None:
    every = [each for row in rows for each in row["sales_attributes"]]
    pictured = {each["name"] for each in every if each["sku_img"] is not None}
    if len(pictured) > 1:
        raise Refusal(12052528, "Only one sales attribute can have pictures.")
    if any(each["sku_img"] is None for each in every if each["name"] in pictured):
        raise Refusal(12052522, "Every value of a sales attribute with pictures needs one.")
