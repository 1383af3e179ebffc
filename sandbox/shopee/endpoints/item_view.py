"""How an item and its models look to a reader: late, and with Shopee's own odd shapes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from sandbox.shopee.endpoints.media import image_url
from sandbox.shopee.facts import CURRENCY, LOCATION
from sandbox.shopee.taxonomy import attributes as kinds
from sandbox.shopee.taxonomy.brands import NO_BRAND, NO_BRAND_READ

if TYPE_CHECKING:
    from sandbox.lagging import Lagging
    from sandbox.replica import Json
    from sandbox.shopee.market import Call
    from sandbox.shopee.shelf import Item, Model
    from sandbox.shopee.taxonomy.attributes import Attribute

T = TypeVar("T")


def base_info(item: Item, call: Call) -> Json:
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
        "tag": {"kit": False},
    }
    return view if item.has_models else {**view, **_price_and_stock(item.models[0], call)}


_NO_DIMENSION = {"package_length": 0, "package_width": 0, "package_height": 0}


def _price_and_stock(model: Model, call: Call) -> Json:
    return {"price_info": _price(model, call), "stock_info_v2": _stock(model, call)}


def model_view(model: Model, item: Item, call: Call) -> Json:
    """One row of get_model_list; a model younger than the lag has no tier_index yet."""
    fresh = call.now < model.created_at + call.knobs.readback_lag_s
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


def _price(model: Model, call: Call) -> list[Json]:
    price = _seen(model.price, call)
    return [{"currency": CURRENCY, "original_price": price, "current_price": price}]


def _stock(model: Model, call: Call) -> Json:
    stock = _seen(model.stock, call)
    fresh = call.now < model.created_at + call.knobs.readback_lag_s
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


def _seen(value: Lagging[T], call: Call) -> T:
    return value.read(call.now, call.knobs.readback_lag_s)


def _images(image: Json, call: Call) -> Json:
    ids = image["image_id_list"]
    if call.knobs.rehosts_images:
        ids = [_rehosted(image_id, call) for image_id in ids]
    return {**image, "image_id_list": ids, "image_url_list": [image_url(each) for each in ids]}


def _rehosted(image_id: str, call: Call) -> str:
    """The same picture under another id, which is good for writing, too."""
    other = image_id.replace("-7ras8-", "-7rasb-")
    call.market.images[other] = call.market.images[image_id]
    return other


def _brand(brand: Json) -> Json:
    if brand["brand_id"] != NO_BRAND:
        return brand
    return {"brand_id": NO_BRAND, "original_brand_name": NO_BRAND_READ}


def _attributes(content: Json) -> list[Json]:
    category_id: int = content["category_id"]
    known = kinds.by_id(category_id)
    return [
        _attribute(known[entry["attribute_id"]], entry, category_id)
        for entry in content["attribute_list"]
    ]


def _attribute(attribute: Attribute, entry: Json, category_id: int) -> Json:
    values = entry["attribute_value_list"]
    if attribute.validation == kinds.DATE:
        values = [{**value, "original_value_name": _day(attribute, value)} for value in values]
    return {
        "attribute_id": attribute.attribute_id,
        "original_attribute_name": attribute.vi,
        "is_mandatory": kinds.is_mandatory(attribute, category_id),
        "attribute_value_list": values,
    }


def _day(attribute: Attribute, value: Json) -> str:
    """Written as seconds, read as a day or a month."""
    moment = datetime.fromtimestamp(int(value["original_value_name"]), UTC)
    return moment.strftime("%d/%m/%Y" if attribute.date_format == kinds.DAY else "%m/%Y")
