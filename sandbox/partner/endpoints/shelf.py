"""Off sale and on again; nothing is ever deleted through this API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.changes import changed
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.moments import told
from sandbox.partner.refusal import Refusal, wrong

if TYPE_CHECKING:
    from sandbox.partner.market import Call
    from sandbox.partner.shelf import Product


def off(call: Call) -> Done:
    """Off sale; a banned product stays banned."""
    product = _own(call)
    return _set(call, product, "BANNED" if product.sale_status == "BANNED" else "OFF")


def on(call: Call) -> Done:
    """On sale again, as far as the review allows."""
    product = _own(call)
    if product.sale_status == "BANNED":
        raise Refusal(4094, {"state": "BANNED"})
    return _set(call, product, "ON")


def _own(call: Call) -> Product:
    """The product whose own SKU the path names: a variant is taken off by stock 0."""
    product = call.product()
    call.wish()
    if product.sku != call.ids["sku"]:
        params = {"sku": call.ids["sku"], "product_sku": product.sku}
        raise wrong("sku", "NOT_A_PRODUCT_SKU", **params)
    return product


def _set(call: Call, product: Product, wanted: str) -> Done:
    differs = product.sale_status != wanted
    if differs:
        product.sale_status = wanted
        changed(call.market, call.shop, product)
    return Done(
        {
            "sku": product.sku,
            "sale_status": product.sale_status,
            "changed": differs,
            "etag": str(product.etag),
            "updated_at": told(product.updated_at),
        }
    )


def endpoints() -> tuple[Endpoint, ...]:
    """On and off."""
    path, scope = "/products/by-sku/{sku}/", "products.write"
    return (
        Endpoint("POST", path + "off", off, scope, "Put a product off sale", "OnSale"),
        Endpoint("POST", path + "on", on, scope, "Put a product on sale", "OnSale"),
    )
