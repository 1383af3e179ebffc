"""Rules of addresses: places that are on no map, and places as they were before 01/07/2025.

An address of today names a commune and a province; districts are gone. What stands on an old paper
(`address_as_certified`) may use old names, and only what was never a place is told there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.nearest import nearest
from sync.catalog.reading import Path
from sync.catalog.rules.gazetteer import (
    CITIES,
    COMMUNES,
    DISTRICTS,
    FORMER_COMMUNES,
    PROVINCE_NOW,
    SPELLINGS,
    FormerCommune,
)
from sync.catalog.yaml_schema import WrittenLabel, WrittenParty, WrittenProduct
from sync.marketplace.text_normalize import fold
from sync.model import Value

Level = Literal["province", "district", "commune"]

HOME: Final = "Việt Nam"
_HOME = "Cà Mau"
_COUNTRY = re.compile(r",?\s*(?:việt nam|vietnam)\s*\.?$", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:tp|t\.p)\.?\s*hcm\b\.?", re.IGNORECASE)
_NO_COMMA = re.compile(  # "xã Tân Tiến huyện Đầm Dơi tỉnh Cà Mau"
    r"(?<!thị)(?<!tác)\s+(?=(?:huyện|thị xã|tỉnh(?!\s+lộ)|thành phố|tp\.?|xã|phường|thị trấn)\s)",
    re.IGNORECASE,
)
_LEVELS: Sequence[tuple[Level, str]] = (
    ("district", r"huyện|quận|thị xã|h\.|q\.|tx\b\.?"),
    ("province", r"tỉnh(?!\s+lộ)|thành phố|tp\b\.?|t\."),
    ("commune", r"(?<!tác )xã|phường|thị trấn|x\.|p\.|tt\b\.?"),
)
_NAMED = [
    (level, re.compile(rf"(?:^|.*\s)(?:{words})\s*(.+)$", re.IGNORECASE))
    for level, words in _LEVELS
]
_CITY = re.compile(r"(?:thành phố|tp\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AddressPart:
    """A part of an address: which level it names, the bare name, and the words as written."""

    level: Level
    name: str
    text: str


def place_rules(product: WrittenProduct, _: Facts) -> Iterator[Finding]:
    """Find the places of a product that nobody knows, or that are called otherwise now."""
    if product.label and product.label.manufacturer:
        yield from party_places(("label", "manufacturer"), product.label.manufacturer)
    if product.origin_now:
        yield from places_now(("origin_now",), product.origin_now)
    if product.origin_as_certified:
        yield from places_ever(("origin_as_certified",), product.origin_as_certified)


def origin_of(label: WrittenLabel, product: WrittenProduct) -> str | None:
    """Say which country goods are of, by what was written; None where nothing tells."""
    if label.origin:
        return label.origin
    places = (label.origin_place, product.origin_now, product.origin_as_certified)
    return HOME if any(in_vietnam(place) for place in places if place) else None


@lru_cache(maxsize=4096)
def in_vietnam(place: str) -> bool:
    """Tell whether a place names a province, of today or of before, or the country itself."""
    if _COUNTRY.search(place.strip()):
        return True
    parts = parts_of(place)
    names = [part.name for part in parts if part.level != "commune"] or [_proper(place)]
    here = any(fold(name) in PROVINCE_NOW for name in names) or _in_ca_mau(parts)
    return here or _is_commune(fold(place))


def party_places(path: Path, party: WrittenParty) -> Iterator[Finding]:
    """Find what is wrong with the addresses of an organisation: the one now, the one on paper."""
    if party.address:
        yield from places_now((*path, "address"), party.address)
    if party.address_as_certified:
        yield from places_ever((*path, "address_as_certified"), party.address_as_certified)


def places_now(path: Path, address: str) -> Iterator[Finding]:
    """Find what an address of today may not say: unknown places, and those of before."""
    parts = parts_of(address)
    if unknown := list(_unknown(path, parts)):
        yield from unknown
        return
    outdated = [part.text for part in parts if _is_outdated(part, parts)]
    if outdated:
        values: dict[str, Value] = {"place": ", ".join(outdated), "now": _now(parts)}
        yield Finding("place_former", path, "warning", values)


def places_ever(path: Path, address: str) -> Iterator[Finding]:
    """Find the places of an old address that were never on a map."""
    return _unknown(path, parts_of(address))


@lru_cache(maxsize=4096)
def parts_of(address: str) -> tuple[AddressPart, ...]:
    """Take an address apart; its last part is a province unless it says otherwise.

    A city that is no province itself was a district (TP Cà Mau, TP Bạc Liêu).
    """
    return tuple(_parts(address))


def _parts(address: str) -> Iterator[AddressPart]:
    whole = _SHORT.sub("thành phố Hồ Chí Minh", _COUNTRY.sub("", address.strip()))
    pieces = [piece.strip() for piece in _NO_COMMA.sub(", ", whole).split(",") if piece.strip()]
    for index, piece in enumerate(pieces):
        part, last = _part(piece), index == len(pieces) - 1
        if part and _was_a_district(part, last=last):
            yield AddressPart("district", part.name, part.text)
        elif part:
            yield part
        elif last and index:
            yield AddressPart("province", _proper(piece), piece)


def _part(piece: str) -> AddressPart | None:
    found = ((level, words.match(piece)) for level, words in _NAMED)
    return next((AddressPart(level, _proper(m[1]), piece) for level, m in found if m), None)


def _proper(name: str) -> str:
    """The name itself, of which people write short forms and old spellings."""
    bare = name.strip(" .")
    return SPELLINGS.get(fold(bare), bare)


def _was_a_district(part: AddressPart, *, last: bool) -> bool:
    """Whether a city is none of the six that are provinces; a misspelt one stands last."""
    if part.level != "province" or fold(part.name) in CITIES or not _CITY.match(part.text):
        return False
    return not last or fold(part.name) in PROVINCE_NOW


def _unknown(path: Path, parts: tuple[AddressPart, ...]) -> Iterator[Finding]:
    """Find the province, and the commune in Cà Mau, that is on no list."""
    for part in parts:
        name = fold(part.name)
        if part.level == "province" and name not in PROVINCE_NOW:
            yield _nobody_knows(path, part.name, PROVINCE_NOW.values())
        elif part.level == "commune" and _in_ca_mau(parts) and not _is_commune(name):
            known = [now.partition(" ")[2] for now in COMMUNES.values()]
            yield _nobody_knows(path, part.name, known)


def _is_commune(name: str) -> bool:
    """Whether there is or was such a commune; wards of a number are too many to tell apart."""
    return name in COMMUNES or name in FORMER_COMMUNES or name.isdigit()


def _nobody_knows(path: Path, place: str, names: Iterable[str]) -> Finding:
    values: dict[str, Value] = {"place": place[:60], "nearest": nearest(place, names)}
    return Finding("place_unknown", path, "warning", values)


def _is_outdated(part: AddressPart, parts: tuple[AddressPart, ...]) -> bool:
    name = fold(part.name)
    if part.level == "district":
        return True
    if part.level == "province":
        return fold(PROVINCE_NOW[name]) != name
    return _in_ca_mau(parts) and name in FORMER_COMMUNES and name not in COMMUNES


def _in_ca_mau(parts: tuple[AddressPart, ...]) -> bool:
    """Whether an address is of Cà Mau, as the province is now; by its district where need be."""
    provinces = [PROVINCE_NOW.get(fold(p.name)) for p in parts if p.level == "province"]
    if provinces:
        return _HOME in provinces
    return any(p.level == "district" and fold(p.name) in DISTRICTS for p in parts)


def _now(parts: tuple[AddressPart, ...]) -> str | None:
    """Say what to write instead, as far as the tables tell."""
    provinces = (PROVINCE_NOW.get(fold(p.name)) for p in parts if p.level == "province")
    province = next(provinces, None) or (_HOME if _in_ca_mau(parts) else None)
    if province is None:
        return None
    city = "thành phố" if fold(province) in CITIES else "tỉnh"
    communes = _communes_now(parts) if province == _HOME else ""
    return f"{communes}, {city} {province}" if communes else f"{city} {province}"


def _communes_now(parts: tuple[AddressPart, ...]) -> str:
    """Name the communes that the one of before belongs to; by its district where that is said."""
    district = next((fold(p.name) for p in parts if p.level == "district"), None)
    commune = next((fold(p.name) for p in parts if p.level == "commune"), "")
    former: list[FormerCommune] = list(FORMER_COMMUNES.get(commune, ()))
    there = [each for each in former if district in (None, fold(each.district))]
    if not there or (district is None and commune in COMMUNES):
        return COMMUNES.get(commune, "")
    return " hoặc ".join(dict.fromkeys(now for each in there for now in each.now))
