"""Reading what a call brought, or how Shopee says no."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


class Refusal(Exception):  # the field's word
    """An answer with a non-empty `error`; the HTTP status is 200 unless said otherwise."""

    def __init__(
        self, error: str, message: str, *, status: int = 200, response: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{error}: {message}")
        self.error, self.message = error, message
        self.status, self.response = status, response


def bad(message: str, error: str = "product.error_param") -> Refusal:
    """The call itself is wrong."""
    return Refusal(error, message)


def busy(message: str) -> Refusal:
    """The catch-all `error_busi`: only its message tells why."""
    return Refusal("product.error_busi", message)


class Fields:
    """The fields of a JSON object; unknown ones are ignored, as the platform does."""

    code = "product.error_param"

    def __init__(self, values: Mapping[str, Any], code: str | None = None) -> None:
        self._values = values
        self.code = code or self.code

    def get(self, name: str) -> Any:
        return self._values.get(name)

    def has(self, name: str) -> bool:
        return self._values.get(name) is not None

    def required(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            raise self.missing(name)
        return value

    def missing(self, name: str) -> Refusal:
        # the two spaces are Shopee's own
        return bad(f"invalid field {_camel(name)}: value must  Not Null", self.code)

    def wrong(self, name: str) -> Refusal:
        return bad(f"invalid field {_camel(name)}: wrong type", self.code)

    def integer(self, name: str, default: int | None = None) -> int:
        value = self.get(name)
        if value is None and default is not None:
            return default
        value = self.required(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(name)
        return value

    def number(self, name: str) -> float:
        value = self.required(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(name)
        return value

    def text(self, name: str, default: str | None = None) -> str:
        value = self.get(name)
        if value is None and default is not None:
            return default
        value = self.required(name)
        if not isinstance(value, str):
            raise self.wrong(name)
        return value

    def mapping(self, name: str) -> Fields:
        value = self.required(name)
        if not isinstance(value, dict):
            raise self.wrong(name)
        return Fields(value, self.code)

    def objects(self, name: str, most: int | None = None) -> list[Fields]:
        """A required list of objects, at least one and at most `most`."""
        found = self.any_objects(name)
        if not found:
            raise self.missing(name)
        if most is not None and len(found) > most:
            raise bad(f"{name} should be within 1-{most}", self.code)
        return found

    def any_objects(self, name: str) -> list[Fields]:
        value = self.required(name)
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong(name)
        return [Fields(entry, self.code) for entry in value]

    def raw(self) -> dict[str, Any]:
        return dict(self._values)


class Query(Fields):
    """The fields of a query string: all text, and lists in three styles."""

    def __init__(self, pairs: Iterable[tuple[str, str]], code: str | None = None) -> None:
        values: dict[str, list[str]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        super().__init__(values, code)

    def get(self, name: str) -> str | None:
        return next(iter(self._values.get(name, ())), None)

    def integer(self, name: str, default: int | None = None) -> int:
        value = self.get(name)
        if value is None and default is not None:
            return default
        return self._whole(name, self.required(name))

    def words(self, name: str) -> list[str]:
        """A list given as `a=1,2`, as `a=1&a=2` or as `a=[1,2]`."""
        self.required(name)
        joined = ",".join(value.strip("[]") for value in self._values[name])
        return [word.strip().strip('"') for word in joined.split(",") if word.strip()]

    def integers(self, name: str) -> list[int]:
        return [self._whole(name, word) for word in self.words(name)]

    def _whole(self, name: str, text: str) -> int:
        if not text.isascii() or not text.removeprefix("-").isdigit():
            raise self.wrong(name)
        return int(text)


def read_body(body: bytes, code: str) -> Fields:
    """The JSON object of a POST; an empty body is Go's "EOF"."""
    if not body:
        raise bad("EOF", code)
    try:
        values = json.loads(body)
    except ValueError as error:
        raise bad("parse data failed", code) from error
    if not isinstance(values, dict):
        raise bad("parse data failed", code)
    return Fields(values, code)


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
