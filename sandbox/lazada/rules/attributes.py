"""Attributes: the mandatory ones are there, and every value is one that its kind allows."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sandbox.lazada import facts
from sandbox.lazada.rules.rows import blank, row
from sandbox.lazada.taxonomy.attributes import (
    CLOSED,
    SEVERAL,
    SKU,
    Attribute,
    attributes_of,
    normal_attributes,
)
from sandbox.lazada.taxonomy.brands import BRANDS, UNAUTHORISED, brand_by_name

if TYPE_CHECKING:
    from sandbox.lazada.rules.draft import Draft, Wish
    from sandbox.replica import Json

_TITLES = frozenset({"name", "name_en"})
_LONG = frozenset({"richText"})
_QUANTITY = re.compile(r"\d+(\.\d{1,2})?\s*(\S*)")


def check_mandatory(draft: Draft) -> None:
    """4108 names every mandatory attribute that would be missing."""
    asked = [each for each in attributes_of(draft.category_id) if each.mandatory]
    absent = [each for each in asked if _is_absent(each, draft)]
    draft.refuse_with("4108", [blank(each.attribute_id) for each in absent])


def _is_absent(attribute: Attribute, draft: Draft) -> bool:
    if attribute.kind == SKU:
        born = [wish for wish in draft.wishes if wish.sku is None]
        return any(not _said(wish, attribute.name) for wish in born)
    if draft.associated:
        return False
    if attribute.name == "brand" and draft.attributes.get("brand_id"):
        return False
    return not draft.attributes.get(attribute.name, "").strip()


def _said(wish: Wish, name: str) -> bool:
    return bool(wish.node.text(name).strip())


def check_values(draft: Draft) -> None:
    """Every value that came is one that its attribute takes."""
    known = normal_attributes(draft.category_id)
    rows = []
    for name, text in draft.given.items():
        if name in known and name != "brand":
            rows += _value_rows(known[name], text)
    draft.refuse(rows)


def _value_rows(attribute: Attribute, text: str) -> list[Json]:
    if attribute.name in _TITLES:
        return _title_rows(attribute, text)
    longest = facts.DESCRIPTION_LENGTH if attribute.input_type in _LONG else facts.TEXT_LENGTH
    if len(text) > longest:
        return [_too_long(attribute, longest)]
    if attribute.input_type == "numeric" and not _is_number(attribute, text):
        code = "CHECK_CAT_PROP_INVALID_NUMBER"
        return [row(attribute.name, 4107, code, "The value must be a number")]
    if attribute.input_type == "date" and not _is_date(text):
        return [_not_an_option(attribute, text)]
    if attribute.input_type in CLOSED:
        return _closed_rows(attribute, text)
    return []


def _title_rows(attribute: Attribute, text: str) -> list[Json]:
    if len(text) > facts.TITLE_LENGTH:
        return [_too_long(attribute, facts.TITLE_LENGTH)]
    if len(text.encode()) > facts.TITLE_LENGTH:
        sentence = f"The title is longer than {facts.TITLE_LENGTH} bytes"
        return [row(attribute.name, 4160, "BIZ_CHECK_TITLE_LENGTH_LIMIT", sentence)]
    return []


def _too_long(attribute: Attribute, longest: int) -> Json:
    sentence = f"The value is longer than {longest}"
    return row(attribute.name, 4120, "CHK_CATPROP_CPV_MAX_LEGNTH", sentence)


def _closed_rows(attribute: Attribute, text: str) -> list[Json]:
    several = attribute.input_type in SEVERAL
    values = text.split(",") if several else [text]
    taken = {option.en for option in attribute.options}
    return [_not_an_option(attribute, each) for each in values if each not in taken]


def _not_an_option(attribute: Attribute, text: str) -> Json:
    sentence = f"The value {text!r} is not an option"
    if attribute.input_type in SEVERAL:
        return row(attribute.name, 4140, "CHK_ENUM_PROP_VALUE_NOT_IN_OPTION", sentence)
    return row(attribute.name, 4115, "CHK_CATPROP_CPV_NOT_ENUM", sentence)


def _is_number(attribute: Attribute, text: str) -> bool:
    found = _QUANTITY.fullmatch(text.strip())
    return found is not None and (not found[2] or found[2] in attribute.units)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def check_brand(draft: Draft) -> None:
    """The brand exists here, and the seller may use it."""
    name, number = draft.given.get("brand", ""), draft.given.get("brand_id", "")
    if not name and not number:
        return
    brand_id = int(number) if number.isdecimal() else brand_by_name(name)
    if brand_id not in BRANDS:
        draft.refuse([row("brand", 4142, "BIZ_CHECK_BRAND_INVALID", "The brand is invalid")])
    if brand_id in UNAUTHORISED:
        sentence = "The seller is not authorised for this brand"
        draft.refuse([row("brand", 4130, "BIZ_CHECK_BRAND_UNAUTHORISED", sentence)])
