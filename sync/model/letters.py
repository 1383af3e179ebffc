"""How Vietnamese looks when it is typed without its marks."""

from __future__ import annotations

import unicodedata

_D = str.maketrans("đĐ", "dD")  # a letter of its own, which no mark comes off


class _Marks(dict[int, int | None]):
    """What is left of each sign of a text that was taken apart, learned sign by sign."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = None if unicodedata.combining(chr(sign)) else sign
        return self[sign]


_LEFT = _Marks()


def without_marks(text: str) -> str:
    """Take the marks off the letters: "Đặc sản" is "Dac san"."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFD", text.translate(_D)).translate(_LEFT)
