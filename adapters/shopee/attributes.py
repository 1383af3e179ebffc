"""Fills in the attributes that a category asks for, from what the label says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from sync.marketplace import AskedAttribute
from sync.marketplace.json_values import Json, record, rows, text, whole, yes
from sync.marketplace.text_normalize import clean, fold, pieces_of

SINGLE_DROP_DOWN, SINGLE_COMBO, FREE_TEXT, MULTI_DROP_DOWN, MULTI_COMBO = 1, 2, 3, 4, 5
INTEGER, FLOAT, DATE = 1, 3, 4
WITH_UNIT = 2
MONTH_AND_YEAR = 1
VIETNAM = timezone(timedelta(hours=7))
QUANTITY = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Choice:
    """A predefined value of an attribute; choosing it may ask for more."""

    id: int
    name: str
    spellings: frozenset[str]
    children: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One line of a category's form."""

    id: int
    name: str
    spellings: frozenset[str]
    mandatory: bool
    input_type: int
    validation: int
    format: int
    date_format: int
    units: tuple[str, ...]
    choices: tuple[Choice, ...]
    most: int


class Filled(NamedTuple):
    """The form filled in, and the mandatory lines that we have nothing for.

    `asked` are the names of all lines; `unlike` those optional ones that take no word of ours.
    """

    attribute_list: list[Json]
    missing: list[Attribute]
    asked: set[str]
    unlike: list[Attribute]


def attributes_of(tree: object) -> tuple[Attribute, ...]:
    """Read an `attribute_tree`."""
    return tuple(_attribute(row) for row in rows(tree) if whole(row.get("attribute_id")))


def _attribute(row: Json) -> Attribute:
    form = record(row.get("attribute_info"))
    units = form.get("attribute_unit_list")
    return Attribute(
        id=whole(row.get("attribute_id")) or 0,
        name=_name(row),
        spellings=_spellings(row),
        mandatory=yes(row.get("mandatory")),
        input_type=whole(form.get("input_type")) or FREE_TEXT,
        validation=whole(form.get("input_validation_type")) or 0,
        format=whole(form.get("format_type")) or 0,
        date_format=whole(form.get("date_format_type")) or 0,
        units=tuple(text(unit) for unit in units) if isinstance(units, list) else (),
        choices=tuple(_choice(value) for value in rows(row.get("attribute_value_list"))),
        most=whole(form.get("max_value_count")) or 1,
    )


def _choice(row: Json) -> Choice:
    children = attributes_of(row.get("child_attribute_list"))
    return Choice(whole(row.get("value_id")) or 0, _name(row), _spellings(row), children)


def _name(row: Json) -> str:
    """Prefer the Vietnamese name, since a person will read it."""
    for spelling in rows(row.get("multi_lang")):
        if text(spelling.get("language")) in ("vi", "vn"):
            return text(spelling.get("value"))
    return text(row.get("name"))


def _spellings(row: Json) -> frozenset[str]:
    names = [
        text(row.get("name")),
        *(text(one.get("value")) for one in rows(row.get("multi_lang"))),
    ]
    return frozenset(fold(name) for name in names if name)


def fill(form: Sequence[Attribute], ours: Mapping[str, str]) -> Filled:
    """Fill in a form from texts by Vietnamese name; what the form does not ask for is left out."""
    return _fill(form, {fold(name): clean(value) for name, value in ours.items() if value.strip()})


def _fill(form: Sequence[Attribute], ours: Mapping[str, str]) -> Filled:
    filled = Filled([], [], set(), [])
    for attribute in form:
        said = next((ours[name] for name in attribute.spellings if name in ours), None)
        values = [] if said is None else _values(attribute, said)
        filled.asked.update(attribute.spellings)
        if values:
            filled.attribute_list.append(
                {"attribute_id": attribute.id, "attribute_value_list": values}
            )
        elif attribute.mandatory:
            filled.missing.append(attribute)
        elif said is not None:
            filled.unlike.append(attribute)
        inner = _fill(_asked_next(attribute, values), ours)
        filled.attribute_list.extend(inner.attribute_list)
        filled.missing.extend(inner.missing)
        filled.asked.update(inner.asked)
        filled.unlike.extend(inner.unlike)
    return filled


def asked_line(attribute: Attribute) -> AskedAttribute:
    """Say a line as a person reads it."""
    return AskedAttribute(
        name=attribute.name,
        mandatory=attribute.mandatory,
        allowed=tuple(choice.name for choice in attribute.choices),
        own_values=attribute.input_type not in (SINGLE_DROP_DOWN, MULTI_DROP_DOWN),
    )


def _asked_next(attribute: Attribute, values: Sequence[Json]) -> list[Attribute]:
    chosen = {value["value_id"] for value in values}
    return [child for one in attribute.choices if one.id in chosen for child in one.children]


def _values(attribute: Attribute, said: str) -> list[Json]:
    pieces = pieces_of(said)
    if attribute.input_type in (MULTI_DROP_DOWN, MULTI_COMBO):
        values = [value for piece in pieces for value in _one(attribute, piece)]
        return values[: attribute.most]
    # "Cà Mau, Việt Nam" names a choice "Việt Nam", but the whole text goes first.
    chosen = next((one for part in [said, *pieces] if (one := _chosen(attribute, part))), None)
    return [{"value_id": chosen.id}] if chosen else _own(attribute, said)


def _one(attribute: Attribute, piece: str) -> list[Json]:
    chosen = _chosen(attribute, piece)
    return [{"value_id": chosen.id}] if chosen else _own(attribute, piece)


def _chosen(attribute: Attribute, said: str) -> Choice | None:
    wanted = fold(said)
    return next((one for one in attribute.choices if wanted in one.spellings), None)


def _own(attribute: Attribute, said: str) -> list[Json]:
    """Write a value of our own, where the form takes one and ours has the right shape."""
    if attribute.input_type in (SINGLE_DROP_DOWN, MULTI_DROP_DOWN):
        return []
    if attribute.format == WITH_UNIT:
        return _quantity(attribute, said)
    written = _written(attribute, said)
    return [] if written is None else [{"value_id": 0, "original_value_name": written}]


def _quantity(attribute: Attribute, said: str) -> list[Json]:
    found = QUANTITY.fullmatch(said)
    unit = found and next((u for u in attribute.units if _begins(found[2], u)), None)
    if not found or not unit:
        return []
    amount = found[1].replace(",", ".")
    return [{"value_id": 0, "original_value_name": amount, "value_unit": unit}]


def _begins(said: str, unit: str) -> bool:
    words, wanted = fold(said).split(), fold(unit).split()
    return bool(wanted) and words[: len(wanted)] == wanted


def _written(attribute: Attribute, said: str) -> str | None:
    if attribute.validation == DATE:
        return _unix_seconds(attribute, said)
    if attribute.validation == INTEGER:
        return said if said.isdecimal() else None
    if attribute.validation == FLOAT:
        plain = said.replace(",", ".")
        return plain if re.fullmatch(r"\d+(\.\d+)?", plain) else None
    return said


def _unix_seconds(attribute: Attribute, said: str) -> str | None:
    """Turn DD/MM/YYYY, MM/YYYY or an ISO date into the text of seconds that Shopee takes."""
    forms = ("%m/%Y",) if attribute.date_format == MONTH_AND_YEAR else ("%d/%m/%Y", "%Y-%m-%d")
    for form in forms:
        try:
            day = datetime.strptime(said, form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
        return str(int(day.timestamp()))
    return None
