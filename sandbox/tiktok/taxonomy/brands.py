"""Brands that a listing may carry; most cooperatives have none of them."""

from __future__ import annotations

BRANDS = {
    "7082427311584347905": "Ngọc Giàu",
    "7082427311584347906": "Năm Ngọc",
    "7082427311584347907": "Vàm Xáng",
    "7082427311584347908": "Út Sơn",
    "7082427311584347909": "Khải Hoàn",
}
AUTHORIZED = frozenset({"7082427311584347905"})
