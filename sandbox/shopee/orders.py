"""Orders as a seller reads them: a list by window and cursor, details only as far as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.shopee.facts import CURRENCY, LOCATION, ORDER_WINDOW_S, REGION
from sandbox.shopee.fields import Refusal
from sandbox.shopee.state import get

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.shop import OrderedLine, ReplicaOrder
    from sandbox.shopee.state import ReplicaCall


SHIP_WITHIN_DAYS = 2
CHANNEL = 5001


def order_list(call: ReplicaCall) -> Json:
    """Order numbers of at most 15 days, by cursor: GET get_order_list."""
    page_size = call.fields.integer("page_size")
    if not 1 <= page_size <= 100:
        raise _wrong("page_size must be 100 or less.")
    found = _in_window(call)
    cursor = call.fields.text("cursor", "")
    start = int(cursor) if cursor.isdigit() else 0
    page, more = found[start : start + page_size], start + page_size < len(found)
    with_status = "order_status" in call.fields.text("response_optional_fields", "")
    return {
        "response": {
            "more": more,
            "next_cursor": str(start + page_size) if more else "",
            "order_list": [_row(order, with_status=with_status) for order in page],
        }
    }


def _in_window(call: ReplicaCall) -> list[ReplicaOrder]:
    field = call.fields.text("time_range_field")
    if field not in {"create_time", "update_time"}:
        raise _wrong("time_range_field must be create_time or update_time.")
    since, until = call.fields.integer("time_from"), call.fields.integer("time_to")
    if not 0 <= until - since <= ORDER_WINDOW_S:
        raise Refusal(
            "order.order_list_invalid_time",
            "Start time must be earlier than end time and diff in 15days.",
        )
    status = call.fields.text("order_status", "")
    found = [
        order
        for order in call.shop.orders.values()
        if since <= getattr(order, field) <= until and status in {"", order.status}
    ]
    return sorted(found, key=lambda order: (getattr(order, field), order.order_sn))


def _row(order: ReplicaOrder, *, with_status: bool) -> Json:
    status = {"order_status": order.status} if with_status else {}
    return {"order_sn": order.order_sn, **status, "booking_sn": ""}


def order_detail(call: ReplicaCall) -> Json:
    """Up to 50 orders: GET get_order_detail."""
    numbers = call.query.words("order_sn_list")
    if not 1 <= len(numbers) <= 50:
        raise _wrong("order_sn_list must be 50 or less.")
    unknown = [number for number in numbers if number not in call.shop.orders]
    if unknown:
        raise Refusal("error_not_found", "Wrong parameters, detail: the order is not found.")
    asked: set[str] = set()
    if call.fields.has("response_optional_fields"):
        asked = set(call.query.words("response_optional_fields"))
    return {
        "response": {"order_list": [_detail(call.shop.orders[n], asked, call) for n in numbers]}
    }


def _detail(order: ReplicaOrder, asked: set[str], call: ReplicaCall) -> Json:
    """The default fields, and of the others only those asked for."""
    optional = _optional(order, call)
    return {
        "order_sn": order.order_sn,
        "region": REGION,
        "currency": CURRENCY,
        "cod": order.cod,
        "order_status": order.status,
        "message_to_seller": "",
        "create_time": order.create_time,
        "update_time": order.update_time,
        "days_to_ship": SHIP_WITHIN_DAYS,
        "ship_by_date": (order.pay_time or order.create_time) + SHIP_WITHIN_DAYS * 86_400,
        "booking_sn": "",
        **{name: optional[name] for name in sorted(asked & optional.keys())},
    }


def _optional(order: ReplicaOrder, call: ReplicaCall) -> Json:
    return {
        "item_list": [_line(line, order, call) for line in order.lines],
        "package_list": [_package(order)],
        "total_amount": sum(line.price * line.quantity for line in order.lines),
        "pay_time": order.pay_time,
        **_cancelling(order),
        "payment_method": "Cash on Delivery" if order.cod else "ShopeePay",
        "recipient_address": {
            "name": "N******n", "phone": "******64", "full_address": "******", "region": REGION,
        },
        "fulfillment_flag": "fulfilled_by_local_seller",
        "shipping_carrier": "Nhanh",
        "note": "",
    }  # fmt: skip


def _cancelling(order: ReplicaOrder) -> Json:
    if order.status != "CANCELLED":
        return {"cancel_by": "", "cancel_reason": "", "buyer_cancel_reason": ""}
    if order.handed_over:
        return {
            "cancel_by": "system",
            "cancel_reason": "Failed Delivery",
            "buyer_cancel_reason": "",
        }
    reason = "Buyer changed their mind"
    return {"cancel_by": "buyer", "cancel_reason": reason, "buyer_cancel_reason": reason}


def _line(line: OrderedLine, order: ReplicaOrder, call: ReplicaCall) -> Json:
    cancelled = line.quantity if order.status == "CANCELLED" else 0
    named = not call.settings.lines_without_sku
    return {
        "item_id": line.item_id,
        "item_name": line.item_name,
        "item_sku": line.item_sku if named else "",
        "model_id": line.model_id,
        "model_name": line.model_name,
        "model_sku": line.model_sku if named else "",
        "model_quantity_purchased": line.quantity,
        "model_original_price": line.price,
        "model_discounted_price": line.price,
        "wholesale": False,
        "weight": line.weight,
        "add_on_deal": False,
        "main_item": False,
        "order_item_id": line.item_id,
        "line_item_id": line.model_id or line.item_id,
        "promotion_type": "",
        "promotion_id": 0,
        "product_location_id": [LOCATION],
        "active_qty": line.quantity - cancelled,
        "cancelled_qty": cancelled,
        "returned_qty": line.quantity if order.status == "TO_RETURN" else 0,
    }


def _package(order: ReplicaOrder) -> Json:
    return {
        "package_number": f"OFG{order.order_sn}",
        "logistics_status": f"LOGISTICS_{_logistics_status(order)}",
        "logistics_channel_id": CHANNEL,
        "shipping_carrier": "Nhanh",
        "item_list": [
            {
                "item_id": line.item_id,
                "model_id": line.model_id,
                "model_quantity": line.quantity,
                "order_item_id": line.item_id,
                "product_location_id": LOCATION,
            }
            for line in order.lines
        ],
        "parcel_chargeable_weight_gram": 0,
    }


def _logistics_status(order: ReplicaOrder) -> str:
    if order.status == "CANCELLED":
        return "DELIVERY_FAILED" if order.handed_over else "INVALID"
    return "READY" if order.status == "READY_TO_SHIP" else "NOT_START"


def return_list(call: ReplicaCall) -> Json:
    """Returns by page, from 1, of at most 15 days: GET get_return_list."""
    size, number = call.fields.integer("page_size"), call.fields.integer("page_no")
    since = call.fields.integer("update_time_from", 0)
    until = call.fields.integer("update_time_to", 2**40)
    if not (1 <= size <= 100 and number >= 1):
        raise _wrong("page_size must be 100 or less.")
    if since and until - since > ORDER_WINDOW_S:
        raise _wrong("update_time_from and update_time_to must be within 15 days.")
    found = [
        order
        for order in call.shop.orders.values()
        if order.status == "TO_RETURN" and since <= order.update_time <= until
    ]
    page = found[(number - 1) * size : number * size]
    more = number * size < len(found)
    return {"response": {"more": more, "return": [_return(order) for order in page]}}


def _return(order: ReplicaOrder) -> Json:
    return {
        "return_sn": f"R{order.order_sn}",
        "order_sn": order.order_sn,
        "status": "PROCESSING",
        "reason": "ITEM_DAMAGED",
        "text_reason": "",
        "needs_logistics": True,
        "create_time": order.update_time,
        "update_time": order.update_time,
        "item": [
            {
                "item_id": line.item_id,
                "model_id": line.model_id,
                "item_sku": line.item_sku,
                "variation_sku": line.model_sku,
                "amount": line.quantity,
            }
            for line in order.lines
        ],
    }


def _wrong(detail: str) -> Refusal:
    return Refusal("error_param", f"Wrong parameters, detail: {detail}")


ENDPOINTS = {
    "/api/v2/order/get_order_list": get(order_list),
    "/api/v2/order/get_order_detail": get(order_detail),
    "/api/v2/returns/get_return_list": get(return_list),
}
