"""What a product of each category must and may tell beside its description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sandbox.partner.taxonomy.categories import CATEGORIES


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
