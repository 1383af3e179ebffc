"""The shop as people see it: the operator's picture of it, and edits made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.replica import Impossible, Unknown
from sandbox.shopee import pushes
from sandbox.shopee.shelf import DELETED

if TYPE_CHECKING:
    from sandbox.replica import Edit, Json
    from sandbox.shopee.market import Market
    from sandbox.shopee.shelf import Item, Model, Order, Shop

_STATUS = {"live": "NORMAL", "hidden": "UNLIST", "reviewing": "REVIEWING", "banned": "BANNED"}
_STATUS_SEEN = {theirs: ours for ours, theirs in _STATUS.items()} | dict.fromkeys(
    DELETED, "deleted"
)
_ORDER_SEEN = {
    "UNPAID": "unpaid",
    "READY_TO_SHIP": "paid",
    "CANCELLED": "cancelled",
    "TO_RETURN": "returned",
}
_OF_ITEM = frozenset({"title", "description", "status"})
_CONTENT = {"title": "item_name", "description": "description"}


def picture(market: Market) -> Json:
    """Every shop's listings and orders as they truly are, without any lag."""
    return {"shops": {str(each.shop_id): _shop(each, market) for each in market.shops.values()}}


def _shop(shop: Shop, market: Market) -> Json:
    return {
        "listings": [_listing(item, market) for item in shop.items.values()],
        "orders": [order_picture(order) for order in shop.orders.values()],
    }


def _listing(item: Item, market: Market) -> Json:
    in_review = item.status.value == "NORMAL" and market.clock.now() < item.review_until
    return {
        "id": str(item.item_id),
        "sku": item.sku,
        "title": item.content["item_name"],
        "description": item.content["description"],
        "category": str(item.content["category_id"]),
        "status": "reviewing" if in_review else _STATUS_SEEN[item.status.value],
        "images": item.content["image"]["image_id_list"],
        "variants": [_variant(item, model) for model in item.models],
    }


def _variant(item: Item, model: Model) -> Json:
    return {
        "sku": item.sku_of(model),
        "price": model.price.value,
        "stock": model.stock.value,
        "options": item.options_of(model),
    }


def order_picture(order: Order) -> Json:
    """An order as the operator sees it, in words of no platform."""
    return {
        "id": order.order_sn,
        "status": _ORDER_SEEN[order.status],
        "created_at": order.create_time,
        "lines": [
            {
                "sku": line.model_sku or line.item_sku,
                "quantity": line.quantity,
                "price": line.price,
            }
            for line in order.lines
        ],
    }


def shop_of(market: Market, shop_id: str) -> Shop:
    """The shop with this id, or Unknown."""
    shop = market.shops.get(int(shop_id)) if shop_id.isdecimal() else None
    if shop is None:
        known = ", ".join(map(str, market.shops))
        raise Unknown(f"no shop {shop_id!r}; there are {known}")
    return shop


def edit(market: Market, wish: Edit) -> None:
    """All the wished changes at once, seen by readers at once."""
    shop = shop_of(market, wish.shop)
    item = shop.listing(wish.sku)
    if item is None:
        raise Unknown(f"no SKU {wish.sku!r} in shop {wish.shop}")
    models = [model for model in item.models if item.sku_of(model) == wish.sku]
    if not models and not wish.changes.keys() <= _OF_ITEM:
        raise Impossible(f"{wish.sku!r} has variants: name one of their SKUs")
    for model in models:
        _edit_model(model, wish)
    _edit_item(item, wish, market)
    if wish.changes.get("status") == "banned":
        pushes.banned(market, shop, item)


def _edit_model(model: Model, wish: Edit) -> None:
    if "price" in wish.changes:
        model.price.settle(wish.changes["price"])
    if "stock" in wish.changes:
        model.stock.settle(wish.changes["stock"])
    model.reserved = wish.changes.get("reserved_stock", model.reserved)
    model.price_locked = wish.changes.get("price_locked", model.price_locked)


def _edit_item(item: Item, wish: Edit, market: Market) -> None:
    for name, theirs in _CONTENT.items():
        if name in wish.changes:
            item.content[theirs] = wish.changes[name]
    if "status" in wish.changes:
        item.status.settle(_STATUS.get(wish.changes["status"], "SELLER_DELETE"))
        item.review_until = 0.0
    if wish.changes.keys() & _OF_ITEM or market.knobs.writes_bump_update_time:
        item.update_time = market.clock.now()
