"""A shop as JSON and back, for the state file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.lagging import Lagging
from sandbox.tiktok.shelf import Offer, Order, Product, Shop, Unit

if TYPE_CHECKING:
    from sandbox.replica import Json


def shop_to_json(shop: Shop) -> Json:
    """A shop as JSON values, sharing what is plain already."""
    return {
        **vars(shop),
        "products": [_product_to_json(product) for product in shop.products.values()],
        "orders": [
            {**vars(order), "units": [vars(unit) for unit in order.units]}
            for order in shop.orders.values()
        ],
    }


def shop_from_json(raw: Json) -> Shop:
    """The shop that shop_to_json described."""
    products = map(_product_from_json, raw["products"])
    orders = [Order(**{**o, "units": [Unit(**unit) for unit in o["units"]]}) for o in raw["orders"]]
    found = {
        "products": {product.product_id: product for product in products},
        "orders": {order.order_id: order for order in orders},
    }
    return Shop(**{**raw, **found})


def _product_to_json(product: Product) -> Json:
    offers = [
        {**vars(offer), "price": vars(offer.price), "stock": vars(offer.stock)}
        for offer in product.offers.values()
    ]
    return {**vars(product), "offers": offers, "shown": vars(product.shown)}


def _product_from_json(raw: dict[str, Any]) -> Product:
    offers = [
        Offer(**{**o, "price": Lagging(**o["price"]), "stock": Lagging(**o["stock"])})
        for o in raw["offers"]
    ]
    found = {"offers": {o.sku_id: o for o in offers}, "shown": Lagging(**raw["shown"])}
    return Product(**{**raw, **found})
