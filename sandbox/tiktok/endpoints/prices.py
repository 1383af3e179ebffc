"""New prices for SKUs of one live product: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok import audit
from sandbox.tiktok.market import Endpoint
from sandbox.tiktok.refusal import Refusal
from sandbox.tiktok.rules import amounts
from sandbox.tiktok.rules.amounts import check_price_change

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.shelf import Product


def update_prices(call: Call) -> Json:
    """Display prices before discounts, absolute."""
    entries = named_skus(call)
    call.selling()
    product = call.product()
    if product.status != "ACTIVATE":
        raise Refusal(12019113, "product status is invalid")
    wanted = {sku_id: _price(product, sku_id, each) for sku_id, each in entries.items()}
    for sku_id, price in wanted.items():
        product.offers[sku_id].price.write(price, call.now, call.knobs.readback_lag_s)
    written(call, product)
    return {}


def named_skus(call: Call) -> dict[str, Fields]:
    """The entries of `skus` by their id: some, and none twice."""
    entries = call.fields.objects("skus")
    if not entries:
        raise Refusal(12052902, "The SKU list cannot be empty.")
    found = {each.text("id"): each for each in entries}
    if len(found) != len(entries):
        raise Refusal(12052553, "A SKU ID is repeated.")
    return found


def _price(product: Product, sku_id: str, given: Fields) -> int:
    if sku_id not in product.offers:
        raise Refusal(12052557, f"The SKU {sku_id} does not belong to this product.")
    price = amounts.price(given.mapping("price"), 12052012)
    check_price_change(product.offers[sku_id], price)
    return price


def written(call: Call, product: Product) -> None:
    """Prices and stock reach the index; whether they move update_time is not documented."""
    if call.knobs.writes_bump_update_time:
        product.update_time = call.now
    audit.index(call.market, product, call.now)


ENDPOINTS = (
    Endpoint(
        "POST", "/product/{version}/products/{product_id}/prices/update", update_prices,
        "seller.product.write",
    ),
)  # fmt: skip
