"""Shows text from outside so that it can neither steer a terminal nor pretend to be our own."""

from __future__ import annotations

from collections.abc import Mapping

LONGEST = 300  # of one value in a sentence; the JSON has all of it
HIDDEN = "\N{REPLACEMENT CHARACTER}"
STEERING = (
    *range(0x80, 0xA0),  # C1: what ESC and a letter do, in one character
    *range(0x200E, 0x2010),  # marks that turn the direction of writing
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0x061C,
    *range(0xD800, 0xE000),  # half a letter, which no terminal can be written
)
SIGNS: Mapping[int, str] = {
    **{code: chr(0x2400 + code) for code in range(32)},  # ESC as ␛, a line's end as ␊
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(STEERING, HIDDEN),
    **dict.fromkeys((0x2028, 0x2029), "\N{SYMBOL FOR NEWLINE}"),
}
LINES: Mapping[int, str] = {code: sign for code, sign in SIGNS.items() if code not in (9, 10)}


def visible(text: str, most: int = LONGEST) -> str:
    """Show one value on one line, cut where it is too long."""
    shown = text.translate(SIGNS)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def visible_lines(text: str) -> str:
    """Show a text of ours, whose line ends are meant; every character stays one."""
    return text.translate(LINES)
