"""What the replica knows of categories, their attributes, and places since 01/07/2025.

The tree is ours, with the names that buudien.vn uses at the top; of places it knows the 34
provinces, and the 64 communes and wards of Cà Mau.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: a text of at most `max_length`, or one of `values` (code -> label)."""

    code: str
    name: str
    max_length: int | None
    required: bool = True
    values: Mapping[str, str] = field(default_factory=dict)


_ORIGIN = Attribute("origin", "Xuất xứ", 120)
_PRODUCER = Attribute("producer_name", "Tên cơ sở sản xuất", 120)
_ADDRESS = Attribute("producer_address", "Địa chỉ sản xuất", 200)
_CONTENT = Attribute("net_content", "Định lượng", 60)
_STORAGE = Attribute("storage", "Hướng dẫn bảo quản", 500)
_WARNING = Attribute("warning", "Cảnh báo", 500, required=False)

_FOOD = (
    _ORIGIN,
    _PRODUCER,
    _ADDRESS,
    Attribute("ingredients", "Thành phần", 1_000),
    _CONTENT,
    Attribute("shelf_life", "Hạn sử dụng", 120),
    _STORAGE,
    Attribute("usage", "Hướng dẫn sử dụng", 500),
    _WARNING,
    Attribute("declaration_no", "Số tự công bố", 60, required=False),
)
_CARE = tuple(replace(each, required=True) if each is _WARNING else each for each in _FOOD)
_CRAFT = (
    _ORIGIN,
    _PRODUCER,
    _ADDRESS,
    Attribute("material", "Chất liệu", 200),
    Attribute("size", "Kích thước", 120, required=False),
    Attribute("care", "Hướng dẫn giữ gìn", 500, required=False),
)
_FRESH = (
    _ORIGIN,
    _PRODUCER,
    _ADDRESS,
    _CONTENT,
    _STORAGE,
    Attribute("harvest", "Thời gian thu hoạch", 120, required=False),
)
_OF_ROOT = {100: _FOOD, 200: _FOOD, 300: _FOOD, 400: _CARE, 500: _CRAFT, 600: _FRESH}
_DRYING = Attribute(
    "drying", "Cách làm khô", None, required=False, values={"SUN": "Phơi nắng", "OVEN": "Sấy"}
)
_OF_LEAF = {110: (_DRYING,)}


def attributes_of(category_id: int) -> tuple[Attribute, ...]:
    """The attributes of a known category; a root shows those that all its leaves have."""
    root = CATEGORIES[category_id].parent_id or category_id
    return _OF_ROOT[root] + _OF_LEAF.get(category_id, ())


CA_MAU = "96"

PROVINCES = frozenset(
    [
        "01", "04", "08", "11", "12", "14", "15", "19", "20", "22", "24", "25", "31", "33", "37",
        "38", "40", "42", "44", "46", "48", "51", "52", "56", "66", "68", "75", "79", "80", "82",
        "86", "91", "92", "96",
    ]
)  # fmt: skip

_CODES = """
31825 31834 31840 31843 31849 31858 31864 31867 31876 31882 31885 31891 31894 31900 31906 31918
31927 31942 31951 31957 31972 31975 31985 31988 31993 32002 32014 32025 32041 32044 32047 32059
32062 32065 32069 32071 32083 32092 32095 32098 32104 32110 32119 32128 32134 32137 32140 32152
32155 32161 32167 32182 32185 32188 32191 32201 32206 32212 32214 32218 32227 32236 32244 32248
"""
_COMMUNES_OF_CA_MAU = frozenset(_CODES.split())


def is_commune(province_code: str, commune_code: str) -> bool:
    """Whether the commune may lie there; outside Cà Mau any five digits pass."""
    if province_code not in PROVINCES:
        return False
    if province_code == CA_MAU:
        return commune_code in _COMMUNES_OF_CA_MAU
    return len(commune_code) == 5 and commune_code.isascii() and commune_code.isdigit()
