"""Reading listings back: lists, search, items and models, late and in Shopee's own odd shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

from sandbox.read_lag import LaggedValue
from sandbox.replica import Json
from sandbox.shopee import taxonomy
from sandbox.shopee.facts import CURRENCY, LIST_OFFSET, LOCATION
from sandbox.shopee.fields import bad
from sandbox.shopee.media import image_url
from sandbox.shopee.shop import Item, Model
from sandbox.shopee.state import ReplicaCall, get
from sandbox.shopee.taxonomy import NO_BRAND, NO_BRAND_READ, ReplicaAttribute
from sandbox.shopee.variations import tiers_echo

_STATUSES = frozenset({"NORMAL", "UNLIST", "BANNED", "REVIEWING", "SELLER_DELETE", "SHOPEE_DELETE"})


def item_list(call: ReplicaCall) -> Json:
    """Ids by status and time, 100 a page: GET get_item_list."""
    offset, page_size = call.fields.integer("offset"), _page_size(call)
    if offset > LIST_OFFSET:
        raise bad("get items offset over limit, please use the next field", "error_param")
    found = list(_listed(call))
    page = found[offset : offset + page_size]
    response: Json = {
        "total_count": len(found),
        "has_next_page": offset + page_size < len(found),
        "next_offset": offset + len(page) if offset + page_size < len(found) else 0,
    }
    if page:  # an empty page has no `item` at all
        response["item"] = [_row(item, call) for item in page]
    return {"response": response}


def _row(item: Item, call: ReplicaCall) -> Json:
    return {
        "item_id": item.item_id,
        "item_status": call.market.shown_status(item),
        "update_time": int(item.update_time),
        "tag": {"kit": item.is_one_of(call.settings.kits)},
    }


def _listed(call: ReplicaCall) -> Iterator[Item]:
    wanted = frozenset(call.query.words("item_status"))
    if not wanted <= _STATUSES:
        raise bad("item_status is invalid")
    since = call.fields.integer("update_time_from", 0)
    until = call.fields.integer("update_time_to", 2**40)
    for item in call.shop.items.values():
        moved_at = int(item.update_time)
        if since <= moved_at <= until and call.market.shown_status(item) in wanted:
            yield item


def _page_size(call: ReplicaCall) -> int:
    page_size = call.fields.integer("page_size")
    if not 1 <= page_size <= 100:
        raise bad("page size is invalid :  page size should below 100")
    return page_size


def search_item(call: ReplicaCall) -> Json:
    """Ids by name or SKU, from a late index: GET search_item."""
    page_size = _page_size(call)
    if not any(call.fields.has(name) for name in ("item_name", "item_sku", "attribute_status")):
        raise bad("request must set one of [item_name,attribute_status]", "error_param")
    cursor = call.fields.text("offset", "")
    offset = int(cursor) if cursor.isdigit() else 0
    fits = _search(call)
    found = [item.item_id for item in call.shop.items.values() if fits(item)]
    page = found[offset : offset + page_size]
    more = offset + page_size < len(found)
    return {
        "response": {
            "item_id_list": page,
            "total_count": len(found),
            "next_offset": str(offset + page_size) if more else "",
        }
    }


def _search(call: ReplicaCall) -> Callable[[Item], bool]:
    """Whether an item is found; the index knows it only some time after it got its SKU."""
    known_until = call.now - call.settings.search_lag_s
    name, sku = call.fields.text("item_name", "").lower(), call.fields.text("item_sku", "")
    exact = call.settings.search_match == "exact"
    statuses = call.query.words("item_status") if call.fields.has("item_status") else ()

    def fits(item: Item) -> bool:
        sku_fits = item.sku == sku if exact and sku else item.sku.startswith(sku)
        if not sku_fits or item.deleted or item.sku_since > known_until:
            return False
        status_fits = not statuses or call.market.shown_status(item) in statuses
        return status_fits and name in item.content["item_name"].lower()

    return fits


def items_base_info(call: ReplicaCall) -> Json:
    """Up to 50 items: GET get_item_base_info."""
    found = [base_info(item, call) for item in _asked(call)]
    return {"response": {"item_list": found}}


def _asked(call: ReplicaCall) -> list[Item]:
    """The items of this shop among those asked for; others are silently missing."""
    ids = call.query.integers("item_id_list")
    if len(ids) > 50:
        raise bad("Request items over limit, should be less than 50", "error_param")
    return [call.shop.items[item_id] for item_id in ids if item_id in call.shop.items]


def model_list(call: ReplicaCall) -> Json:
    """Tiers and models of one item: GET get_model_list."""
    item = call.item()
    models = [model_view(model, item, call) for model in item.models] if item.has_models else []
    return {"response": {**tiers_echo(item), "model": models}}


def violations(call: ReplicaCall) -> Json:
    """Why items were banned: GET get_item_violation_info."""
    return {"response": {"item_list": [_violation(item) for item in _asked(call)]}}


def _violation(item: Item) -> Json:
    detail = {
        "violation_type": "Prohibited",
        "violation_reason": "Sản phẩm vi phạm chính sách",
        "suggestion": "Chỉnh sửa rồi gửi duyệt lại",
        "fix_deadline_time": 0,
    }
    banned = item.status.value == "BANNED"
    return {
        "item_id": item.item_id,
        "item_status": item.status.value,
        "item_status_details": [detail] if banned else [],
        "deboost_details": [],
    }


T = TypeVar("T")


def base_info(item: Item, call: ReplicaCall) -> Json:
    """One row of get_item_base_info; price and stock are absent when the item has models."""
    content = item.content
    view = {
        "item_id": item.item_id,
        "category_id": content["category_id"],
        "item_name": content["item_name"],
        "description": content["description"],
        "item_sku": content["item_sku"],
        "create_time": int(item.create_time),
        "update_time": int(item.update_time),
        "item_status": call.market.shown_status(item),
        "attribute_list": _attributes(content),
        "image": _images(content["image"], call),
        "weight": f"{content['weight']:g}",  # text on read, number on write
        "dimension": content["dimension"] or _NO_DIMENSION,
        "logistic_info": [
            {**entry, "estimated_shipping_fee": 0} for entry in content["logistic_info"]
        ],
        "pre_order": content["pre_order"],
        "condition": content["condition"],
        "size_chart": "",
        "deboost": "FALSE",
        "has_model": item.has_models,
        "has_promotion": True,  # unreliable on the platform, too
        "brand": _brand(content["brand"]),
        "gtin_code": content["gtin_code"],
        "description_type": content["description_type"],
        "tag": {"kit": item.is_one_of(call.settings.kits)},
    }
    return view if item.has_models else {**view, **_price_and_stock(item.models[0], call)}


_NO_DIMENSION = {"package_length": 0, "package_width": 0, "package_height": 0}


def _price_and_stock(model: Model, call: ReplicaCall) -> Json:
    return {"price_info": _price(model, call), "stock_info_v2": _stock(model, call)}


def model_view(model: Model, item: Item, call: ReplicaCall) -> Json:
    """One row of get_model_list; a model younger than the lag has no tier_index yet."""
    fresh = call.now < model.created_at + call.settings.readback_lag_s
    extras = dict(model.extras)
    weight_kg = extras.pop("weight", item.content["weight"])
    return {
        "model_id": model.model_id,
        "tier_index": [] if fresh else model.tier_index,
        "model_sku": _seen(model.sku, call),
        "model_name": ",".join(item.options_of(model)),
        "model_status": "MODEL_NORMAL",
        "promotion_id": 649_305_216_139_969 if model.price_locked else 0,
        "has_promotion": model.price_locked,
        "price_info": _price(model, call),
        "stock_info_v2": _stock(model, call),
        "pre_order": item.content["pre_order"],
        "weight": f"{weight_kg:g}",
        "dimension": item.content["dimension"] or _NO_DIMENSION,
        "gtin_code": "",
        "is_fulfillment_by_shopee": False,
        **extras,
    }


def _price(model: Model, call: ReplicaCall) -> list[Json]:
    price = _seen(model.price, call)
    return [{"currency": CURRENCY, "original_price": price, "current_price": price}]


def _stock(model: Model, call: ReplicaCall) -> Json:
    stock = _seen(model.stock, call)
    fresh = call.now < model.created_at + call.settings.readback_lag_s
    place = {"location_id": "" if fresh else LOCATION, "stock": stock, "if_saleable": True}
    available = max(stock - model.reserved, 0)
    return {
        "summary_info": {
            "total_reserved_stock": model.reserved,
            "total_available_stock": available,
        },
        "seller_stock": [place],
        "shopee_stock": [],
        "advance_stock": {"sellable_advance_stock": 0, "in_transit_advance_stock": 0},
    }


def _seen(value: LaggedValue[T], call: ReplicaCall) -> T:
    return value.read(call.now, call.settings.readback_lag_s)


def _images(image: Json, call: ReplicaCall) -> Json:
    ids = image["image_id_list"]
    if call.settings.rehosts_images:
        ids = [_rehosted(image_id, call) for image_id in ids]
    return {**image, "image_id_list": ids, "image_url_list": [image_url(each) for each in ids]}


def _rehosted(image_id: str, call: ReplicaCall) -> str:
    """The same picture under another id, which is good for writing, too."""
    other = image_id.replace("-7ras8-", "-7rasb-")
    call.market.images[other] = call.market.images[image_id]
    call.market.pictures.also(image_url(image_id), image_url(other))
    return other


def _brand(brand: Json) -> Json:
    if brand["brand_id"] != NO_BRAND:
        return brand
    return {"brand_id": NO_BRAND, "original_brand_name": NO_BRAND_READ}


def _attributes(content: Json) -> list[Json]:
    category_id: int = content["category_id"]
    known = taxonomy.by_id(category_id)
    return [
        _attribute(known[entry["attribute_id"]], entry, category_id)
        for entry in content["attribute_list"]
    ]


def _attribute(attribute: ReplicaAttribute, entry: Json, category_id: int) -> Json:
    values = entry["attribute_value_list"]
    if attribute.validation == taxonomy.DATE:
        values = [{**value, "original_value_name": _day(attribute, value)} for value in values]
    return {
        "attribute_id": attribute.attribute_id,
        "original_attribute_name": attribute.vi,
        "is_mandatory": taxonomy.is_mandatory(attribute, category_id),
        "attribute_value_list": values,
    }


def _day(attribute: ReplicaAttribute, value: Json) -> str:
    """Written as seconds, read as a day or a month."""
    moment = datetime.fromtimestamp(int(value["original_value_name"]), UTC)
    return moment.strftime("%d/%m/%Y" if attribute.date_format == taxonomy.DAY else "%m/%Y")


ENDPOINTS = {
    "/api/v2/product/get_item_list": get(item_list),
    "/api/v2/product/search_item": get(search_item),
    "/api/v2/product/get_item_base_info": get(items_base_info),
    "/api/v2/product/get_model_list": get(model_list),
    "/api/v2/product/get_item_violation_info": get(violations),
}
