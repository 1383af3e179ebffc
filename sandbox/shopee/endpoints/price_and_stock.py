"""New prices and stock for the models of one item, each entry judged by itself.

| what happens              | error                                    | lists |
|---------------------------|------------------------------------------|-------|
| all entries taken         | ""                                       | both  |
| some refused              | "" and they are in failure_list          | both  |
| all refused               | error_update_price_fail, ..stock_failed  | both  |
| all refused, price locked | error_cannt_edit_price_in_promotion      | both  |
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sandbox.shopee.market import post
from sandbox.shopee.refusal import Refusal, bad
from sandbox.shopee.rules.amounts import (
    is_price,
    is_stock,
    stock_range,
    too_far_apart,
    whole_price,
    written_stock,
)

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.fields import Fields
    from sandbox.shopee.market import Call
    from sandbox.shopee.shelf import Item, Model

UNKNOWN_MODEL = "model ID not exist in sku"
LOCKED = "Original_price cannot be edited when item is under promotion."
TRY_LATER = "Update failed, please try later."

_Wish = tuple[int, int]  # model_id and the new price or stock
_Judge = Callable[["Model", int], str]  # the reason to refuse, or nothing


def update_price(call: Call) -> Json:
    """Set original prices in dong: POST update_price."""
    item = call.writable_item()
    wishes = [
        (each.integer("model_id", 0), whole_price(each)) for each in _entries(call, "price_list")
    ]
    _check_addressed(item, wishes, "product.error_edit_item_price_for_item_has_model")
    for model_id, price in wishes:
        if not is_price(price):
            message = f"Price should be within 1000-120000000 for model {model_id}"
            raise Refusal("product.error_price_out_of_range", message)
    _check_spread(call, item, wishes)
    failed = _failures(call, item, wishes, lambda model, _: LOCKED if model.price_locked else "")
    lists = _lists(wishes, failed, _priced)
    if len(failed) == len(wishes):
        raise _no_price_taken(failed, lists)
    for model, price in _taken(item, wishes, failed):
        model.price.write(price, call.now, call.knobs.readback_lag_s)
    _maybe_bump(call, item)
    return {"response": lists}


def _no_price_taken(failed: dict[int, str], lists: Json) -> Refusal:
    if set(failed.values()) == {LOCKED}:
        return Refusal("product.error_cannt_edit_price_in_promotion", LOCKED, response=lists)
    message = "Update price failed, please try later."
    return Refusal("product.error_update_price_fail", message, response=lists)


def _check_spread(call: Call, item: Item, wishes: list[_Wish]) -> None:
    prices = {model.model_id: model.price.value for model in item.models}
    prices |= {model_id: price for model_id, price in wishes if model_id in prices}
    if too_far_apart(prices.values(), call.knobs.price_ratio):
        reason = "The price ratio between models is over the limit."
        lists = _lists(wishes, dict.fromkeys(dict(wishes), reason), _priced)
        message = "Update price failed, please try later."
        raise Refusal("product.error_update_price_fail", message, response=lists)


def update_stock(call: Call) -> Json:
    """Set seller stock, absolute, not below the reserve: POST update_stock."""
    item = call.writable_item()
    if call.knobs.holiday_mode:
        message = "Cannot change stock in holiday mode."
        raise Refusal("product.error_holiday_mode_change_stock", message)
    wishes = [
        (each.integer("model_id", 0), written_stock(each)) for each in _entries(call, "stock_list")
    ]
    _check_addressed(item, wishes, "product.error_edit_item_stock_for_item_has_model")
    failed = _failures(call, item, wishes, _stock_reason)
    lists = _lists(wishes, failed, _stocked)
    if len(failed) == len(wishes):
        message = "Update stock failed, please check failure_list for detailed reason"
        error = "product.error_busi_update_stock_failed"
        raise Refusal(error, message, response=lists)
    for model, stock in _taken(item, wishes, failed):
        model.stock.write(stock, call.now, call.knobs.readback_lag_s)
    _maybe_bump(call, item)
    return {"response": lists}


def _stock_reason(model: Model, stock: int) -> str:
    if not is_stock(stock):
        return stock_range(model.sku.value)
    if stock < model.reserved:
        return f"Stock should be larger than {model.reserved} (reserve stock number)"
    return ""


def _entries(call: Call, name: str) -> list[Fields]:
    entries = call.fields.objects(name, 50)
    ids = [each.integer("model_id", 0) for each in entries]
    if len(set(ids)) != len(ids):
        raise bad("Repeat model_id.")
    return entries


def _check_addressed(item: Item, wishes: list[_Wish], error: str) -> None:
    if item.has_models and any(model_id == 0 for model_id, _ in wishes):
        raise Refusal(error, "The item has models: please fill model_id.")


def _failures(call: Call, item: Item, wishes: list[_Wish], judge: _Judge) -> dict[int, str]:
    """model_id -> why it is refused."""
    failed: dict[int, str] = {}
    for position, (model_id, amount) in enumerate(wishes):
        model = item.model(model_id)
        reason = UNKNOWN_MODEL if model is None else judge(model, amount)
        if reason or call.fails(position):
            failed[model_id] = reason or TRY_LATER
    return failed


def _taken(item: Item, wishes: list[_Wish], failed: dict[int, str]) -> list[tuple[Model, int]]:
    wanted = {model_id: amount for model_id, amount in wishes if model_id not in failed}
    return [(m, wanted[m.model_id]) for m in item.models if m.model_id in wanted]


def _lists(wishes: list[_Wish], failed: dict[int, str], shown: Callable[[int, int], Json]) -> Json:
    return {
        "success_list": [shown(*wish) for wish in wishes if wish[0] not in failed],
        "failure_list": [
            {"model_id": model_id, "failed_reason": reason} for model_id, reason in failed.items()
        ],
    }


def _priced(model_id: int, price: int) -> Json:
    named = {"model_id": model_id} if model_id else {}
    return {**named, "original_price": price}


def _stocked(model_id: int, stock: int) -> Json:
    return {"model_id": model_id, "location_id": "", "stock": stock}


def _maybe_bump(call: Call, item: Item) -> None:
    """Price and stock writes do not move update_time on the platform."""
    if call.knobs.writes_bump_update_time:
        item.update_time = call.now


ENDPOINTS = {
    "/api/v2/product/update_price": post(update_price),
    "/api/v2/product/update_stock": post(update_stock),
}
