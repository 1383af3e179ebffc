"""What a listing must or may say about itself, by leaf category, and the papers it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sandbox.tiktok.taxonomy.categories import CHILLED, FOOD

if TYPE_CHECKING:
    from sandbox.replica import Json

NUMBER = "POSITIVE_INT_OR_DECIMAL"


@dataclass(frozen=True, slots=True)
class Condition:
    """Something is asked for once this value of this attribute was chosen."""

    attribute_id: str
    value_id: str

    def row(self) -> Json:
        return {
            "condition_type": "VALUE_ID_MATCH",
            "attribute_id": self.attribute_id,
            "attribute_value_id": self.value_id,
        }

    def holds(self, chosen: Mapping[str, list[Json]]) -> bool:
        values = chosen.get(self.attribute_id, ())
        return any(value.get("id") == self.value_id for value in values)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute; `values` maps the id of a predefined value to its name."""

    attribute_id: str
    name: str
    values: Mapping[str, str]
    multiple: bool = False
    customizable: bool = True
    sales: bool = False
    data_format: str = ""
    condition: Condition | None = None


ORGANIC = "1002106"
ORIGIN = Attribute(
    "100107", "Xuất xứ",
    {"1000058": "Việt Nam", "1000059": "Thái Lan", "1000060": "Nhật Bản", "1000061": "Hàn Quốc"},
    customizable=False,
)  # fmt: skip
SHELF_LIFE = Attribute(
    "101395", "Hạn sử dụng",
    {"1001532": "6 tháng", "1001533": "12 tháng", "1001534": "24 tháng"},
)  # fmt: skip
STORAGE = Attribute(
    "101400", "Điều kiện bảo quản",
    {"1002001": "Nhiệt độ phòng", "1002002": "Ngăn mát", "1002003": "Ngăn đông"},
    customizable=False,
)  # fmt: skip
INGREDIENTS = Attribute(
    "101401", "Thành phần", {"1002011": "Tôm", "1002012": "Cá", "1002013": "Muối"}, multiple=True
)
NET_WEIGHT = Attribute("101402", "Trọng lượng tịnh (g)", {}, data_format=NUMBER)
CLAIMS = Attribute(
    "101403", "Chứng nhận",
    {
        "1002101": "OCOP 3 sao", "1002102": "OCOP 4 sao", "1002103": "OCOP 5 sao",
        "1002104": "HACCP", "1002105": "VietGAP", ORGANIC: "Hữu cơ",
    },
    multiple=True, customizable=False,
)  # fmt: skip
ORGANIC_BODY = Attribute(
    "101404", "Tổ chức chứng nhận hữu cơ", {}, condition=Condition("101403", ORGANIC)
)
RESPONSIBLE = Attribute("101405", "Tổ chức chịu trách nhiệm về hàng hóa", {})
MATERIAL = Attribute(
    "100198", "Chất liệu", {"1001901": "Cói", "1001902": "Tre", "1001903": "Gỗ"}, multiple=True
)
SALES = (
    Attribute("100089", "Khối lượng", {}, sales=True),
    Attribute("100090", "Dung tích", {}, sales=True),
    Attribute("100000", "Màu sắc", {"1000001": "Đỏ", "1000002": "Xanh"}, sales=True),
)

_FOOD_SET = (
    ORIGIN, SHELF_LIFE, STORAGE, INGREDIENTS, NET_WEIGHT, CLAIMS, ORGANIC_BODY, RESPONSIBLE,
)  # fmt: skip
_CRAFT_SET = (ORIGIN, MATERIAL, CLAIMS)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A paper that the rules of a category may ask for."""

    certificate_id: str
    name: str
    condition: Condition | None = None


CERTIFICATES = {
    each.certificate_id: each
    for each in (
        Certificate("602362", "Giấy chứng nhận ATTP / bản tự công bố sản phẩm"),
        Certificate("602363", "Giấy chứng nhận hữu cơ", Condition("101403", ORGANIC)),
    )
}
FOOD_SAFETY = "602362"


def certificates_of(category_id: str) -> tuple[Certificate, ...]:
    """The papers that the rules of a leaf name."""
    return tuple(CERTIFICATES.values()) if category_id in FOOD else ()


@cache
def by_id(category_id: str) -> dict[str, Attribute]:
    """The product attributes of a leaf."""
    found = _FOOD_SET if category_id in FOOD else _CRAFT_SET
    return {each.attribute_id: each for each in found}


def is_required(attribute: Attribute, category_id: str) -> bool:
    """Whether a listing in this leaf must fill it in, whatever else it says."""
    if attribute is STORAGE:
        return category_id in CHILLED
    return attribute is ORIGIN and category_id in FOOD


def attribute_row(attribute: Attribute, category_id: str) -> Json:
    """An attribute as Get Attributes prints it, misspelt key included."""
    row: Json = {
        "id": attribute.attribute_id,
        "name": attribute.name,
        "type": "SALES_PROPERTY" if attribute.sales else "PRODUCT_PROPERTY",
        "is_requried": is_required(attribute, category_id),
        "is_multiple_selection": attribute.multiple,
        "is_customizable": attribute.customizable,
        "values": [{"id": key, "name": name} for key, name in attribute.values.items()],
    }
    if attribute.condition is not None:
        row["requirement_conditions"] = [attribute.condition.row()]
    if attribute.data_format:
        row["value_data_format"] = attribute.data_format
    return row
