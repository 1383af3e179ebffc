"""What a GTIN is: its length, its check digit, and which numbers are good beyond one shop."""

from __future__ import annotations

from typing import Final

LENGTHS: Final = (8, 12, 13, 14)
# What GS1 leaves to each shop's own scales, by how such numbers begin.
_WITHIN_A_SHOP: Final = ("02", "04", "2")  # with 13 digits
_SHORT_WITHIN_A_SHOP: Final = ("0", "2")  # with 8


def check_digit(digits: str) -> str:
    """Compute the last digit of a GTIN: from the right, digits weigh 3, 1, 3, 1..."""
    total = sum(int(d) * (1 if i % 2 else 3) for i, d in enumerate(reversed(digits)))
    return str(-total % 10)


def has_gtin_form(text: str) -> bool:
    """Tell whether it is digits, as many as a GTIN has."""
    return text.isascii() and text.isdigit() and len(text) in LENGTHS


def gtin_14(text: str | None) -> str | None:
    """Write a GTIN with 14 digits, as links want it; None for what is no GTIN of GS1."""
    if not text or not has_gtin_form(text) or check_digit(text[:-1]) != text[-1]:
        return None
    whole = text.zfill(14)
    if len(text) == 8:
        return None if text.startswith(_SHORT_WITHIN_A_SHOP) else whole
    return None if whole[1:].startswith(_WITHIN_A_SHOP) else whole
