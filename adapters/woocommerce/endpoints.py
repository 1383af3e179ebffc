"""The names of the calls that we use, as pace, journal and log know them."""

from __future__ import annotations

from typing import NamedTuple

WC = "/wp-json/wc/v3"
WP = "/wp-json/wp/v2"


class Endpoint(NamedTuple):
    """A path, and its name with `{id}` in place of every number."""

    path: str
    name: str


def _at(name: str, *ids: object) -> Endpoint:
    path = name
    for each in ids:
        path = path.replace("{id}", str(each), 1)
    return Endpoint(path, name)


PRODUCTS = _at(f"{WC}/products")
PRODUCTS_BATCH = _at(f"{WC}/products/batch")
CATEGORIES = _at(f"{WC}/products/categories")
ORDERS = _at(f"{WC}/orders")
WEBHOOKS = _at(f"{WC}/webhooks")
GENERAL = _at(f"{WC}/settings/general")
OF_PRODUCTS = _at(f"{WC}/settings/products")
MEDIA = _at(f"{WP}/media")
AUTHORIZE = "/wc-auth/v1/authorize"


def product(product_id: str) -> Endpoint:
    """One product."""
    return _at(f"{WC}/products/{{id}}", product_id)


def variations(product_id: str) -> Endpoint:
    """The variations of a product."""
    return _at(f"{WC}/products/{{id}}/variations", product_id)


def variations_batch(product_id: str) -> Endpoint:
    """Many variations of one product."""
    return _at(f"{WC}/products/{{id}}/variations/batch", product_id)


def refunds(order_id: str) -> Endpoint:
    """The refunds of an order: they are read, and never made."""
    return _at(f"{WC}/orders/{{id}}/refunds", order_id)


def webhook(webhook_id: str) -> Endpoint:
    """One webhook."""
    return _at(f"{WC}/webhooks/{{id}}", webhook_id)
