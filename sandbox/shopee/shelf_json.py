"""A shop as JSON and back, for the state file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.lagging import Lagging
from sandbox.shopee.shelf import Item, Model, Option, Order, OrderedLine, Shop, Tier

if TYPE_CHECKING:
    from sandbox.replica import Json


def shop_to_json(shop: Shop) -> Json:
    """A shop as JSON values, sharing what is plain already."""
    return {
        **vars(shop),
        "items": [_item_to_json(item) for item in shop.items.values()],
        "orders": [_order_to_json(order) for order in shop.orders.values()],
    }


def shop_from_json(raw: Json) -> Shop:
    """The shop that shop_to_json described."""
    items = map(_item_from_json, raw["items"])
    orders = map(_order_from_json, raw["orders"])
    return Shop(
        raw["shop_id"],
        raw["name"],
        {item.item_id: item for item in items},
        {order.order_sn: order for order in orders},
    )


def _item_to_json(item: Item) -> Json:
    return {
        **vars(item),
        "status": vars(item.status),
        "models": [_model_to_json(model) for model in item.models],
        "tiers": [{"name": t.name, "options": [vars(o) for o in t.options]} for t in item.tiers],
    }


def _model_to_json(model: Model) -> Json:
    lagging = {"sku": vars(model.sku), "price": vars(model.price), "stock": vars(model.stock)}
    return {**vars(model), **lagging}


def _order_to_json(order: Order) -> Json:
    return {**vars(order), "lines": [vars(line) for line in order.lines]}


def _item_from_json(raw: dict[str, Any]) -> Item:
    tiers = [Tier(t["name"], [Option(**option) for option in t["options"]]) for t in raw["tiers"]]
    models = [_model_from_json(model) for model in raw["models"]]
    return Item(**{**raw, "status": Lagging(**raw["status"]), "models": models, "tiers": tiers})


def _model_from_json(raw: dict[str, Any]) -> Model:
    lagging = {name: Lagging(**raw[name]) for name in ("sku", "price", "stock")}
    return Model(**{**raw, **lagging})


def _order_from_json(raw: dict[str, Any]) -> Order:
    return Order(**{**raw, "lines": [OrderedLine(**line) for line in raw["lines"]]})
