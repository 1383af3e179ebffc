"""Fills in the attributes that a category asks for, from what the label says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sync.marketplace import AskedAttribute
from sync.marketplace.json_values import Json, rows, text, whole, yes
from sync.marketplace.text_normalize import clean, fold

Value = str | int | list[str]

# What the catalog calls them, where the API's own name is another.
OURS: Mapping[str, str] = {
    "producer_name": "Tên tổ chức chịu trách nhiệm sản xuất",
    "producer_address": "Địa chỉ tổ chức chịu trách nhiệm sản xuất",
    "net_content": "Trọng lượng",
    "warning": "Thông tin cảnh báo",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One line of a category's form; `choices` maps a folded label to a value's code."""

    code: str
    name: str
    required: bool
    input: str  # TEXT, NUMBER, SELECT, MULTI, DATE
    most: int | None
    choices: Mapping[str, str]
    allowed: tuple[str, ...]


class TooLong(NamedTuple):
    """A text that the form has no room for."""

    attribute: Attribute
    length: int


class Filled(NamedTuple):
    """The form filled in, the required lines that we have nothing for, and texts too long.

    `asked` are the names of all lines; `unlike` those optional ones that take no word of ours.
    """

    values: dict[str, Value]
    missing: list[Attribute]
    too_long: list[TooLong]
    asked: set[str]
    unlike: list[Attribute]


def attributes_of(data: Json) -> tuple[Attribute, ...]:
    """Read the `data` of /categories/{id}/attributes."""
    return tuple(_attribute(row) for row in rows(data.get("items")) if text(row.get("code")))


def _attribute(row: Json) -> Attribute:
    values = rows(row.get("values"))
    return Attribute(
        code=text(row.get("code")),
        name=text(row.get("name")),
        required=yes(row.get("required")),
        input=text(row.get("input")),
        most=whole(row.get("max_length")),
        choices={fold(text(value.get("label"))): text(value.get("code")) for value in values},
        allowed=tuple(text(value.get("label")) for value in values),
    )


def fill(form: Sequence[Attribute], ours: Mapping[str, str]) -> Filled:
    """Fill in a form from texts by Vietnamese name; what it does not ask for is left out."""
    said = {fold(name): clean(value) for name, value in ours.items() if value.strip()}
    filled = Filled({}, [], [], set(), [])
    for attribute in form:
        names = (attribute.name, OURS.get(attribute.code, ""))
        filled.asked.update(map(fold, names))
        found = next((said[fold(name)] for name in names if fold(name) in said), "")
        value = _value(attribute, found) if found else None
        if value is not None:
            filled.values[attribute.code] = value
        elif attribute.required:
            filled.missing.append(attribute)
        elif found:
            filled.unlike.append(attribute)
        if attribute.input == "TEXT" and len(found) > (attribute.most or len(found)):
            filled.too_long.append(TooLong(attribute, len(found)))
    return filled


def asked_line(attribute: Attribute) -> AskedAttribute:
    """Say a line as a person reads it."""
    own_values = attribute.input not in ("SELECT", "MULTI")
    return AskedAttribute(attribute.name, attribute.required, attribute.allowed, own_values)


def _value(attribute: Attribute, said: str) -> Value | None:
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", said) if piece.strip()]
    chosen = [code for part in [said, *pieces] if (code := attribute.choices.get(fold(part)))]
    if attribute.input == "SELECT":
        return chosen[0] if chosen else None
    if attribute.input == "MULTI":
        return list(dict.fromkeys(chosen)) or None
    if attribute.input == "NUMBER":
        return int(said) if re.fullmatch(r"[0-9]{1,12}", said) else None
    return said
