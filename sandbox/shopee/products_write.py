"""A listing is born, rewritten, shown and hidden."""

from __future__ import annotations

from typing import Any

from sandbox.read_lag import LaggedValue
from sandbox.replica import Json
from sandbox.shopee.fields import Fields, Refusal, bad
from sandbox.shopee.listing_rules import CONTENT_FIELDS, checked_content
from sandbox.shopee.media import image_url
from sandbox.shopee.price_and_stock import checked_price, checked_stock
from sandbox.shopee.shop import Item, Model
from sandbox.shopee.state import ReplicaCall, post


def add_item(call: ReplicaCall) -> Json:
    """A new listing at every call, also at a repeated one: POST add_item."""
    for name in ("item_name", "description", "original_price", "image", "logistic_info"):
        call.fields.required(name)
    _check_room(call)
    content = checked_content(call.fields, call.market)
    if call.settings.refuses_repeated_sku and call.shop.listing(content["item_sku"]):
        message = "A similar product has already been uploaded"
        raise Refusal("product.error_repeated_mtsku", message)
    item = _born(call, content)
    call.shop.items[item.item_id] = item
    call.market.keep_images(content["image"]["image_id_list"])
    return {"response": _echo(item)}


def _check_room(call: ReplicaCall) -> None:
    if call.settings.holiday_mode:
        raise Refusal("product.error_holiday_on_add_item", "Shop is under vocation mode.")
    items, most = call.shop.items, call.settings.item_count_limit
    if len(items) >= most and sum(not item.deleted for item in items.values()) >= most:
        message = "Item published item count reaches limit."
        raise Refusal("product.error_reach_shop_item_limit", message)


def _born(call: ReplicaCall, content: Json) -> Item:
    status = call.fields.text("item_status", "NORMAL")
    if status not in {"NORMAL", "UNLIST"}:
        raise bad("item_status should be NORMAL or UNLIST")
    now, settings = call.now, call.settings
    only = _without_variations(call, content)
    return Item(
        item_id=call.market.next_number("item"),
        content=content,
        status=LaggedValue(status, status, now),
        models=[only],
        create_time=now,
        update_time=now,
        review_until=now + settings.review_s,
        locked_until=now + settings.item_lock_s,
        sku_since=now,
    )


def _without_variations(call: ReplicaCall, content: Json) -> Model:
    price = checked_price(call.fields)
    stock = checked_stock(call.fields) if call.fields.has("seller_stock") else 0
    sku: str = content["item_sku"]
    return Model(
        model_id=0,
        tier_index=[],
        sku=LaggedValue(sku, sku),
        price=LaggedValue(price, price, call.now),
        stock=LaggedValue(stock, 0, call.now),
        created_at=call.now,
    )


def update_item(call: ReplicaCall) -> Json:
    """Merge fields, check the whole again: POST update_item."""
    item = call.writable_item()
    wish = {name: call.fields.get(name) for name in CONTENT_FIELDS if call.fields.has(name)}
    _check_promotion(item, wish)
    content = checked_content(Fields({**item.content, **wish}), call.market)
    if content["item_sku"] != item.sku:
        item.sku_since = call.now
    item.content = content
    call.market.keep_images(content["image"]["image_id_list"])
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


_REVIEWED_OR_BANNED = "Cannot delist reviewing or banned item"


def unlist_item(call: ReplicaCall) -> Json:
    """Hide or show up to 50 items: POST unlist_item."""
    entries = [
        (each.integer("item_id"), _flag(each)) for each in call.fields.objects("item_list", 50)
    ]
    failed = {
        item_id: reason
        for position, (item_id, _) in enumerate(entries)
        if (reason := _reason(call, item_id, position))
    }
    taken = [(item_id, unlist) for item_id, unlist in entries if item_id not in failed]
    lists = {
        "success_list": [{"item_id": item_id, "unlist": unlist} for item_id, unlist in taken],
        "failure_list": [{"item_id": each, "failed_reason": why} for each, why in failed.items()],
    }
    if not taken:
        raise _none_taken(failed, lists)
    for item_id, unlist in taken:
        _show(call, call.shop.items[item_id], "UNLIST" if unlist else "NORMAL")
    return {"response": lists}


def _show(call: ReplicaCall, item: Item, status: str) -> None:
    if item.status.value != status:
        item.status.write(status, call.now, call.settings.readback_lag_s)
    item.update_time = call.now


def _flag(wish: Fields) -> bool:
    unlist = wish.required("unlist")
    if not isinstance(unlist, bool):
        raise wish.wrong("unlist")
    return unlist


def _reason(call: ReplicaCall, item_id: int, position: int) -> str:
    """Why this item cannot be shown or hidden; empty when it can."""
    item = call.shop.items.get(item_id)
    if item is None:
        return "Item_id is not found."
    if item.deleted:
        return "Product status is abnormal"
    if item.promoted:
        return "Can't unlist item when item is under promotion"
    if item.status.value == "BANNED" or call.market.shown_status(item) == "REVIEWING":
        return _REVIEWED_OR_BANNED
    if call.now < item.locked_until:
        return "get update lock failed"
    return "Something wrong. Please try later." if call.fails(position) else ""


def _none_taken(failed: dict[int, str], lists: Json) -> Refusal:
    if set(failed.values()) == {_REVIEWED_OR_BANNED}:
        error = "product.error_busi_cannot_delist_reviewing_or_banned_item"
        return Refusal(error, _REVIEWED_OR_BANNED, response=lists)
    message = "All items failed to be unlisted."
    return Refusal("product.error_unlist_item_all_failed", message, response=lists)


ENDPOINTS = {
    "/api/v2/product/add_item": post(add_item),
    "/api/v2/product/update_item": post(update_item),
    "/api/v2/product/unlist_item": post(unlist_item),
}
