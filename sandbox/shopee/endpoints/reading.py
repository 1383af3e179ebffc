"""Reading listings back: lists, search, base info and models, each as late as the lag says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.shopee.endpoints.item_view import base_info, model_view
from sandbox.shopee.endpoints.models import tiers_echo
from sandbox.shopee.facts import LIST_OFFSET
from sandbox.shopee.market import get
from sandbox.shopee.refusal import bad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.replica import Json
    from sandbox.shopee.market import Call
    from sandbox.shopee.shelf import Item

_STATUSES = frozenset({"NORMAL", "UNLIST", "BANNED", "REVIEWING", "SELLER_DELETE", "SHOPEE_DELETE"})


def item_list(call: Call) -> Json:
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


def _row(item: Item, call: Call) -> Json:
    return {
        "item_id": item.item_id,
        "item_status": call.market.shown_status(item),
        "update_time": int(item.update_time),
        "tag": {"kit": False},
    }


def _listed(call: Call) -> Iterator[Item]:
    wanted = frozenset(call.query.words("item_status"))
    if not wanted <= _STATUSES:
        raise bad("item_status is invalid")
    since = call.fields.integer("update_time_from", 0)
    until = call.fields.integer("update_time_to", 2**40)
    for item in call.shop.items.values():
        moved_at = int(item.update_time)
        if since <= moved_at <= until and call.market.shown_status(item) in wanted:
            yield item


def _page_size(call: Call) -> int:
    page_size = call.fields.integer("page_size")
    if not 1 <= page_size <= 100:
        raise bad("page size is invalid :  page size should below 100")
    return page_size


def search_item(call: Call) -> Json:
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


def _search(call: Call) -> Callable[[Item], bool]:
    """Whether an item is found; the index knows it only some time after it got its SKU."""
    known_until = call.now - call.knobs.search_lag_s
    name, sku = call.fields.text("item_name", "").lower(), call.fields.text("item_sku", "")
    exact = call.knobs.search_match == "exact"
    statuses = call.query.words("item_status") if call.fields.has("item_status") else ()

    def fits(item: Item) -> bool:
        sku_fits = item.sku == sku if exact and sku else item.sku.startswith(sku)
        if not sku_fits or item.deleted or item.sku_since > known_until:
            return False
        status_fits = not statuses or call.market.shown_status(item) in statuses
        return status_fits and name in item.content["item_name"].lower()

    return fits


def items_base_info(call: Call) -> Json:
    """Up to 50 items: GET get_item_base_info."""
    found = [base_info(item, call) for item in _asked(call)]
    return {"response": {"item_list": found}}


def _asked(call: Call) -> list[Item]:
    """The items of this shop among those asked for; others are silently missing."""
    ids = call.query.integers("item_id_list")
    if len(ids) > 50:
        raise bad("Request items over limit, should be less than 50", "error_param")
    return [call.shop.items[item_id] for item_id in ids if item_id in call.shop.items]


def model_list(call: Call) -> Json:
    """Tiers and models of one item: GET get_model_list."""
    item = call.item()
    models = [model_view(model, item, call) for model in item.models] if item.has_models else []
    return {"response": {**tiers_echo(item), "model": models}}


def promotions(call: Call) -> Json:
    """Running promotions of up to 50 items: GET get_item_promotion."""
    return {
        "response": {
            "success_list": [
                {"item_id": item.item_id, "promotion": _promotions(item)} for item in _asked(call)
            ],
            "failure_list": [],
        }
    }


def _promotions(item: Item) -> list[Json]:
    return [
        {
            "promotion_type": "Discount Promotions",
            "promotion_id": 649_305_216_139_969,
            "model_id": model.model_id,
            "promotion_staging": "ongoing",
            "promotion_price_info": [{"promotion_price": model.price.value}],
        }
        for model in item.models
        if model.price_locked
    ]


def violations(call: Call) -> Json:
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


ENDPOINTS = {
    "/api/v2/product/get_item_list": get(item_list),
    "/api/v2/product/search_item": get(search_item),
    "/api/v2/product/get_item_base_info": get(items_base_info),
    "/api/v2/product/get_model_list": get(model_list),
    "/api/v2/product/get_item_promotion": get(promotions),
    "/api/v2/product/get_item_violation_info": get(violations),
}
