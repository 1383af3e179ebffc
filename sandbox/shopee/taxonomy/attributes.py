"""What a listing must or may say about itself, by leaf category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sandbox.shopee.taxonomy.categories import CHILLED, FOOD

if TYPE_CHECKING:
    from sandbox.replica import Json

DROP_DOWN, COMBO_BOX, FREE_TEXT, MULTI_DROP_DOWN, MULTI_COMBO_BOX = 1, 2, 3, 4, 5
SINGLE_CHOICE = frozenset({DROP_DOWN, COMBO_BOX, FREE_TEXT})
PREDEFINED_ONLY = frozenset({DROP_DOWN, MULTI_DROP_DOWN})
ANYTHING, INT, STRING, FLOAT, DATE = range(5)
DAY, MONTH = 0, 1  # DD/MM/YYYY and MM/YYYY


@dataclass(frozen=True, slots=True)
class Choice:
    """A predefined value; choosing it may raise further attributes."""

    value_id: int
    vi: str
    en: str
    children: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute in Shopee's enums; `units` non-empty means "quantity with unit"."""

    attribute_id: int
    vi: str
    en: str
    input_type: int
    choices: tuple[Choice, ...] = ()
    validation: int = STRING
    units: tuple[str, ...] = ()
    most: int = 1
    date_format: int = DAY


_TEMPERATURE = Attribute(
    100031, "Nhiệt độ bảo quản", "Storage Temperature", FREE_TEXT, (), FLOAT, ("°C",)
)
_DECISION = Attribute(100032, "Số quyết định công nhận", "Decision Number", FREE_TEXT)
_ORGANIC_BODY = Attribute(
    100033, "Tổ chức chứng nhận", "Certified By", COMBO_BOX,
    (Choice(1301, "Control Union", "Control Union"), Choice(1302, "NHO-QSCERT", "NHO-QSCERT")),
)  # fmt: skip

ORIGIN = Attribute(
    100020, "Xuất xứ", "Country of Origin", COMBO_BOX,
    (
        Choice(1201, "Việt Nam", "Vietnam"),
        Choice(1202, "Thái Lan", "Thailand"),
        Choice(1203, "Nhật Bản", "Japan"),
        Choice(1204, "Hàn Quốc", "Korea"),
    ),
)  # fmt: skip
SHELF_LIFE = Attribute(
    100010, "Hạn sử dụng", "Shelf Life", FREE_TEXT, (), INT, ("ngày", "tháng", "năm")
)
STORAGE = Attribute(
    100021, "Điều kiện bảo quản", "Storage Condition", DROP_DOWN,
    (
        Choice(1211, "Nhiệt độ phòng", "Room Temperature"),
        Choice(1212, "Ngăn mát", "Refrigerated", (_TEMPERATURE,)),
        Choice(1213, "Ngăn đông", "Frozen", (_TEMPERATURE,)),
    ),
)  # fmt: skip
CERTIFICATES = Attribute(
    100022, "Chứng nhận", "Certification", MULTI_DROP_DOWN,
    (
        Choice(1221, "OCOP 3 sao", "OCOP 3 Stars", (_DECISION,)),
        Choice(1222, "OCOP 4 sao", "OCOP 4 Stars", (_DECISION,)),
        Choice(1223, "OCOP 5 sao", "OCOP 5 Stars", (_DECISION,)),
        Choice(1224, "HACCP", "HACCP"),
        Choice(1225, "VietGAP", "VietGAP"),
        Choice(1226, "Hữu cơ", "Organic", (_ORGANIC_BODY,)),
    ),
    most=3,
)  # fmt: skip
INGREDIENTS = Attribute(
    100023, "Thành phần", "Ingredients", MULTI_COMBO_BOX,
    (Choice(1231, "Tôm", "Shrimp"), Choice(1232, "Cá", "Fish"), Choice(1233, "Muối", "Salt")),
    most=5,
)  # fmt: skip
NET_WEIGHT = Attribute(
    100024, "Trọng lượng tịnh", "Net Weight", FREE_TEXT, (), FLOAT, ("g", "kg", "ml", "l")
)
PRODUCED_ON = Attribute(
    100025, "Ngày sản xuất", "Production Date", FREE_TEXT, (), DATE, date_format=DAY
)
EXPIRES_ON = Attribute(
    100026, "Ngày hết hạn", "Expiry Date", FREE_TEXT, (), DATE, date_format=MONTH
)
RESPONSIBLE = Attribute(
    100027, "Tên tổ chức chịu trách nhiệm sản xuất", "Responsible Organisation", FREE_TEXT
)
RESPONSIBLE_ADDRESS = Attribute(
    100028, "Địa chỉ tổ chức chịu trách nhiệm sản xuất", "Responsible Address", FREE_TEXT
)
MATERIAL = Attribute(
    100029, "Chất liệu", "Material", MULTI_COMBO_BOX,
    (Choice(1291, "Cói", "Sedge"), Choice(1292, "Tre", "Bamboo"), Choice(1293, "Gỗ", "Wood")),
    most=3,
)  # fmt: skip

_FOOD_SET = (
    ORIGIN, SHELF_LIFE, STORAGE, CERTIFICATES, INGREDIENTS, NET_WEIGHT, PRODUCED_ON, EXPIRES_ON,
    RESPONSIBLE, RESPONSIBLE_ADDRESS,
)  # fmt: skip
_CRAFT_SET = (ORIGIN, MATERIAL, CERTIFICATES)
_ALWAYS_ASKED = frozenset({ORIGIN.attribute_id, SHELF_LIFE.attribute_id})
# A child is asked only once its parent's choice was made.
_ASKED_WITH_PARENT = frozenset({_ORGANIC_BODY.attribute_id})


def attributes_of(category_id: int) -> tuple[Attribute, ...]:
    """The top-level attributes of a leaf."""
    return _FOOD_SET if category_id in FOOD else _CRAFT_SET


def is_mandatory(attribute: Attribute, category_id: int) -> bool:
    """Top-level ones depend on the category; a child is asked where its parent was chosen."""
    if attribute is STORAGE:
        return category_id in CHILLED
    if attribute.attribute_id in _ASKED_WITH_PARENT:
        return True
    return attribute.attribute_id in _ALWAYS_ASKED and category_id in FOOD


@cache
def by_id(category_id: int) -> dict[int, Attribute]:
    """Every attribute of a leaf, those included that only a choice raises."""
    return {each.attribute_id: each for each in _descendants(attributes_of(category_id))}


def _descendants(attributes: tuple[Attribute, ...]) -> Iterator[Attribute]:
    for attribute in attributes:
        yield attribute
        for choice in attribute.choices:
            yield from _descendants(choice.children)


def tree(category_id: int, language: str) -> list[Json]:
    """The attributes as get_attribute_tree prints them; `language` is vn or en."""
    return [_to_json(attribute, category_id, language) for attribute in attributes_of(category_id)]


def _to_json(attribute: Attribute, category_id: int, language: str) -> Json:
    return {
        "attribute_id": attribute.attribute_id,
        "mandatory": is_mandatory(attribute, category_id),
        **_named(attribute, language),
        "attribute_value_list": [
            _choice_to_json(choice, category_id, language) for choice in attribute.choices
        ],
        "attribute_info": {
            "input_type": attribute.input_type,
            "input_validation_type": attribute.validation,
            "format_type": 2 if attribute.units else 1,
            "date_format_type": attribute.date_format,
            "attribute_unit_list": list(attribute.units),
            "max_value_count": attribute.most,
            "introduction": "",
            "is_oem": False,
            "support_search_value": False,
        },
    }


def _choice_to_json(choice: Choice, category_id: int, language: str) -> Json:
    children = [_to_json(child, category_id, language) for child in choice.children]
    named = _named(choice, language)
    return {"value_id": choice.value_id, **named, "child_attribute_list": children}


def _named(thing: Attribute | Choice, language: str) -> Json:
    return {
        "name": thing.en if language == "en" else thing.vi,
        "multi_lang": [
            {"language": "vn", "value": thing.vi},
            {"language": "en", "value": thing.en},
        ],
    }
