"""Builds plain values from libyaml's events: text stays as it was written, nothing is guessed.

The values are what JSON knows, but that every scalar is text: `0123` stays "0123" and `no` stays
"no" until the catalog types them by their field. Nothing here can be made to explode: depth,
nodes per part and what aliases stand for are all capped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from sys import intern
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sync.catalog.reading.places import Entries, Held, Path, Places, location
from sync.catalog.reading.text import PAIRS, Unread, alone, syntax_error, unprintable, unread
from sync.model import Location, Problem

MAX_DEPTH = 30
MAX_NODES = 20_000  # of one part, an alias counting as all that it stands for
MAX_TEXT = 100_000  # characters of one scalar
MOST_PROBLEMS = 200  # of one file: nobody reads more, and finding them takes time
MAX_KEY = 200
ALIAS_ALLOWANCE = 100_000  # nodes that aliases may add to a file, over ten times what is written
# Begins with what is rare, so that it is soon found; ends where libyaml's line does.
_LOST = re.compile(r"#(?<=[ \t]#)[^\s#!][^\n\r\x85\u2028\u2029]*")
EMPTY = frozenset({"", "~", "null", "Null", "NULL"})


class Part(NamedTuple):
    """A top-level entry of a file, or one item of the list that is streamed."""

    path: Path
    value: Any
    mark: Location
    places: Places


class _Anchor(NamedTuple):
    """A value that may be repeated: its nodes, and how many levels it holds below itself."""

    value: Any
    size: int
    height: int


class Reader:
    """Reads one file part by part; `problems` gathers what did not stop the reading."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._text = text
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []  # they stop nothing
        self._lost = _lost_in(text)
        self._curly = any(quote in text for quote in "".join(PAIRS))
        self._next: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self._held: Held = {}
        self._anchors: dict[str, _Anchor] = {}
        self._read = self._aliased = self._nodes = self._deepest = 0
        self._items_read = 0

    def parts(self, streamed: str = "") -> Iterator[Part]:
        """Yield the parts in order.

        The list under the key `streamed` comes item by item. Raises `Unread` where it must end.
        """
        try:
            yield from self._document(streamed)
        except yaml.YAMLError as error:
            raise syntax_error(error, self._text, self.file) from error

    def _document(self, streamed: str) -> Iterator[Part]:
        self._next()  # the stream's start
        if type(self._next()) is StreamEndEvent:
            return
        root = self._next()
        if type(root) is ScalarEvent and root.implicit[0] and root.value in EMPTY:
            return
        if type(root) is not MappingStartEvent:
            raise unread("wrong_type_mapping", self._mark(root))
        yield from self._entries(streamed)
        self._finish()

    def _entries(self, streamed: str) -> Iterator[Part]:
        seen: Entries = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event, seen)
            event_of_value = self._next()
            seen[key] = event, event_of_value
            if key == streamed and type(event_of_value) is SequenceStartEvent:
                yield from self._items(streamed)
            else:
                yield self._part((key,), event_of_value, event)

    def _items(self, streamed: str) -> Iterator[Part]:
        while type(event := self._next()) is not SequenceEndEvent:
            yield self._part((streamed, self._items_read), event, event)
            self._items_read += 1

    def _part(self, path: Path, event: Event, key: Event) -> Part:
        self._nodes = 0
        self._held = {}
        value = self._node(event, 1)
        self._read += self._nodes
        places = Places(self.file, path, value, (key, event), self._held)
        return Part(path, value, self._mark(event), places)

    def _node(self, event: Any, depth: int) -> Any:
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise self._too_much(event, depth)
        if type(event) is AliasEvent:
            return self._alias(event, depth)
        if event.anchor is not None:
            return self._anchored(event, depth)
        return self._value(event, depth)

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        self._deepest = max(self._deepest, depth + 1)
        if kind is MappingStartEvent:
            return self._mapping(depth)
        return self._sequence(depth)

    def _anchored(self, event: Any, depth: int) -> Any:
        """Build a value that may be repeated, and remember how large and how deep it is."""
        nodes, deepest = self._nodes, self._deepest
        self._deepest = depth
        value = self._value(event, depth)
        size, height = self._nodes - nodes + 1, self._deepest - depth
        self._anchors[event.anchor] = _Anchor(value, size, height)
        self._deepest = max(self._deepest, deepest)
        return value

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        if not event.style and event.implicit[0] and value in EMPTY:
            if self._lost and not value:
                self._remark(event, value)
            return None
        if len(value) > MAX_TEXT:
            raise unread("yaml_too_large", self._mark(event))
        if event.style == '"' and unprintable(value):
            raise unread("yaml_control_character", self._mark(event), character="\\")
        if self._lost and not event.style:
            self._remark(event, value)
        curly = self._curly or '"' in value
        if curly and (single := alone(value, plain=not event.style)):
            self._remark_quote(event, single)
        return value

    def _remark(self, event: Any, kept: str) -> None:
        """Say of words that go on with a # what is lost; `# so` is a comment, `#1` is none."""
        lost = self._lost.get(event.end_mark.index)
        if lost is None or (kept and kept.isascii() and " " not in kept):
            return
        values = {"kept": kept[:60] or None, "lost": lost.strip()[:60]}
        where = self._mark(event)
        self.remarks.append(
            Problem(code="yaml_text_after_hash", severity="warning", values=values, where=where)
        )

    def _remark_quote(self, event: Any, single: str) -> None:
        """Say of a quote that has no other: it is no sign of YAML here, and shops would show it."""
        at = self._text.find(single, event.start_mark.index)
        begins = self._text.rfind("\n", 0, at) + 1
        where = Location(self.file, self._text.count("\n", 0, at) + 1, at - begins + 1)
        values = {"quote": single}
        problem = Problem(code="text_quote_alone", severity="warning", values=values, where=where)
        self.remarks.append(problem)

    def _sequence(self, depth: int) -> list[Any]:
        items: list[Any] = []
        held: list[Any] = []
        self._held[id(items)] = held
        following, plain = self._next, depth < MAX_DEPTH
        while type(event := following()) is not SequenceEndEvent:
            held.append(event)
            if plain and type(event) is ScalarEvent and event.anchor is None:
                items.append(self._plain(event))
            else:
                items.append(self._node(event, depth + 1))
        return items

    def _plain(self, event: Any) -> str | None:
        """Build a text that nothing refers to: nearly all that a catalog holds."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._too_much(event, 0)
        return self._scalar(event)

    def _mapping(self, depth: int) -> dict[str, Any]:
        held: Entries = {}
        entries: dict[str, Any] = {}
        merged: list[dict[str, Any]] = []
        self._held[id(entries)] = held
        following, plain = self._next, depth < MAX_DEPTH
        while type(event := following()) is not MappingEndEvent:
            key = self._key(event, held)
            value_event = following()
            held.setdefault(key, (event, value_event))
            if plain and type(value_event) is ScalarEvent and value_event.anchor is None:
                value = self._plain(value_event)
            else:
                value = self._node(value_event, depth + 1)
            if key == "<<":
                merged += self._mergeable(value, value_event)
            else:
                entries.setdefault(key, value)
        for other in merged:
            for name, inherited in other.items():
                entries.setdefault(name, inherited)
        return entries

    def _mergeable(self, value: Any, event: Event) -> list[dict[str, Any]]:
        """Take the mappings of a merge key in their order: earlier ones win."""
        sources = value if isinstance(value, list) else [value]
        if not all(isinstance(source, dict) for source in sources):
            raise unread("wrong_type_mapping", self._mark(event))
        return sources

    def _key(self, event: Any, seen: Container[str]) -> str:
        if type(event) is not ScalarEvent:
            raise unread("yaml_key_not_text", self._mark(event))
        key: str = event.value
        if not key or len(key) > MAX_KEY or (event.style == '"' and unprintable(key)):
            raise unread("yaml_key_not_text", self._mark(event))
        if key in seen:
            where = self._mark(event)
            told = Problem(code="yaml_duplicate_key", values={"key": key}, where=where)
            self.problems.append(told)
            if len(self.problems) > MOST_PROBLEMS:
                raise unread("more_problems", where, most=MOST_PROBLEMS)
        return intern(key)

    def _alias(self, event: Any, depth: int) -> Any:
        if event.anchor not in self._anchors:
            raise unread("yaml_alias_unknown", self._mark(event))  # its name may be a secret
        value, size, height = self._anchors[event.anchor]
        self._nodes += size
        self._aliased += size
        written = self._read + self._nodes - self._aliased
        if self._aliased > ALIAS_ALLOWANCE + 10 * written:
            raise unread("yaml_too_large", self._mark(event))
        self._deepest = max(self._deepest, depth + height)
        if depth + height > MAX_DEPTH or self._nodes > MAX_NODES:
            raise self._too_much(event, depth + height)
        return value

    def _too_much(self, event: Event, depth: int) -> Unread:
        if depth > MAX_DEPTH:
            return unread("yaml_too_deep", self._mark(event), depth=MAX_DEPTH)
        return unread("yaml_too_large", self._mark(event))

    def _finish(self) -> None:
        while type(event := self._next()) is not StreamEndEvent:
            if type(event) is not DocumentEndEvent:
                raise unread("yaml_more_documents", self._mark(event))

    def _mark(self, event: Any) -> Location:
        return location(self.file, event)


def _lost_in(text: str) -> dict[int, str]:
    """Find the comments that stand after something in their line, by where that ends."""
    found = dict[int, str]()
    for each in _LOST.finditer(text):
        ends = each.start()
        while text[ends - 1 : ends] in (" ", "\t"):
            ends -= 1
        if ends and not text[ends - 1].isspace():
            found[ends] = each[0]
    return found
