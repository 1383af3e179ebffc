"""Attributes: the mandatory ones are there, and every value is one that its kind allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.shopee.refusal import Refusal
from sandbox.shopee.taxonomy import attributes as kinds
from sandbox.shopee.taxonomy.attributes import Attribute, Choice

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.fields import Fields

_INVALID = "product.error_invalid_attribute"


def checked_attributes(wish: Fields, category_id: int) -> list[Json]:
    """The attribute_list as it will be kept; raises the first refusal."""
    given = wish.any_objects("attribute_list") if wish.has("attribute_list") else []
    known = kinds.attributes_of(category_id)
    every = kinds.by_id(category_id)
    chosen: dict[int, list[Json]] = {}
    for entry in given:
        attribute = every.get(entry.integer("attribute_id"))
        if attribute is None:
            message = f"Attribute {entry.integer('attribute_id')} is not of this category."
            raise Refusal("product.error_invalid_category_attribute", message)
        chosen[attribute.attribute_id] = _values(entry, attribute)
    for asked in _asked(known, chosen):
        _check_present(asked, category_id, chosen)
    return [{"attribute_id": key, "attribute_value_list": each} for key, each in chosen.items()]


def _asked(attributes: tuple[Attribute, ...], chosen: dict[int, list[Json]]) -> list[Attribute]:
    """The attributes on the form: top-level ones and the children of choices made."""
    found: list[Attribute] = []
    for attribute in attributes:
        found.append(attribute)
        ids = {value["value_id"] for value in chosen.get(attribute.attribute_id, ())}
        for choice in attribute.choices:
            if choice.value_id in ids:
                found += _asked(choice.children, chosen)
    return found


def _check_present(attribute: Attribute, category_id: int, chosen: dict[int, list[Json]]) -> None:
    if kinds.is_mandatory(attribute, category_id) and not chosen.get(attribute.attribute_id):
        raise Refusal(
            "product.error_less_required_attribute",
            f"Mandatory attribute information required: {attribute.vi} ({attribute.attribute_id}).",
        )


def _values(entry: Fields, attribute: Attribute) -> list[Json]:
    given = entry.any_objects("attribute_value_list")
    most = 1 if attribute.input_type in kinds.SINGLE_CHOICE else attribute.most
    if len(given) > most:
        raise Refusal(_INVALID, f"{attribute.vi} takes at most {most} values.")
    return [_value(value, attribute) for value in given]


def _value(value: Fields, attribute: Attribute) -> Json:
    value_id = value.integer("value_id")
    if value_id:
        choice = _choice(value_id, attribute)
        return {"value_id": value_id, "original_value_name": choice.vi, "value_unit": ""}
    if attribute.input_type in kinds.PREDEFINED_ONLY:
        raise Refusal(_INVALID, f"{attribute.vi} takes predefined values only.")
    name = value.text("original_value_name", "")
    if not name:
        raise Refusal("product.error_value_name_required", f"{attribute.vi} needs a value name.")
    _check_form(name, attribute)
    unit = _unit(value, attribute)
    return {"value_id": 0, "original_value_name": name, "value_unit": unit}


def _choice(value_id: int, attribute: Attribute) -> Choice:
    if attribute.input_type == kinds.FREE_TEXT:
        message = f"{attribute.vi} is free text: value_id must equal zero."
        raise Refusal("product.error_value_id_must_equal_zero", message)
    for choice in attribute.choices:
        if choice.value_id == value_id:
            return choice
    raise Refusal(_INVALID, f"{attribute.vi} has no value {value_id}.")


def _unit(value: Fields, attribute: Attribute) -> str:
    unit = value.text("value_unit", "")
    if attribute.units and unit not in attribute.units:
        raise Refusal(_INVALID, f"{attribute.vi} needs a unit: {', '.join(attribute.units)}.")
    return unit if attribute.units else ""


def _check_form(name: str, attribute: Attribute) -> None:
    try:
        if attribute.validation in {kinds.INT, kinds.DATE}:  # a date is Unix seconds as text
            int(name)
        elif attribute.validation == kinds.FLOAT:
            float(name)
    except ValueError as error:
        raise Refusal(_INVALID, f"{attribute.vi} cannot be {name!r}.") from error
