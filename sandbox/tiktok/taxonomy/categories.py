"""A believable Vietnamese category tree of the second version; ids are the replica's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.replica import Json

AVAILABLE, INVITE_ONLY, PROHIBITED = "AVAILABLE", "INVITE_ONLY", "PROHIBITED"


@dataclass(frozen=True, slots=True)
class Category:
    """One node of the tree; `parent_id` "0" is a root."""

    category_id: str
    parent_id: str
    name: str
    permission: str = AVAILABLE


# Only leaves can hold products. The set of attributes of a leaf is in attributes.py.
_ROWS = (
    ("700437", "0", "Thực phẩm & Đồ uống"),
    ("963100", "700437", "Thực phẩm khô"),
    ("963336", "963100", "Hải sản khô"),
    ("963337", "963100", "Cá khô"),
    ("963338", "963100", "Chà bông & ruốc"),
    ("963339", "963100", "Trái cây sấy"),
    ("963340", "963100", "Thịt khô"),
    ("963110", "700437", "Thực phẩm tươi & đông lạnh"),
    ("963350", "963110", "Cua, ghẹ"),
    ("963351", "963110", "Chả tôm, chả cá"),
    ("963352", "963110", "Tôm, cá đông lạnh"),
    ("963353", "963110", "Trái cây tươi"),
    ("963120", "700437", "Gia vị & nước chấm"),
    ("963360", "963120", "Nước mắm"),
    ("963361", "963120", "Mắm truyền thống"),
    ("963362", "963120", "Muối & gia vị khô"),
    ("963363", "963120", "Đường & mật"),
    ("963364", "963120", "Dầu ăn"),
    ("963130", "700437", "Sản phẩm bồi bổ"),
    ("963370", "963130", "Mật ong"),
    ("963371", "963130", "Tổ yến"),
    ("963372", "963130", "Yến chưng"),
    ("963140", "700437", "Bánh kẹo & đồ ăn vặt"),
    ("963380", "963140", "Bánh phồng & bánh tráng"),
    ("963381", "963140", "Kẹo & mứt"),
    ("963382", "963140", "Hạt dinh dưỡng"),
    ("963150", "700437", "Gạo, mì & bún"),
    ("963390", "963150", "Gạo"),
    ("963391", "963150", "Hủ tiếu, bún & mì khô"),
    ("963160", "700437", "Đồ uống"),
    ("963400", "963160", "Trà"),
    ("963401", "963160", "Cà phê"),
    ("963402", "963160", "Rượu", PROHIBITED),
    ("700645", "0", "Sức khỏe"),
    ("950100", "700645", "Thực phẩm chức năng", INVITE_ONLY),
    ("600001", "0", "Nhà cửa & Đời sống"),
    ("600200", "600001", "Thủ công mỹ nghệ"),
    ("600338", "600200", "Đồ đan lát"),
    ("600339", "600200", "Đồ gỗ & gốm"),
)

CATEGORIES = {row[0]: Category(*row) for row in _ROWS}
_PARENTS = frozenset(category.parent_id for category in CATEGORIES.values())

FOOD = frozenset(c for c in CATEGORIES if c not in _PARENTS and c.startswith("963"))
CHILLED = frozenset({"963350", "963351", "963352"})


def is_leaf(category_id: str) -> bool:
    """Whether products can stand in this category."""
    return category_id in CATEGORIES and category_id not in _PARENTS


def row(category: Category) -> Json:
    """A category as Get Categories prints it."""
    return {
        "id": category.category_id,
        "parent_id": category.parent_id,
        "local_name": category.name,
        "is_leaf": is_leaf(category.category_id),
        "permission_statuses": [category.permission],
    }


def ancestry(category_id: str) -> list[Category]:
    """From the root down to the category."""
    found: list[Category] = []
    while category_id != "0":
        found.insert(0, CATEGORIES[category_id])
        category_id = found[0].parent_id
    return found


def chain(category_id: str) -> list[Json]:
    """From the root to the leaf, as Get Product prints it."""
    names = ("id", "parent_id", "local_name", "is_leaf")
    return [{name: row(each)[name] for name in names} for each in ancestry(category_id)]


def recommended(title: str) -> Category | None:
    """The leaf whose name shares most words with the title."""
    words = set(title.lower().replace(",", "").split())
    scores = {
        category: len(words & set(category.name.lower().replace(",", "").split()))
        for category in CATEGORIES.values()
        if is_leaf(category.category_id) and category.permission == AVAILABLE
    }
    best = max(scores, key=lambda category: scores[category])
    return best if scores[best] else None
