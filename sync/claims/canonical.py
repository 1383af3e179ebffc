"""Writes a text as the patterns read it, whatever was done to hide what it says.

Small letters, one form of every letter (NFKC, look-alikes of other alphabets, where a tone mark
stands), nothing unseen, words that were taken apart put together, OCOP always one word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sync.model.letters import without_marks

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТХІЅЈУаеорсхуіѕјкмтвнԁһɡӏ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαρνικτυ" + "‐‑‒–—−﹘",
    "ABEKMHOPCTXISJYaeopcxyisjkmtbhdhgl" + "ABEZHIKMNOPTYXoapviktu" + "-------",
)
_FOREIGN = re.compile(f"[{''.join(map(chr, _LOOK_ALIKES))}]")
# hoà is hòa, thuỷ is thủy: in an open syllable the mark may stand on either letter; qụy is quỵ
_LATE_TONE = re.compile(r"o([àáảãạèéẻẽẹ])(?!\w)|(?<!q)u([ỳýỷỹỵ])(?!\w)|(?<=q)[ùúủũụ]y(?!\w)")
_PLACED = {
    **{early + "y": "u" + late for late, early in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
    **{"o" + late: early + "a" for late, early in zip("àáảãạ", "òóỏõọ", strict=True)},
    **{"o" + late: early + "e" for late, early in zip("èéẻẽẹ", "òóỏõọ", strict=True)},
    **{"u" + late: early + "y" for late, early in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
}
# Letters one by one with the same sign between them: "z a l o", "O-C-O-P", "Z.A.L.O".
_SPELLED = re.compile(r"(?<!\w)\w(?:([ .·_*-])\w)(?:\1\w)+(?!\w)")
_SPELLED_PAIR = re.compile(r"(?<![\w.])([^\W\d_])\.([^\W\d_])(?![\w.])")  # h.o
_DRAWN_OUT = re.compile(r"([^\W\d_wil])\1{2,}")  # ngonnnn; not www, iii, lll for 111
_OCOP = re.compile(r"(?<![^\W\d_])(?:[o0][ -]?c[o0]p|[oôóốò]c?[ -]?c[oôóốọộ]p)(?![^\W\d_])")
# Words that are hidden behind figures: z4lo, sa0; not a size, S40.
_FIGURED = re.compile(
    r"(?<!\w)(?:z[a4@]l[o0ô]|sa0|s[4@]o|f[a4@]c[e3]b[o0]{2}k|1nb[o0]x|h[o0]tl1ne)(?!\w)"
)
_FIGURES_READ = str.maketrans("04@31", "oaaei")
# A long line that goes on with a small letter was wrapped: one sentence.
_WRAPPED = re.compile(r"\n[ \t]*(?=[^\W\d_])")
_LONG = 30  # characters
_BLANKS = re.compile(r"[_ \t\r\f\v\xa0]{2,}|[_\t\r\f\v\xa0]")  # most are one blank already
_LETTERS = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """Write a text as the patterns read it."""
    ours = text.translate(_LOOK_ALIKES) if _FOREIGN.search(text) else text
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", ours))
    small = _WRAPPED.sub(_joined, unicodedata.normalize("NFC", seen)).lower()
    placed = _LATE_TONE.sub(lambda found: _PLACED[found[0]], small)
    together = _BLANKS.sub(" ", _SPELLED.sub(_together, placed))
    short = _DRAWN_OUT.sub(r"\1", _SPELLED_PAIR.sub(r"\1\2", together))
    plain = _FIGURED.sub(lambda found: found[0].translate(_FIGURES_READ), short)
    return _OCOP.sub(_apart, plain)


def _joined(found: re.Match[str]) -> str:
    """Go on with a sentence; a short line is one of a list, or a heading."""
    before = found.string[max(0, found.start() - _LONG) : found.start()]
    whole = len(before) < _LONG or "\n" in before or not re.search(r"[\w,]\s*$", before)
    return found[0] if whole or not found.string[found.end()].islower() else " "


def _together(found: re.Match[str]) -> str:
    """Put spelled words together, unless they are figures: 1 2 3, 01.02.2026."""
    if not _LETTERS.search(found[0]):
        return found[0]
    return found[0].replace(found[1], "")


def _apart(found: re.Match[str]) -> str:
    """Part the programme from what is glued to it: ocop4sao."""
    text = found.string
    before = " " if text[found.start() - 1 : found.start()].isdigit() else ""
    after = " " if text[found.end() : found.end() + 1].isdigit() else ""
    return f"{before}ocop{after}"


@lru_cache(maxsize=4096)
def is_bare(text: str) -> bool:
    """Whether a text of several words bears no mark at all, as no Vietnamese text does."""
    return without_marks(text) == text
