"""Writes a catalog of any size, as cooperatives would write it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from tests.conformance.stall import CONFIG

T = TypeVar("T")

OF_A_COOPERATIVE = 100  # products in one file
PICTURES = 12  # shared by all: label and certificate pictures are shared in a real catalog, too

KINDS = (
    ("Tôm khô", "tom-kho", "tôm đất, muối", "giáp xác", "nấu canh, trộn gỏi hoặc rim"),
    ("Khô cá lóc", "kho-ca", "cá lóc, muối, đường", "cá", "nướng hoặc chiên rồi ăn với cơm"),
    ("Chuối khô", "trai-cay-say", "chuối xiêm", "không có", "ăn liền, dùng với trà"),
)
PLACES = ("Tân Tiến", "Năm Căn", "U Minh", "Trần Văn Thời", "Đầm Dơi", "Phú Tân", "Đất Mũi")
STORY = (
    "Nguyên liệu lấy từ vuông nuôi quảng canh của xã viên, con nước nào thu con nước ấy.",
    "Hàng được phơi trong nhà màng đủ hai nắng nên dẻo, thơm và giữ được màu tự nhiên.",
    "Không phẩm màu, không chất bảo quản; lựa từng mẻ bằng tay trước khi hút chân không.",
    "Người trong xóm làm nghề này đã ba đời, nay góp lại thành hợp tác xã.",
    "Mở túi ra nên cất vào ngăn mát, dùng trong một tháng.",
)
PACKS = ((100, 120, 1), (200, 235, 2), (500, 560, 5))  # net, parcel, times the price of the first

COOPERATIVE = """\
cooperative:
  name: HTX {place} số {number}
  legal_form: hợp tác xã
  address: Xã {place}, tỉnh Cà Mau
  address_as_certified: Xã {place}, huyện Đầm Dơi, tỉnh Cà Mau

products:
"""
PRODUCT = """\
  - code: SP{number:06d}
    name: {kind} {place} loại {number}
    category: {category}
    certificate: {{stars: {stars}, issued_by: UBND tỉnh Cà Mau, issued_level: province, \
issued_on: 2026-01-15, expires_on: 2029-01-15, decision_no: {number}/QĐ-UBND, evidence: decision}}
    story: >-
      {story}
    images: [{images}]
    label:
      generic_name: {kind}
      net_content: 100 g, 200 g hoặc 500 g
      ingredients: [{ingredients}]
      allergens: [{allergens}]
      shelf_life: 6 tháng
      storage: Để nơi khô ráo, thoáng mát
      usage: Dùng để {usage}
      warning: Không dùng khi sản phẩm mốc hoặc có mùi lạ
      declaration: {{number: "{number}/2026/TCB", regime: self, date: 2026-01-20}}
    options: [Khối lượng]
    variants:
{variants}
"""
VARIANT = (
    "      - {{sku: SP{number:06d}-{net_g}, options: [{net_g} g], price: {price}, "
    "stock: {stock}, weight_g: {weight_g}, size_mm: [220, 140, 40]}}"
)


def write_catalog(folder: Path, products: int) -> None:
    """Write a whole configuration with so many products of three variants each."""
    catalog = folder / "catalog"
    (catalog / "images").mkdir(parents=True)
    for name in ("shops.yaml", "categories.yaml", "settings.yaml"):
        shutil.copy(CONFIG / name, folder / name)
    for picture in _pictures():
        shutil.copy(picture, catalog / "images" / picture.name)
    for number in range(0, products, OF_A_COOPERATIVE):
        mine = range(number, min(number + OF_A_COOPERATIVE, products))
        text = COOPERATIVE.format(place=PLACES[number % len(PLACES)], number=number)
        text += "\n".join(map(_product, mine))
        (catalog / f"htx-{number:06d}.yaml").write_text(text, encoding="utf-8")


@cache
def _pictures() -> tuple[Path, ...]:
    return tuple(sorted((CONFIG / "catalog" / "images").glob("*.png"))[:PICTURES])


def _product(number: int) -> str:
    kind, category, ingredients, allergens, usage = KINDS[number % len(KINDS)]
    return PRODUCT.format(
        number=number,
        kind=kind,
        place=PLACES[number % len(PLACES)],
        category=category,
        stars=3 + number % 2,
        story="\n      ".join(_some(STORY, number, 4)),
        images=", ".join(f"images/{picture.name}" for picture in _some(_pictures(), number, 3)),
        ingredients=ingredients,
        allergens=allergens,
        usage=usage,
        variants="\n".join(_variants(number)),
    )


def _variants(number: int) -> Iterator[str]:
    price = 45_000 + number % 90 * 1000
    for net_g, weight_g, times in PACKS:
        yield VARIANT.format(
            number=number,
            net_g=net_g,
            weight_g=weight_g,
            price=price * times,
            stock=5 + (number + net_g) % 60,
        )


def _some(values: Sequence[T], start: int, count: int) -> list[T]:
    """Take some of the values, others for each product."""
    return [values[(start + step) % len(values)] for step in range(count)]
