"""Where listings stand: a believable Vietnamese category tree and brands; ids are invented."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sandbox.lazada.errors import numbered
from sandbox.lazada.market import either, get
from sandbox.lazada.settings import BRAND_PAGE
from sandbox.replica import Json

if TYPE_CHECKING:
    from sandbox.lazada.market import Call


@dataclass(frozen=True, slots=True)
class Category:
    """One node of the tree; `parent_id` 0 is a root."""

    category_id: int
    parent_id: int
    vi: str
    en: str


# Only leaves can hold items. The set of attributes of a leaf is in attributes.py.
_ROWS = (
    (10001800, 0, "Siêu thị - Tạp hóa", "Groceries"),
    (10001810, 10001800, "Thực phẩm tươi sống và đông lạnh", "Fresh & Frozen Food"),
    (10001811, 10001810, "Cua và ghẹ", "Crab"),
    (10001812, 10001810, "Tôm, cá, chả đông lạnh", "Frozen Fish, Shrimp & Fish Cakes"),
    (10001813, 10001810, "Trái cây tươi", "Fresh Fruit"),
    (10001950, 10001800, "Đồ khô và đóng hộp", "Dried & Canned Food"),
    (10001958, 10001950, "Tôm khô, hải sản khô", "Dried Shrimp & Seafood"),
    (10001959, 10001950, "Cá khô", "Dried Fish"),
    (10001960, 10001950, "Chà bông và ruốc", "Floss"),
    (10001961, 10001950, "Trái cây sấy khô", "Dried Fruit"),
    (10001970, 10001800, "Gia vị và phụ gia", "Seasonings"),
    (10001971, 10001970, "Nước mắm", "Fish Sauce"),
    (10001972, 10001970, "Mắm các loại", "Fermented Seafood"),
    (10001973, 10001970, "Muối và gia vị khô", "Salt & Dry Spices"),
    (10001974, 10001970, "Đường và chất tạo ngọt", "Sugar & Sweeteners"),
    (10001980, 10001800, "Gạo, mì và ngũ cốc", "Rice, Noodles & Cereals"),
    (10001981, 10001980, "Gạo các loại", "Rice"),
    (10001982, 10001980, "Mì, bún, hủ tiếu khô", "Noodles"),
    (10001990, 10001800, "Bánh kẹo và đồ ăn vặt", "Snacks & Sweets"),
    (10001991, 10001990, "Bánh phồng, bánh tráng", "Crackers & Rice Paper"),
    (10001992, 10001990, "Kẹo và mứt", "Candy & Jam"),
    (10002000, 10001800, "Thực phẩm bổ dưỡng", "Nourishing Food"),
    (10002001, 10002000, "Mật ong", "Honey"),
    (10002002, 10002000, "Tổ yến và sản phẩm từ yến", "Bird's Nest"),
    (10002010, 10001800, "Đồ uống", "Beverages"),
    (10002011, 10002010, "Trà", "Tea"),
    (10002012, 10002010, "Rượu truyền thống", "Traditional Liquor"),
    (10003000, 0, "Nhà cửa và Đời sống", "Home & Living"),
    (10003010, 10003000, "Hàng thủ công", "Handicrafts"),
    (10003011, 10003010, "Đồ mây tre, cói đan tay", "Wicker & Woven Sedge"),
    (10003012, 10003010, "Quà lưu niệm", "Souvenirs"),
)

CATEGORIES = {row[0]: Category(*row) for row in _ROWS}
_PARENTS = frozenset(category.parent_id for category in CATEGORIES.values())

RESTRICTED = frozenset({10002012})  # this shop holds no licence
INACTIVE = frozenset({10001813})
NO_VARIATION = frozenset({10003012})
FOOD = frozenset(c for c in CATEGORIES if c not in _PARENTS and c < 10003000)
SNACKS = frozenset({10001991, 10001992})
WOVEN = frozenset({10003011})


def is_leaf(category_id: int) -> bool:
    """Whether items can stand in this category."""
    return category_id in CATEGORIES and category_id not in _PARENTS


@cache
def tree(language: str) -> list[Json]:
    """The whole tree as /category/tree/get prints it, names in Vietnamese for vi_VN."""
    return _branch(0, language)


def _branch(parent_id: int, language: str) -> list[Json]:
    return [
        _category_row(category, language)
        for category in CATEGORIES.values()
        if category.parent_id == parent_id
    ]


def _category_row(category: Category, language: str) -> Json:
    leaf = is_leaf(category.category_id)
    node: Json = {
        "category_id": category.category_id,
        "name": category.vi if language == "vi_VN" else category.en,
        "leaf": leaf,
        "var": leaf and category.category_id not in NO_VARIATION,
    }
    return node if leaf else node | {"children": _branch(category.category_id, language)}


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


def category_tree(call: Call) -> Json:
    """The whole tree: GET /category/tree/get."""
    return {"data": tree(call.get("language_code") or "en_US")}


def brands(call: Call) -> Json:
    """A page of brands; too many callers get an empty one that says success."""
    wrong = numbered(19, "Invalid Limit")
    call.required("startRow")
    start = call.whole("startRow", 0, wrong)
    size = call.between("pageSize", 40, BRAND_PAGE, wrong)
    if size < 1:
        raise wrong
    settings, market = call.settings, call.market
    fits = not settings.brand_calls_per_s or market.pace.admits(
        "brands", call.now, settings.brand_calls_per_s
    )
    page = {
        "enable_total": True,
        "start_row": start,
        "page_index": start // size + 1,
        "page_size": size,
        "total_page": -(-len(BRANDS) // size) if fits else 0,
        "total_record": len(BRANDS) if fits else 0,
        "module": brand_rows(start, size) if fits else [],
    }
    return {"data": page, "success": True, "error_code": None, "error_msg": None}


ENDPOINTS = {
    "/category/tree/get": get(category_tree).for_everyone,
    "/category/brands/query": either(brands).for_everyone,
}
