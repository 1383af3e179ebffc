"""Cuts claims of OCOP stars out of a text, and leaves the rest as it was written."""

from __future__ import annotations

import re
from functools import lru_cache

from sync.claims.canonical import canonical
from sync.claims.rule import Pattern
from sync.claims.stars import COUNTED, DRAWN, RANKED, RECOGNISED, STARS, exceeds, speaks_of_ocop

_NAME = r"(?:(?:[o0]\W?c\W?[o0]\W?p(?![^\W\d_])|mỗi xã,? (?:phường,? )?một sản phẩm)"
_UNNAMED_GROUPS = Pattern(r"\?P<\w+>")
_CLAIM = Pattern(  # as it stands in a title, with what belongs to it
    r"(?:(?:đạt|xếp|phân|hạng|chuẩn|tiêu chuẩn|chứng nhận|công nhận|danh hiệu|sản phẩm"
    r"|[(\[#【])\W*)*"
    rf"{_NAME}\W*(?:(?:đạt|xếp|phân|hạng|chuẩn|số sao)\W*)*)?"
    + _UNNAMED_GROUPS.sub("?:", f"(?:{COUNTED}|{RANKED}|{DRAWN})").replace(
        r"(?<![\w.,/])(?<!xã )", ""
    )
    + rf"(?:[\s·–-]*(?:của )?{_NAME})(?: việt nam)?)?(?: cấp (?:tỉnh|quốc gia))?[)\]】]*",
    re.IGNORECASE,
)
_NAMED = Pattern(rf"{_NAME})", re.IGNORECASE)
_TOLD = Pattern(r"(?:^|\s)(?:được|đã|là|vinh dự)\s.*[.!?]\s*$", re.IGNORECASE)
_LONG = 300  # letters: a description is one product's alone, and would be held for nobody
_LOOSE = " -–—|,.:;()[]【】·"


def honest(text: str, stars: int | None = None) -> str:
    """Cut what claims more stars than may be claimed; a text that does not is the very same.

    A sentence goes as a whole, a line that is none loses the claim alone. "" is nothing left.
    """
    return _honest(text, stars) if len(text) > _LONG else _honest_phrase(text, stars)


@lru_cache(maxsize=2**15)
def _honest_phrase(text: str, stars: int | None) -> str:
    return _honest(text, stars)


def _honest(text: str, stars: int | None) -> str:
    if not exceeds(text, stars):
        return text
    left = _honest_lines(text, stars)
    for rewritten in (_without_counts(left), _unwrapped(left, stars), " ".join(left.split())):
        if not exceeds(left, stars):
            break
        left = _honest_lines(rewritten, stars)
    return left


def without_programme(text: str) -> str:
    """Take the name of the programme out of a line: "OCOP - Tôm khô" is "Tôm khô"."""
    if not speaks_of_ocop(text):
        return text
    left = re.sub(r"\s{2,}", " ", _NAMED.sub(" ", text)).strip(_LOOSE)
    return left if not speaks_of_ocop(left) else ""


def _honest_lines(text: str, stars: int | None) -> str:
    lines = (_honest_line(line, stars) for line in text.split("\n"))
    left = "\n".join(line for line in lines if line is not None).strip()
    return re.sub(r"\n{3,}", "\n\n", left)


def _unwrapped(text: str, stars: int | None) -> str:
    """Put lines together that claim what neither claims alone."""
    first, *others = text.split("\n")
    lines = [first]
    for line in others:
        both = f"{lines[-1]} {line}"
        if exceeds(both, stars) and not exceeds(lines[-1], stars):
            lines[-1] = both
        else:
            lines.append(line)
    return "\n".join(lines)


def _honest_line(line: str, stars: int | None) -> str | None:
    """Keep what of a line claims nothing false; None where nothing is left of it."""
    if not exceeds(line, stars):
        return line
    sentences = re.split(r"(?<=[.!?])\s+", line.strip())
    kept = [each for each in sentences if not exceeds(each, stars)]
    if len(sentences) > 1 or _TOLD.search(line):
        return " ".join(kept) or None
    cut = re.sub(r"\s+(?=[,.;:])", "", re.sub(r"\s{2,}", " ", _without_claim(line))).strip(_LOOSE)
    if exceeds(cut, stars) or not any(map(str.isalnum, cut)):
        return None
    return f"- {cut}" if line.lstrip().startswith("- ") else cut


def _without_claim(line: str) -> str:
    return RECOGNISED.sub(" ", _CLAIM.sub(" ", line))


def _without_counts(text: str) -> str:
    """Drop the lines with any stars in them: what they claim stands in another line."""
    lines = [line for line in text.split("\n") if not STARS.search(canonical(line))]
    return "\n".join(lines).strip()
