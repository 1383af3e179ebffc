"""Turns text of the old Vietnamese encodings into Unicode (NFC).

Such text comes as letters of western Europe, since a font showed them as Vietnamese (VNI, TCVN3)
or a program read the bytes in the wrong code page (Windows-1258), or as plain ASCII (VIQR).
Tables: TCVN 5712:1993 (VN3), VNI-Windows, RFC 1456 (VIQR), code page 1258.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias, get_args
from unicodedata import normalize

Encoding: TypeAlias = Literal["tcvn3", "vni", "viqr", "windows-1258"]
ENCODINGS: Final[tuple[Encoding, ...]] = get_args(Encoding)

# By byte from 0xA1; a blank is no letter of TCVN3.
_TCVN3_FROM_A1: Final = (
    "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"
)
TCVN3: Final[Mapping[str, str]] = {
    chr(0xA1 + at): letter for at, letter in enumerate(_TCVN3_FROM_A1) if letter != " "
}
# What follows a vowel, by what it makes of it.
_VNI_TONES: Final = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_ROOFS: Final = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303",
                     "ä": "\u0323"}  # fmt: skip
_VNI_BREVES: Final = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303",
                      "ë": "\u0323"}  # fmt: skip
_VNI_ALONE: Final = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
                     "í": "í", "ì": "ì"}  # fmt: skip


def _vni() -> dict[str, str]:
    """Make the table of letters and pairs, small and capital."""
    pairs = dict(_VNI_ALONE)
    for vowel, shown in [*((v, v) for v in "aeouy"), ("ô", "ơ"), ("ö", "ư")]:
        pairs |= {vowel + mark: shown + tone for mark, tone in _VNI_TONES.items()}
    for vowel in "aeo":
        pairs |= {vowel + m: f"{vowel}\u0302{tone}" for m, tone in _VNI_ROOFS.items()}
    pairs |= {f"a{mark}": f"a\u0306{tone}" for mark, tone in _VNI_BREVES.items()}
    small = {key: normalize("NFC", value) for key, value in pairs.items()}
    capital = {key.upper(): value.upper() for key, value in small.items()}
    mixed = {key[0].upper() + key[1:]: value.upper() for key, value in small.items()}
    return small | mixed | capital


VNI: Final[Mapping[str, str]] = _vni()
_VNI_PAIR: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))

_VIQR_SHAPES: Final = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
VIQR_TONES: Final = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_VIQR_PART: Final = re.compile(
    r"\\(?P<plain>.)|(?P<dd>dd|DD|Dd)"
    r"|(?P<vowel>[AaEeIiOoUuYy])(?P<shape>(?<=[AaEeOo])\^|(?<=[Aa])\(|(?<=[OoUu])\+)?"
    r"(?P<tone>['`?~.])?",
    re.DOTALL,
)


def to_unicode(text: str, encoding: Encoding) -> str:
    """Turn a text into Unicode, whether it is of that encoding or not."""
    return normalize("NFC", _CONVERSIONS[encoding](text))


def _from_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(letter, letter) for letter in text)


def _from_vni(text: str) -> str:
    return _VNI_PAIR.sub(lambda found: VNI[found[0]], text)


def _from_viqr(text: str) -> str:
    return _VIQR_PART.sub(_viqr_letter, text)


def _viqr_letter(found: re.Match[str]) -> str:
    if found["plain"]:
        return found["plain"]
    if found["dd"]:
        return "đ" if found["dd"] == "dd" else "Đ"
    shape, tone = found["shape"], found["tone"]
    made = found["vowel"] + (_VIQR_SHAPES[shape] if shape else "")
    return made + (VIQR_TONES[tone] if tone else "")


def _from_1258(text: str) -> str:
    """Read the bytes again that were read in the code page of western Europe."""
    return "".join(_letter_of_1258(letter) for letter in text)


def _letter_of_1258(letter: str) -> str:
    try:
        return letter.encode("cp1252").decode("cp1258")
    except UnicodeError:
        return letter


_CONVERSIONS: Final[Mapping[Encoding, Callable[[str], str]]] = {
    "tcvn3": _from_tcvn3,
    "vni": _from_vni,
    "viqr": _from_viqr,
    "windows-1258": _from_1258,
}
