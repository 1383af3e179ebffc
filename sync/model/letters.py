"""How a text looks: without its marks, without what nobody can see in it."""

from __future__ import annotations

import re
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


# Soft hyphens, blanks of no width, marks of writing direction; what joins emoji stays.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\u3164\ufeff\uffa0]"
)


def seen(text: str) -> str:
    """Leave what a reader can see; a line end that is no plain one becomes plain."""
    if text.isascii():
        return text
    return _UNSEEN.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))
