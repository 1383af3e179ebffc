"""What a listing must or may say about itself, by leaf category."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sandbox.lazada.taxonomy.categories import FOOD, SNACKS, WOVEN

if TYPE_CHECKING:
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
_CRAFT_SET = (
    Attribute(
        120013644, "country_origin_hb", "Xuất xứ", "singleSelect", mandatory=True, options=_ORIGINS
    ),
    Attribute(120013660, "material_hb", "Chất liệu", "enumInput", options=_MATERIALS),
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
def rows(category_id: int, language: str) -> list[Json]:
    """The attributes as /category/attributes/get prints them."""
    return [_row(attribute, language) for attribute in attributes_of(category_id)]


def _row(attribute: Attribute, language: str) -> Json:
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
