"""The category tree: ours, with the names that buudien.vn uses at the top."""

from __future__ import annotations

from dataclasses import dataclass

TREE_VERSION = 12


@dataclass(frozen=True, slots=True)
class Category:
    """One node of the tree; a root has no parent. Only leaves hold products."""

    category_id: int
    parent_id: int | None
    name: str

    @property
    def leaf(self) -> bool:
        return self.parent_id is not None


_TREE: dict[tuple[int, str], dict[int, str]] = {
    (100, "Thực phẩm và đặc sản"): {
        110: "Thủy sản khô",
        111: "Mắm các loại",
        112: "Gạo, ngũ cốc",
        113: "Gia vị, muối",
        114: "Bánh kẹo, mứt",
        115: "Trái cây sấy",
        116: "Bún, miến, hủ tiếu",
        119: "Đặc sản khác",
    },
    (200, "Đồ uống"): {
        210: "Trà",
        211: "Cà phê, ca cao",
        212: "Nước ép, siro",
        219: "Rượu",
    },
    (300, "Thực phẩm bổ dưỡng"): {
        310: "Mật ong",
        311: "Yến sào",
        312: "Đông trùng hạ thảo, nấm",
    },
    (400, "Sức khỏe và làm đẹp"): {410: "Tinh dầu", 411: "Mỹ phẩm thảo dược"},
    (500, "Thủ công mỹ nghệ"): {510: "Mây tre đan", 511: "Dệt, thổ cẩm", 512: "Gốm, gỗ"},
    (600, "Nông sản tươi"): {610: "Rau, củ, quả", 611: "Thịt, trứng"},
}


def _nodes() -> dict[int, Category]:
    found = {}
    for (root_id, root_name), leaves in _TREE.items():
        found[root_id] = Category(root_id, None, root_name)
        for leaf_id, name in leaves.items():
            found[leaf_id] = Category(leaf_id, root_id, name)
    return found


CATEGORIES = _nodes()
