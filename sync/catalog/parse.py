"""Types what was read; where something is refused, the rest is still looked at.

A refused value is taken out (or replaced by nothing where it must be) and the mapping is read
again, so that the rules can report on all the rest in the same run.
"""

from __future__ import annotations

import copy
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sync.catalog.diagnostics import Finding
from sync.catalog.reading import Path
from sync.catalog.refusals import findings_of
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
    if path in seen:
        _remove(raw, path[:-1])
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
    if isinstance(container, (dict, list)) and key is not None:
        container[key] = value  # type: ignore[index]


def _remove(raw: Any, path: Path) -> None:
    """Take a value out; an item of a list is emptied, since later items keep their number."""
    container, key = _parent(raw, path)
    if isinstance(container, dict) and isinstance(key, str):
        container.pop(key, None)
    elif isinstance(container, list) and isinstance(key, int) and key < len(container):
        container[key] = {}
