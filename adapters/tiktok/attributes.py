"""Fills in the attributes that a category asks for, from what the label says."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sync.marketplace import AskedAttribute
from sync.marketplace.json_values import Json, rows, text, yes
from sync.marketplace.text_normalize import clean, fold, pieces_of
from sync.model.letters import without_marks

NUMBER = "POSITIVE_INT_OR_DECIMAL"
Choices = Mapping[str, Sequence[Json]]  # attribute id -> the values chosen for it

# Food asks for the licence of a product (since 2026-05-26): four lines that are named at run time,
# in either language, so they are known by their meaning. Patterns see no accents and no capitals.
LICENCE_LINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (ours, re.compile(pattern))
    for ours, pattern in (
        (
            "Loại giấy phép sản phẩm",
            (
                r"licen[cs]e type|type of (product )?licen[cs]e"
                r"|loai (giay|ho so|van ban) (phep|to|cong bo|chung nhan|tiep nhan)"
            ),
        ),
        (
            "Số giấy phép sản phẩm",
            (
                r"(licen[cs]e|declaration) (number|no\b)"
                r"|so (giay (phep|to)|(ban |ho so )?(tu )?cong bo|tiep nhan|dang ky cong bo)"
            ),
        ),
        (
            "Ngày cấp giấy phép sản phẩm",
            r"dates? of issu|issu(e|ance|ing) date|ngay (cap|ban hanh|phat hanh|cong bo)\b",
        ),
        (
            "Nơi cấp giấy phép sản phẩm",
            (
                r"place of issu|issu(e|ance|ing) (place|authority|body|agency)"
                r"|(noi|co quan|don vi) (cap|ban hanh|phat hanh|tiep nhan)\b"
            ),
        ),
    )
)
OTHER_LICENCES = re.compile(
    r"kinh doanh|business|quang cao|advertis|nhap khau|import|xuat khau|export|doanh nghiep|company"
)
SELF_DECLARED = re.compile(r"tu cong bo|self.?declar")
REGISTERED = re.compile(r"dang ky|tiep nhan|product declar|registr")


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
    """The form filled in, and the required lines that we have nothing for.

    `asked` are the names of all lines; `unlike` those optional ones that take no word of ours.
    """

    choices: dict[str, list[Json]]
    missing: list[Attribute]
    asked: set[str]
    unlike: list[Attribute]


def attributes_of(answer: Json) -> tuple[Attribute, ...]:
    """Read the product properties of a category; what a buyer chooses between is not among them."""
    return tuple(
        _attribute(row)
        for row in rows(answer.get("attributes"))
        if row.get("type") != "SALES_PROPERTY" and text(row.get("id"))
    )


def _attribute(row: Json) -> Attribute:
    values = rows(row.get("values"))
    required = yes(row.get("is_requried")) or yes(row.get("is_required"))  # TikTok spells it so
    return Attribute(
        id=text(row.get("id")),
        name=text(row.get("name")),
        required=required,
        several=yes(row.get("is_multiple_selection")),
        # What must be filled in and names no choice can only take words of ours.
        own_values=yes(row.get("is_customizable")) or (required and not values),
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
    licence = licence_lines(form)
    lines = {fold(attribute.name) for attribute in form}
    filled = Filled({}, [], lines | {fold(name) for name in licence.values()}, [])
    for attribute in sorted(form, key=lambda one: bool(one.conditions)):
        asked = holds(attribute.conditions, filled.choices)
        if attribute.conditions and not asked:
            continue  # it must stay empty then
        values = _values(attribute, said.get(fold(attribute.name)))
        if not values and attribute.id in licence:
            values = _licence_values(attribute, said.get(fold(licence[attribute.id])))
        if values:
            filled.choices[attribute.id] = values
        elif attribute.required or asked:
            filled.missing.append(attribute)
        elif fold(attribute.name) in said:
            filled.unlike.append(attribute)
    return filled


def asked_line(attribute: Attribute) -> AskedAttribute:
    """Say a line as a person reads it."""
    return AskedAttribute(
        attribute.name, attribute.required, attribute.allowed, attribute.own_values
    )


def licence_lines(form: Sequence[Attribute]) -> dict[str, str]:
    """Find the lines that ask for a product's licence: attribute id -> our name of what is asked.

    A date or a place alone may be of anything: they count beside a type or a number only.
    """
    meant = {attribute.id: meaning for attribute in form if (meaning := _licence_line(attribute))}
    told = {name for name, _ in LICENCE_LINES[:2]}
    return meant if told.intersection(meant.values()) else {}


def _licence_line(attribute: Attribute) -> str | None:
    name = plain(attribute.name)
    if OTHER_LICENCES.search(name):
        return None
    return next((ours for ours, pattern in LICENCE_LINES if pattern.search(name)), None)


def _licence_values(attribute: Attribute, said: str | None) -> list[Json]:
    """Answer a line of the licence; kinds of licences are chosen by what they mean."""
    if said is None:
        return []
    kind = SELF_DECLARED if SELF_DECLARED.search(plain(said)) else REGISTERED
    fits = [name for name in attribute.allowed if kind.search(plain(name))]
    if kind is REGISTERED:
        fits = [name for name in fits if not SELF_DECLARED.search(plain(name))]
    meant = _chosen(attribute, said) or (_chosen(attribute, fits[0]) if fits else None)
    return [meant] if meant else _values(attribute, said)


def plain(text: str) -> str:
    """Write a text without accents and capitals, one blank between words."""
    return " ".join(without_marks(text.casefold()).split())


def _values(attribute: Attribute, said: str | None) -> list[Json]:
    """Choose the values that a text names; a text is cut in pieces to find choices, never else.

    Without predefined values the whole is one value of its own: an address has commas.
    """
    if said is None:
        return []
    pieces = pieces_of(said)
    if attribute.several and attribute.choices and not _chosen(attribute, said):
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
