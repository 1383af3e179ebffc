"""Where each value of a YAML file stands in its text, so that it alone can be rewritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias
from unicodedata import normalize

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from sync.catalog.editing.writing import Plain, Value
from sync.catalog.reading import Path
from sync.catalog.reading.parts import EMPTY

NodeKind: TypeAlias = Literal["scalar", "alias", "mapping", "sequence"]


class KeyedNode(NamedTuple):
    """A key and its value."""

    key: Node
    value: Node


@dataclass(slots=True)
class Node:
    """Something written: text[start:end], without the blank lines and comments behind it.

    A block collection starts at its first key or dash, in `column` (from 0). `flow` says that it,
    or what it stands in, is written in brackets. `style` is the quote or block mark of a scalar.
    """

    kind: NodeKind
    start: int
    end: int
    column: int
    flow: bool
    style: str = ""
    text: str = ""
    entries: list[KeyedNode] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def entry(self, key: str) -> KeyedNode | None:
        """Find an entry by its key, whatever Unicode form it is written in."""
        return next((one for one in self.entries if normalize("NFC", one.key.text) == key), None)


class PlacedText(NamedTuple):
    """A file's text and what stands where in it; no root where nothing is written."""

    text: str
    root: Node | None

    def chain(self, path: Path) -> list[Node]:
        """List the nodes from the root to a path; empty where the path leads to nothing written."""
        found = [self.root] if self.root else []
        for step in path:
            below = _below(found[-1], step) if found else None
            if below is None:
                return []
            found.append(below)
        return found

    def line_start(self, at: int) -> int:
        """Find where the line of a position begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Find where the line of a position ends, before its line break."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def newline(self, at: int) -> str:
        """Say how lines end around a position."""
        end = self.text.find("\n", at)
        end = self.text.rfind("\n") if end < 0 else end
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"


def _below(node: Node, step: str | int) -> Node | None:
    if isinstance(step, int):
        return node.items[step] if -1 < step < len(node.items) else None
    entry = node.entry(step)
    return entry.value if entry else None


def placed(text: str) -> PlacedText:
    """Read where everything stands; the text was found sound by `Reader` before."""
    following: Callable[[], Any] = yaml.CSafeLoader(text).get_event
    following()  # the stream's start
    following()  # the document's, or the stream's end
    root = following()
    return PlacedText(text, _node(root, following, text, flow=False) if root else None)


def _node(event: Any, following: Callable[[], Any], text: str, *, flow: bool) -> Node:
    mark = event.start_mark
    node = Node("scalar", mark.index, event.end_mark.index, mark.column, flow)
    if isinstance(event, AliasEvent):
        node.kind = "alias"
    elif isinstance(event, ScalarEvent):
        node.text, node.style = event.value, event.style or ""
        if node.style in ("|", ">"):
            node.end = len(text[: node.end].rstrip())
    else:
        node.flow = flow or bool(event.flow_style)
        _fill(node, event, following, text)
    return node


def _fill(node: Node, event: Any, following: Callable[[], Any], text: str) -> None:
    inside = list(_inside(following, text, flow=node.flow))
    if isinstance(event, MappingStartEvent):
        node.kind = "mapping"
        pairs = zip(inside[:-1:2], inside[1:-1:2], strict=True)
        node.entries = [KeyedNode(key, value) for key, value in pairs]
    else:
        node.kind, node.items = "sequence", inside[:-1]
    ended = inside[-1].end
    node.end = ended if event.flow_style else max([node.start, *(one.end for one in inside[:-1])])


def _inside(following: Callable[[], Any], text: str, *, flow: bool) -> Iterator[Node]:
    """Read what a collection holds; the last one stands for its end."""
    while not isinstance(event := following(), (MappingEndEvent, SequenceEndEvent)):
        yield _node(event, following, text, flow=flow)
    end: Any = event.end_mark
    yield Node("scalar", end.index, end.index, end.column, flow)


def as_written(node: Node) -> Value:
    """Take a value so that it can be written again, in quotes where it stood in quotes.

    Raises ValueError for an alias: what it stands for is written elsewhere.
    """
    if node.kind == "alias":
        raise ValueError(node.start)
    if node.kind == "mapping":
        return {one.key.text: as_written(one.value) for one in node.entries}
    if node.kind == "sequence":
        return [as_written(one) for one in node.items]
    if node.kind == "scalar" and not node.style:
        return None if node.text in EMPTY else Plain(node.text)
    return node.text
