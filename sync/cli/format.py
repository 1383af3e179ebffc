"""Writes the values of a change as people say them: 185.000 ₫, đang bán, 3 hình ảnh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sync.cli.terminal import Terminal
from sync.model import Change
from sync.wording import known_codes
from sync.wording.sentence import grouped

Values = Mapping[str, Any] | None

ARROW = " → "
LONGEST = 48  # of a text shown in a table; the JSON has all of it
UNKNOWN = "?"
COUNTED = frozenset({"images", "papers", "attributes", "variants"})
BY_SKU = frozenset({"price", "quantity", "gtin", "weight_g", "size_mm"})


def known_word(terminal: Terminal, code: str, otherwise: str) -> str:
    """The word for a code, or what the machine calls it."""
    return terminal.word(code) if code in known_codes() else otherwise


def kind_word(terminal: Terminal, kind: str) -> str:
    """What is done, as a verb."""
    return known_word(terminal, f"word_kind_{kind}", kind)


def reason_word(terminal: Terminal, reason: str) -> str:
    """Why it is done."""
    return known_word(terminal, f"word_reason_{reason}", reason)


def outcome_word(terminal: Terminal, outcome: str) -> str:
    """What became of it."""
    return known_word(terminal, f"word_outcome_{outcome}", outcome)


def moment(at: datetime | None, time_zone: str) -> str | None:
    """A time on the clock of the cooperative: 20/11/2026 08:15:02."""
    return f"{at.astimezone(ZoneInfo(time_zone)):%d/%m/%Y %H:%M:%S}" if at else None


def change_words(
    terminal: Terminal,
    change: Change,
    before: Values,
    after: Values,
) -> str:
    """Old and new of a change in one cell; a new listing is told by its name."""
    if before is None:
        return f"{shortened(change.after.title or change.code)} ({len(change.after.offers)} SKU)"
    return values_words(terminal, before, after)


def values_words(terminal: Terminal, before: Values, after: Values) -> str:
    """Each field that differs on a line of its own."""
    lines = []
    for name, old, new in _differences(before or {}, after or {}):
        word = known_word(terminal, f"word_field_{name}", name)
        if name in BY_SKU and isinstance(old or new, Mapping):
            lines += [
                f"{word} {sku}: {_step(terminal, name, was, becomes)}"
                for sku, was, becomes in _differences(old or {}, new or {})
            ]
        else:
            lines.append(f"{word}: {_step(terminal, name, old, new)}")
    return "\n".join(lines)


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)


def _step(terminal: Terminal, name: str, old: Any, new: Any) -> str:
    return value_word(terminal, name, old) + ARROW + value_word(terminal, name, new)


def value_word(terminal: Terminal, name: str, value: Any) -> str:
    """One value in the words of its field."""
    if value is None:
        return UNKNOWN
    if name == "price" and isinstance(value, int):
        return f"{grouped(value)} ₫"
    if name == "quantity" and isinstance(value, int):
        return grouped(value)
    if name == "weight_g":
        return f"{value} g"
    if name == "size_mm" and isinstance(value, Sequence):
        return "×".join(str(side) for side in value) + " mm"
    if name == "status":
        return known_word(terminal, f"word_value_{value}", str(value))
    return f"({len(value)})" if name in COUNTED and not isinstance(value, str) else _text(value)


def _text(value: Any) -> str:
    return f"“{shortened(value)}”" if isinstance(value, str) else shortened(str(value))


def shortened(text: str) -> str:
    """The beginning of a long text, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"
