"""Composes a title of facts, as many as fit: what it is, from where, which grade, stars, pack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sync.model import Language, Product, TitlePart, TitleRule, Variant
from sync.model.letters import without_marks
from sync.model.packs import net_content_of, packs_of, sizes_in
from sync.wording.listing.words import WORDS

_GRADES = (
    "loại",
    "hạng",
    "phân hạng",
    "phẩm cấp",
    "grade",
)  # options and attributes that name a grade
_PROVINCES = ("tỉnh ", "thành phố ", "tp. ", "tp ")
_COMMUNES = ("xã ", "phường ", "đặc khu ", "thị trấn ")
_MOST_PACKS = 4  # more are told by the first and the last
_BEHIND_NAME = (("place", ", "), ("grade", " "))

_WORD = re.compile(r"\w+")

Told = dict[TitlePart, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRoom:
    """What a platform has room for: what `fits`, and the `least` characters that it wants."""

    fits: Callable[[str], bool]
    least: int = 0


def title(
    product: Product,
    stars: int | None,
    rule: TitleRule,
    room: TitleRoom,
    language: Language = "vi",
) -> str:
    """Compose the title that a platform's rule asks for; the name alone always stands whole.

    `stars` is None unless the certificate may be claimed today. Who makes it is told where it is
    short. The product is one in that language (see `in_english`).
    """
    told: Told = {"name": product.name}
    for part, text in _by_weight(product, stars, language):
        longer = told | {part: text}
        if part in rule.parts and room.fits(_joined(longer, rule)):
            told = longer
    composed = _joined(told, rule)
    with_maker = f"{composed}{rule.separator}{product.cooperative.name}"
    return with_maker if len(composed) < room.least and room.fits(with_maker) else composed


def _joined(told: Told, rule: TitleRule) -> str:
    parts = {**told, "name": _named(told)}
    behind = {part for part, _ in _BEHIND_NAME}
    return rule.separator.join(
        parts[part] for part in rule.parts if part in parts and part not in behind
    )


def _named(told: Told) -> str:
    """Put place and grade right behind the name; a name in two halves is set apart from them."""
    name = told["name"]
    for part, joint in _BEHIND_NAME:
        if part in told:
            name += (" – " if joint == ", " and ", " in name else joint) + told[part]
    return name


def _by_weight(
    product: Product, stars: int | None, language: Language
) -> Iterator[tuple[TitlePart, str]]:
    """Tell the facts, those that a buyer looks for first ahead."""
    if named := _with_kind(product):
        yield "name", named
    if stars is not None and "ocop" not in _plain(product.name):
        yield "ocop", "OCOP"
        yield "stars", WORDS[language]["stars"].format(stars=stars)
    if pack := _pack(product, language):
        yield "pack", pack
    yield from (("place", place) for place in _places(product))
    if grade := _grade(product):
        yield "grade", grade


def _with_kind(product: Product) -> str | None:
    """Put the kind of goods before a name that does not tell it: "Chuối ép Bảy Hoàng"."""
    kind = product.label.generic_name or ""
    name, words = _WORD.findall(_plain(product.name)), _WORD.findall(_plain(kind))
    known = sum(word in name for word in words)
    return None if known * 2 >= len(words) or words[0] in name else f"{kind} {product.name}"


def _pack(product: Product, language: Language) -> str | None:
    """Name the packs; a name that tells a size already says enough."""
    packs = packs_of(product) if language == "vi" else _packs_in_english(product.variants, product)
    if not packs or sizes_in(product.name):
        return None
    if len(packs) > _MOST_PACKS:
        return WORDS[language]["range"].format(first=packs[0], last=packs[-1])
    return ", ".join(packs)


def _packs_in_english(variants: Sequence[Variant], product: Product) -> tuple[str, ...]:
    """Name the packs, each once; of one alone also what it is in: "60 g jar"."""
    packs = [each.pack or net_content_of(product, each) for each in variants]
    if len(variants) == 1 and packs[0] and variants[0].unit and not variants[0].pack:
        packs = [f"{packs[0]} {variants[0].unit}"]
    return tuple(dict.fromkeys(pack for pack in packs if pack))


def _places(product: Product) -> Iterator[str]:
    """Name the province, then the commune with it, as far as the name does not tell them."""
    maker = product.label.manufacturer or product.cooperative
    written = product.origin_now or maker.address or ""
    province = _after(written, _PROVINCES) or _bare(product.label.origin_place)
    name = _plain(product.name)
    if province is None or _plain(province) in name:
        return
    yield province
    commune = _after(written, _COMMUNES)
    if commune and _plain(commune) not in name and not any(map(str.isdigit, commune)):
        yield f"{commune}, {province}"


def _after(address: str, kinds: tuple[str, ...]) -> str | None:
    """Find the part of an address that begins with one of these words, without it."""
    for part in reversed(address.split(",")):
        for kind in kinds:
            if part.strip().casefold().startswith(kind):
                return part.strip()[len(kind) :].strip() or None
    return None


def _bare(place: str | None) -> str | None:
    """Take the last part of a place of origin, where it is a name alone."""
    last = (place or "").rpartition(",")[2].strip()
    short = 0 < len(last.split()) <= 3 and not any(map(str.isdigit, last))
    return last if short else None


def _grade(product: Product) -> str | None:
    """Name the grade that all variants have in common, or that the attributes tell."""
    known = {name: {v.options[at : at + 1] for v in product.variants}
             for at, name in enumerate(product.option_names)}  # fmt: skip
    common = {n: "".join(*values) for n, values in known.items() if len(values) == 1}
    for name, grade in {**product.attributes, **common}.items():
        if name.casefold() in _GRADES and grade and _plain(grade) not in _plain(product.name):
            named = any(_plain(grade).startswith(_plain(word)) for word in _GRADES)
            return grade[0].lower() + grade[1:] if named else f"{name.lower()} {grade}"
    return None


def _plain(text: str) -> str:
    """Reduce a text to small letters without marks: "Hoà Thành" is "hoa thanh"."""
    return without_marks(text.casefold())
