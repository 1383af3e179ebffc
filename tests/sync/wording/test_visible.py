"""Text from outside is shown as text: it neither steers the terminal nor passes for our own."""

from __future__ import annotations

import unicodedata

import pytest

from sync.wording.sentence import fill
from sync.wording.visible import LONGEST, visible, visible_lines

STEERING = [
    *map(chr, [*range(32), 0x7F, *range(0x80, 0xA0)]),
    *"\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
]


@pytest.mark.parametrize("character", STEERING, ids=ascii)
def test_what_steers_is_shown_as_a_sign(character: str) -> None:
    shown = visible(f"a{character}b")
    assert len(shown) == 3
    assert unicodedata.category(shown[1]) == "So"


def test_a_value_in_a_sentence_is_one_line_and_has_an_end() -> None:
    said = fill("Sàn trả lời: {message}", {"message": "x\n✓ xong\x1b[2J" + "y" * 1000})
    assert "\n" not in said
    assert "\x1b" not in said
    assert len(said) == len("Sàn trả lời: ") + LONGEST


def test_vietnamese_stays_as_it_is_however_it_is_composed() -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "Mắm cá lóc đồng “U Minh” – 500 g · 185.000 ₫ 🦀")
        assert visible(text) == text


def test_line_ends_of_our_own_stay_and_nothing_else_does() -> None:
    assert visible_lines("a\n\tb\rc") == "a\n\tb␍c"
