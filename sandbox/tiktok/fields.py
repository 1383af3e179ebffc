"""What a call brought: the fields of a JSON body or of a query; and how TikTok says no."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

MORE = " For more details: https://m.tiktok.shop/s/AIu6dbFhs2XW"


class Refusal(Exception):
    """An answer with a `code` other than 0; without a status the setting of its kind decides."""

    def __init__(self, code: int, message: str, *, status: int | None = None) -> None:
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.status = code, message, status


def at_gateway(code: int, message: str, status: int = 400) -> Refusal:
    """The gateway turns the call away, with the link that its texts end in."""
    return Refusal(code, message + MORE, status=status)


def malformed(message: str) -> Refusal:
    """The one code with many meanings: only its text tells."""
    return at_gateway(36009004, message)


class Fields:
    """The fields of a JSON object; unknown ones are ignored, null is absent.

    `place` names the object in complaints, as in "Currency of Price".
    """

    def __init__(self, values: Mapping[str, Any], place: str = "") -> None:
        self._values, self._place = values, place

    def get(self, name: str) -> Any:
        return self._values.get(name)

    def has(self, name: str) -> bool:
        return self.get(name) is not None

    def required(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            named = _go(name) + (f" of {self._place}" if self._place else "")
            raise malformed(f"{named} is a required field and has not been provided.")
        return value

    def _typed(self, name: str, kind: type, default: Any) -> Any:
        value = default if self.get(name) is None and default is not None else self.required(name)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise malformed(f"invalid param error: {name}")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        found: str = self._typed(name, str, default)
        return found

    def whole(self, name: str, default: int | None = None) -> int:
        found: int = self._typed(name, int, default)
        return found

    def flag(self, name: str, default: bool | None = None) -> bool:  # noqa: FBT001  # what is absent
        found: bool = self._typed(name, bool, default)
        return found

    def mapping(self, name: str) -> Fields:
        return Fields(self._typed(name, dict, None), _go(name))

    def objects(self, name: str, default: list[Any] | None = None) -> list[Fields]:
        return [Fields(each, _go(name)) for each in self._entries(name, dict, default)]

    def texts(self, name: str, default: list[Any] | None = None) -> list[str]:
        return list(self._entries(name, str, default))

    def _entries(self, name: str, kind: type, default: list[Any] | None) -> list[Any]:
        found: list[Any] = self._typed(name, list, default)
        if not all(isinstance(entry, kind) for entry in found):
            raise malformed(f"invalid param error: {name}")
        return found

    def raw(self) -> dict[str, Any]:
        return {name: value for name, value in self._values.items() if value is not None}


class Query(Fields):
    """The fields of a query string: all text."""

    def whole(self, name: str, default: int | None = None) -> int:
        text = self.get(name)
        if text is None and default is not None:
            return default
        text = self.required(name)
        if not (text.isascii() and text.isdigit() and len(text) < 19):
            raise malformed(f"invalid param error: {name}")
        return int(text)

    def flag(self, name: str, default: bool | None = None) -> bool:  # noqa: FBT001  # what is absent
        text = self.get(name)
        if text is None and default is not None:
            return default
        if self.required(name) not in {"true", "false"}:
            raise malformed(f"invalid param error: {name}")
        return bool(text == "true")


def read_body(body: bytes) -> Fields:
    """The JSON object of a call; no body at all is an empty one."""
    if not body:
        return Fields({})
    try:
        values = json.loads(body)
    except ValueError as error:
        raise malformed("invalid param error: the body is not valid JSON") from error
    if not isinstance(values, dict):
        raise malformed("invalid param error: the body is not a JSON object")
    return Fields(values)


def _go(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
