"""Types what was read; where something is refused, the rest is still looked at.

A refused value is taken out (or replaced by nothing where it must be) and the mapping is read
again, so that the rules can report on all the rest in the same run.
"""

from __future__ import annotations

import copy
import types
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from sync.catalog.diagnostics import Finding
from sync.catalog.nearest import nearest
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import YamlModel

S = TypeVar("S", bound=YamlModel)

_NAMELESS = "?"  # stands for a required text that is missing, while the rest is looked at
_ROUNDS = 8


class Parsed(NamedTuple, Generic[S]):
    """A typed value (None when hopeless) and what was refused on the way."""

    value: S | None
    refused: list[Finding]

    def complained(self, path: Path) -> bool:
        """Whether a refusal already speaks of this, of a part of it, or of what is around it."""
        return any(path[: len(each.path)] == each.path[: len(path)] for each in self.refused)


def parse(shape: type[S], raw: Any) -> Parsed[S]:
    """Type a value by its shape; every refusal is a finding."""
    try:
        return Parsed(shape.model_validate(raw), [])
    except ValidationError as error:
        refused = findings_of(error, shape)
        return Parsed(_salvaged(shape, copy.deepcopy(raw), error), refused)


def _salvaged(shape: type[S], raw: Any, error: ValidationError) -> S | None:
    seen: set[Path] = set()
    for _ in range(_ROUNDS):
        for each in error.errors(include_url=False):
            _mend(raw, each, seen)
        try:
            return shape.model_validate(raw)
        except ValidationError as again:
            error = again
    return None


def _mend(raw: Any, error: ErrorDetails, seen: set[Path]) -> None:
    path = error["loc"]
    if path in seen:  # what was mended is still refused: then what holds it is taken out
        while path and path in seen:
            path = path[:-1]
        if path:
            seen.add(path)
            _remove(raw, path)
        return
    seen.add(path)
    if error["type"] in ("missing", "string_too_short", "string_type"):
        _replace(raw, path, _NAMELESS)
    else:
        _remove(raw, path)


def _parent(raw: Any, path: Path) -> tuple[Any, str | int | None]:
    """Walk down as far as there are lists and mappings; a shorthand ends the way early."""
    container, key = raw, None
    for step in path:
        following = container if key is None else container[key]
        if not isinstance(following, (dict, list)):
            break
        container, key = following, step
        if isinstance(container, dict) and key not in container:
            break
    return container, key


def _replace(raw: Any, path: Path, value: Any) -> None:
    container, key = _parent(raw, path)
    if isinstance(container, dict) and key not in container and key != path[-1]:
        return  # what holds it was taken out meanwhile
    if isinstance(container, (dict, list)) and key is not None:
        container[key] = value  # type: ignore[index]


def _remove(raw: Any, path: Path) -> None:
    """Take a value out; an item of a list is emptied, since later items keep their number."""
    container, key = _parent(raw, path)
    if isinstance(container, dict) and isinstance(key, str):
        container.pop(key, None)
    elif isinstance(container, list) and isinstance(key, int) and key < len(container):
        container[key] = {}


_ELSEWHERE: Mapping[tuple[str | int, ...], str] = {("WrittenProduct", "sku"): "sku_of_product"}
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
        if field != field.strip():
            return Finding("yaml_odd_space", path, at="key")
        code = _ELSEWHERE.get((shape.__name__, *path), code)
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
            return sorted(keys_of(inner))
        found = keys_of(inner).get(str(path[0]))
        return _fields(found.annotation, path[1:]) if found else []
    if get_origin(inner) in (tuple, dict) and path:
        items = [each for each in get_args(inner) if each is not Ellipsis]
        return _fields(items[-1], path[1:])
    return []


def discreet(finding: Finding) -> Finding:
    """Do not repeat an unknown field: `{key: a, secret:abc}` or a lost name makes it a secret."""
    if finding.code not in ("unknown_field", "unknown_field_near"):
        return finding
    field = str(finding.values["field"]).split(":")[0] if finding.values["nearest"] else "…"
    return replace(finding, values={**finding.values, "field": field})


def keys_of(shape: type[YamlModel]) -> dict[str, FieldInfo]:
    """List the fields of a shape by what they are called in YAML."""
    return {each.alias or name: each for name, each in shape.model_fields.items()}


def _bare(annotation: Any) -> Any:
    """Take the type out of Optional and Annotated."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    return annotation
