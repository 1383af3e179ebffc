"""The part of the category tree that this shop may see: leaves, forms, papers, brands, delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.replica import Json


BRANDS = {
    "7082427311584347905": "Ngọc Giàu",
    "7082427311584347906": "Năm Ngọc",
    "7082427311584347907": "Vàm Xáng",
    "7082427311584347908": "Út Sơn",
    "7082427311584347909": "Khải Hoàn",
}
AUTHORIZED = frozenset({"7082427311584347905"})


DELIVERY_OPTIONS = {
    "7091146663229654785": ("Giao tiêu chuẩn", "STANDARD"),
    "7091146663229654786": ("Giao hàng cồng kềnh", "ECONOMY"),
}


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


LICENCE = tuple(  # of food, since 2026-05-26; published in English alone
    Attribute(attribute_id, name, values)
    for attribute_id, name, values in (
        (
            "102501",
            "Product License Type",
            {"1002501": "Self-declaration", "1002502": "Product declaration registration"},
        ),
        ("102502", "Product License Number", {}),
        ("102503", "Date of Issuance", {}),
        ("102504", "Place of Issuance", {}),
    )
)


def by_id(category_id: str, *, licensed: bool = False) -> dict[str, Attribute]:
    """The product attributes of a leaf; those of a licence where food has to show one."""
    found = _FOOD_SET if category_id in FOOD else _CRAFT_SET
    if licensed and category_id in FOOD:
        found = (*found, *LICENCE)
    return {each.attribute_id: each for each in found}


def is_required(attribute: Attribute, category_id: str) -> bool:
    """Whether a listing in this leaf must fill it in, whatever else it says."""
    if attribute in LICENCE:
        return True
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
