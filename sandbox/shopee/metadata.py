"""What may be sold, and within which limits: categories, attributes, brands, item limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.shopee import facts
from sandbox.shopee.fields import Refusal, bad
from sandbox.shopee.state import get
from sandbox.shopee.taxonomy import (
    BRAND_REQUIRED,
    BRANDS,
    CATEGORIES,
    category_list,
    form_of,
    is_leaf,
)

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.state import ReplicaCall


def categories(call: ReplicaCall) -> Json:
    """The whole tree: GET get_category."""
    return {"response": {"category_list": category_list(_language(call, "vi"))}}


def attribute_tree(call: ReplicaCall) -> Json:
    """Attributes of up to 20 leaves: GET get_attribute_tree."""
    ids = call.query.integers("category_id_list")
    if len(ids) > 20:
        raise bad("category_id_list should be within 1-20")
    language = _language(call, "vn")
    trees = [
        {"category_id": each, "warning": "", "attribute_tree": form_of(each, language)}
        for each in ids
        if is_leaf(each)
    ]
    return {"response": {"list": trees}}


def _language(call: ReplicaCall, vietnamese: str) -> str:
    """`vi` for categories but `vn` for attributes: the platform is not of one mind."""
    language = call.fields.text("language", vietnamese)
    if language not in {vietnamese, "en"}:
        raise bad("language is invalid")
    return language


def brands(call: ReplicaCall) -> Json:
    """A page of brands, normal (1) or pending (2): GET get_brand_list."""
    offset = call.fields.integer("offset")
    page_size = call.fields.integer("page_size")
    category_id = _leaf(call.fields.integer("category_id"))
    status = call.fields.integer("status")
    if not 1 <= page_size <= 100:
        raise bad("page size is invalid :  page size should below 100")
    known = list(BRANDS.items()) if status == 1 else []
    page = [
        {"brand_id": brand_id, "original_brand_name": name, "display_brand_name": name}
        for brand_id, name in known[offset : offset + page_size]
    ]
    return {
        "response": {
            "brand_list": page,
            "has_next_page": offset + page_size < len(known),
            "next_offset": offset + len(page),
            "is_mandatory": category_id in BRAND_REQUIRED,
            "input_type": "DROP_DOWN",
        }
    }


def item_limit(call: ReplicaCall) -> Json:
    """Limits as they are today; `gtin_limit` stands beside `response`: GET get_item_limit."""
    if call.fields.has("category_id"):
        _leaf(call.fields.integer("category_id"))
    return {
        "response": _limits(call.settings.item_count_limit),
        "gtin_limit": {"gtin_validation_rule": "Flexible"},
    }


def _limits(item_count: int) -> Json:
    ranges = {
        "price_limit": facts.PRICE,
        "stock_limit": facts.STOCK,
        "item_name_length_limit": facts.NAME_LENGTH,
        "item_description_length_limit": facts.DESCRIPTION_LENGTH,
        "item_image_count_limit": facts.IMAGE_COUNT,
        "tier_variation_name_length_limit": facts.TIER_NAME_LENGTH,
        "tier_variation_option_length_limit": facts.OPTION_LENGTH,
    }
    return {
        **{name: _range(limits) for name, limits in ranges.items()},
        "item_count_limit": {"max_limit": item_count},
        "wholesale_price_threshold_percentage": 0,
        # printed although an ordinary shop may not use extended descriptions
        "extended_description_limit": {
            "description_text_length_min": 20,
            "description_text_length_max": 3000,
            "description_image_num_min": 0,
            "description_image_num_max": 12,
        },
        "dts_limit": {
            "days_to_ship_limit": _range(facts.PRE_ORDER_DAYS),
            "non_pre_order_days_to_ship": facts.READY_STOCK_DAYS,
        },
        "weight_limit": {"weight_mandatory": True},
        "dimension_limit": {"dimension_mandatory": False},
        "size_chart_limit": {"size_chart_mandatory": False, "support_image_size_chart": False},
    }


def _range(limits: tuple[int, int]) -> Json:
    return {"min_limit": limits[0], "max_limit": limits[1]}


def _leaf(category_id: int) -> int:
    if category_id not in CATEGORIES:
        raise Refusal("product.error_invalid_category", "Invalid category.")
    if not is_leaf(category_id):
        raise bad("Invalid category. : should use leaf category")
    return category_id


ENDPOINTS = {
    "/api/v2/product/get_category": get(categories),
    "/api/v2/product/get_attribute_tree": get(attribute_tree),
    "/api/v2/product/get_brand_list": get(brands),
    "/api/v2/product/get_item_limit": get(item_limit),
}
