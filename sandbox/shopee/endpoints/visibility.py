"""Shown, hidden, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.shopee.market import post
from sandbox.shopee.refusal import Refusal

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.fields import Fields
    from sandbox.shopee.market import Call
    from sandbox.shopee.shelf import Item

_REVIEWED_OR_BANNED = "Cannot delist reviewing or banned item"


def unlist_item(call: Call) -> Json:
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


def _show(call: Call, item: Item, status: str) -> None:
    if item.status.value != status:
        item.status.write(status, call.now, call.knobs.readback_lag_s)
    item.update_time = call.now


def _flag(wish: Fields) -> bool:
    unlist = wish.required("unlist")
    if not isinstance(unlist, bool):
        raise wish.wrong("unlist")
    return unlist


def _reason(call: Call, item_id: int, position: int) -> str:
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


def delete_item(call: Call) -> Json:
    """For good: POST delete_item."""
    item = call.item()
    if item.deleted:
        raise Refusal("product.error_item_not_found", "Product not found")
    if call.knobs.holiday_mode:
        raise Refusal("product.error_holiday_on_del_item", "Shop is under vocation mode.")
    if item.promoted:
        message = "Item cannot be deleted when item is under promotion."
        raise Refusal("product.error_cannt_delete_in_promotion", message)
    item.status.settle("SELLER_DELETE")
    item.update_time = call.now
    return {"response": {}}


ENDPOINTS = {
    "/api/v2/product/unlist_item": post(unlist_item),
    "/api/v2/product/delete_item": post(delete_item),
}
