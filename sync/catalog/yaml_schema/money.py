"""Reads a price: whole dong in plain digits; any other form is refused with the digits meant."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic_core import PydanticCustomError

_PLAIN = re.compile(r"[1-9][0-9]{0,11}")
_ZERO = re.compile(r"[-−]?0+([.,]0*)?|[-−].*")
_CURRENCY = re.compile(r"(vnđ|vnd|đồng|dong|₫|đ|d)$")
_UNITS = (("ngàn", 1_000), ("nghìn", 1_000), ("ngan", 1_000), ("nghin", 1_000), ("k", 1_000))
_MILLIONS = (("triệu", 1_000_000), ("trieu", 1_000_000), ("tr", 1_000_000))
_GROUPED = re.compile(r"[0-9]{1,3}([., ][0-9]{3})+")
_NO_CENTS = re.compile(r"[.,]0{1,2}$")


def read_price(value: Any) -> int:
    """Read whole dong above zero."""
    if not isinstance(value, str):
        raise PydanticCustomError("wrong_type_whole", "see sync.wording")
    text = value.strip()
    if _PLAIN.fullmatch(text):
        return int(text)
    if _ZERO.fullmatch(text):
        raise PydanticCustomError("price_zero", "see sync.wording", {"text": text[:40]})
    if digits := meant(text):
        values = {"text": text[:40], "digits": digits}
        raise PydanticCustomError("price_form", "see sync.wording", values)
    raise PydanticCustomError("price_unreadable", "see sync.wording", {"text": text[:40]})


def meant(text: str) -> int | None:
    """Guess the dong that somebody meant by 65.000đ, 65k, "65,000", 65 ngàn or 1,2 triệu."""
    bare = unicodedata.normalize("NFC", text[:40]).lower().strip()
    bare = _CURRENCY.sub("", bare).strip()
    for unit, factor in _UNITS + _MILLIONS:
        if bare.endswith(unit):
            return _times(bare.removesuffix(unit).strip(), factor)
    bare = _NO_CENTS.sub("", bare)
    return _positive(re.sub(r"[., ]", "", bare) if _GROUPED.fullmatch(bare) else bare)


def _times(number: str, factor: int) -> int | None:
    try:
        dong = Decimal(number.replace(",", ".")) * factor
    except InvalidOperation:
        return None
    return _positive(str(int(dong))) if dong.is_finite() and dong == int(dong) else None


def _positive(digits: str) -> int | None:
    found = re.fullmatch(r"0*([1-9][0-9]{0,11})", digits)
    return int(found[1]) if found else None
