"""A rule of what a text may say: what finds it, by which law, with examples right and wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

_SHOWN = 40  # characters of a word around what was found


class Pattern:
    """A regular expression that is compiled when it is first used: most commands read no text."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """As of `re.Pattern`, like those below; looked up once."""
        return self._compiled.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self._compiled.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self._compiled.sub


# What is hoped for, or denied, in the same sentence, claims nothing.
NOT_YET = Pattern(
    r"(?<!\w)(?:chưa|không|phấn đấu|hướng (?:đến|tới)|để|sẽ|mong|mục tiêu|kế hoạch|nhằm|chuẩn bị"
    r"|muốn|nếu|đang|sắp|dự kiến|hồ sơ|chua|khong|phan dau|se|dang|not|will|to be)"
    r"(?!\w)[^.!?;,\n]{0,100}$"
)


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


def words_of(*blocks: str) -> list[str]:
    """Read words that stand in blocks, one after a comma."""
    words = (" ".join(word.split()) for block in blocks for word in block.split(","))
    return list(dict.fromkeys(filter(None, words)))


def any_of(*blocks: str) -> str:
    """Make a pattern of words that stand in blocks: the longest that fits is found."""
    return _alternatives(words_of(*blocks))


def _alternatives(words: list[str]) -> str:
    """Part words by their letters one after another, so that few are tried at each place."""
    by_letter = dict[str, list[str]]()
    for word in words:
        by_letter.setdefault(word[0] if word[:1].isalpha() or word[:1] == " " else word, []).append(
            word
        )
    parts = [
        each[0] if len(each) == 1 else f"{letter}(?:{_alternatives([w[1:] for w in each])})"
        for letter, each in by_letter.items()
    ]
    return "|".join(sorted(parts, key=len, reverse=True))
