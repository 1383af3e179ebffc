"""A sentence in two languages, and how numbers and dates are written in it."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sync.wording.names import named
from sync.wording.visible import visible

if TYPE_CHECKING:  # the model brings pydantic, and --help must answer at once
    from sync.model import Language

# What is said where no value is at hand, as of a platform that nobody named.
UNKNOWN: Final = "…"
UNTOLD: Mapping[str, tuple[str, str]] = {"seller_centre": ("trang người bán", "the seller centre")}
_PERHAPS = re.compile(r"\[\[(.*?)\]\]")
# A value ended with a stop, and so does our sentence: at once, or behind a code in brackets.
_TWO_STOPS = re.compile(r"(?<!\.)\.(?=\.(?!\.)|[ ]\([^()\s]+\)\.)|(?<=[!?…])\.(?!\.)|(?<=\.{3})\.")
_PLACE = re.compile(r"\{(\w+)")


class Wording(NamedTuple):
    """What is wrong (or was done), and what to do next; the second may be empty."""

    what: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One code's wording; places like {name}, {price:dong} are filled with the values.

    {fields:named} puts in what keys of ours are called (decision_no: số quyết định).

    A part in [[double brackets]] is left out where one of its places has nothing to say.
    """

    vi: Wording
    en: Wording


def grouped(number: float, mark: str = ".") -> str:
    """Write 1250000 as 1.250.000."""
    return f"{number:,}".replace(",", mark)


class _Filler(string.Formatter):
    """Fills places; what is missing is three points: a name in braces tells nobody anything."""

    def __init__(self, language: Language) -> None:
        self._column = 0 if language == "vi" else 1

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        if str(key) in UNTOLD and str(key) not in kwargs:
            return UNTOLD[str(key)][self._column]
        return kwargs.get(str(key), UNKNOWN)

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "dong" and isinstance(value, int):
            return f"{grouped(value)} ₫"
        if format_spec == "moment" and isinstance(value, str):
            return _moment(value)
        if format_spec == "day" and isinstance(value, str):
            return _moment(value).partition(" ")[2] or value
        if format_spec == "named":
            keys = value if isinstance(value, (tuple, list)) else (value,)
            return ", ".join(named(visible(str(key)), self._column) for key in keys)
        if isinstance(value, float):
            return f"{value:g}".replace(".", ",")
        if isinstance(value, (tuple, list)):
            return ", ".join(visible(str(item)) for item in value)
        return "" if value is None else visible(str(value))

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        return self.get_value(field_name, args, kwargs), field_name


_FILLERS: Mapping[Language, _Filler] = {"vi": _Filler("vi"), "en": _Filler("en")}


def _moment(text: str) -> str:
    """Write 2026-11-23T09:15:42+07:00 as 09:15 23/11/2026."""
    try:
        return f"{datetime.fromisoformat(text):%H:%M %d/%m/%Y}"
    except ValueError:
        return text


def fill(text: str, values: Mapping[str, Any], language: Language = "vi") -> str:
    """Put the values into the places of a text; never raises on a missing value."""

    def part(found: re.Match[str]) -> str:
        said = all(values.get(name) not in (None, "", (), []) for name in _PLACE.findall(found[1]))
        return found[1] if said else ""

    filled = _FILLERS[language].vformat(_PERHAPS.sub(part, text), (), values)
    return _TWO_STOPS.sub("", filled)
