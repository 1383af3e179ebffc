"""What can be sold and what must be told about it: categories, attributes, brands, channels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sandbox.replica import Json


@dataclass(frozen=True, slots=True)
class ReplicaCategory:
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

CATEGORIES = {row[0]: ReplicaCategory(*row) for row in _ROWS}
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


NO_BRAND = 0
NO_BRAND_WRITTEN = "No Brand"
NO_BRAND_READ = "NoBrand"  # the spelling changes on the way back

BRANDS = {
    2_000_001: "Ngọc Giàu",
    2_000_002: "Năm Ngọc",
    2_000_003: "Vàm Xáng",
    2_000_004: "Út Sơn",
    2_000_005: "Khải Hoàn",
}


@dataclass(frozen=True, slots=True)
class ReplicaChannel:
    """One channel; only those enabled and not under a mask can be put on an item."""

    channel_id: int
    name: str
    enabled: bool = True
    mask_id: int = 0
    forced: bool = False
    fee_type: str = "FIXED_DEFAULT_PRICE"
    most_kg: float = 30.0
    highest_cm: int = 80
    longest_cm: int = 120

    @property
    def usable(self) -> bool:
        return self.enabled and self.mask_id == 0


CHANNELS = {
    channel.channel_id: channel
    for channel in (
        ReplicaChannel(5000, "Hỏa Tốc", enabled=False, most_kg=20.0),
        ReplicaChannel(5001, "Nhanh", forced=True, most_kg=50.0),
        ReplicaChannel(
            5004, "Hàng Cồng Kềnh", fee_type="SIZE_SELECTION", most_kg=100.0, highest_cm=200
        ),
        ReplicaChannel(50039, "Tiết Kiệm - Gói Mỏng", most_kg=2.0, highest_cm=8, longest_cm=35),
        ReplicaChannel(50052, "SPX Express", mask_id=5001),
        ReplicaChannel(50053, "Tự Vận Chuyển", fee_type="CUSTOM_PRICE"),
    )
}

SIZES = {"S": "Nhỏ", "M": "Vừa", "L": "Lớn"}


def channel_list() -> list[Json]:
    """Every channel as get_channel_list prints it."""
    return [_channel_to_json(channel) for channel in CHANNELS.values()]


def _channel_to_json(channel: ReplicaChannel) -> Json:
    sized = channel.fee_type == "SIZE_SELECTION"
    return {
        "logistics_channel_id": channel.channel_id,
        "logistics_channel_name": channel.name,
        "enabled": channel.enabled,
        "cod_enabled": channel.enabled,
        "fee_type": channel.fee_type,
        "size_list": [{"size_id": i, "name": name} for i, name in SIZES.items()] if sized else [],
        "weight_limit": {"item_max_weight": channel.most_kg, "item_min_weight": 0},
        "item_max_dimension": {
            "height": channel.highest_cm,
            "width": channel.longest_cm,
            "length": channel.longest_cm,
            "unit": "cm" if channel.channel_id != 50053 else "UNKNOWN",
            "dimension_sum": 0,
        },
        "volume_limit": {"item_max_volume": 0, "item_min_volume": 0},
        "force_enable": channel.forced,
        "mask_channel_id": channel.mask_id,
        "compulsory_channel": channel.forced,
        "channel_relation_rules": {},
        "service_type_identifier": "",
        "support_pause": False,
    }


DROP_DOWN, COMBO_BOX, FREE_TEXT, MULTI_DROP_DOWN, MULTI_COMBO_BOX = 1, 2, 3, 4, 5
SINGLE_CHOICE = frozenset({DROP_DOWN, COMBO_BOX, FREE_TEXT})
PREDEFINED_ONLY = frozenset({DROP_DOWN, MULTI_DROP_DOWN})
ANYTHING, INT, STRING, FLOAT, DATE = range(5)
DAY, MONTH = 0, 1  # DD/MM/YYYY and MM/YYYY


@dataclass(frozen=True, slots=True)
class ReplicaValue:
    """A predefined value; choosing it may raise further attributes."""

    value_id: int
    vi: str
    en: str
    children: tuple[ReplicaAttribute, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplicaAttribute:
    """One attribute in Shopee's enums; `units` non-empty means "quantity with unit"."""

    attribute_id: int
    vi: str
    en: str
    input_type: int
    choices: tuple[ReplicaValue, ...] = ()
    validation: int = STRING
    units: tuple[str, ...] = ()
    most: int = 1
    date_format: int = DAY


def _values(*rows: tuple[int, str, str]) -> tuple[ReplicaValue, ...]:
    return tuple(ReplicaValue(*row) for row in rows)


_TEMPERATURE = ReplicaAttribute(
    100031, "Nhiệt độ bảo quản", "Storage Temperature", FREE_TEXT, (), FLOAT, ("°C",)
)
_DECISION = ReplicaAttribute(100032, "Số quyết định công nhận", "Decision Number", FREE_TEXT)
_ORGANIC_BODY = ReplicaAttribute(
    100033, "Tổ chức chứng nhận", "Certified By", COMBO_BOX,
    _values((1301, "Control Union", "Control Union"), (1302, "NHO-QSCERT", "NHO-QSCERT")),
)  # fmt: skip

ORIGIN = ReplicaAttribute(
    100020, "Xuất xứ", "Country of Origin", COMBO_BOX,
    (
        ReplicaValue(1201, "Việt Nam", "Vietnam"),
        ReplicaValue(1202, "Thái Lan", "Thailand"),
        ReplicaValue(1203, "Nhật Bản", "Japan"),
        ReplicaValue(1204, "Hàn Quốc", "Korea"),
    ),
)  # fmt: skip
SHELF_LIFE = ReplicaAttribute(
    100010, "Hạn sử dụng", "Shelf Life", FREE_TEXT, (), INT, ("ngày", "tháng", "năm")
)
STORAGE = ReplicaAttribute(
    100021, "Điều kiện bảo quản", "Storage Condition", DROP_DOWN,
    (
        ReplicaValue(1211, "Nhiệt độ phòng", "Room Temperature"),
        ReplicaValue(1212, "Ngăn mát", "Refrigerated", (_TEMPERATURE,)),
        ReplicaValue(1213, "Ngăn đông", "Frozen", (_TEMPERATURE,)),
    ),
)  # fmt: skip
CERTIFICATES = ReplicaAttribute(
    100022, "Chứng nhận", "Certification", MULTI_DROP_DOWN,
    (
        ReplicaValue(1221, "OCOP 3 sao", "OCOP 3 Stars", (_DECISION,)),
        ReplicaValue(1222, "OCOP 4 sao", "OCOP 4 Stars", (_DECISION,)),
        ReplicaValue(1223, "OCOP 5 sao", "OCOP 5 Stars", (_DECISION,)),
        ReplicaValue(1224, "HACCP", "HACCP"),
        ReplicaValue(1225, "VietGAP", "VietGAP"),
        ReplicaValue(1226, "Hữu cơ", "Organic", (_ORGANIC_BODY,)),
    ),
    most=3,
)  # fmt: skip
INGREDIENTS = ReplicaAttribute(
    100023, "Thành phần", "Ingredients", MULTI_COMBO_BOX,
    _values((1231, "Tôm", "Shrimp"), (1232, "Cá", "Fish"), (1233, "Muối", "Salt")),
    most=5,
)  # fmt: skip
NET_WEIGHT = ReplicaAttribute(
    100024, "Trọng lượng tịnh", "Net Weight", FREE_TEXT, (), FLOAT, ("g", "kg", "ml", "l")
)
PRODUCED_ON = ReplicaAttribute(
    100025, "Ngày sản xuất", "Production Date", FREE_TEXT, (), DATE, date_format=DAY
)
EXPIRES_ON = ReplicaAttribute(
    100026, "Ngày hết hạn", "Expiry Date", FREE_TEXT, (), DATE, date_format=MONTH
)
RESPONSIBLE = ReplicaAttribute(
    100027, "Tên tổ chức chịu trách nhiệm sản xuất", "Responsible Organisation", FREE_TEXT
)
RESPONSIBLE_ADDRESS = ReplicaAttribute(
    100028, "Địa chỉ tổ chức chịu trách nhiệm sản xuất", "Responsible Address", FREE_TEXT
)
MATERIAL = ReplicaAttribute(
    100029, "Chất liệu", "Material", MULTI_COMBO_BOX,
    _values((1291, "Cói", "Sedge"), (1292, "Tre", "Bamboo"), (1293, "Gỗ", "Wood")),
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


def attributes_of(category_id: int) -> tuple[ReplicaAttribute, ...]:
    """The top-level attributes of a leaf."""
    return _FOOD_SET if category_id in FOOD else _CRAFT_SET


def is_mandatory(attribute: ReplicaAttribute, category_id: int) -> bool:
    """Top-level ones depend on the category; a child is asked where its parent was chosen."""
    if attribute is STORAGE:
        return category_id in CHILLED
    if attribute.attribute_id in _ASKED_WITH_PARENT:
        return True
    return attribute.attribute_id in _ALWAYS_ASKED and category_id in FOOD


@cache
def by_id(category_id: int) -> dict[int, ReplicaAttribute]:
    """Every attribute of a leaf, those included that only a choice raises."""
    return {each.attribute_id: each for each in _descendants(attributes_of(category_id))}


def _descendants(attributes: tuple[ReplicaAttribute, ...]) -> Iterator[ReplicaAttribute]:
    for attribute in attributes:
        yield attribute
        for choice in attribute.choices:
            yield from _descendants(choice.children)


def form_of(category_id: int, language: str) -> list[Json]:
    """The attributes as get_attribute_tree prints them; `language` is vn or en."""
    return [
        _attribute_to_json(attribute, category_id, language)
        for attribute in attributes_of(category_id)
    ]


def _attribute_to_json(attribute: ReplicaAttribute, category_id: int, language: str) -> Json:
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


def _choice_to_json(choice: ReplicaValue, category_id: int, language: str) -> Json:
    children = [_attribute_to_json(child, category_id, language) for child in choice.children]
    named = _named(choice, language)
    return {"value_id": choice.value_id, **named, "child_attribute_list": children}


def _named(thing: ReplicaAttribute | ReplicaValue, language: str) -> Json:
    return {
        "name": thing.en if language == "en" else thing.vi,
        "multi_lang": [
            {"language": "vn", "value": thing.vi},
            {"language": "en", "value": thing.en},
        ],
    }
