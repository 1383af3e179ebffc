"""What an adapter knows of its platform's answers, and what of an answer it does not know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Words = Mapping[str, frozenset[str]]  # by the name of the field that they stand in
RowCodes = Callable[[Any], Iterable[str]]  # of a whole body: codes, or sentences where none stands


@dataclass(frozen=True, slots=True)
class KnownAnswers:
    """The fields of a platform's answers, and by endpoint the words of those that say a status.

    Below a field that is `free` the names are a seller's or a category's own. `row_codes` picks
    out of an answer to a batch what it says of single rows and no table of ours knows.
    """

    names: frozenset[str] = frozenset()
    words: Mapping[str, Words] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    row_codes: Mapping[str, RowCodes] = field(default_factory=dict)


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
        if name in words and isinstance(value, str) and value
    )
    spellings = {name: frozenset(map(_plain, known)) for name, known in words.items()}
    found = {pair: None for pair in found if _plain(pair[1]) not in spellings[pair[0]]}
    return [Unknown("word", f"{name}={value}") for name, value in found]


def _plain(word: str) -> str:
    """Spell a word as all its spellings: "InActive" is "inactive", "Pending QC" is "pending_qc"."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def unknown_codes(known: KnownAnswers, endpoint: str, body: object) -> list[Unknown]:
    """Find what a batch says of single rows and nobody told us of."""
    codes = known.row_codes.get(endpoint)
    return [Unknown("code", code) for code in dict.fromkeys(codes(body))] if codes else []


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
