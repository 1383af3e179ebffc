"""Turns what pydantic refused into findings, named by what a person can do about it."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sync.catalog.diagnostics import Finding
from sync.catalog.nearest import nearest
from sync.catalog.yaml_schema import YamlModel

_CODES: Mapping[str, str] = {
    "string_type": "wrong_type_text",
    "tuple_type": "wrong_type_list",
    "dict_type": "wrong_type_mapping",
    "model_type": "wrong_type_mapping",
    "string_too_short": "missing_field",
    "too_long": "options_over_two",
}


def findings_of(error: ValidationError, shape: type[YamlModel]) -> list[Finding]:
    """List every refusal as a finding."""
    return [_finding(each, shape) for each in error.errors(include_url=False)]


def _finding(error: ErrorDetails, shape: type[YamlModel]) -> Finding:
    kind, path, context = error["type"], error["loc"], error.get("ctx", {})
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if kind == "missing":
        return Finding("missing_field", path, values={"field": field})
    if kind == "extra_forbidden":
        meant = nearest(field, _fields(shape, path[:-1]))
        code = "unknown_field_near" if meant else "unknown_field"
        return Finding(code, path, values={"field": field, "nearest": meant}, at="key")
    if error["input"] is None or kind == "string_too_short":
        return Finding("missing_field", path, values={"field": field})
    if kind == "literal_error":
        return Finding("wrong_type_choice", path, values={"choices": context["expected"]})
    values = context if kind not in _CODES else {}
    return Finding(_CODES.get(kind, kind), path, values={"field": field, **values})


def _fields(annotation: Any, path: tuple[int | str, ...]) -> list[str]:
    """List the field names of the shape that stands at a path below this annotation."""
    inner = _bare(annotation)
    if isinstance(inner, type) and issubclass(inner, YamlModel):
        if not path:
            return sorted(inner.model_fields)
        found = inner.model_fields.get(str(path[0]))
        return _fields(found.annotation, path[1:]) if found else []
    if get_origin(inner) in (tuple, dict) and path:
        items = [each for each in get_args(inner) if each is not Ellipsis]
        return _fields(items[-1], path[1:])
    return []


def _bare(annotation: Any) -> Any:
    """Take the type out of Optional and Annotated."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    return annotation
