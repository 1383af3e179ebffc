"""Name, text, pictures, parcel and the rest of what add_item and update_item may set."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sandbox.shopee import facts
from sandbox.shopee.refusal import Refusal, bad
from sandbox.shopee.rules.attributes import checked_attributes
from sandbox.shopee.rules.logistics import checked_channels
from sandbox.shopee.taxonomy.brands import BRANDS, NO_BRAND, NO_BRAND_WRITTEN
from sandbox.shopee.taxonomy.categories import BRAND_REQUIRED, CATEGORIES, RESTRICTED, is_leaf

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.fields import Fields
    from sandbox.shopee.market import Market


def checked_content(wish: Fields, market: Market) -> Json:
    """The whole content of an item, every field in place; raises the first refusal."""
    content = {name: rule(wish) for name, rule in _RULES.items()}
    content["image"] = _image(wish, market)
    content["attribute_list"] = checked_attributes(wish, content["category_id"])
    content["logistic_info"] = checked_channels(wish, content["weight"], content["dimension"])
    return content


CONTENT_FIELDS = (
    "item_name", "description", "description_type", "item_sku", "category_id", "weight",
    "dimension", "brand", "condition", "pre_order", "gtin_code", "image", "attribute_list",
    "logistic_info",
)  # fmt: skip


def _name(wish: Fields) -> str:
    name = wish.text("item_name").strip()
    least, most = facts.NAME_LENGTH
    if len(name) < least:
        raise Refusal("product.error_item_name_is_too_short", f"Item name is under {least}.")
    if len(name) > most:
        raise Refusal("product.error_title_exceeds_max_length", f"Item name is over {most}.")
    if any(unicodedata.category(letter) in {"Cc", "Co", "Cn"} for letter in name):
        message = "Item name contains forbidden characters."
        raise Refusal("product.error_title_character_forbidden", message)
    return name


def _description(wish: Fields) -> str:
    text = wish.text("description")
    least, most = facts.DESCRIPTION_LENGTH
    if len(text) < least:
        message = f"Description length should be at least {least}."
        raise Refusal("product.error_desc_length_min_limit", message)
    if len(text) > most:
        raise bad(f"Description length should be within {least}-{most}.")
    if sum(word.startswith("#") and len(word) > 1 for word in text.split()) > facts.HASHTAGS:
        message = f"Description has more than {facts.HASHTAGS} hashtags."
        raise Refusal("product.error_desc_hash_tag_over_limit", message)
    return text


def _description_type(wish: Fields) -> str:
    kind = wish.text("description_type", "normal")
    if kind != "normal":
        raise bad("description_type is invalid: the shop is not in the whitelist")
    return kind


def _sku(wish: Fields) -> str:
    return checked_sku(wish.text("item_sku", ""))


def checked_sku(sku: str) -> str:
    """A parent or model SKU of bearable length."""
    if len(sku) > facts.SKU_LENGTH:
        raise bad(f"sku length should be within {facts.SKU_LENGTH}")
    return sku


def _category(wish: Fields) -> int:
    category_id = wish.integer("category_id")
    if category_id not in CATEGORIES:
        raise Refusal("product.error_invalid_category", "Invalid category.")
    if not is_leaf(category_id):
        raise bad("Invalid category. : should use leaf category")
    if category_id in RESTRICTED:
        raise Refusal("product.error_category_is_block", "Category is restricted")
    return category_id


def _weight(wish: Fields) -> float:
    weight_kg = round(wish.number("weight"), 3)
    if weight_kg <= 0:
        raise bad("Weight should be larger than 0.")
    return weight_kg


def _dimension(wish: Fields) -> Json | None:
    return checked_dimension(wish) if wish.has("dimension") else None


def checked_dimension(wish: Fields) -> Json:
    """The parcel's sides in whole centimetres."""
    sides = wish.mapping("dimension")
    names = ("package_length", "package_width", "package_height")
    found = {name: sides.integer(name) for name in names}
    if min(found.values()) < 1:
        raise bad("Dimension should be larger than 0.")
    return found


def _brand(wish: Fields) -> Json:
    nothing = {"brand_id": NO_BRAND, "original_brand_name": NO_BRAND_WRITTEN}
    needed = wish.integer("category_id") in BRAND_REQUIRED
    brand_id = NO_BRAND if not wish.has("brand") else wish.mapping("brand").integer("brand_id")
    if brand_id == NO_BRAND and needed:
        raise Refusal("product.error_less_required_brand", "Brand is mandatory in this category.")
    if brand_id == NO_BRAND:
        return nothing
    if brand_id not in BRANDS:
        raise Refusal("product.error_invalid_brand", "Invalid brand.")
    return {"brand_id": brand_id, "original_brand_name": BRANDS[brand_id]}


def _condition(wish: Fields) -> str:
    condition = wish.text("condition", "NEW")
    if condition not in {"NEW", "USED"}:
        raise bad("condition should be NEW or USED")
    return condition


def _pre_order(wish: Fields) -> Json:
    if not wish.has("pre_order"):
        return {"is_pre_order": False, "days_to_ship": facts.READY_STOCK_DAYS}
    return checked_pre_order(wish)


def checked_pre_order(wish: Fields) -> Json:
    """Days to ship as ready stock or pre-order allow."""
    pre_order = wish.mapping("pre_order")
    waits = pre_order.required("is_pre_order") is True
    days = pre_order.integer("days_to_ship", 0 if waits else facts.READY_STOCK_DAYS)
    least, most = facts.PRE_ORDER_DAYS if waits else (facts.READY_STOCK_DAYS,) * 2
    if not least <= days <= most:
        raise bad(f"days_to_ship should be within {least}-{most}")
    return {"is_pre_order": waits, "days_to_ship": days}


def _gtin(wish: Fields) -> str:
    return checked_gtin(wish.text("gtin_code", ""))


def checked_gtin(gtin: str) -> str:
    """Empty, "00" (has none), or 8 to 14 digits with a right check digit."""
    if gtin in {"", "00"}:
        return gtin
    digits = [int(digit) for digit in gtin if digit.isascii() and digit.isdigit()]
    weights = (3 if place % 2 else 1 for place in range(len(digits)))
    total = sum(digit * weight for digit, weight in zip(reversed(digits), weights, strict=True))
    if len(digits) != len(gtin) or not 8 <= len(digits) <= 14 or total % 10:
        raise Refusal("product.error_param_validate", "This is not a valid GTIN.")
    return gtin


def _image(wish: Fields, market: Market) -> Json:
    image = wish.mapping("image")
    ids = image.required("image_id_list")
    if not isinstance(ids, list):
        raise image.wrong("image_id_list")
    least, most = facts.IMAGE_COUNT
    if len(ids) < least:
        raise Refusal("product.error_image_num_min", f"At least {least} image is needed.")
    if len(ids) > most:
        raise bad(f"Image count should be within {least}-{most}")
    for image_id in ids:
        checked_image(image_id, market)
    return {"image_id_list": ids, "image_ratio": image.text("image_ratio", "1:1")}


def checked_image(image_id: object, market: Market) -> str:
    """The id of a picture that was uploaded here."""
    if not isinstance(image_id, str) or image_id not in market.images:
        raise bad("Image not exist.")
    return image_id


_RULES: dict[str, Callable[[Fields], Any]] = {
    "category_id": _category,
    "item_name": _name,
    "description": _description,
    "description_type": _description_type,
    "item_sku": _sku,
    "weight": _weight,
    "dimension": _dimension,
    "brand": _brand,
    "condition": _condition,
    "pre_order": _pre_order,
    "gtin_code": _gtin,
}
