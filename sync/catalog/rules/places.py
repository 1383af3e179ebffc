"""Rules of addresses: a province, and in Cà Mau a commune, that is or was on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sync.catalog.diagnostics import Finding
from sync.catalog.nearest import nearest
from sync.catalog.reading import Path
from sync.catalog.rules.facts import Facts
from sync.catalog.rules.gazetteer import (
    CA_MAU,
    FORMER_CA_MAU,
    FORMER_PROVINCES,
    PROVINCES,
    names_of,
)
from sync.catalog.yaml_schema import WrittenProduct
from sync.marketplace.text_normalize import fold

Names = Mapping[str, str]  # folded -> as it is written

_HOME = fold("Cà Mau")
_COUNTRY = re.compile(r",?\s*(?:việt nam|vietnam)\s*\.?$", re.IGNORECASE)
_PROVINCE = re.compile(r"(?:^|.*\s)(?:tỉnh|thành phố|tp\b\.?)\s*(.+)$", re.IGNORECASE)
_COMMUNE = re.compile(r"(?:^|.*\s)(?:xã|phường|thị trấn)\s+(.+)$", re.IGNORECASE)


def place_rules(product: WrittenProduct, _: Facts) -> Iterator[Finding]:
    """Find the places of a product that nobody knows."""
    maker = product.label.manufacturer if product.label else None
    if maker and maker.address:
        yield from unknown_places(("label", "manufacturer", "address"), maker.address)
    if product.origin_now:
        yield from unknown_places(("origin_now",), product.origin_now)


def unknown_places(path: Path, address: str) -> Iterator[Finding]:
    """Find the province, and the commune in Cà Mau, that is on no list."""
    *pieces, last = (piece.strip() for piece in _COUNTRY.sub("", address.strip()).split(","))
    found = _PROVINCE.match(last)
    if found is None and not pieces:
        return  # one bare word: it may be anything
    province = found[1] if found else last
    if fold(province) not in _PROVINCE_NAMES:
        yield _unknown(path, province, _PROVINCE_NAMES)
    elif fold(province) == _HOME:
        communes = (match[1] for piece in pieces if (match := _COMMUNE.match(piece)))
        for commune in communes:
            if fold(commune) not in _COMMUNE_NAMES and not commune.isdigit():
                yield _unknown(path, commune, _COMMUNE_NAMES)


def _unknown(path: Path, place: str, names: Names) -> Finding:
    values = {"place": place[:60], "nearest": nearest(place, names.values())}
    return Finding("place_unknown", path, "warning", values)


def _by_fold(*blocks: str) -> Names:
    return {fold(name): name for name in names_of(*blocks)}


_PROVINCE_NAMES = _by_fold(FORMER_PROVINCES, PROVINCES)
_COMMUNE_NAMES = _by_fold(FORMER_CA_MAU, CA_MAU)
