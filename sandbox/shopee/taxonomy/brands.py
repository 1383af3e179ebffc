"""Brands that a listing may carry; most cooperatives have none of them."""

from __future__ import annotations

NO_BRAND = 0
NO_BRAND_WRITTEN = "No Brand"
NO_BRAND_READ = "NoBrand"  # the spelling changes on the way back

BRANDS = {
    2_000_001: "Ngọc Giàu",
    2_000_002: "Năm Ngọc",
    2_000_003: "Vàm Xáng",
    2_000_004: "Út Sơn",
    2_000_005: "Khải Hoàn",
}
