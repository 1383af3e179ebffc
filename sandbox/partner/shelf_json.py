"""A shop as JSON and back, for the state file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.courier import known_fields, outbox_to_json
from sandbox.lagging import Lagging
from sandbox.partner.hook import Hook
from sandbox.partner.shelf import Line, Offer, Order, Product, Shop

if TYPE_CHECKING:
    from sandbox.replica import Json


def shop_to_json(shop: Shop) -> Json:
    """A shop as JSON values, sharing what is plain already."""
    return {
        **vars(shop),
        "products": [_product_to_json(product) for product in shop.products.values()],
        "orders": [_order_to_json(order) for order in shop.orders.values()],
        "hook": outbox_to_json(shop.hook),
    }


def _product_to_json(product: Product) -> Json:
    offers = [vars(offer) for offer in product.offers.values()]
    return {**vars(product), "offers": offers, "shown": vars(product.shown)}


def _order_to_json(order: Order) -> Json:
    lines = [vars(line) for line in order.lines]
    return {**vars(order), "lines": lines, "shown": vars(order.shown)}


def shop_from_json(raw: Json) -> Shop:
    """The shop that shop_to_json described."""
    products = map(_product_from_json, raw["products"])
    orders = map(_order_from_json, raw["orders"])
    found = {
        "products": {product.sku: product for product in products},
        "orders": {order.order_id: order for order in orders},
        "hook": Hook(**known_fields(Hook, raw["hook"])),
    }
    return Shop(**{**raw, **found})


def _product_from_json(raw: Json) -> Product:
    offers = {each["sku"]: Offer(**each) for each in raw["offers"]}
    return Product(**{**raw, "offers": offers, "shown": Lagging(**raw["shown"])})


def _order_from_json(raw: Json) -> Order:
    lines = [Line(**each) for each in raw["lines"]]
    return Order(**{**raw, "lines": lines, "shown": Lagging(**raw["shown"])})
