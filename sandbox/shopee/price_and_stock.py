"""New prices and stock for the models of one item, each entry judged by itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from sandbox.replica import Json
from sandbox.shopee import facts
from sandbox.shopee.fields import Fields, Refusal, bad
from sandbox.shopee.shop import Item, Model
from sandbox.shopee.state import ReplicaCall, post


def whole_price(wish: Fields) -> int:
    """The price in dong, decimals rounded half up."""
    return math.floor(wish.number("original_price") + 0.5)


def checked_price(wish: Fields) -> int:
    """The price in dong within the platform's range."""
    price = whole_price(wish)
    least, most = facts.PRICE
    if price < least:
        message = f"Price should be at least {least}."
        raise Refusal("product.error_price_exceed_min_limitt", message)
    if price > most:
        raise Refusal("product.error_price_exceed_max_limitt", f"Price should be at most {most}.")
    return price


def is_price(price: int) -> bool:
    """Whether the price in dong is in range."""
    least, most = facts.PRICE
    return least <= price <= most


def written_stock(wish: Fields) -> int:
    """The number in seller_stock; a location may not be named by a single-warehouse shop."""
    stocks = wish.objects("seller_stock")
    if any(entry.get("location_id") for entry in stocks):
        raise Refusal(
            "product.error_auth",
            "You do not have right to use seller location_id, please only fill seller_stock filed.",
        )
    if len(stocks) > 1:
        raise bad("Repeat location_id.")
    return stocks[0].integer("stock")


def checked_stock(wish: Fields, named: str = "") -> int:
    """The stock in range, or a refusal that names the model."""
    stock = written_stock(wish)
    if not is_stock(stock):
        raise bad(stock_range(named))
    return stock


def is_stock(stock: int) -> bool:
    """Whether the count is in range."""
    least, most = facts.STOCK
    return least <= stock <= most


def stock_range(named: str) -> str:
    """The platform's sentence about a stock out of range."""
    least, most = facts.STOCK
    return f"Stock should be within {least}-{most} for model {named}".rstrip()


def too_far_apart(prices: Iterable[int], ratio: float) -> bool:
    """Whether the highest is more than `ratio` times the lowest."""
    found = list(prices)
    return bool(found) and max(found) > min(found) * ratio


UNKNOWN_MODEL = "model ID not exist in sku"
LOCKED = "Original_price cannot be edited when item is under promotion."
TRY_LATER = "Update failed, please try later."

_Wish = tuple[int, int]  # model_id and the new price or stock
_Judge = Callable[["Model", int], str]  # the reason to refuse, or nothing


def update_price(call: ReplicaCall) -> Json:
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
        model.price.write(price, call.now, call.settings.readback_lag_s)
    _maybe_bump(call, item)
    return {"response": lists}


def _no_price_taken(failed: dict[int, str], lists: Json) -> Refusal:
    if set(failed.values()) == {LOCKED}:
        return Refusal("product.error_cannt_edit_price_in_promotion", LOCKED, response=lists)
    message = "Update price failed, please try later."
    return Refusal("product.error_update_price_fail", message, response=lists)


def _check_spread(call: ReplicaCall, item: Item, wishes: list[_Wish]) -> None:
    prices = {model.model_id: model.price.value for model in item.models}
    prices |= {model_id: price for model_id, price in wishes if model_id in prices}
    if too_far_apart(prices.values(), call.settings.price_ratio):
        reason = "The price ratio between models is over the limit."
        lists = _lists(wishes, dict.fromkeys(dict(wishes), reason), _priced)
        message = "Update price failed, please try later."
        raise Refusal("product.error_update_price_fail", message, response=lists)


def update_stock(call: ReplicaCall) -> Json:
    """Set seller stock, absolute, not below the reserve: POST update_stock."""
    item = call.writable_item()
    if call.settings.holiday_mode:
        message = "Cannot change stock in holiday mode."
        raise Refusal("product.error_holiday_mode_change_stock", message)
    _check_stock_is_ours(call, item)
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
        model.stock.write(stock, call.now, call.settings.readback_lag_s)
    _maybe_bump(call, item)
    return {"response": lists}


def _check_stock_is_ours(call: ReplicaCall, item: Item) -> None:
    """Stock that Shopee holds, or that follows from the parts of a kit, cannot be set."""
    if item.is_one_of(call.settings.full_fbs):
        message = "The current item belong to the full FBS shop, so normal stock must be equal to 0"
        raise Refusal("product.error_server", message)
    if item.is_one_of(call.settings.kits):
        raise bad("Kit item: stock follows from its components and cannot be edited.")


def _stock_reason(model: Model, stock: int) -> str:
    if not is_stock(stock):
        return stock_range(model.sku.value)
    if stock < model.reserved:
        return f"Stock should be larger than {model.reserved} (reserve stock number)"
    return ""


def _entries(call: ReplicaCall, name: str) -> list[Fields]:
    entries = call.fields.objects(name, 50)
    ids = [each.integer("model_id", 0) for each in entries]
    if len(set(ids)) != len(ids):
        raise bad("Repeat model_id.")
    return entries


def _check_addressed(item: Item, wishes: list[_Wish], error: str) -> None:
    if item.has_models and any(model_id == 0 for model_id, _ in wishes):
        raise Refusal(error, "The item has models: please fill model_id.")


def _failures(call: ReplicaCall, item: Item, wishes: list[_Wish], judge: _Judge) -> dict[int, str]:
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


def _maybe_bump(call: ReplicaCall, item: Item) -> None:
    """Price and stock writes do not move update_time on the platform."""
    if call.settings.writes_bump_update_time:
        item.update_time = call.now


ENDPOINTS = {
    "/api/v2/product/update_price": post(update_price),
    "/api/v2/product/update_stock": post(update_stock),
}
