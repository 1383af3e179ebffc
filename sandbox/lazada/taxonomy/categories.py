"""A believable Vietnamese category tree; ids are the replica's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.replica import Json


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
        _node(category, language)
        for category in CATEGORIES.values()
        if category.parent_id == parent_id
    ]


def _node(category: Category, language: str) -> Json:
    leaf = is_leaf(category.category_id)
    node: Json = {
        "category_id": category.category_id,
        "name": category.vi if language == "vi_VN" else category.en,
        "leaf": leaf,
        "var": leaf and category.category_id not in NO_VARIATION,
    }
    return node if leaf else node | {"children": _branch(category.category_id, language)}


def path_of(category_id: int) -> str:
    """The Vietnamese names from the root to the category."""
    category = CATEGORIES[category_id]
    above = path_of(category.parent_id) + ">" if category.parent_id else ""
    return above + category.vi


def suggested(product_name: str) -> list[Json]:
    """Leaves whose names share most words with the product's, best first."""
    words = set(product_name.lower().split())
    leaves = [category for category in CATEGORIES.values() if is_leaf(category.category_id)]
    scored = [(len(words & set(leaf.vi.lower().replace(",", "").split())), leaf) for leaf in leaves]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return [
        {
            "categoryId": leaf.category_id,
            "categoryName": leaf.vi,
            "categoryPath": path_of(leaf.category_id),
        }
        for _, leaf in best[:5]
    ]
