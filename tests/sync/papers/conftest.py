"""Products with papers, made short."""

from __future__ import annotations

from datetime import date
from typing import Any

from sync.model import Certificate, Code, Dong, Location, Party, Product, Sku, Variant

TODAY = date(2026, 11, 29)


def product(code: str = "TOM", **facts: Any) -> Product:
    """A product of HTX Ví Dụ, with one variant, and these facts."""
    found: dict[str, Any] = {
        "code": Code(code),
        "name": "Tôm khô",
        "category": "tom-kho",
        "cooperative": Party(name="HTX Ví Dụ", tax_code="0101243150"),
        "variants": (Variant(sku=Sku(code), price=Dong(65_000)),),
        "source": Location("vi-du.yaml", 1, 1),
    }
    return Product(**(found | facts))


def certificate(ends: date | None = date(2027, 1, 15), **facts: Any) -> Certificate:
    """A certificate of four stars by a province that ends on a day."""
    found: dict[str, Any] = {
        "stars": 4,
        "decision_no": "01/QĐ-UBND",
        "issued_level": "province",
        "issued_on": date(2024, 1, 15),
        "expires_on": ends,
    }
    return Certificate(**(found | facts))
