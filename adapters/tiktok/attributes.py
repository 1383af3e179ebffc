"""Fills in the attributes that a category asks for, from what the label says."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sync.marketplace.json_values import Json, rows, text
from sync.marketplace.text_normalize import clean, fold

NUMBER = "POSITIVE_INT_OR_DECIMAL"
Choices = Mapping[str, Sequence[Json]]  # attribute id -> the values chosen for it


@dataclass(frozen=True, slots=True)
class Condition:
    """Something is asked for once this value of this attribute is chosen."""

    attribute_id: str
    value_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One line of a category's form; `choices` maps a folded name to a value's id."""

    id: str
    name: str
    required: bool
    several: bool
    own_values: bool
    numeric: bool
    choices: Mapping[str, str]
    allowed: tuple[str, ...]
    conditions: tuple[Condition, ...]


class Filled(NamedTuple):
    """The form filled in, and the required lines that we have nothing for."""

    choices: dict[str, list[Json]]
    missing: list[Attribute]


def attributes_of(answer: Json) -> tuple[Attribute, ...]:
    """Read the product properties of a category; what a buyer chooses between is not among them."""
    return tuple(
        _attribute(row)
        for row in rows(answer.get("attributes"))
        if row.get("type") != "SALES_PROPERTY" and text(row.get("id"))
    )


def _attribute(row: Json) -> Attribute:
    values = rows(row.get("values"))
    return Attribute(
        id=text(row.get("id")),
        name=text(row.get("name")),
        required=row.get("is_requried", row.get("is_required")) is True,  # the first is TikTok's
        several=row.get("is_multiple_selection") is True,
        own_values=row.get("is_customizable") is True,
        numeric=row.get("value_data_format") == NUMBER,
        choices={fold(text(value.get("name"))): text(value.get("id")) for value in values},
        allowed=tuple(text(value.get("name")) for value in values),
        conditions=conditions_of(row),
    )


def conditions_of(row: Json) -> tuple[Condition, ...]:
    """Read what makes a line of a form, or a paper, required."""
    return tuple(
        Condition(text(one.get("attribute_id")), text(one.get("attribute_value_id")))
        for one in rows(row.get("requirement_conditions"))
    )


def holds(conditions: Collection[Condition], chosen: Choices) -> bool:
    """Tell whether any of the conditions is met by what was chosen."""
    return any(
        one.value_id in [value.get("id") for value in chosen.get(one.attribute_id, ())]
        for one in conditions
    )


def fill(form: Sequence[Attribute], ours: Mapping[str, str]) -> Filled:
    """Fill in a form from texts by Vietnamese name; what the form does not ask for is left out."""
    said = {fold(name): clean(value) for name, value in ours.items() if value.strip()}
    filled = Filled({}, [])
    for attribute in sorted(form, key=lambda one: bool(one.conditions)):
        asked = holds(attribute.conditions, filled.choices)
        if attribute.conditions and not asked:
            continue  # it must stay empty then
        values = _values(attribute, said.get(fold(attribute.name)))
        if values:
            filled.choices[attribute.id] = values
        elif attribute.required or asked:
            filled.missing.append(attribute)
    return filled


def _values(attribute: Attribute, said: str | None) -> list[Json]:
    if said is None:
        return []
    pieces = [piece.strip() for piece in re.split(r"[,;\n]", said) if piece.strip()]
    if attribute.several:
        found = (_value(attribute, piece) for piece in dict.fromkeys(pieces))
        return list({tuple(one.items()): one for one in found if one}.values())
    # "Cà Mau, Việt Nam" names a choice "Việt Nam", but the whole text goes first.
    chosen = next((one for part in [said, *pieces] if (one := _chosen(attribute, part))), None)
    value = chosen or _own(attribute, said)
    return [value] if value else []


def _value(attribute: Attribute, piece: str) -> Json | None:
    return _chosen(attribute, piece) or _own(attribute, piece)


def _chosen(attribute: Attribute, said: str) -> Json | None:
    found = attribute.choices.get(fold(said))
    return {"id": found} if found else None


def _own(attribute: Attribute, said: str) -> Json | None:
    """Write a value of our own, where the form takes one and ours has the right shape."""
    if not attribute.own_values:
        return None
    if attribute.numeric:
        plain = said.replace(",", ".")
        return {"name": plain} if re.fullmatch(r"\d+(\.\d+)?", plain) else None
    return {"name": said}
