"""Tells whether two Vietnamese words are the same however they were typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

MOST_KEPT: Final = 32_768  # words of forms and categories come again with every product
_COMPLETED: Final = re.compile(r"(?:hoàn tất tại|completed in): (.+)", re.IGNORECASE)
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def clean(text: str) -> str:
    """Write a text as marketplaces keep it: composed letters, plain line ends, no blank edges."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@lru_cache(MOST_KEPT)
def fold(text: str) -> str:
    """Reduce a text so that case, spacing and the place of a tone mark (hoà, hòa) do not matter."""
    return " ".join(
        _tone_last(word) for word in unicodedata.normalize("NFD", text).casefold().split()
    )


def pieces_of(said: str) -> list[str]:
    """Take a list apart; of where goods were completed the country, which choices name."""
    completed = _COMPLETED.fullmatch(said.strip())
    pieces = re.split(r"[,;\n]", completed[1] if completed else said)
    return [piece.strip() for piece in pieces if piece.strip()]


def _tone_last(word: str) -> str:
    letters = "".join(mark for mark in word if mark not in TONES)
    return letters + "".join(sorted(mark for mark in word if mark in TONES))
