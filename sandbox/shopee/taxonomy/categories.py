"""A believable Vietnamese category tree; ids are the replica's own."""

from __future__ import annotations

from dataclasses import dataclass
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
    (100629, 0, "Bách Hóa Online", "Groceries"),
    (100780, 100629, "Thực phẩm tươi sống & đông lạnh", "Fresh & Frozen Food"),
    (101120, 100780, "Cua, ghẹ & hải sản tươi", "Fresh Crab & Seafood"),
    (101121, 100780, "Cá & tôm đông lạnh", "Frozen Fish & Shrimp"),
    (101122, 100780, "Trái cây tươi", "Fresh Fruit"),
    (100781, 100629, "Thực phẩm khô", "Dried Food"),
    (101128, 100781, "Tôm khô & hải sản khô", "Dried Shrimp & Seafood"),
    (101129, 100781, "Khô cá & cá khô", "Dried Fish"),
    (101130, 100781, "Trái cây sấy", "Dried Fruit"),
    (101131, 100781, "Thịt khô", "Dried Meat"),
    (101132, 100781, "Rau củ & nấm khô", "Dried Vegetables & Mushrooms"),
    (100782, 100629, "Nhu yếu phẩm", "Food Staples"),
    (101140, 100782, "Gạo", "Rice"),
    (101141, 100782, "Mì, bún, miến & bánh tráng khô", "Noodles & Rice Paper"),
    (101142, 100782, "Đậu, hạt & bột", "Beans, Grains & Flour"),
    (100783, 100629, "Gia vị & nước chấm", "Seasonings & Condiments"),
    (101150, 100783, "Nước mắm", "Fish Sauce"),
    (101151, 100783, "Mắm, ba khía & mắm cá", "Fermented Fish & Crab"),
    (101152, 100783, "Muối & gia vị khô", "Salt & Dry Spices"),
    (101153, 100783, "Đường, mật thốt nốt", "Sugar & Palm Sugar"),
    (101154, 100783, "Tương, sốt & dầu ăn", "Sauces & Oils"),
    (100784, 100629, "Bánh kẹo & đồ ăn vặt", "Snacks & Sweets"),
    (101160, 100784, "Bánh phồng & snack", "Crackers & Snacks"),
    (101161, 100784, "Bánh quy & bánh truyền thống", "Biscuits & Traditional Cakes"),
    (101162, 100784, "Kẹo & mứt", "Candy & Jam"),
    (101163, 100784, "Hạt dinh dưỡng", "Nuts"),
    (100785, 100629, "Đồ uống", "Beverages"),
    (101170, 100785, "Trà", "Tea"),
    (101171, 100785, "Cà phê", "Coffee"),
    (101172, 100785, "Nước ép & si rô", "Juice & Syrup"),
    (101173, 100785, "Rượu truyền thống", "Traditional Liquor"),
    (100786, 100629, "Mật ong & yến sào", "Honey & Bird's Nest"),
    (101180, 100786, "Mật ong & sản phẩm từ ong", "Honey & Bee Products"),
    (101181, 100786, "Yến sào", "Bird's Nest"),
    (101182, 100786, "Thực phẩm bồi bổ khác", "Other Tonic Food"),
    (100001, 0, "Sức Khỏe", "Health"),
    (101190, 100001, "Thực phẩm chức năng", "Food Supplements"),
    (100636, 0, "Nhà Cửa & Đời Sống", "Home & Living"),
    (100787, 100636, "Thủ công mỹ nghệ", "Handicrafts"),
    (101200, 100787, "Đồ đan lát & chiếu", "Wicker & Mats"),
    (101201, 100787, "Đồ gỗ & gốm thủ công", "Wooden & Ceramic Crafts"),
    (101202, 100787, "Quà lưu niệm", "Souvenirs"),
)

CATEGORIES = {row[0]: Category(*row) for row in _ROWS}
_PARENTS = frozenset(category.parent_id for category in CATEGORIES.values())

# In the tree, but this shop holds no licence for them.
RESTRICTED = frozenset({101173, 101190})
# Where "No Brand" is not accepted.
BRAND_REQUIRED = frozenset({101182})

FOOD = frozenset(c for c in CATEGORIES if c not in _PARENTS and 101120 <= c < 101200)
CHILLED = frozenset({101120, 101121})


def is_leaf(category_id: int) -> bool:
    """Whether items can stand in this category."""
    return category_id in CATEGORIES and category_id not in _PARENTS


def category_list(language: str) -> list[Json]:
    """The whole tree as get_category prints it; `language` is vi or en."""
    return [
        {
            "category_id": category.category_id,
            "parent_category_id": category.parent_id,
            "original_category_name": category.en,
            "display_category_name": category.en if language == "en" else category.vi,
            "has_children": category.category_id in _PARENTS,
        }
        for category in CATEGORIES.values()
    ]


def recommended(item_name: str) -> list[int]:
    """Leaves whose names share most words with the item's, best first."""
    words = set(item_name.lower().split())
    scores = {
        category.category_id: len(words & set(category.vi.lower().replace(",", "").split()))
        for category in CATEGORIES.values()
        if is_leaf(category.category_id)
    }
    best = sorted(scores, key=lambda category_id: -scores[category_id])
    return [category_id for category_id in best if scores[category_id]][:3]
