"""Finds the slip of a finger that the reader stumbles over a line later, or calls otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, NamedTuple

_ODD_SPACE = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_KEY = r"[^\W\d][\w ]{0,40}"
_SLIPS: Final = (  # what a line looks like -> our code; the group is where it is
    (re.compile(rf"^[ ]*([{_ODD_SPACE}])"), "yaml_odd_space"),
    (re.compile(rf"^[ ]*(?:-[ ]+)?{_KEY}:([{_ODD_SPACE}])"), "yaml_odd_space"),
    (re.compile(rf"^[ ]*(?:-[ ]+)?{_KEY}([：﹕ː∶])"), "yaml_odd_colon"),
    (re.compile(rf"^[ ]*([–—−‐‑•·*])[ {_ODD_SPACE}]*{_KEY}:"), "yaml_odd_dash"),
    (re.compile(rf"^[ ]*(-){_KEY}:(?:[ ]|$)"), "yaml_dash_space"),
)
_ITEM = re.compile(r"^( *)-(?: |$)")


class Slip(NamedTuple):
    """What went wrong, and where: line and column from 1."""

    code: str
    line: int
    column: int


def slip_near(written: Sequence[str], lines: Sequence[int]) -> Slip | None:
    """Look at some lines, the likeliest first; only where the reader stumbled there already."""
    for line in lines:
        if 1 <= line <= len(written) and (found := _slip_in(written[line - 1], line)):
            return found
    return _dash_missing(written, lines[0]) if lines else None


def _slip_in(text: str, line: int) -> Slip | None:
    for pattern, code in _SLIPS:
        if found := pattern.match(text):
            return Slip(code, line, found.start(1) + 1)
    return None


def _dash_missing(written: Sequence[str], line: int) -> Slip | None:
    """Find the first item of a list that a later one, at `line`, shows to lack its dash."""
    item = _ITEM.match(written[line - 1]) if 1 <= line <= len(written) else None
    if item is None:
        return None
    depth = len(item[1])
    above = list(enumerate(written[: line - 1], 1))
    said = [(at, text) for at, text in above if text.strip() and text.lstrip()[0] != "#"]
    inside = list(takewhile(lambda each: _depth(each[1]) > depth, reversed(said)))
    head = said[-len(inside) - 1][1] if len(inside) < len(said) else ""
    if not inside or not head.rstrip().endswith(":") or _ITEM.match(inside[-1][1]):
        return None
    first, text = inside[-1]
    return Slip("yaml_dash_missing", first, _depth(text) + 1)


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
