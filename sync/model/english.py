"""A product's English texts, as people wrote them beside the Vietnamese: nothing is translated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache

from pydantic.dataclasses import dataclass

from sync.model.words import DEFERRED, Options, Phrase, Sku

_UNITS = {
    "g": "g", "gr": "g", "gram": "g", "kg": "kg", "ký": "kg", "mg": "mg", "ml": "ml", "l": "L",
    "lít": "L", "cm": "cm", "mm": "mm", "m": "m", "%": "%",
}  # fmt: skip
_TIMES = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_MEASURE = rf"(?:{_NUMBER})\s*(?:{'|'.join(sorted({*_UNITS, *_TIMES}, key=len, reverse=True))})"
_BETWEEN = r"\s*(?:[x×/,;+–-])\s*"
_FORMATTED = re.compile(
    rf"(?:{_NUMBER}|{_MEASURE})(?:{_BETWEEN}(?:{_MEASURE}|{_NUMBER}))*", re.IGNORECASE
)
_ONE_MEASURE = re.compile(rf"({_NUMBER})\s*([^\W\d_]+|%)?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{1,4}")  # XL, A1
_NAMES = {"việt nam": "Viet Nam"}


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class EnglishLabel:
    """What a label says, in English; names as in `Label`."""

    generic_name: Phrase | None = None
    net_content: Phrase | None = None
    ingredients: tuple[Phrase, ...] = ()
    allergens: tuple[Phrase, ...] = ()
    shelf_life: Phrase | None = None
    shelf_life_opened: Phrase | None = None
    storage: Phrase | None = None
    usage: Phrase | None = None
    warning: Phrase | None = None
    origin: Phrase | None = None
    origin_place: Phrase | None = None
    material: Phrase | None = None
    care: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class EnglishPack:
    """What one variant is, in English; names as in `Variant`."""

    options: Options = ()
    net_content: Phrase | None = None
    unit: Phrase | None = None
    pack: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class English:
    """The English texts of one product; what its Vietnamese does not say is not here.

    `outdated` names the fields whose Vietnamese changed after they were translated, `unmarked`
    those of which nobody noted what they are a translation of: `story`, `label.storage`,
    `TK-500:options`. `maker_name`, `maker_address` are of whoever makes it.
    """

    name: str | None = None
    title: str | None = None
    story: str | None = None
    shipping: Phrase | None = None
    category: Phrase | None = None
    options: Options = ()  # the names of the options
    packs: Mapping[Sku, EnglishPack] = field(default_factory=dict)
    label: EnglishLabel = EnglishLabel()
    attributes: Mapping[str, str] = field(default_factory=dict)
    maker_name: Phrase | None = None
    maker_address: Phrase | None = None
    outdated: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()


@lru_cache(maxsize=2**12)
def formatted(text: str) -> str | None:
    """Write in English what is only numbers, measures and codes: "0,5 kg", "6 tháng", "XL".

    None: it holds words, which a person has to translate.
    """
    plain = " ".join(text.split())
    if known := _NAMES.get(plain.casefold()) or _UNITS.get(plain.casefold()):
        return known
    if _CODE.fullmatch(plain) and not plain.isdigit():
        return plain
    if not _FORMATTED.fullmatch(plain):
        return None
    return _ONE_MEASURE.sub(_measured, plain)


def _measured(found: re.Match[str]) -> str:
    """Write one number with its unit: a point for decimals, and days counted as in English."""
    number, unit = found[1], (found[2] or "").casefold()
    grouped = "." in number
    told = number.replace(".", ",") if grouped else number.replace(",", ".")
    if unit in _TIMES:
        return f"{told} {_TIMES[unit]}{'' if told == '1' else 's'}"
    if unit == "%":
        return f"{told}%"
    return f"{told} {_UNITS[unit]}" if unit in _UNITS else found[0].replace(number, told)
