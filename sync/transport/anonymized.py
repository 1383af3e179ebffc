"""Takes everything out of an answer that could be somebody's: only what is allowed stays.

Of texts those words stay that platforms use in their own names and sentences; of numbers the small
ones. Whatever else stood there is replaced by something of the same type, the same by the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from sync.marketplace import Response
from sync.transport.plain_words import PLAIN_WORDS

HIDDEN: Final = "x"
FEW_DIGITS = 4  # a count, a status, a short code; a telephone number has nine at least
CODE_DIGITS = 8
CODE_FIELDS: Final = frozenset({"code", "error_code", "errorCode", "detail_code"})
MOST_ROWS, LONGEST_TEXT, DEEPEST = 20, 600, 30
SECONDS, MILLISECONDS = range(10**9, 2 * 10**9), range(10**12, 2 * 10**12)
_PIECE = re.compile(r"[^\W\d_]+|\d+|_|[^\w]+", re.UNICODE)
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MARKS: Final = frozenset(" .,:;!?()[]'\"/_-")


def anonymized(response: Response, names: Collection[str]) -> object:
    """Answer the body without anybody in it; `names` are the fields that the platform documents."""
    try:
        body = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        return _Cover(frozenset(names)).text(response.content.decode(errors="replace"))
    return _Cover(frozenset(names)).value("", body, 0)


def plain_name(name: str, names: Collection[str] = ()) -> str:
    """Write the name of a field or a word as far as it is made of plain words; or a short code."""
    code = name.isascii() and name.isdecimal() and len(name) <= CODE_DIGITS
    return name if code or name in names else _Cover(frozenset()).text(name)


@dataclass(slots=True)
class _Cover:
    """Replaces the values of one body; what is the same stays the same."""

    names: frozenset[str]
    stand_ins: dict[str, int] = field(default_factory=dict)

    def value(self, name: str, value: Any, depth: int) -> Any:
        if depth > DEEPEST:
            return None
        if isinstance(value, dict):
            return self._object(value, depth)
        if isinstance(value, list):
            return [self.value(name, each, depth + 1) for each in value[:MOST_ROWS]]
        if isinstance(value, str):
            return self._string(name, value)
        if isinstance(value, bool) or value is None:
            return value
        return self._number(name, value) if isinstance(value, int) else 0.5

    def _object(self, body: dict[str, Any], depth: int) -> dict[str, Any]:
        covered: dict[str, Any] = {}
        for name, value in body.items():
            key = plain_name(name, self.names)
            while key in covered:
                key += HIDDEN
            covered[key] = self.value(name, value, depth + 1)
        return covered

    def _string(self, name: str, value: str) -> str:
        if value.isascii() and value.isdecimal():
            return str(self._number(name, int(value))) if len(value) < 25 else HIDDEN
        if value[:1] in ("{", "[") and len(value) > 1:  # a body within the body
            try:
                inner = self.value(name, orjson.loads(value), 1)
            except orjson.JSONDecodeError:
                return self.text(value)
            return orjson.dumps(inner).decode()
        return self.text(value)

    def _number(self, name: str, value: int) -> int:
        digits = len(str(abs(value)))
        if digits <= FEW_DIGITS or (name in CODE_FIELDS and digits <= CODE_DIGITS):
            return value
        if value in SECONDS:
            return 1_700_000_000
        if value in MILLISECONDS:
            return 1_700_000_000_000
        place = self.stand_ins.setdefault(str(value), len(self.stand_ins) + 1)
        least: int = 10 ** (min(digits, 18) - 1)
        return least + place

    def text(self, value: str) -> str:
        """Keep the plain words of a text; any run of others becomes one mark.

        A few digits stay where all else is plain: "E500"; never a house, a plate or a telephone.
        """
        found = _PIECE.findall(value[:LONGEST_TEXT])
        digits = sum(len(piece) for piece in found if piece.isdecimal())
        words = all(_all_plain(piece) for piece in found if piece[0].isalpha())
        numbered = words and digits <= FEW_DIGITS and value.isascii()
        pieces = (self._piece(piece, numbered=numbered) for piece in found)
        return re.sub(rf"{HIDDEN}(?:[ _-]*{HIDDEN})+", HIDDEN, "".join(pieces))

    def _piece(self, piece: str, *, numbered: bool) -> str:
        if piece[0].isalpha():
            return piece if _all_plain(piece) else HIDDEN
        if piece.isdecimal():
            return piece if numbered else HIDDEN
        return "".join(mark if mark in _MARKS else " " for mark in piece)


def _all_plain(word: str) -> bool:
    """Tell whether a word is one of the platforms' own, or made of several: AppCallLimit."""
    parts = _CAMEL.findall(word)
    return "".join(parts) == word and all(part.lower() in PLAIN_WORDS for part in parts)
