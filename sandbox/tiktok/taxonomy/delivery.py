"""How parcels may travel: id -> name and kind."""

from __future__ import annotations

DELIVERY_OPTIONS = {
    "7091146663229654785": ("Giao tiêu chuẩn", "STANDARD"),
    "7091146663229654786": ("Giao hàng cồng kềnh", "ECONOMY"),
}
