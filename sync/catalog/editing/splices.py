"""Rewrites one place of a YAML text and leaves every other character as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sync.catalog.editing.places import KeyedNode, Node, PlacedText
from sync.catalog.editing.writing import (
    STEP,
    Value,
    after_key,
    item_lines,
    on_one_line,
)
from sync.catalog.reading import Path

_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*(?P<comment>[ \t]+#[^\r\n]*)?")
_NOTHING_LOST = re.compile(r"[\s,]*")


class NotThere(Exception):
    """The path leads to nothing that is written in this text."""


class Entangled(Exception):
    """What is written there cannot be taken apart without touching something else."""


def replaced(document: PlacedText, path: Path, value: Value) -> str:
    """Write another value in the place of a scalar, or of a collection in brackets."""
    chain = _chain(document, path)
    node, text = chain[-1], document.text
    if node.kind in ("mapping", "sequence") and not node.flow:
        raise Entangled
    if node.flow or not (isinstance(value, str) and chain[-2].kind == "mapping"):
        written = on_one_line(value, node.style, flow=node.flow)
        return _spliced(document, node, [written])
    entry = _entry(chain[-2], path)
    lines = after_key(value, entry.key.column + STEP, node.style)
    return _spliced(document, node, lines) if text else text


def _spliced(document: PlacedText, node: Node, lines: Sequence[str]) -> str:
    """Put lines in the place of a scalar; a comment behind it stays on its first line."""
    text, newline = document.text, document.newline(node.start)
    end, behind = node.end, ""
    if head := _BLOCK_HEAD.match(text[node.start : end]) if node.style in ("|", ">") else None:
        behind = head["comment"] or ""
    elif len(lines) > 1:
        end = document.line_end(node.end)
        behind = text[node.end : end]
    first = (" " if node.start == node.end else "") + lines[0] + behind
    return text[: node.start] + newline.join([first, *lines[1:]]) + text[end:]


def added(document: PlacedText, path: Path, value: Value, before: Sequence[str] = ()) -> str:
    """Write a new key with its value, behind the last of those that belong `before` it."""
    chain, key = _chain(document, path[:-1]), str(path[-1])
    mapping = chain[-1]
    if mapping.kind != "mapping":
        raise Entangled
    if mapping.flow:
        return _added_in_flow(document, mapping, f"{on_one_line(key)}: {on_one_line(value)}")
    if not mapping.entries:
        raise Entangled
    known = [entry for entry in mapping.entries if entry.key.text in before]
    anchor = known[-1] if known else mapping.entries[-1]
    indent = mapping.entries[0].key.column
    lines = after_key(value, indent + STEP)
    lines[0] = f"{'':{indent}}{on_one_line(key)}: {lines[0]}".rstrip(" ")
    return _behind(document, anchor.value.end, lines)


def _added_in_flow(document: PlacedText, collection: Node, written: str) -> str:
    text = document.text
    parts = [entry.value for entry in collection.entries] or collection.items
    if parts:
        end = parts[-1].end
        return f"{text[:end]}, {written}{text[end:]}"
    end = collection.end - 1
    return text[:end] + written + text[end:]


def _behind(document: PlacedText, at: int, lines: Sequence[str]) -> str:
    """Put lines below the line of a position."""
    text, newline, end = document.text, document.newline(at), document.line_end(at)
    return text[:end] + newline + newline.join(lines) + text[end:]


def removed(document: PlacedText, path: Path) -> str:
    """Take a key with its value, or an item, out; comments above it stay."""
    chain = _chain(document, path)
    node, holder, last = chain[-1], chain[-2], path[-1]
    if isinstance(last, int):
        return _item_removed(document, holder, last)
    entry = _entry(holder, path)
    if len(holder.entries) == 1 and not holder.flow:
        raise Entangled
    if holder.flow:
        spans = [(one.key.start, one.value.end) for one in holder.entries]
        return _cut_from_flow(document, holder, spans, holder.entries.index(entry))
    begin = document.line_start(entry.key.start)
    if document.text[begin : entry.key.start].strip():  # it shares its line with a dash
        following = holder.entries[holder.entries.index(entry) + 1]
        between = document.text[node.end : following.key.start]
        if between.strip():
            raise Entangled
        return document.text[: entry.key.start] + document.text[following.key.start :]
    return _without_lines(document, begin, node.end)


def _without_lines(document: PlacedText, begin: int, end: int) -> str:
    text, stop = document.text, document.line_end(end)
    rest = text[stop:]
    if not rest:  # the last line of a file that does not end its lines
        return text[:begin].removesuffix("\n").removesuffix("\r")
    return text[:begin] + rest.removeprefix("\r").removeprefix("\n")


def _cut_from_flow(
    document: PlacedText, collection: Node, spans: Sequence[tuple[int, int]], at: int
) -> str:
    text = document.text
    if len(spans) == 1:
        begin, end = spans[0][0], collection.end - 1
        rest = text[spans[0][1] : end]
    elif at == 0:
        begin, end = spans[0][0], spans[1][0]
        rest = text[spans[0][1] : end]
    else:
        begin, end = spans[at - 1][1], spans[at][1]
        rest = text[begin : spans[at][0]]
    if not _NOTHING_LOST.fullmatch(rest):
        raise Entangled
    return text[:begin] + text[end:]


def _item_removed(document: PlacedText, sequence: Node, at: int) -> str:
    if sequence.flow:
        spans = [(item.start, item.end) for item in sequence.items]
        return _cut_from_flow(document, sequence, spans, at)
    begin, end = _block_of(document, sequence, at)
    if len(sequence.items) == 1 or document.text[document.line_start(begin) : begin].strip():
        raise Entangled
    return _without_lines(document, document.line_start(begin), end)


def emptied(document: PlacedText, path: Path) -> str:
    """Leave `[]` of a list that holds one item."""
    chain = _chain(document, path)
    sequence, entry = chain[-1], _entry(chain[-2], path)
    begin, end = _block_of(document, sequence, 0)
    text = _without_lines(document, document.line_start(begin), end)
    colon = text.index(":", entry.key.end) + 1
    return text[:colon] + " []" + text[colon:]


def begun(document: PlacedText, key: str, value: Value) -> str:
    """Begin a list of the file with its first item; a comment behind its key stays."""
    text, root = document.text, document.root
    lines = item_lines(value, STEP, flow=False)
    entry = root.entry(key) if root else None
    if entry is None:
        newline = document.newline(len(text))
        ended = text + newline if text and not text.endswith("\n") else text
        return newline.join([f"{ended}{key}:", *lines, ""])
    if entry.value.flow or entry.value.kind == "scalar":
        end = document.line_end(entry.value.end)
        colon = text.index(":", entry.key.end) + 1
        head = text[:colon] + text[entry.value.end : end]
        return head + document.newline(end) + document.newline(end).join(lines) + text[end:]
    raise Entangled


def inserted(document: PlacedText, path: Path, value: Value) -> str:
    """Put an item into a list, in front of the one that stands at the path, or behind all."""
    chain, at = _chain(document, path[:-1]), int(path[-1])
    sequence = chain[-1]
    if sequence.kind != "sequence" or at > len(sequence.items):
        raise NotThere
    if sequence.flow:
        return _inserted_in_flow(document, sequence, at, on_one_line(value))
    in_brackets = all(item.flow or item.kind != "mapping" for item in sequence.items)
    lines = item_lines(value, sequence.column, flow=in_brackets)
    gap = [""] if _apart(document, sequence, path) else []
    if at > 0:
        return _behind(document, sequence.items[at - 1].end, [*gap, *lines])
    begin = document.line_start(sequence.start)
    if document.text[begin : sequence.start].strip():
        raise Entangled
    newline = document.newline(sequence.start)
    return document.text[:begin] + newline.join([*lines, *gap, ""]) + document.text[begin:]


def _inserted_in_flow(document: PlacedText, sequence: Node, at: int, written: str) -> str:
    if at == len(sequence.items):
        return _added_in_flow(document, sequence, written)
    start = sequence.items[at].start
    return f"{document.text[:start]}{written}, {document.text[start:]}"


def _apart(document: PlacedText, sequence: Node, path: Path) -> bool:
    """Whether the items of a list stand apart, a blank line between them, as products do."""
    if len(sequence.items) < 2:
        return len(path) == 2 and sequence.items[0].entry("name") is not None
    between = document.text[sequence.items[0].end : sequence.items[1].start]
    return any(not line.strip() for line in between.splitlines()[1:-1])


def moved(document: PlacedText, path: Path, to: int) -> str:
    """Put an item in another place of its list; what stands between items stays where it is."""
    sequence, at = _chain(document, path)[-2], int(path[-1])
    if not -1 < to < len(sequence.items):
        raise NotThere
    if sequence.flow:
        slots = [(item.start, item.end) for item in sequence.items]
    else:
        slots = [_with_comments(document, sequence, n) for n in range(len(sequence.items))]
    order = [number for number in range(len(slots)) if number != at]
    order.insert(to, at)
    text, written, end = document.text, "", 0
    for slot, number in zip(slots, order, strict=True):
        written += text[end : slot[0]] + text[slots[number][0] : slots[number][1]]
        end = slot[1]
    return written + text[end:]


def renamed(document: PlacedText, path: Path, name: str) -> str:
    """Write another key in the place of one."""
    key = _entry(_chain(document, path)[-2], path).key
    return document.text[: key.start] + on_one_line(name, key.style) + document.text[key.end :]


def _chain(document: PlacedText, path: Path) -> list[Node]:
    chain = document.chain(path)
    if not chain:  # it reads as if it were there: by an alias, or merged in
        raise Entangled
    return chain


def _entry(mapping: Node, path: Path) -> KeyedNode:
    found = mapping.entry(str(path[-1]))
    if found is None:
        raise Entangled
    return found


def _block_of(document: PlacedText, sequence: Node, at: int) -> tuple[int, int]:
    """Find an item of a block list: from its dash to the end of its last line."""
    item, begin = sequence.items[at], sequence.start
    if at > 0:
        begin = document.line_end(sequence.items[at - 1].end)
        for line in re.finditer(r"[^\n]+", document.text[begin : item.start]):
            dash = begin + line.start() + sequence.column
            if line[0][: sequence.column + 1].strip() == "-":
                return dash, document.line_end(item.end)
        raise Entangled
    return begin, document.line_end(item.end)


def _with_comments(document: PlacedText, sequence: Node, at: int) -> tuple[int, int]:
    """Find an item with the comments right above it, written as far in as its dash."""
    begin, end = _block_of(document, sequence, at)
    floor = document.line_end(sequence.items[at - 1].end) if at else -1
    while (line := document.line_start(begin)) > floor:
        above = document.line_start(line - 1)
        if above <= floor or not document.text[above:line].startswith(f"{'':{sequence.column}}#"):
            break
        begin = above + sequence.column
    return begin, end
