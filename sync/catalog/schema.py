"""JSON Schemas of the files, from which editors complete and explain what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import RootModel

from sync.catalog.yaml_schema import (
    WrittenCatalog,
    WrittenCategory,
    WrittenFees,
    WrittenSettings,
    WrittenShops,
    YamlModel,
)
from sync.model import Language
from sync.wording.fields import FIELDS
from sync.wording.fields_en import FIELDS_EN

Hints = Mapping[str, str]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OF_PROGRAMMERS = {"title", "description", "default"}


class _Categories(RootModel[dict[str, WrittenCategory]]):
    """The file categories.yaml."""


_FILES: Mapping[str, type[YamlModel] | type[_Categories]] = {
    "catalog": WrittenCatalog,
    "categories": _Categories,
    "fees": WrittenFees,
    "settings": WrittenSettings,
    "shops": WrittenShops,
}


def schema(language: Language = "vi") -> dict[str, dict[str, Any]]:
    """Make the JSON Schema of each kind of file: catalog, categories, fees, settings, shops."""
    hints = FIELDS if language == "vi" else FIELDS_EN
    return {name: _of_file(name, shape, hints) for name, shape in _FILES.items()}


def _of_file(name: str, shape: type[YamlModel] | type[_Categories], hints: Hints) -> dict[str, Any]:
    written = shape.model_json_schema()
    shapes = {key: _shape(key, value, hints) for key, value in written.pop("$defs", {}).items()}
    top = _shape(shape.__name__, written, hints)
    return {"$schema": _DIALECT, "title": hints[name], **top, "$defs": shapes}


def _shape(name: str, written: Mapping[str, Any], hints: Hints) -> dict[str, Any]:
    """Explain the fields of one shape for people, in place of our own docstrings."""
    kept = {key: value for key, value in written.items() if key not in _OF_PROGRAMMERS}
    if "properties" in kept:
        fields = kept["properties"].items()
        kept["properties"] = {field: _field(name, field, node, hints) for field, node in fields}
    return kept


def _field(shape: str, field: str, node: Mapping[str, Any], hints: Hints) -> dict[str, Any]:
    own = f"{shape.removeprefix('Written').lower()}.{field}"
    kept = {key: value for key, value in node.items() if key not in _OF_PROGRAMMERS}
    return {"description": hints.get(own) or hints[field], **kept}
