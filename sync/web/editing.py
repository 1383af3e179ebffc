"""Turns what a form holds into edits of the catalog: one for each field that is not as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from sync.catalog.editing import Drop, Edit, Put, Value
from sync.catalog.editing.edits import path_of, values_at
from sync.catalog.english import ENGLISH
from sync.catalog.yaml_schema.money import meant
from sync.model import Code, Sku

Shape = Literal["line", "text", "lines", "number", "price", "size", "choice", "switch"]
LONGEST: Final = 20_000
_SIDE: Final = re.compile(r"\d{1,5}")


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form: its path in the product, or in a variant; how it is typed."""

    path: tuple[str, ...]
    shape: Shape = "line"

    @property
    def name(self) -> str:
        """What it is called in the form."""
        return ".".join(self.path)

    @property
    def hint(self) -> str:
        """The key of what is said of it in `sync.wording.fields`."""
        if ENGLISH not in self.path:
            return self.path[-1]
        block = "label" if self.path[0] == "label" else "product"
        return f"{block}english.{self.path[-1]}"


def _fields(*names: str, shape: Shape = "line", below: str = "") -> tuple[FormField, ...]:
    return tuple(FormField((*below.split(), name), shape) for name in names)


# The sections of the form, in their order; every field has its hint in `sync.wording.fields`.
SECTIONS: Final[Mapping[str, Sequence[FormField]]] = {
    "basics": (
        *_fields("name", "title", "brand"),
        FormField(("category",), "choice"),
        FormField(("story",), "text"),
        FormField(("sold",), "switch"),
    ),
    "label": (
        *_fields("generic_name", "net_content", below="label"),
        *_fields("ingredients", "allergens", shape="lines", below="label"),
        *_fields("shelf_life", "storage", "usage", "warning", below="label"),
        *_fields("origin", "origin_place", "standard_no", below="label"),
    ),
    "shipping": (
        *_fields("shipping"),
        *_fields("prepare_days", shape="number"),
        *_fields("trace_url", "growing_area_code"),
    ),
    "english": (
        *_fields("name", "title", below=ENGLISH),
        FormField((ENGLISH, "story"), "text"),
        *_fields("shipping", "unit", below=ENGLISH),
        *_fields("generic_name", below=f"label {ENGLISH}"),
        *_fields("ingredients", "allergens", shape="lines", below=f"label {ENGLISH}"),
        *_fields("storage", "usage", "warning", below=f"label {ENGLISH}"),
        FormField(("hs_code",)),
    ),
}
OF_VARIANT: Final = (
    *_fields("price", "list_price", shape="price"),
    *_fields("weight_g", shape="number"),
    FormField(("size_mm",), "size"),
    *_fields("gtin", "pack"),
    FormField(("sold",), "switch"),
)
NO: Final = "no"


def product_fields() -> Iterator[FormField]:
    """Every field of a product that the form has."""
    for fields in SECTIONS.values():
        yield from fields


def shown_values(values: Mapping[str, Any], code: Code) -> dict[str, str]:
    """Say what each field of the form holds, as a person types it."""
    written = values_at(values, path_of(values, code))
    return {each.name: typed(_below(written, each.path)) for each in product_fields()}


def shown_variants(values: Mapping[str, Any], code: Code) -> list[dict[str, str]]:
    """Say the same of each variant; a product without variants is its own."""
    written = values_at(values, path_of(values, code))
    listed = written.get("variants") or [{**written, "sku": written.get("code")}]
    return [
        {
            "sku": str(each.get("sku", "")),
            "options": " · ".join(map(str, each.get("options") or ())),
        }
        | {field.name: typed(_below(each, field.path)) for field in OF_VARIANT}
        for each in listed
    ]


def typed(value: Any) -> str:
    """Write a value of the catalog into a form: a list an item a line, a size side by side."""
    if value is None:
        return ""
    if isinstance(value, list | tuple) and value and all(str(each).isdecimal() for each in value):
        return " × ".join(map(str, value))
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return str(value)


class FieldChange(NamedTuple):
    """A field that a form changes: what it held, what it holds then, and the edit."""

    name: str
    before: str
    after: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class _Part:
    """A product, or one of its variants, as the form shows it; its fields stand behind `prefix`."""

    code: Code
    before: Mapping[str, str]
    prefix: str = ""
    sku: Sku | None = None

    def changes(
        self, fields: Iterable[FormField], given: Mapping[str, str]
    ) -> Iterator[FieldChange]:
        for field in fields:
            was, name = self.before[field.name], self.prefix + field.name
            now = _tidied(given.get(name, was), field.shape)
            if now == _tidied(was, field.shape):
                continue
            if not now:
                edit: Edit = Drop(code=self.code, path=field.path, sku=self.sku)
                yield FieldChange(name, was, "", edit)
                continue
            value = _value(now, field.shape)
            edit = Put(code=self.code, path=field.path, value=value, sku=self.sku)
            yield FieldChange(name, was, typed(value), edit)


def edits_of(
    code: Code, values: Mapping[str, Any], given: Mapping[str, str]
) -> Iterator[FieldChange]:
    """Find what a form changes.

    A field that the form does not send is left alone; one that is emptied is taken out.
    """
    yield from _Part(code, shown_values(values, code)).changes(product_fields(), given)
    alone = not values_at(values, path_of(values, code)).get("variants")
    for variant in shown_variants(values, code):
        sku = None if alone else Sku(variant["sku"])
        fields = (each for each in OF_VARIANT if not (alone and each.shape == "switch"))
        yield from _Part(code, variant, f"{variant['sku']}:", sku).changes(fields, given)


def _tidied(text: str, shape: Shape) -> str:
    """Bring line ends and blanks into one form; on a line of its own there are none at its ends."""
    lines = [line.rstrip() for line in text[:LONGEST].replace("\r\n", "\n").split("\n")]
    if shape == "lines":
        return "\n".join(line.strip() for line in lines if line.strip())
    if shape == "text":
        return "\n".join(lines).strip()
    if shape == "switch":
        return NO if text.strip().casefold() in {NO, "không", "false"} else ""
    return " ".join(" ".join(lines).split())


def _value(text: str, shape: Shape) -> Value:
    if shape == "lines":
        return text.split("\n")
    if shape == "switch":
        return False
    return number_or_text(text, shape) if shape in {"number", "price", "size"} else text


def number_or_text(text: str, shape: Shape = "number") -> Value:
    """Read 12, 65.000đ as a price, 200 x 150 x 60 as a size; of all else the catalog says what."""
    if shape == "price":
        return meant(text) or text
    if shape == "size":
        return [int(side) for side in _SIDE.findall(text)] or text
    return int(text) if text.isdecimal() and text.isascii() else text


def _below(written: Any, path: Sequence[str]) -> Any:
    for name in path:
        written = written.get(name) if isinstance(written, dict) else None
    return written
