"""Products read, one, some or the whole shop page by page; and put off sale and on again.

Nothing is ever deleted through this API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner import answers, bodies
from sandbox.partner.envelope import Problem, Refusal, invalid, wrong
from sandbox.partner.facts import written
from sandbox.partner.lifecycle import changed
from sandbox.partner.market import Done, Endpoint, page
from sandbox.partner.views import product_view

if TYPE_CHECKING:
    from sandbox.partner.entities import Product
    from sandbox.partner.market import Call


def one(call: Call) -> Done:
    """Never lags; a variant's SKU gives its product."""
    return Done(product_view(call.market, call.shop, call.product()))


def many(call: Call) -> Done:
    """`skus` finds without lag, everything else sweeps a copy that lags."""
    asked: bodies.ProductQuery = call.parameters()
    if "skus" not in asked:
        return _sweep(call, asked)
    if strangers := sorted(asked.keys() - {"skus"}):
        raise invalid([Problem(name, "UNKNOWN_FIELD") for name in strangers])
    return _find(call, asked["skus"])


def _find(call: Call, skus: list[str]) -> Done:
    found = {sku: call.shop.product_of(sku) for sku in skus}
    products = {product.sku: product for product in found.values() if product is not None}
    items = [product_view(call.market, call.shop, product) for product in products.values()]
    return Done({"items": items, "missing": [sku for sku, known in found.items() if known is None]})


def _sweep(call: Call, asked: bodies.ProductQuery) -> Done:
    lag_s = call.settings.list_lag_s
    copies = (product.shown.read(call.now, lag_s) for product in call.shop.products.values())
    since = written(asked["updated_since"]) if "updated_since" in asked else ""
    found = [
        copy
        for copy in copies
        if copy is not None
        and copy["updated_at"] >= since
        and asked.get("sale_status", copy["sale_status"]) == copy["sale_status"]
        and asked.get("review_status", copy["review_status"]) == copy["review_status"]
    ]
    items, rest = page(call, found, lambda copy: copy["product_id"])
    return Done({"items": items, **rest})


def off(call: Call) -> Done:
    """Off sale; a banned product stays banned."""
    product = _own_product(call)
    return _set(call, product, "BANNED" if product.sale_status == "BANNED" else "OFF")


def on(call: Call) -> Done:
    """On sale again, as far as the review allows."""
    product = _own_product(call)
    if product.sale_status == "BANNED":
        raise Refusal(4094, {"state": "BANNED"})
    return _set(call, product, "ON")


def _own_product(call: Call) -> Product:
    """The product whose own SKU the path names: a variant is taken off by stock 0."""
    product = call.product()
    call.payload()
    if product.sku != call.ids["sku"]:
        params = {"sku": call.ids["sku"], "product_sku": product.sku}
        raise wrong("sku", "NOT_A_PRODUCT_SKU", **params)
    return product


def _set(call: Call, product: Product, wanted: str) -> Done:
    differs = product.sale_status != wanted
    if differs:
        product.sale_status = wanted
        changed(call.market, call.shop, product)
    done: answers.OnSale = {
        "sku": product.sku,
        "sale_status": product.sale_status,
        "changed": differs,
        "etag": str(product.etag),
        "updated_at": written(product.updated_at),
    }
    return Done(done)


_READ, _WRITE, _ONE = "products.read", "products.write", "/products/by-sku/{sku}"
ENDPOINTS = (
    Endpoint(
        "GET", "/products", many, _READ, "Products: a sweep, or some by SKU", answers.Products,
        query=bodies.ProductQuery,
    ),
    Endpoint("GET", _ONE, one, _READ, "One product", answers.Product),
    Endpoint("POST", _ONE + "/off", off, _WRITE, "Put a product off sale", answers.OnSale),
    Endpoint("POST", _ONE + "/on", on, _WRITE, "Put a product on sale", answers.OnSale),
)  # fmt: skip
