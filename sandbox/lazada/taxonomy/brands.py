"""Brands that the platform knows; most cooperatives have none of them."""

from __future__ import annotations

from sandbox.replica import Json

BRANDS = {
    39704: "No Brand",
    510001: "Ngọc Giàu",
    510002: "Năm Ngọc",
    510003: "Vàm Xáng",
    510004: "Út Sơn",
    510005: "Khải Hoàn",
    510006: "Chin-su",
}
UNAUTHORISED = frozenset({510006})  # belongs to somebody else
_BY_NAME = {name.casefold(): brand_id for brand_id, name in BRANDS.items()}


def brand_by_name(name: str) -> int | None:
    """The id of a brand, its name in any case."""
    return _BY_NAME.get(name.strip().casefold())


def brand_rows(start: int, size: int) -> list[Json]:
    """A page of brands as /category/brands/query prints it."""
    page = list(BRANDS.items())[start : start + size]
    return [
        {"brand_id": brand_id, "name": name, "name_en": name, "global_identifier": f"vn_{brand_id}"}
        for brand_id, name in page
    ]
