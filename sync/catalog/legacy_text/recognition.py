"""Tells text of before Unicode from Unicode: by whether its words become Vietnamese syllables.

Certain is only what cannot be Unicode (it holds a letter that Vietnamese has not) and all of whose
marked words are syllables in one old encoding alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from unicodedata import normalize

from sync.catalog.legacy_text.conversion import Encoding, to_unicode
from sync.catalog.legacy_text.syllables import is_syllable

_BETWEEN: Final = re.compile(r"[\s,.;:!?()\[\]{}\"'/\\0-9%&*+=<>|@#$_~`^–—-]+")
_BLANKS: Final = re.compile(r"\s+")
_VIQR_STRONG: Final = re.compile(r"[aeo]\^|a\(|[ou]\+|dd(?=[aeiouy][\^(+'`?~.])", re.IGNORECASE)
_VIQR_MARK: Final = re.compile(r"[aeo]\^|a\(|[ou]\+|dd|[aeiouy^(+]['`?~.](?=[a-z])", re.IGNORECASE)
_VIETNAMESE: Final = frozenset(
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)
_MOSTLY: Final = 0.8  # of the marked words: then it is likely, and somebody is asked


@dataclass(frozen=True, slots=True)
class Recognised:
    """An old encoding, and the text in Unicode; where it is not certain, a person has to say."""

    encoding: Encoding
    text: str
    certain: bool


def recognised(text: str) -> Recognised | None:
    """Recognise a text of an old encoding; None for Unicode and for what nobody can tell."""
    if text.isascii():
        return _viqr(text)
    words = _BETWEEN.split(text)
    marked = [word for word in words if not word.isascii() and any(map(str.isalpha, word))]
    if any(ord(letter) > 0xFF and letter.isalpha() for word in marked for letter in word):
        return None  # no letter of those that an old encoding comes as
    foreign = [word for word in marked if not _is_unicode(word)]
    if not any(map(_telling, marked)) or len(foreign) <= (1 - _MOSTLY) * len(marked):
        return None
    found = _best(text, marked)
    mostly_foreign = 2 * len(foreign) >= len(marked)
    return replace(found, certain=found.certain and mostly_foreign) if found else None


def read_as(text: str, encoding: Encoding) -> str | None:
    """Read a short text in the encoding that what stands beside it is in; None: it is not in it."""
    words = _BETWEEN.split(text) if encoding != "viqr" else _BLANKS.split(text)
    if encoding == "viqr":
        marked = [word for word in words if _VIQR_MARK.search(word)]
        foreign = [word for word in marked if _VIQR_STRONG.search(word)]
    else:
        marked = [word for word in words if not word.isascii() and any(map(str.isalpha, word))]
        foreign = [word for word in marked if not _is_unicode(word)]
    if not foreign or any(ord(letter) > 0xFF and letter.isalpha() for letter in text):
        return None
    whole = all(is_syllable(to_unicode(word, encoding)) for word in marked)
    return to_unicode(text, encoding) if whole else None


def _best(text: str, marked: Sequence[str]) -> Recognised | None:
    encodings: tuple[Encoding, ...] = ("tcvn3", "vni", "windows-1258")
    scores = {each: _share(marked, each) for each in encodings}
    best = max(encodings, key=lambda each: scores[each])
    if scores[best] < _MOSTLY:
        return None
    converted = to_unicode(text, best)
    rivals = {to_unicode(text, each) for each in encodings if scores[each] == scores[best]}
    strange = any(letter.lower() not in _VIETNAMESE for word in marked for letter in word)
    enough = len(marked) > 1 or len(marked[0]) > 2
    certain = scores[best] == 1 and len(rivals) == 1 and strange and enough
    unsure = len(marked) > 1 or (strange and enough)
    return Recognised(best, converted, certain) if certain or unsure else None


def _share(marked: Sequence[str], encoding: Encoding) -> float:
    return sum(is_syllable(to_unicode(word, encoding)) for word in marked) / len(marked)


def _is_unicode(word: str) -> bool:
    return is_syllable(normalize("NFC", word))


def _telling(word: str) -> bool:
    """Whether a word has a plain letter too: a lone sign is no word."""
    return any(letter.isascii() and letter.isalpha() for letter in word)


def _viqr(text: str) -> Recognised | None:
    """Recognise VIQR: two words at least whose letters carry a roof, a breve or a horn."""
    words = [word.strip(',;:!"[]{}<>') for word in _BLANKS.split(text)]
    strong = [word for word in words if _VIQR_STRONG.search(word)]
    marked = [word for word in words if _VIQR_MARK.search(word)]
    if len(strong) < 2 or not all(is_syllable(to_unicode(word, "viqr")) for word in marked):
        return None
    return Recognised("viqr", to_unicode(text, "viqr"), certain=True)
