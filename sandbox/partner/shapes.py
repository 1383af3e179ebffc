"""The shapes of JSON: each reads a value, naming every problem, and describes itself in OpenAPI."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from sandbox.partner.refusal import Problem
from sandbox.replica import Json

Problems = list[Problem]


class Shape(Protocol):
    """What a value must look like."""

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        """The value as the server stores it, or None after saying what is wrong with it."""
        ...

    def schema(self) -> Json:
        """The same in OpenAPI 3.1, that is JSON Schema."""
        ...


def one_line(text: str) -> str:
    """NFC, no white space at the ends, one space for every run of it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def many_lines(text: str) -> str:
    """NFC, no white space at the ends, LF at the end of lines."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; its length counts code points after it was put in order."""

    most: int
    least: int = 1

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        if not isinstance(value, str):
            return _fail(problems, where, "WRONG_TYPE")
        return fitting(one_line(value), (self.least, self.most), where, problems)

    def schema(self) -> Json:
        return {"type": "string", "minLength": self.least, "maxLength": self.most}


def fitting(text: str, length: tuple[int, int], where: str, problems: Problems) -> str | None:
    """The text, if it is neither too short nor too long."""
    least, most = length
    if len(text) < least:
        _fail(problems, where, "TOO_SHORT", min=least, actual=len(text))
    elif len(text) > most:
        _fail(problems, where, "TOO_LONG", max=most, actual=len(text))
    else:
        return text
    return None


@dataclass(frozen=True, slots=True)
class Whole:
    """A JSON integer; `72000.0` and `"72000"` are none."""

    least: int
    most: int
    step: int = 1
    code: str = "OUT_OF_RANGE"

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            return _fail(problems, where, "NOT_INTEGER")
        if not self.least <= value <= self.most:
            bounds = {"min": self.least, "max": self.most, "actual": value}
            return _fail(problems, where, self.code, **bounds)
        if value % self.step:
            return _fail(problems, where, "PRICE_STEP", step=self.step, actual=value)
        return value

    def schema(self) -> Json:
        found: Json = {"type": "integer", "minimum": self.least, "maximum": self.most}
        return found | ({"multipleOf": self.step} if self.step > 1 else {})


@dataclass(frozen=True, slots=True)
class Word:
    """A text of a known form, or of a known list; another one gets `code`."""

    pattern: str = ""
    choices: tuple[str, ...] = ()
    code: str = "OUT_OF_RANGE"

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        if not isinstance(value, str):
            return _fail(problems, where, "WRONG_TYPE")
        if self.choices and value not in self.choices:
            return _fail(problems, where, self.code, value=value)
        if not re.fullmatch(self.pattern or ".*", value, re.ASCII | re.DOTALL):
            return _fail(problems, where, self.code, value=value)
        return value

    def schema(self) -> Json:
        found: Json = {"type": "string"}
        if self.choices:
            found["enum"] = list(self.choices)
        if self.pattern:
            found["pattern"] = f"^{self.pattern}$"
        return found


@dataclass(frozen=True, slots=True)
class Day:
    """A date such as `2026-11-23`."""

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            try:
                return date.fromisoformat(value).isoformat()
            except ValueError:
                return _fail(problems, where, "OUT_OF_RANGE", value=value)
        return _fail(problems, where, "WRONG_TYPE")

    def schema(self) -> Json:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Maybe:
    """The shape, or null."""

    shape: Shape

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        return None if value is None else self.shape.read(value, where, problems)

    def schema(self) -> Json:
        return {"anyOf": [self.shape.schema(), {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class Each:
    """A list of one shape; entries that are wrong stand in it as None."""

    shape: Shape
    least: int
    most: int
    unique: bool = False

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        if not isinstance(value, list):
            return _fail(problems, where, "WRONG_TYPE")
        if len(value) < self.least:
            return _fail(problems, where, "TOO_FEW", min=self.least, actual=len(value))
        if len(value) > self.most:
            return _fail(problems, where, "TOO_MANY", max=self.most, actual=len(value))
        found = [
            self.shape.read(entry, f"{where}[{place}]", problems)
            for place, entry in enumerate(value)
        ]
        if self.unique:
            repeated(found, where, problems)
        return found

    def schema(self) -> Json:
        bounds = {"minItems": self.least, "maxItems": self.most}
        unique = {"uniqueItems": True} if self.unique else {}
        return {"type": "array", "items": self.shape.schema(), **bounds, **unique}


def repeated(found: list[Any], where: str, problems: Problems) -> None:
    """Name every entry that stood before."""
    for place, entry in enumerate(found):
        if entry is not None and entry in found[:place]:
            problems.append(Problem(f"{where}[{place}]", "DUPLICATE_IN_REQUEST"))


@dataclass(frozen=True, slots=True)
class Anything:
    """A value that is judged elsewhere; `known` describes it."""

    known: Json = field(default_factory=dict)

    def read(self, value: Any, where: str, problems: Problems) -> Any:  # noqa: ARG002
        return value

    def schema(self) -> Json:
        return dict(self.known)


@dataclass(frozen=True, slots=True)
class Table:
    """An object of named fields; a field that has no name here is refused."""

    fields: Mapping[str, Shape]
    required: tuple[str, ...] = ()

    def read(self, value: Any, where: str, problems: Problems) -> Any:
        """Only the fields that are there and right."""
        if not isinstance(value, dict):
            return _fail(problems, where, "WRONG_TYPE")
        for name in value.keys() - self.fields.keys():
            problems.append(Problem(_under(where, name), "UNKNOWN_FIELD"))
        for name in self.required:
            if name not in value:
                problems.append(Problem(_under(where, name), "REQUIRED"))
        return self._known(value, where, problems)

    def _known(self, value: Json, where: str, problems: Problems) -> Json:
        found = {}
        for name, shape in self.fields.items():
            if name in value:
                before = len(problems)
                read = shape.read(value[name], _under(where, name), problems)
                if read is not None or len(problems) == before:
                    found[name] = read
        return found

    def schema(self) -> Json:
        return {
            "type": "object",
            "properties": {name: shape.schema() for name, shape in self.fields.items()},
            "required": list(self.required),
            "additionalProperties": False,
        }


def _under(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _fail(problems: Problems, where: str, code: str, **params: Any) -> None:
    problems.append(Problem(where, code, params))
