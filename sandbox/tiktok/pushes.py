"""Webhooks as the platform would send them: signed, kept for the operator, never delivered.

The platform only pushes to public https addresses with a domain name; loopback is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.replica import dump
from sandbox.tiktok.facts import APP_KEY, APP_SECRET
from sandbox.tiktok.signing import push_signature

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Market
    from sandbox.tiktok.shelf import Order, Product, Shop

ORDER_STATUS, PRODUCT_STATUS, CREATION, AUDIT_STATUS = 1, 5, 16, 37
MOST = 200  # older ones are forgotten

_STATUS_WORDS = {
    "AUDITING": "PRODUCT_FIRST_PASS_REVIEW",
    "FAILED": "PRODUCT_AUDIT_FAILURE",
}


def push(market: Market, shop: Shop, kind: int, data: Json) -> None:
    """Write one push: its exact body and the signature that goes with it."""
    now = market.clock.second()
    body = dump(
        {
            "type": kind,
            "tts_notification_id": market.next_id(),
            "shop_id": shop.shop_id,
            "timestamp": now,
            "data": data | {"update_time": now},
        }
    )
    signature = push_signature(APP_KEY, APP_SECRET, body)
    shop.pushes.append({"authorization": signature, "body": body.decode()})
    del shop.pushes[:-MOST]


def created(market: Market, shop: Shop, product: Product) -> None:
    """The id exists, before any audit."""
    push(market, shop, CREATION, {"product_id": int(product.product_id), "product_types": []})


def audited(market: Market, shop: Shop, product: Product) -> None:
    """An audit began or ended; here product ids are numbers, beyond what a float holds."""
    product_id = int(product.product_id)
    word = _STATUS_WORDS.get(product.audit, "PRODUCT_STATUS_CHANGED")
    reasons = [text for each in product.failed_reasons for text in each["reasons"]]
    status = {"status": word, "suspended_reason": "; ".join(reasons)}
    push(market, shop, PRODUCT_STATUS, {"product_id": product_id, **status})
    audit = {"status": product.audit, "pre_approved_reasons": []}
    push(market, shop, AUDIT_STATUS, {"product_id": product_id, "audit": audit})


def ordered(market: Market, shop: Shop, order: Order) -> None:
    """An order came or moved; a cancelled one is spelt CANCEL here."""
    status = "CANCEL" if order.status == "CANCELLED" else order.status
    held = order.status == "ON_HOLD"
    data = {"order_id": order.order_id, "order_status": status, "is_on_hold_order": held}
    push(market, shop, ORDER_STATUS, data)
