"""What an adapter knows of its platform's answers, and what of an answer it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Words = Mapping[str, frozenset[str]]  # by the name of the field that they stand in


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """The fields of a platform's answers, and by endpoint the words of those that say a status.

    Below a field that is `free` the names are a seller's or a category's own.
    """

    names: frozenset[str] = frozenset()
    words: Mapping[str, Words] = field(default_factory=dict)
    free: frozenset[str] = frozenset()


class Unknown(NamedTuple):
    """One thing that no document told us of: a field, a word where a status stands, a code."""

    kind: Literal["field", "word", "code"]
    name: str


def unknown_words(known: KnownAnswers, endpoint: str, body: object) -> list[Unknown]:
    """Find statuses that we have no meaning for."""
    words = known.words.get(endpoint)
    if not words:
        return []
    found = dict.fromkeys(
        (name, value)
        for name, value in _members(body, frozenset())
        if name in words and isinstance(value, str) and value and value not in words[name]
    )
    return [Unknown("word", f"{name}={value}") for name, value in found]


def unknown_fields(known: KnownAnswers, body: object) -> list[Unknown]:
    """Find fields that no document tells of."""
    if not known.names:
        return []
    names = dict.fromkeys(name for name, _ in _members(body, known.free))
    return [Unknown("field", name) for name in names if name not in known.names]


def _members(body: Any, free: frozenset[str]) -> Iterator[tuple[str, object]]:
    """Name every member of every object; of what stands below a free field, none."""
    waiting = [body]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(reversed(here))
        elif isinstance(here, dict):
            yield from here.items()
            waiting.extend(value for name, value in reversed(here.items()) if name not in free)
