"""Writes values as YAML the way people write them here; each is read back before it is used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias
from unicodedata import normalize

import yaml
from yaml.events import MappingStartEvent, ScalarEvent
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from sync.catalog.reading.parts import EMPTY

Scalar: TypeAlias = str | int | float | bool | date | None
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value]"

WIDTH = 100  # columns of folded text, and of a list on one line
WIDTH_OF_ITEM = 160  # columns of a variant on one line
STEP = 2  # columns that a block stands further in
_TEXT_TAG = "tag:yaml.org,2002:str"
_NEEDS_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_RESOLVER = Resolver()


class Block(dict[str, "Value"]):
    """A mapping that is written a field a line, however short it is."""


class Plain(str):
    """A text that stands without quotes, whatever another YAML program takes it for."""

    __slots__ = ()


class Unwritable(Exception):
    """No way of writing this text reads back as the same text."""


def as_read(value: Value) -> Any:
    """Say how a value will be read back: every scalar as text, as our reader does."""
    if isinstance(value, Mapping):
        return {normalize("NFC", key): as_read(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_read(one) for one in value]
    return None if value is None else _text(value)


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return normalize("NFC", value.isoformat() if isinstance(value, date) else str(value))


def on_one_line(value: Value, style: str = "", *, flow: bool = True) -> str:
    """Write a value on one line; a scalar in the quotes that are wished, where those will do."""
    if isinstance(value, Mapping):
        inside = (f"{on_one_line(key)}: {on_one_line(one)}" for key, one in value.items())
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(on_one_line(one) for one in value) + "]"
    if value is None:
        return "~"
    text = _text(value)
    kept = style if style in ("'", '"') else ""
    for candidate in _spellings(text, kept, plain=_goes_plain(value, text)):
        if _reads_back(f"{{k: {candidate}}}" if flow else f"k: {candidate}", text):
            return candidate
    raise Unwritable


def _goes_plain(value: Value, text: str) -> bool:
    return not isinstance(value, str) or isinstance(value, Plain) or _is_text(text)


def _is_text(text: str) -> bool:
    """Whether every YAML program takes the bare word for text: neither `no` nor 012 nor a date."""
    resolve: Callable[..., str] = _RESOLVER.resolve
    return resolve(ScalarNode, text, (True, False)) == _TEXT_TAG


def _spellings(text: str, style: str, *, plain: bool) -> Iterator[str]:
    ways = {"'": "'" + text.replace("'", "''") + "'", '"': f'"{_NEEDS_ESCAPE.sub(_escape, text)}"'}
    if style:
        yield ways[style]
    elif plain and text not in EMPTY and text.isprintable():
        yield text
    if text.isprintable() and _NEEDS_ESCAPE.search(text):
        yield ways["'"]
    yield ways['"']


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    short = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}.get(character)
    return short or f"\\u{ord(character):04X}"


def _reads_back(snippet: str, text: str) -> bool:
    """Whether the value of the one key in this snippet is just that text."""
    try:
        events = list(yaml.parse(snippet, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return False
    scalars = [event for event in events if isinstance(event, ScalarEvent)]
    mappings = sum(isinstance(event, MappingStartEvent) for event in events)
    return len(events) == 8 and mappings == 1 and bool(scalars[-1].value == text)


def after_key(value: Value, indent: int, style: str = "") -> list[str]:
    """Write a value behind `key:`: what stands on that line, then lines that are `indent` in."""
    if isinstance(value, str) and not isinstance(value, Plain):
        return _text_after_key(_text(value), indent, style)
    if isinstance(value, Mapping) and value and not _fits(value, indent):
        return ["", *_mapping_lines(value, indent)]
    if isinstance(value, Sequence) and value and not _fits(value, indent):
        return ["", *(line for one in value for line in item_lines(one, indent))]
    return [on_one_line(value, style, flow=False)]


def _text_after_key(text: str, indent: int, style: str) -> list[str]:
    if "\n" in text or style in (">", "|") or (len(text) > WIDTH and not style):
        for head, *body in _blocks(text, style):
            if _reads_back("\n".join([f"k: {head}", *_indented(body, STEP)]), text):
                return [head, *_indented(body, indent)]
    return [on_one_line(text, style, flow=False)]


def _indented(lines: Iterable[str], indent: int) -> list[str]:
    return [f"{'':{indent}}{line}" if line else "" for line in lines]


def _blocks(text: str, style: str) -> tuple[list[str], list[str]]:
    """Write text as a block, folded and line by line; the likelier way first."""
    body, chomped = (text[:-1], "") if text.endswith("\n") else (text, "-")
    folded = [f">{chomped}"]
    for number, line in enumerate(body.split("\n")):
        folded += [""] * bool(number) + _folded(line)
    literal = [f"|{chomped}", *body.split("\n")]
    by_line = style == "|" or (not style and "\n" in text)
    return (literal, folded) if by_line else (folded, literal)


def _folded(line: str) -> list[str]:
    """Break a line between words, where a single blank stands."""
    lines = [""]
    for word in re.split(r"(?<=\S) (?=\S)", line):
        if lines[-1] and len(lines[-1]) + len(word) >= WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _fits(value: Sequence[Value] | Mapping[str, Value], indent: int) -> bool:
    """Whether a collection of plain facts is best written on one line."""
    if isinstance(value, Block):
        return False
    deep = not isinstance(value, Mapping) and any(isinstance(one, Mapping) for one in value)
    return not deep and indent + len(on_one_line(value)) <= WIDTH


def _mapping_lines(value: Mapping[str, Value], indent: int) -> list[str]:
    lines: list[str] = []
    for key, one in value.items():
        first, *more = after_key(one, indent + STEP)
        lines += [f"{'':{indent}}{on_one_line(key)}: {first}".rstrip(" "), *more]
    return lines


def item_lines(value: Value, indent: int, *, flow: bool = True) -> list[str]:
    """Write an item of a list, its dash `indent` in; a mapping on one line where that is wished."""
    if isinstance(value, Mapping) and value:
        line = on_one_line(value)
        if isinstance(value, Block) or not (flow and indent + len(line) <= WIDTH_OF_ITEM):
            lines = _mapping_lines(value, indent + STEP)
            return [f"{'':{indent}}- {lines[0].lstrip(' ')}", *lines[1:]]
        return [f"{'':{indent}}- {line}"]
    return [f"{'':{indent}}- {on_one_line(value, flow=not isinstance(value, str))}"]
