"""What a listing must or may say about itself, by leaf category, and how that is checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from sandbox.lazada import settings
from sandbox.lazada.categories import (
    BRANDS,
    CATEGORIES,
    FOOD,
    INACTIVE,
    SNACKS,
    UNAUTHORISED,
    WOVEN,
    brand_by_name,
    is_leaf,
)
from sandbox.lazada.errors import Refusal, blank, numbered, row
from sandbox.lazada.market import get

if TYPE_CHECKING:
    from sandbox.lazada.draft import Draft, Wish
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


NORMAL, SKU = "normal", "sku"
CLOSED = frozenset({"singleSelect", "multiSelect"})
SEVERAL = frozenset({"multiSelect", "multiEnumInput"})


@dataclass(frozen=True, slots=True)
class Option:
    """A predefined value; what is submitted is `en`."""

    option_id: int
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute in Lazada's words; `name` is the key that is submitted."""

    attribute_id: int
    name: str
    label: str
    input_type: str
    mandatory: bool = False
    kind: str = NORMAL
    options: tuple[Option, ...] = ()
    units: tuple[str, ...] = ()
    sale_prop: bool = False


_ORIGINS = (
    Option(1488, "Việt Nam", "Vietnam"),
    Option(1489, "Thái Lan", "Thailand"),
    Option(1490, "Hàn Quốc", "South Korea"),
)
_TEMPERATURES = (
    Option(1501, "Nhiệt độ phòng", "Room temperature"),
    Option(1502, "Ngăn mát", "Chilled"),
    Option(1503, "Ngăn đông", "Frozen"),
)
_STARS = (
    Option(1511, "3 sao", "3 stars"),
    Option(1512, "4 sao", "4 stars"),
    Option(1513, "5 sao", "5 stars"),
)
_HAZMAT = (Option(1521, "Không", "None"), Option(1522, "Chất lỏng dễ cháy", "Flammable"))
_WARRANTY = (Option(1531, "Không bảo hành", "No Warranty"), Option(1532, "Có", "Local"))
_DIETS = (
    Option(1541, "Chay", "Vegetarian"),
    Option(1542, "Hữu cơ", "Organic"),
    Option(1543, "Không chất bảo quản", "No preservatives"),
)
_FLAVOURS = (Option(1551, "Nguyên vị", "Original"), Option(1552, "Cay", "Spicy"))
_MATERIALS = (Option(1561, "Cói", "Sedge"), Option(1562, "Tre", "Bamboo"))

_COMMON = (
    Attribute(100005571, "name", "Tên sản phẩm", "text", mandatory=True),
    Attribute(100005572, "name_en", "Tên sản phẩm (tiếng Anh)", "text"),
    Attribute(100005573, "description", "Mô tả sản phẩm", "richText"),
    Attribute(100005574, "description_en", "Mô tả (tiếng Anh)", "richText"),
    Attribute(100005575, "short_description", "Mô tả ngắn", "richText"),
    Attribute(100005576, "brand", "Thương hiệu", "singleSelect", mandatory=True),
    Attribute(100005577, "model", "Mẫu mã", "text"),
    Attribute(100005578, "video", "Video", "text"),
    Attribute(120013640, "Hazmat", "Hàng nguy hiểm", "singleSelect", options=_HAZMAT),
    Attribute(120013641, "warranty_type", "Loại bảo hành", "singleSelect", options=_WARRANTY),
)
_FOOD_SET = (
    Attribute(
        120013644, "country_origin_hb", "Xuất xứ", "singleSelect", mandatory=True, options=_ORIGINS
    ),
    Attribute(120013645, "shelf_expiry", "Hạn sử dụng", "text", mandatory=True),
    Attribute(120013646, "Expire_date", "Ngày hết hạn", "date"),
    Attribute(120013647, "Lot_number", "Số lô", "text"),
    Attribute(120013648, "units_hb", "Trọng lượng tịnh", "numeric", units=("g", "kg", "ml", "l")),
    Attribute(120013649, "ingredients_hb", "Thành phần", "text"),
    Attribute(
        120013650, "ingredient_preference", "Đặc tính", "multiEnumInput", options=_DIETS
    ),
    Attribute(
        120013651, "storage_hb", "Nhiệt độ bảo quản", "singleSelect", options=_TEMPERATURES
    ),
    Attribute(120013652, "User_Manual", "Hướng dẫn sử dụng", "richText"),
    Attribute(120013653, "ocop_star_hb", "Chứng nhận OCOP", "multiSelect", options=_STARS),
    Attribute(
        120013654, "producer_hb", "Tên tổ chức chịu trách nhiệm sản xuất", "text"
    ),
)  # fmt: skip
_YES_NO = (Option(1581, "Có", "Yes"), Option(1582, "Không", "No"))
_CRAFT_SET = (
    Attribute(
        120013644, "country_origin_hb", "Xuất xứ", "singleSelect", mandatory=True, options=_ORIGINS
    ),
    Attribute(120013660, "material_hb", "Chất liệu", "enumInput", options=_MATERIALS),
    Attribute(120013661, "preorder_enable", "Đặt trước", "singleSelect", options=_YES_NO),
    Attribute(120013662, "preorder_days", "Số ngày đặt trước", "numeric"),
)
_FLAVOUR = Attribute(
    120013670, "flavor", "Hương vị", "enumInput", kind=SKU, options=_FLAVOURS, sale_prop=True
)
_SIZE = Attribute(
    120013671, "size", "Kích cỡ", "enumInput", kind=SKU, sale_prop=True,
    options=(Option(1571, "Nhỏ", "S"), Option(1572, "Vừa", "M"), Option(1573, "Lớn", "L")),
)  # fmt: skip
_OF_SKU = (
    Attribute(40000, "__images__", "Images", "img", kind=SKU),
    Attribute(40001, "color_thumbnail", "Ảnh thu nhỏ", "img", kind=SKU),
    Attribute(100007600, "SellerSku", "SKU người bán", "text", mandatory=True, kind=SKU),
    Attribute(100007601, "price", "Giá", "numeric", mandatory=True, kind=SKU),
    Attribute(100007602, "special_price", "Giá khuyến mãi", "numeric", kind=SKU),
    Attribute(100007603, "quantity", "Số lượng", "numeric", mandatory=True, kind=SKU),
    Attribute(100007604, "package_content", "Trong hộp có", "text", kind=SKU),
    Attribute(100007606, "package_weight", "Cân nặng (kg)", "numeric", mandatory=True, kind=SKU),
    Attribute(100007607, "package_length", "Chiều dài (cm)", "numeric", mandatory=True, kind=SKU),
    Attribute(100007608, "package_width", "Chiều rộng (cm)", "numeric", mandatory=True, kind=SKU),
    Attribute(100007609, "package_height", "Chiều cao (cm)", "numeric", mandatory=True, kind=SKU),
)


@cache
def attributes_of(category_id: int) -> tuple[Attribute, ...]:
    """Every attribute of a leaf, the pseudo-attributes included."""
    own = _FOOD_SET if category_id in FOOD else _CRAFT_SET
    flavour = (_FLAVOUR,) if category_id in SNACKS else ()
    size = (_SIZE,) if category_id in WOVEN else ()
    return (*_COMMON, *own, *flavour, *size, *_OF_SKU)


@cache
def normal_attributes(category_id: int) -> dict[str, Attribute]:
    """Those that belong under Attributes, by name."""
    return {each.name: each for each in attributes_of(category_id) if each.kind == NORMAL}


@cache
def sale_props(category_id: int) -> dict[str, Attribute]:
    """The standard variation attributes, by name."""
    return {each.name: each for each in attributes_of(category_id) if each.sale_prop}


@cache
def attribute_rows(category_id: int, language: str) -> list[Json]:
    """The attributes as /category/attributes/get prints them."""
    return [_attribute_row(attribute, language) for attribute in attributes_of(category_id)]


def _attribute_row(attribute: Attribute, language: str) -> Json:
    vietnamese = language == "vi_VN"
    row: Json = {
        "id": attribute.attribute_id,
        "name": attribute.name,
        "label": attribute.label if vietnamese else attribute.name,
        "input_type": attribute.input_type,
        "attribute_type": attribute.kind,
        "is_mandatory": int(attribute.mandatory),
        "is_sale_prop": int(attribute.sale_prop),
        "options": [
            {"id": o.option_id, "name": o.vi if vietnamese else o.en, "en_name": o.en}
            for o in attribute.options
        ],
        "advanced": {"is_key_prop": int(bool(attribute.options))},
    }
    if attribute.units:
        unit = {"type": list(attribute.units), "precision": 2, "numericMin": 0, "numericMax": 99999}
        row["unit"] = unit
    return row


_TITLES = frozenset({"name", "name_en"})
_LONG = frozenset({"richText"})
_QUANTITY = re.compile(r"\d+(\.\d{1,2})?\s*(\S*)")


def check_mandatory(draft: Draft) -> None:
    """4108 names every mandatory attribute that would be missing."""
    asked = [each for each in attributes_of(draft.category_id) if each.mandatory]
    absent = [each for each in asked if _is_absent(each, draft)]
    draft.refuse_with("4108", [blank(each.attribute_id) for each in absent])


def _is_absent(attribute: Attribute, draft: Draft) -> bool:
    if attribute.kind == SKU:
        born = [wish for wish in draft.wishes if wish.sku is None]
        return any(not _said(wish, attribute.name) for wish in born)
    if draft.associated:
        return False
    if attribute.name == "brand" and draft.attributes.get("brand_id"):
        return False
    return not draft.attributes.get(attribute.name, "").strip()


def _said(wish: Wish, name: str) -> bool:
    return bool(wish.node.text(name).strip())


def check_values(draft: Draft) -> None:
    """Every value that came is one that its attribute takes."""
    known = normal_attributes(draft.category_id)
    rows = []
    for name, text in draft.given.items():
        if name in known and name != "brand":
            rows += _value_rows(known[name], text)
    draft.refuse(rows)


def _value_rows(attribute: Attribute, text: str) -> list[Json]:
    if attribute.name in _TITLES:
        return _title_rows(attribute, text)
    longest = settings.DESCRIPTION_LENGTH if attribute.input_type in _LONG else settings.TEXT_LENGTH
    if len(text) > longest:
        return [_too_long(attribute, longest)]
    if attribute.input_type == "numeric" and not _is_number(attribute, text):
        code = "CHECK_CAT_PROP_INVALID_NUMBER"
        return [row(attribute.name, code, "The value must be a number")]
    if attribute.input_type == "date" and not _is_date(text):
        return [_not_an_option(attribute, text)]
    if attribute.input_type in CLOSED:
        return _closed_rows(attribute, text)
    return []


def _title_rows(attribute: Attribute, text: str) -> list[Json]:
    if len(text) > settings.TITLE_LENGTH:
        return [_too_long(attribute, settings.TITLE_LENGTH)]
    if len(text.encode()) > settings.TITLE_LENGTH:
        sentence = f"The title is longer than {settings.TITLE_LENGTH} bytes"
        return [row(attribute.name, "THD_IC_ERR_F_PRODUCT_00_15_004", sentence)]
    return []


def _too_long(attribute: Attribute, longest: int) -> Json:
    sentence = f"The value is longer than {longest}"
    return row(attribute.name, "CHK_CATPROP_CPV_MAX_LEGNTH", sentence)


def _closed_rows(attribute: Attribute, text: str) -> list[Json]:
    several = attribute.input_type in SEVERAL
    values = text.split(",") if several else [text]
    taken = {option.en for option in attribute.options}
    return [_not_an_option(attribute, each) for each in values if each not in taken]


def _not_an_option(attribute: Attribute, text: str) -> Json:
    sentence = f"The value {text!r} is not an option"
    if attribute.input_type in SEVERAL:
        return row(attribute.name, "CHK_ENUM_PROP_VALUE_NOT_IN_OPTION", sentence)
    return row(attribute.name, "CHK_CATPROP_CPV_NOT_ENUM", sentence)


def _is_number(attribute: Attribute, text: str) -> bool:
    found = _QUANTITY.fullmatch(text.strip())
    return found is not None and (not found[2] or found[2] in attribute.units)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def check_brand(draft: Draft) -> None:
    """The brand exists here, and the seller may use it."""
    name, number = draft.given.get("brand", ""), draft.given.get("brand_id", "")
    if not name and not number:
        return
    brand_id = int(number) if number.isdecimal() else brand_by_name(name)
    if brand_id not in BRANDS:
        draft.refuse(
            [row("brand", "THD_BRAND_ID_IS_NOT_VALID_IN_CATEGORY", "The brand is invalid")]
        )
    if brand_id in UNAUTHORISED:
        sentence = "The seller is not authorised for this brand"
        draft.refuse([row("brand", "BIZ_CHECK_OFFICIAL_STORE_BRAND_UNAUTHORIZED", sentence)])


def attributes(call: Call) -> Json:
    """The attributes of one leaf: GET /category/attributes/get."""
    text = call.required("primary_category_id")
    category_id = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
    if category_id not in CATEGORIES:
        raise Refusal("4227", "E4227: The category does not exist in this country")
    if category_id in INACTIVE:
        raise Refusal("4228", "E4228: The category is inactive")
    if not is_leaf(category_id):
        raise numbered(57, "No attribute sets linked to that category")
    return {"data": attribute_rows(category_id, call.get("language_code") or "en_US")}


ENDPOINTS = {"/category/attributes/get": get(attributes).for_everyone}
