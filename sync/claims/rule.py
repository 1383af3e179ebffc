"""A rule of what a text may say: what finds it, by which law, with examples right and wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_SHOWN = 40  # characters of a word around what was found


class ClaimRule(NamedTuple):
    """One rule; `find` reads a canonical text and answers the words that break it.

    Every text of `breaks` is found and none of `keeps`: each of them is a test.
    """

    code: str
    law: str
    find: Callable[[str], str | None]
    breaks: tuple[str, ...]
    keeps: tuple[str, ...]


def with_its_words(text: str, found: re.Match[str]) -> str:
    """Quote what was found, as whole words."""
    before = text[max(0, found.start() - _SHOWN) : found.start()]
    after = text[found.end() : found.end() + _SHOWN]
    head = "" if before[-1:].isspace() or not before else before.split()[-1]
    tail = "" if after[:1].isspace() or not after else after.split()[0]
    return (head + found[0] + tail).strip(" ,.;:!?()\"'")


def any_of(*blocks: str) -> str:
    """Make a pattern of words that stand in blocks, one after a comma: the longest goes first."""
    words = [" ".join(word.split()) for block in blocks for word in block.split(",")]
    return "|".join(sorted(filter(None, words), key=len, reverse=True))
