"""Plain products as a catalog writes them, and what every campaign's world is made of."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parents[2] / "config"
PICTURES = ("rumcm-matong", "cuanamcan", "cuanamcan-2")
PLATFORMS = ("shopee", "lazada", "tiktok", "postmart", "voso", "woocommerce")
AT_ONCE: Mapping[str, Mapping[str, float]] = {
    "shopee": {"min_gap_s": 0, "readback_lag_s": 0, "search_lag_s": 0},
    "lazada": {"review_s": 0, "edit_review_s": 0, "index_lag_s": 0, "readback_lag_s": 0},
    "tiktok": {"audit_s": 0, "edit_audit_s": 0, "activate_audit_s": 0, "search_lag_s": 0}
    | {"order_lag_s": 0},
    "postmart": {"review_s": 0, "list_lag_s": 0},
    "voso": {"review_s": 0, "list_lag_s": 0},
    "woocommerce": {},
}

HEAD = """
cooperative:
  name: Mật ong RUM CM
  address: Xã U Minh, tỉnh Cà Mau
products:
"""
PRODUCT = """
  - code: {code}
    name: {name}
    category: mat-ong
    certificate: {{stars: 3}}
    story: Mật vàng trong, ngọt thanh, phảng phất mùi bông tràm của rừng U Minh Hạ, lọc qua vải.
    images: [images/{picture}.png]
    label:
      generic_name: Mật ong
      net_content: 500 ml
      ingredients: [mật ong hoa tràm]
      shelf_life: 24 tháng
      storage: Để nơi khô ráo, thoáng mát, tránh nắng trực tiếp
      usage: Dùng liền, pha nước hoặc nấu ăn
      warning: Không dùng cho trẻ dưới 12 tháng tuổi
{variants}"""
PLAIN = """    price: {price}
    stock: {stock}
    weight_g: 880
    size_mm: [80, 80, 260]
"""
VARIANT = """      - sku: {sku}
        options: [{option}]
        price: {price}
        stock: {stock}
        weight_g: 880
        size_mm: [80, 80, 260]
"""


@dataclass(frozen=True)
class Goods:
    """A product as the catalog writes it; without options its code is its SKU."""

    code: str
    name: str
    price: int = 410_000
    stock: int = 25
    options: Mapping[str, tuple[int, int]] = ()  # type: ignore[assignment]  # price and stock
    picture: str = PICTURES[0]

    @property
    def offers(self) -> dict[str, tuple[int, int]]:
        """SKU -> price and stock."""
        if not self.options:
            return {self.code: (self.price, self.stock)}
        return {f"{self.code}-{n}": offer for n, offer in enumerate(self.options.values())}

    def written(self) -> str:
        if not self.options:
            variants = PLAIN.format(price=self.price, stock=self.stock)
        else:
            rows = zip(self.options, self.offers.items(), strict=True)
            variants = "    options: [Dung tích]\n    variants:\n" + "".join(
                VARIANT.format(sku=sku, option=option, price=price, stock=stock)
                for option, (sku, (price, stock)) in rows
            )
        return PRODUCT.format(
            code=self.code, name=self.name, picture=self.picture, variants=variants
        )


def goods(number: int, **more: Any) -> Goods:
    """One of any number of plain products."""
    code = f"MATONG-{number:04d}"
    return replace(Goods(code, f"Mật ong rừng tràm U Minh Hạ đợt {number:04d}"), **more)


TWO = {"Chai nhỏ": (210_000, 9), "Chai lớn": (400_000, 14)}


def copy_shared(config: Path) -> None:
    """Put what comes with the product, and what worlds have in common, into their folder."""
    (config / "catalog" / "images").mkdir(parents=True, exist_ok=True)
    for name in ("settings.yaml", "categories.yaml"):
        shutil.copy(SHIPPED / name, config / name)
    for name in PICTURES:
        picture = f"catalog/images/{name}.png"
        shutil.copy(SHIPPED / picture, config / picture)
