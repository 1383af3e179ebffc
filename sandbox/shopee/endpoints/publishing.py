"""A listing is born and rewritten: add_item, which is never idempotent, and update_item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.lagging import Lagging
from sandbox.shopee.endpoints.media import image_url
from sandbox.shopee.fields import Fields
from sandbox.shopee.market import post
from sandbox.shopee.refusal import Refusal, bad
from sandbox.shopee.rules.amounts import checked_price, checked_stock
from sandbox.shopee.rules.content import CONTENT_FIELDS, checked_content
from sandbox.shopee.shelf import Item, Model

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.market import Call


def add_item(call: Call) -> Json:
    """A new listing at every call, also at a repeated one: POST add_item."""
    for name in ("item_name", "description", "original_price", "image", "logistic_info"):
        call.fields.required(name)
    _check_room(call)
    content = checked_content(call.fields, call.market)
    if call.knobs.refuses_repeated_sku and call.shop.listing(content["item_sku"]):
        message = "A similar product has already been uploaded"
        raise Refusal("product.error_repeated_mtsku", message)
    item = _born(call, content)
    call.shop.items[item.item_id] = item
    return {"response": _echo(item)}


def _check_room(call: Call) -> None:
    if call.knobs.holiday_mode:
        raise Refusal("product.error_holiday_on_add_item", "Shop is under vocation mode.")
    items, most = call.shop.items, call.knobs.item_count_limit
    if len(items) >= most and sum(not item.deleted for item in items.values()) >= most:
        message = "Item published item count reaches limit."
        raise Refusal("product.error_reach_shop_item_limit", message)


def _born(call: Call, content: Json) -> Item:
    status = call.fields.text("item_status", "NORMAL")
    if status not in {"NORMAL", "UNLIST"}:
        raise bad("item_status should be NORMAL or UNLIST")
    now, knobs = call.now, call.knobs
    only = _without_variations(call, content)
    return Item(
        item_id=call.market.next_number("item"),
        content=content,
        status=Lagging(status, status, now),
        models=[only],
        create_time=now,
        update_time=now,
        review_until=now + knobs.review_s,
        locked_until=now + knobs.item_lock_s,
        sku_since=now,
    )


def _without_variations(call: Call, content: Json) -> Model:
    price = checked_price(call.fields)
    stock = checked_stock(call.fields) if call.fields.has("seller_stock") else 0
    sku: str = content["item_sku"]
    return Model(
        model_id=0,
        tier_index=[],
        sku=Lagging(sku, sku),
        price=Lagging(price, price, call.now),
        stock=Lagging(stock, 0, call.now),
        created_at=call.now,
    )


def update_item(call: Call) -> Json:
    """Merge fields, check the whole again: POST update_item."""
    item = call.writable_item()
    wish = {name: call.fields.get(name) for name in CONTENT_FIELDS if call.fields.has(name)}
    _check_promotion(item, wish)
    content = checked_content(Fields({**item.content, **wish}), call.market)
    if content["item_sku"] != item.sku:
        item.sku_since = call.now
    item.content = content
    _overwrite_models(item, wish)
    call.edited(item)
    return {"response": _echo(item)}


def _check_promotion(item: Item, wish: dict[str, Any]) -> None:
    locked = {"item_name": "name", "description": "description", "image": "image"}
    for name, word in locked.items():
        if item.promoted and name in wish and wish[name] != item.content[name]:
            message = f"{word.capitalize()} cannot be edited when item is under promotion."
            raise Refusal(f"product.error_cannt_edit_{word}_in_promotion", message)


def _overwrite_models(item: Item, wish: dict[str, Any]) -> None:
    """The item's parcel replaces every model's own."""
    for name in ("weight", "dimension"):
        if name in wish:
            for model in item.models:
                model.extras.pop(name, None)


def _echo(item: Item) -> Json:
    """The answer of add_item and update_item: price_info is an object here, an array elsewhere."""
    content, ids = item.content, item.content["image"]["image_id_list"]
    echo = {
        "item_id": item.item_id,
        "item_status": item.status.value,
        "images": {"image_id_list": ids, "image_url_list": [image_url(each) for each in ids]},
        "attributes": content["attribute_list"],
        **{name: content[name] for name in _ECHOED},
    }
    if item.has_models:
        return echo
    (only,) = item.models
    price = {"current_price": only.price.value, "original_price": only.price.value}
    return {**echo, "price_info": price, "seller_stock": [{"stock": only.stock.value}]}


_ECHOED = (
    "item_name", "description", "category_id", "weight", "dimension", "brand", "pre_order",
    "condition", "logistic_info",
)  # fmt: skip

ENDPOINTS = {
    "/api/v2/product/add_item": post(add_item),
    "/api/v2/product/update_item": post(update_item),
}
