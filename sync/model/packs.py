"""What one piece of a product is: its net content, its unit, its pack.

They are facts of the variant. What is not written there is taken from its options and from the
label where these say it plainly; a word inside a name ("Cái Nước") is never a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sync.model.product import Product, Variant

UNITS = ("hộp", "gói", "túi", "chai", "lọ", "hũ", "keo", "lon", "can", "kg", "cái", "con", "bộ",
         "lốc", "thùng")  # fmt: skip
_IN_GRAMS = {"g": 1.0, "gr": 1.0, "gram": 1.0, "kg": 1000.0, "ký": 1000.0}
_IN_ML = {"ml": 1.0, "l": 1000.0, "lít": 1000.0}
_MEASURE = "|".join(sorted({*_IN_GRAMS, *_IN_ML}, key=len, reverse=True))
_SIZE = re.compile(rf"(?<![\d.,])(\d+(?:[.,]\d+)?)\s*({_MEASURE})\b")
_WHOLE_SIZE = re.compile(rf"\d+(?:[.,]\d+)?\s*(?:{_MEASURE})", re.IGNORECASE)
_PACK = "|".join(sorted(set(UNITS) - {"kg"}))
_PACKED = re.compile(rf"\b({_PACK})\s*{_SIZE.pattern}|{_SIZE.pattern}\s*(?:/|mỗi)\s*({_PACK})\b")
_PACKS = re.compile(rf"(?<![\d.,])(\d+)\s*({_PACK})\b")
_FIRST_WORD = re.compile(rf"(?:\d+\s*)?({_PACK})\b")  # "Lốc 10 gói", "1 hũ", "Hộp quà"
_ONE_KILOGRAM = (1000.0, "g")


@lru_cache(maxsize=2**13)  # "100 g" is said of thousands of variants
def sizes_in(text: str) -> frozenset[tuple[float, str]]:
    """Find every weight or volume that a text names, in g or ml: "500gr" is (500.0, "g")."""
    return frozenset(_sizes(text))


def _sizes(text: str) -> Iterator[tuple[float, str]]:
    for number, measure in _SIZE.findall(text.casefold()):
        value = float(number.replace(",", "."))
        if measure in _IN_GRAMS:
            yield value * _IN_GRAMS[measure], "g"
        else:
            yield value * _IN_ML[measure], "ml"


def with_plain_sizes(text: str) -> str:
    """Write every size in one way: "0,5 kg" and "500 gr" are "500g"."""
    return _SIZE.sub(lambda found: "".join(_plain(*found.groups())), text.casefold())


def _plain(number: str, measure: str) -> tuple[str, str]:
    value = float(number.replace(",", "."))
    grams, ml = _IN_GRAMS.get(measure), _IN_ML.get(measure)
    return (f"{value * grams:g}", "g") if grams else (f"{value * (ml or 1.0):g}", "ml")


@lru_cache(maxsize=2**13)
def amounts_in(text: str) -> frozenset[tuple[float, str]]:
    """Find how much a text says there is: its sizes, and how many packs: "5 gói x 100 g"."""
    packs = ((float(number), pack) for number, pack in _PACKS.findall(text.casefold()))
    return sizes_in(text) | frozenset(packs)


def net_content_of(product: Product, variant: Variant) -> str | None:
    """Tell how much is in one: as written, else an option that is a size, else the label's.

    A label that names several sizes speaks of all variants, and so of none.
    """
    if variant.net_content:
        return variant.net_content
    sizes = [option for option in variant.options if _WHOLE_SIZE.fullmatch(option.strip())]
    label = product.label.net_content
    of_one = len(product.variants) == 1 or len(sizes_in(label or "")) == 1
    return sizes[0] if sizes else label if of_one else None


def unit_of(product: Product, variant: Variant) -> str | None:
    """Tell what one of it is called, in small letters; None where nothing says so.

    It is sold by the kilogram only where one of it is one kilogram.
    """
    if variant.unit:
        return variant.unit.casefold()
    for option in variant.options:
        if found := _FIRST_WORD.match(option.casefold()) or _packed(option):
            return found[1] or found[len(found.groups())]
    net_content = net_content_of(product, variant) or ""
    for text in (net_content, product.name):
        if found := _packed(text):
            return found[1] or found[len(found.groups())]
    return "kg" if sizes_in(net_content) == {_ONE_KILOGRAM} else None


def _packed(text: str) -> re.Match[str] | None:
    return _PACKED.search(text.casefold())


def net_contents(product: Product) -> tuple[str, ...]:
    """Name the net contents of all its variants, each once, in their order; else the label's."""
    told = [net_content_of(product, variant) for variant in product.variants]
    known = told if any(told) else [product.label.net_content]
    return tuple(dict.fromkeys(content for content in known if content))


def packs_of(product: Product) -> tuple[str, ...]:
    """Name its packs, each once: "10 gói × 500 g" as written, else "500 g"; "hũ 60 g" if alone."""
    if len(product.variants) == 1:
        return tuple(filter(None, [_pack_alone(product, product.variants[0])]))
    packs = (each.pack or net_content_of(product, each) for each in product.variants)
    return tuple(dict.fromkeys(pack for pack in packs if pack))


def _pack_alone(product: Product, variant: Variant) -> str | None:
    unit, net_content = unit_of(product, variant), net_content_of(product, variant)
    if variant.pack or net_content is None or unit in {None, "kg"}:
        return variant.pack or net_content
    return net_content if str(unit) in net_content.casefold() else f"{unit} {net_content}"
