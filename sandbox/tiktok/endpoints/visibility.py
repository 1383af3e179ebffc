"""Showing, hiding, deleting and recovering up to twenty products, each judged by itself.

The whole call answers code 0 even when every id was refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sandbox.tiktok import audit
from sandbox.tiktok.facts import PRODUCTS_PER_CALL
from sandbox.tiktok.market import NOT_IN_STATUS, Endpoint, no_product
from sandbox.tiktok.refusal import Refusal

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.shelf import Product

_FROZEN = frozenset({"FREEZE", "DELETED"})


def activate(call: Call) -> Json:
    """Back into audit, and on sale after it; refusals come wrapped."""
    call.listing()
    return _each(call, _activate, _wrapped)


def deactivate(call: Call) -> Json:
    """Hidden at once."""
    call.listing()
    return _each(call, _deactivate, _plain)


def delete(call: Call) -> Json:
    """Into the recycle bin."""
    call.listing()
    return _each(call, _delete, _plain)


def recover(call: Call) -> Json:
    """Out of the recycle bin, hidden."""
    call.listing()
    return _each(call, _recover, _plain)


def _each(
    call: Call, act: Callable[[Call, Product], None], worded: Callable[[str, Refusal], Json]
) -> Json:
    ids = call.fields.texts("product_ids")
    if not 1 <= len(ids) <= PRODUCTS_PER_CALL:
        raise Refusal(12019120, f"1 to {PRODUCTS_PER_CALL} product_ids are allowed.")
    errors = []
    for position, product_id in enumerate(ids):
        try:
            _check_luck(call, position)
            act(call, _found(call, product_id))
        except Refusal as refusal:
            errors.append(worded(product_id, refusal))
    return {"errors": errors} if errors else {}


def _check_luck(call: Call, position: int) -> None:
    if call.fails(position):
        raise Refusal(12052901, NOT_IN_STATUS)


def _found(call: Call, product_id: str) -> Product:
    if (product := call.shop.products.get(product_id)) is not None:
        return product
    raise Refusal(12052032, no_product(product_id))


def _plain(product_id: str, refusal: Refusal) -> Json:
    detail = {"product_id": product_id}
    return {"code": refusal.code, "message": refusal.message, "detail": detail}


def _wrapped(product_id: str, refusal: Refusal) -> Json:
    extra = {"code": refusal.code, "message": refusal.message}
    detail = {"product_id": product_id, "extra_errors": [extra]}
    return {"code": 12052990, "message": "Check failed", "detail": detail}


def _activate(call: Call, product: Product) -> None:
    if product.status not in {"SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED"}:
        raise Refusal(12052901, NOT_IN_STATUS)
    if not audit.count_listing(call.market, call.shop):
        raise Refusal(12052093, "The daily listing limit of the shop is reached.")
    product.live, product.reviewed = product.newest, None
    product.status = "PENDING"
    product.keep_offers()
    audit.begin(call.market, call.shop, product, call.knobs.activate_audit_s)


def _deactivate(call: Call, product: Product) -> None:
    if product.status != "ACTIVATE":
        raise Refusal(12052901, NOT_IN_STATUS)
    product.status = "SELLER_DEACTIVATED"
    audit.changed(call.market, product, call.now)


def _delete(call: Call, product: Product) -> None:
    if product.status in _FROZEN:
        raise Refusal(12052901, NOT_IN_STATUS)
    product.status = "DELETED"
    audit.withdraw(product)
    audit.changed(call.market, product, call.now)


def _recover(call: Call, product: Product) -> None:
    if product.status != "DELETED":
        raise Refusal(12052901, NOT_IN_STATUS)
    product.status = "SELLER_DEACTIVATED"
    audit.changed(call.market, product, call.now)


_PRODUCTS = "/product/{version}/products"
ENDPOINTS = (
    Endpoint("POST", _PRODUCTS + "/activate", activate, "seller.product.basic"),
    Endpoint("POST", _PRODUCTS + "/deactivate", deactivate, "seller.product.basic"),
    Endpoint("POST", _PRODUCTS + "/recover", recover, "seller.product.delete"),
    Endpoint("DELETE", _PRODUCTS, delete, "seller.product.delete"),
)
