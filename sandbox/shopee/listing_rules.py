"""What Shopee accepts in a listing, checked again as a whole at every edit."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from sandbox.replica import Json
from sandbox.shopee import facts, taxonomy
from sandbox.shopee.fields import Fields, Refusal, bad, busy
from sandbox.shopee.state import MarketplaceState
from sandbox.shopee.taxonomy import (
    BRAND_REQUIRED,
    BRANDS,
    CATEGORIES,
    CHANNELS,
    NO_BRAND,
    NO_BRAND_WRITTEN,
    RESTRICTED,
    SIZES,
    ReplicaAttribute,
    ReplicaChannel,
    ReplicaValue,
    is_leaf,
)


def checked_content(wish: Fields, market: MarketplaceState) -> Json:
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


def _image(wish: Fields, market: MarketplaceState) -> Json:
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


def checked_image(image_id: object, market: MarketplaceState) -> str:
    """The id of a picture that was uploaded here."""
    if not isinstance(image_id, str) or not market.has_image(image_id):
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


_INVALID = "product.error_invalid_attribute"


def checked_attributes(wish: Fields, category_id: int) -> list[Json]:
    """The attribute_list as it will be kept; raises the first refusal."""
    given = wish.any_objects("attribute_list") if wish.has("attribute_list") else []
    known = taxonomy.attributes_of(category_id)
    every = taxonomy.by_id(category_id)
    chosen: dict[int, list[Json]] = {}
    for entry in given:
        attribute = every.get(entry.integer("attribute_id"))
        if attribute is None:
            message = f"Attribute {entry.integer('attribute_id')} is not of this category."
            raise Refusal("product.error_invalid_category_attribute", message)
        chosen[attribute.attribute_id] = _values(entry, attribute)
    for asked in _asked(known, chosen):
        _check_present(asked, category_id, chosen)
    return [{"attribute_id": key, "attribute_value_list": each} for key, each in chosen.items()]


def _asked(
    attributes: tuple[ReplicaAttribute, ...], chosen: dict[int, list[Json]]
) -> list[ReplicaAttribute]:
    """The attributes on the form: top-level ones and the children of choices made."""
    found: list[ReplicaAttribute] = []
    for attribute in attributes:
        found.append(attribute)
        ids = {value["value_id"] for value in chosen.get(attribute.attribute_id, ())}
        for choice in attribute.choices:
            if choice.value_id in ids:
                found += _asked(choice.children, chosen)
    return found


def _check_present(
    attribute: ReplicaAttribute, category_id: int, chosen: dict[int, list[Json]]
) -> None:
    if taxonomy.is_mandatory(attribute, category_id) and not chosen.get(attribute.attribute_id):
        raise Refusal(
            "product.error_less_required_attribute",
            f"Mandatory attribute information required: {attribute.vi} ({attribute.attribute_id}).",
        )


def _values(entry: Fields, attribute: ReplicaAttribute) -> list[Json]:
    given = entry.any_objects("attribute_value_list")
    most = 1 if attribute.input_type in taxonomy.SINGLE_CHOICE else attribute.most
    if len(given) > most:
        raise Refusal(_INVALID, f"{attribute.vi} takes at most {most} values.")
    return [_value(value, attribute) for value in given]


def _value(value: Fields, attribute: ReplicaAttribute) -> Json:
    value_id = value.integer("value_id")
    if value_id:
        choice = _choice(value_id, attribute)
        return {"value_id": value_id, "original_value_name": choice.vi, "value_unit": ""}
    if attribute.input_type in taxonomy.PREDEFINED_ONLY:
        raise Refusal(_INVALID, f"{attribute.vi} takes predefined values only.")
    name = value.text("original_value_name", "")
    if not name:
        raise Refusal("product.error_value_name_required", f"{attribute.vi} needs a value name.")
    _check_form(name, attribute)
    unit = _unit(value, attribute)
    return {"value_id": 0, "original_value_name": name, "value_unit": unit}


def _choice(value_id: int, attribute: ReplicaAttribute) -> ReplicaValue:
    if attribute.input_type == taxonomy.FREE_TEXT:
        message = f"{attribute.vi} is free text: value_id must equal zero."
        raise Refusal("product.error_value_id_must_equal_zero", message)
    for choice in attribute.choices:
        if choice.value_id == value_id:
            return choice
    raise Refusal(_INVALID, f"{attribute.vi} has no value {value_id}.")


def _unit(value: Fields, attribute: ReplicaAttribute) -> str:
    unit = value.text("value_unit", "")
    if attribute.units and unit not in attribute.units:
        raise Refusal(_INVALID, f"{attribute.vi} needs a unit: {', '.join(attribute.units)}.")
    return unit if attribute.units else ""


def _check_form(name: str, attribute: ReplicaAttribute) -> None:
    try:
        if attribute.validation in {taxonomy.INT, taxonomy.DATE}:  # a date is Unix seconds as text
            int(name)
        elif attribute.validation == taxonomy.FLOAT:
            float(name)
    except ValueError as error:
        raise Refusal(_INVALID, f"{attribute.vi} cannot be {name!r}.") from error


def checked_channels(wish: Fields, weight_kg: float, dimension: Json | None) -> list[Json]:
    """The logistic_info as it will be kept; at least one channel must be on."""
    entries = [_entry(each, weight_kg, dimension) for each in wish.objects("logistic_info")]
    if not any(entry["enabled"] for entry in entries):
        raise _invalid("At least one logistic channel should be enabled.")
    return entries


def _entry(each: Fields, weight_kg: float, dimension: Json | None) -> Json:
    channel = CHANNELS.get(each.integer("logistic_id"))
    if channel is None or not channel.usable:
        raise _invalid(f"Logistic channel {each.integer('logistic_id')} cannot be used.")
    enabled = each.required("enabled") is True
    if channel.forced and not enabled:
        raise busy(
            f"channel {channel.channel_id}: rule 1326 logistics.channel.force_enable_forbid_disable"
        )
    if enabled:
        _check_fee(each, channel)
        _check_size(channel, weight_kg, dimension)
    fee = {"shipping_fee": each.get("shipping_fee") or 0, "size_id": each.get("size_id") or 0}
    return {
        "logistic_id": channel.channel_id,
        "logistic_name": channel.name,
        "enabled": enabled,
        "is_free": each.get("is_free") is True,
        **fee,
    }


def _check_fee(each: Fields, channel: ReplicaChannel) -> None:
    if channel.fee_type == "SIZE_SELECTION" and each.get("size_id") not in SIZES:
        raise _invalid(f"size_id is needed for channel {channel.channel_id}.")
    if channel.fee_type == "CUSTOM_PRICE" and not each.has("shipping_fee"):
        raise _invalid(f"shipping_fee is needed for channel {channel.channel_id}.")


def _check_size(channel: ReplicaChannel, weight_kg: float, dimension: Json | None) -> None:
    if weight_kg > channel.most_kg:
        raise _invalid(f"Weight is over the limit of channel {channel.channel_id}.")
    if dimension is None:
        return
    longest = max(dimension["package_length"], dimension["package_width"])
    if dimension["package_height"] > channel.highest_cm or longest > channel.longest_cm:
        raise _invalid(f"Dimension is over the limit of channel {channel.channel_id}.")


def _invalid(message: str) -> Refusal:
    return Refusal("product.error_invalid_logistic_info", message)
