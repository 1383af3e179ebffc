"""JSON Schemas of the files, from which editors complete and explain what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import RootModel

from sync.catalog.written import (
    Shape,
    WrittenCatalog,
    WrittenCategory,
    WrittenSettings,
    WrittenShops,
)
from sync.wording.fields import FIELDS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Categories(RootModel[dict[str, WrittenCategory]]):
    """The file categories.yaml."""


_FILES: Mapping[str, type[Shape] | type[_Categories]] = {
    "catalog": WrittenCatalog,
    "categories": _Categories,
    "settings": WrittenSettings,
    "shops": WrittenShops,
}


def schema() -> dict[str, dict[str, Any]]:
    """Make the JSON Schema of each kind of file: catalog, categories, settings, shops."""
    return {name: _described(name, shape.model_json_schema()) for name, shape in _FILES.items()}


def _described(name: str, written: dict[str, Any]) -> dict[str, Any]:
    described = _walk(written, written.get("title", ""))
    return {"$schema": _DIALECT, "title": FIELDS[name], **described}


def _walk(node: Any, shape: str) -> Any:
    """Put Vietnamese descriptions in place of ours, and let editors accept digits as text."""
    if isinstance(node, list):
        return [_walk(each, shape) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {k: v for k, v in node.items() if k not in ("title", "description", "default")}
    walked = {key: _walk(value, shape) for key, value in kept.items() if key not in _NESTED}
    if "properties" in node:
        walked["properties"] = {
            name: _field(name, value, shape) for name, value in node["properties"].items()
        }
    if "$defs" in node:
        walked["$defs"] = {name: _walk(value, name) for name, value in node["$defs"].items()}
    return walked


_NESTED = ("properties", "$defs")


def _field(name: str, node: Any, shape: str) -> Any:
    text = FIELDS.get(f"{shape.removeprefix('Written').lower()}.{name}") or FIELDS[name]
    return {"description": text, **_walk(node, shape)}
