"""Webhooks as the platform sends them: signed, kept for the operator, delivered on loopback.

An address is registered for each shop and kind of event, or for all of the app in the console.
The platform only pushes to public https addresses; a replica only to this machine.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sandbox.push_delivery import HttpPush, PushPolicy
from sandbox.replica import dump
from sandbox.tiktok.facts import APP_KEY, APP_SECRET
from sandbox.tiktok.signing import push_signature

if TYPE_CHECKING:
    from sandbox.push_delivery import Push
    from sandbox.replica import Json
    from sandbox.tiktok.entities import Order, Product, Shop, Unit
    from sandbox.tiktok.market import Market


ORDER_STATUS, PRODUCT_STATUS, CANCELLATION, RETURN, CREATION = 1, 5, 11, 12, 16
AUDIT_STATUS, INVENTORY = 37, 71
KINDS = {
    ORDER_STATUS: "ORDER_STATUS_CHANGE",
    PRODUCT_STATUS: "PRODUCT_STATUS_CHANGE",
    CANCELLATION: "CANCELLATION_STATUS_CHANGE",
    RETURN: "RETURN_STATUS_CHANGE",
    CREATION: "PRODUCT_CREATION",
    AUDIT_STATUS: "PRODUCT_AUDIT_STATUS_CHANGE",
}  # a shop cannot register for the others
PUSH_POLICY = PushPolicy(
    (120, 1800, 10_800, 43_200),
    enough=1_000_000,  # no cut-off is documented
    least_success=0.0,
    taken=lambda status: status in {200, 401},
)
KEPT_S = 86_400
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
    if url := address(market, shop, kind):
        market.outbox.forget(now - KEPT_S)
        content = {"url": url, "body": body.decode()}
        market.delivery.send(market.outbox, market.next_id(), content)


def address(market: Market, shop: Shop, kind: int) -> str | None:
    """Where pushes of this kind go: the shop's own address, or else the app's."""
    own = shop.webhooks.get(KINDS.get(kind, ""))
    return str(own["address"]) if own else market.outbox.url


def sealed(market: Market, push: Push) -> HttpPush:
    """A push as it goes over the wire."""
    body = str(push.content["body"]).encode()
    secret = APP_SECRET + ("0" if market.settings.webhook_mood == "wrong_signature" else "")
    made = push_signature(APP_KEY, secret, body)
    headers = {"Content-Type": "application/json", "Authorization": made}
    return HttpPush(str(push.content["url"]), body, headers)


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
    for unit in {unit.sku_id: unit for unit in order.units}.values():
        _stock_moved(market, shop, unit)


def cancelled(market: Market, shop: Shop, order: Order) -> None:
    """A cancellation went through, before the order itself is told to have moved."""
    data = {
        "order_id": order.order_id,
        "cancellations_role": "BUYER",
        "cancel_status": "CANCELLATION_REQUEST_SUCCESS",
        "cancel_id": f"4{order.order_id[1:]}",
        "create_time": order.cancel_time,
    }
    push(market, shop, CANCELLATION, data)


def sent_back(market: Market, shop: Shop, order: Order) -> None:
    """The buyer sends something back, or wants the money alone."""
    data = {
        "order_id": order.order_id,
        "return_role": "BUYER",
        "return_type": "REFUND" if market.settings.refunds_alone else "RETURN_AND_REFUND",
        "return_status": market.settings.return_status,
        "return_id": f"4{order.order_id[1:]}",
        "create_time": order.update_time,
    }
    push(market, shop, RETURN, data)


def _stock_moved(market: Market, shop: Shop, unit: Unit) -> None:
    offer = shop.products[unit.product_id].offers.get(unit.sku_id)
    if offer is None:
        return
    committed = sum(offer.committed.values())
    snapshot = {
        "total": offer.available + committed,
        "total_available": offer.available,
        "total_committed": committed,
        "in_shop": offer.available - offer.campaign,
        "campaign_locked": offer.campaign,
        "creator_locked": 0,
    }
    data = {
        "event_id": market.next_id(),
        "occurred_at": datetime.fromtimestamp(market.clock.second(), UTC).isoformat(),
        "shop_id": int(shop.shop_id),
        "product_id": int(unit.product_id),
        "sku_id": int(unit.sku_id),
        "quantity_snapshot_after_change": snapshot,
        "change_detail": [],
    }
    push(market, shop, INVENTORY, data)
