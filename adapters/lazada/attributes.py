"""Fills in the attributes that a category asks for, from what the label says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sync.marketplace import AskedAttribute
from sync.marketplace.json_values import Json, number, record, rows, text, whole
from sync.marketplace.text_normalize import clean, fold, pieces_of

CLOSED = frozenset({"singleSelect", "multiSelect"})
SEVERAL = frozenset({"multiSelect", "multiEnumInput"})
PRE_ORDER = ("preorder_enable", "preorder_days")
OF_LISTING = frozenset({"name", "description", "short_description", "brand", *PRE_ORDER})
WRITTEN_BY_US = frozenset(  # Lazada lists them as attributes; a listing has them anyway
    {
        *OF_LISTING,
        "video",
        "__images__",
        "color_thumbnail",
        "SellerSku",
        "price",
        "special_price",
        "special_from_date",
        "special_to_date",
        "quantity",
        "package_weight",
        "package_length",
        "package_width",
        "package_height",
    }
)
QUANTITY = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(\S*)")


@dataclass(frozen=True, slots=True)
class Choice:
    """A predefined value; Lazada takes the English spelling of it."""

    value: str
    label: str
    spellings: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One line of a category's form; `key` is what is submitted, `label` what a person reads."""

    key: str
    label: str
    mandatory: bool
    of_sku: bool
    sale_prop: bool
    input_type: str
    choices: tuple[Choice, ...]
    units: tuple[str, ...]


class Filled(NamedTuple):
    """The form filled in, for the item and for each SKU, and what is mandatory and missing.

    `asked` are the names of all lines; `unlike` those optional ones that take no word of ours.
    """

    of_item: dict[str, str]
    of_sku: dict[str, str]
    missing: list[Attribute]
    asked: set[str]
    unlike: list[Attribute]


def form_of(data: Sequence[Json]) -> tuple[Attribute, ...]:
    """Read the `data` of /category/attributes/get."""
    return tuple(_attribute(row) for row in data if _asked(row))


def needs_short_description(data: Sequence[Json]) -> bool:
    """Whether a category insists on highlights beside the description."""
    return any(row.get("name") == "short_description" and _mandatory(row) for row in data)


def takes_pre_orders(data: Sequence[Json]) -> bool:
    """Whether goods of a category may be sold to order."""
    return any(row.get("name") == PRE_ORDER[0] for row in data)


def prepare_days_of(attributes: Json) -> int | None:
    """Read an item's days to prepare: 0 is in stock, None was not told."""
    enabled, days = (text(attributes.get(name)) for name in PRE_ORDER)
    return (whole(days) if fold(enabled) == "yes" else 0) if enabled else None


def _asked(row: Json) -> bool:
    return bool(text(row.get("name"))) and text(row.get("name")) not in WRITTEN_BY_US


def _mandatory(row: Json) -> bool:
    return whole(row.get("is_mandatory")) == 1


def _attribute(row: Json) -> Attribute:
    units = record(row.get("unit")).get("type")
    return Attribute(
        key=text(row.get("name")),
        label=text(row.get("label")) or text(row.get("name")),
        mandatory=_mandatory(row),
        of_sku=text(row.get("attribute_type")) == "sku",
        sale_prop=whole(row.get("is_sale_prop")) == 1,
        input_type=text(row.get("input_type")),
        choices=tuple(map(_choice, rows(row.get("options")))),
        units=tuple(map(text, units)) if isinstance(units, list) else (),
    )


def _choice(row: Json) -> Choice:
    names = [name for key in ("en_name", "name") if (name := text(row.get(key)))]
    return Choice(
        next(iter(names), ""), text(row.get("name")) or "", frozenset(fold(name) for name in names)
    )


def fill(form: Sequence[Attribute], ours: Mapping[str, str]) -> Filled:
    """Fill in a form from texts by Vietnamese name; what the form does not ask for is left out.

    An attribute that makes variants (`sale_prop`) is no fact of the product: it stays open.
    """
    said = {fold(name): clean(value) for name, value in ours.items() if value.strip()}
    names = {fold(name) for line in form for name in (line.label, line.key)}
    filled = Filled({}, {}, [], names, [])
    for attribute in form:
        ours_of_it = said.get(fold(attribute.label)) or said.get(fold(attribute.key))
        value = _value(attribute, ours_of_it) if ours_of_it and not attribute.sale_prop else None
        if value:
            (filled.of_sku if attribute.of_sku else filled.of_item)[attribute.key] = value
        elif attribute.mandatory:
            filled.missing.append(attribute)
        elif ours_of_it and not attribute.sale_prop:
            filled.unlike.append(attribute)
    return filled


def asked_line(attribute: Attribute) -> AskedAttribute:
    """Say a line as a person reads it."""
    allowed = tuple(choice.label for choice in attribute.choices)
    return AskedAttribute(
        attribute.label, attribute.mandatory, allowed, attribute.input_type not in CLOSED
    )


def _value(attribute: Attribute, said: str) -> str | None:
    pieces = pieces_of(said)
    if attribute.input_type in SEVERAL and attribute.choices:  # an address is one value
        values = [_one(attribute, piece) for piece in pieces]
        return ",".join(dict.fromkeys(value for value in values if value)) or None
    # "Cà Mau, Việt Nam" names a choice "Việt Nam", but the whole text goes first.
    chosen = next((one for part in [said, *pieces] if (one := _chosen(attribute, part))), None)
    return chosen or _own(attribute, said)


def _one(attribute: Attribute, piece: str) -> str | None:
    return _chosen(attribute, piece) or _own(attribute, piece)


def _chosen(attribute: Attribute, said: str) -> str | None:
    wanted = fold(said)
    return next((one.value for one in attribute.choices if wanted in one.spellings), None)


def _own(attribute: Attribute, said: str) -> str | None:
    """Write a value of our own, where the form takes one and ours has the right shape."""
    if attribute.input_type in CLOSED or attribute.input_type == "img":
        return None
    if attribute.input_type == "numeric":
        return _quantity(attribute, said)
    if attribute.input_type == "date":
        return _day(said)
    return said


def _quantity(attribute: Attribute, said: str) -> str | None:
    found = QUANTITY.fullmatch(said)
    amount = found and number(found[1].replace(",", "."))
    if not found or amount is None:
        return None
    if not attribute.units:
        return None if found[2] else str(amount)
    unit = next((unit for unit in attribute.units if fold(unit) == fold(found[2])), None)
    return f"{amount} {unit}" if unit else None


def _day(said: str) -> str | None:
    """Turn DD/MM/YYYY or an ISO date into the ISO date that Lazada takes."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(said, form).date().isoformat()  # noqa: DTZ007  # a day alone
        except ValueError:
            continue
    return None
