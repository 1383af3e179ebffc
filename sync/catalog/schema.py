"""JSON Schemas of the files, from which editors complete and explain what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import RootModel

from sync.catalog.yaml_schema import (
    WrittenCatalog,
    WrittenCategory,
    WrittenSettings,
    WrittenShops,
    YamlModel,
)
from sync.wording.fields import FIELDS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OF_PROGRAMMERS = {"title", "description", "default"}


class _Categories(RootModel[dict[str, WrittenCategory]]):
    """The file categories.yaml."""


_FILES: Mapping[str, type[YamlModel] | type[_Categories]] = {
    "catalog": WrittenCatalog,
    "categories": _Categories,
    "settings": WrittenSettings,
    "shops": WrittenShops,
}


def schema() -> dict[str, dict[str, Any]]:
    """Make the JSON Schema of each kind of file: catalog, categories, settings, shops."""
    return {name: _of_file(name, shape) for name, shape in _FILES.items()}


def _of_file(name: str, shape: type[YamlModel] | type[_Categories]) -> dict[str, Any]:
    written = shape.model_json_schema()
    shapes = {key: _shape(key, value) for key, value in written.pop("$defs", {}).items()}
    top = _shape(shape.__name__, written)
    return {"$schema": _DIALECT, "title": FIELDS[name], **top, "$defs": shapes}


def _shape(name: str, written: Mapping[str, Any]) -> dict[str, Any]:
    """Explain the fields of one shape in Vietnamese, in place of our own docstrings."""
    kept = {key: value for key, value in written.items() if key not in _OF_PROGRAMMERS}
    if "properties" in kept:
        fields = kept["properties"].items()
        kept["properties"] = {field: _field(name, field, node) for field, node in fields}
    return kept


def _field(shape: str, field: str, node: Mapping[str, Any]) -> dict[str, Any]:
    own = f"{shape.removeprefix('Written').lower()}.{field}"
    kept = {key: value for key, value in node.items() if key not in _OF_PROGRAMMERS}
    return {"description": FIELDS.get(own) or FIELDS[field], **kept}
