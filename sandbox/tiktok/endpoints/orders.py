"""Orders as a seller reads them: pages by time, details by id, one row per unit sold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.endpoints.pages import order_page_size, page
from sandbox.tiktok.facts import CURRENCY, ORDERS_PER_CALL
from sandbox.tiktok.market import Endpoint
from sandbox.tiktok.refusal import malformed

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.shelf import Order, Unit

SHIPPING_FEE = 15_000
_SORTS = frozenset({"create_time", "update_time"})


def search(call: Call) -> Json:
    """Whole orders of a window; the token is missing on the last page."""
    size = order_page_size(call.query)
    found = [order for order in call.shop.orders.values() if _fits(call, order)]
    field = call.query.text("sort_field", "create_time")
    direction = call.query.text("sort_order", "DESC")
    if field not in _SORTS or direction not in {"ASC", "DESC"}:
        raise malformed("invalid param error: sort_field or sort_order")
    key = {order.order_id: (getattr(order, field), order.order_id) for order in found}
    found.sort(key=lambda order: key[order.order_id], reverse=direction == "DESC")
    orders, following = page(found, call.query, size)
    answer = {"total_count": len(found), "orders": [order_row(order) for order in orders]}
    return answer | ({"next_page_token": following} if following else {})


def _fits(call: Call, order: Order) -> bool:
    wish = call.fields
    if call.now < order.create_time + call.knobs.order_lag_s:
        return False
    if wish.text("order_status", order.status) != order.status:
        return False
    return all(
        wish.whole(f"{name}_ge", 0) <= getattr(order, name) < wish.whole(f"{name}_lt", 2**40)
        for name in ("create_time", "update_time")
    )


def detail(call: Call) -> Json:
    """Up to 50 orders; ids that are not of this shop are silently missing."""
    ids = [each for each in call.query.text("ids").split(",") if each]
    if not 1 <= len(ids) <= ORDERS_PER_CALL:
        raise malformed("invalid param error: ids")
    known = call.shop.orders
    return {"orders": [order_row(known[each]) for each in ids if each in known]}


def order_row(order: Order) -> Json:
    """An order as search and detail print it; money is text."""
    row = {
        "id": order.order_id,
        "status": order.status,
        "order_type": "NORMAL",
        "create_time": order.create_time,
        "update_time": order.update_time,
        "user_id": "7021436810468230477",
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "shipping_type": "TIKTOK",
        "warehouse_id": order.units[0].warehouse_id,
        "is_cod": order.cod,
        "is_on_hold_order": order.status == "ON_HOLD",
        "is_sample_order": False,
        "is_buyer_request_cancel": False,
        "payment": _payment(order),
        "line_items": [_unit(unit, order) for unit in order.units],
    }
    return row | _happened(order)


def _happened(order: Order) -> Json:
    """What has not happened is missing."""
    found: Json = {}
    if order.paid_time:
        found["paid_time"] = order.paid_time
    if order.cancel_time:
        found |= {
            "cancel_time": order.cancel_time,
            "cancel_reason": "Need to change payment method",
            "cancellation_initiator": "BUYER",
        }
    if order.status not in {"UNPAID", "ON_HOLD"}:
        address = {"name": "N******n", "phone_number": "(+84)9******12", "region_code": "VN"}
        found |= {"recipient_address": address, "packages": [{"id": "1152" + order.order_id}]}
    return found


def _payment(order: Order) -> Json:
    total = sum(unit.price for unit in order.units)
    return {
        "currency": CURRENCY,
        "original_total_product_price": str(total),
        "seller_discount": "0",
        "platform_discount": "0",
        "sub_total": str(total),
        "shipping_fee": str(SHIPPING_FEE),
        "tax": "0",
        "total_amount": str(total + SHIPPING_FEE),
    }


def _unit(unit: Unit, order: Order) -> Json:
    return {
        "id": unit.unit_id,
        "product_id": unit.product_id,
        "product_name": unit.product_name,
        "sku_id": unit.sku_id,
        "sku_name": unit.sku_name,
        "seller_sku": unit.seller_sku,
        "original_price": str(unit.price),
        "sale_price": str(unit.price),
        "seller_discount": "0",
        "platform_discount": "0",
        "currency": CURRENCY,
        "display_status": order.status,
        "package_status": "COMPLETED" if order.status == "COMPLETED" else "TO_FULFILL",
        "is_gift": False,
    }


_SCOPE = "seller.order.info"
ENDPOINTS = (
    Endpoint("POST", "/order/{version}/orders/search", search, _SCOPE),
    Endpoint(
        "GET", "/order/{version}/orders", detail, _SCOPE, versions=frozenset({"202309", "202507"})
    ),
)
