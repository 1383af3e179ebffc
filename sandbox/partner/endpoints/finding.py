"""Products read: one, some by their SKUs, or the whole shop page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.market import Done, Endpoint
from sandbox.partner.moments import told
from sandbox.partner.pages import page
from sandbox.partner.parameters import Moment, Several, paging
from sandbox.partner.refusal import Problem, invalid
from sandbox.partner.shapes import Table, Word
from sandbox.partner.views import product_view

if TYPE_CHECKING:
    from sandbox.partner.houses import House
    from sandbox.partner.market import Call
    from sandbox.replica import Json

REVIEWS, SALES = ("PENDING", "APPROVED", "REJECTED"), ("ON", "OFF", "BANNED")


def one(call: Call) -> Done:
    """Never lags; a variant's SKU gives its product."""
    return Done(product_view(call.market, call.shop, call.product()))


def many(call: Call) -> Done:
    """`skus` finds without lag, everything else sweeps a copy that lags."""
    asked = call.asked()
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


def _sweep(call: Call, asked: Json) -> Done:
    lag_s = call.knobs.list_lag_s
    copies = (product.shown.read(call.now, lag_s) for product in call.shop.products.values())
    since = told(asked["updated_since"]) if "updated_since" in asked else ""
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


def endpoints(house: House) -> tuple[Endpoint, ...]:
    """Reading products."""
    query = Table(
        {
            **paging(house),
            "updated_since": Moment(),
            "sale_status": Word(choices=SALES),
            "review_status": Word(choices=REVIEWS),
            "skus": Several(house.find_skus),
        }
    )
    return (
        Endpoint(
            "GET", "/products", many, "products.read", "Products: a sweep, or some by SKU",
            "Products", query=query,
        ),
        Endpoint(
            "GET", "/products/by-sku/{sku}", one, "products.read", "One product", "Product"
        ),
    )  # fmt: skip
