"""What was sold: orders in pages, and one row for every single unit."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.lazada import settings
from sandbox.lazada.entities import Order, Unit
from sandbox.lazada.errors import Refusal, numbered
from sandbox.lazada.listings import read_time
from sandbox.lazada.market import get

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


STATUSES = frozenset((
    "unpaid", "pending", "packed", "repacked", "canceled", "ready_to_ship",
    "ready_to_ship_pending", "shipped", "delivered", "confirmed", "returned", "failed", "topack",
    "toship", "shipping", "lost", "lost_by_3pl", "damaged_by_3pl", "failed_delivery",
    "shipped_back", "shipped_back_success", "shipped_back_failed", "package_scrapped", "all",
))  # fmt: skip
# Statuses that the list knows by a name for several.
_WIDER = {"topack": {"pending"}, "toship": {"ready_to_ship"}, "shipping": {"shipped"}}
_VIETNAM_H = 7
_BUYER = {"first_name": "N***", "last_name": "", "phone": "84*****12", "address3": "Cà Mau"}


def orders(call: Call) -> Json:
    """A page of orders: GET /orders/get."""
    if not (call.get("created_after") or call.get("update_after")):
        raise numbered(1, "Parameter created_after or update_after is mandatory")
    limit, offset = _page(call)
    by, falling = _sorting(call)
    fits = _filtered(call)
    found = [order for order in call.shop.orders.values() if fits(order)]
    found.sort(key=lambda order: (by(order), order.order_id), reverse=falling)
    page = found[offset : offset + limit]
    return {
        "data": {
            "count": str(len(page)) if call.settings.odd_shapes else len(page),
            "countTotal": len(found),
            "orders": [order_row(order) for order in page],
        }
    }


def _page(call: Call) -> tuple[int, int]:
    limit_wrong = numbered(19, f'"{call.get("limit")}" Invalid Limit')
    limit = call.between("limit", settings.ORDER_PAGE, settings.ORDER_PAGE, limit_wrong)
    if limit < 1:
        raise limit_wrong
    offset_wrong = numbered(14, f'"{call.get("offset")}" Invalid Offset')
    return limit, call.between("offset", 0, settings.ORDER_OFFSET, offset_wrong)


def _sorting(call: Call) -> tuple[Callable[[Order], int], bool]:
    by, direction = call.get("sort_by") or "created_at", call.get("sort_direction") or "DESC"
    if by not in {"created_at", "updated_at"}:
        raise numbered(75, f'"{by}" Invalid Sort By Filter')
    if direction not in {"ASC", "DESC"}:
        raise numbered(74, f'"{direction}" Invalid Sort Direction')
    if by == "created_at":
        return lambda order: order.created_at, direction == "DESC"
    return lambda order: order.updated_at, direction == "DESC"


def _filtered(call: Call) -> Callable[[Order], bool]:
    status = call.get("status") or "all"
    if status not in STATUSES:
        raise numbered(36, "Invalid status filter")
    meant = _WIDER.get(status, {status})
    created = _span(call, "created_after", "created_before")
    updated = _span(call, "update_after", "update_before")

    def fits(order: Order) -> bool:
        return (
            (status == "all" or order.status in meant)
            and created[0] <= order.created_at < created[1]
            and updated[0] <= order.updated_at < updated[1]
        )

    return fits


def _span(call: Call, after: str, before: str) -> tuple[float, float]:
    since, until = call.get(after), call.get(before)
    return read_time(since) if since else 0.0, read_time(until) if until else 1e12


def order_row(order: Order) -> Json:
    """An order as the list prints it: it has no status of its own, only its units'."""
    return {
        "order_id": order.order_id,
        "order_number": order.order_id,
        "statuses": sorted({unit.status for unit in order.units}),
        "items_count": len(order.units),
        "price": f"{sum(unit.price for unit in order.units)}.00",
        "voucher": 0,
        "voucher_seller": 0,
        "voucher_platform": 0,
        "shipping_fee": 15000,
        "payment_method": "COD" if order.cod else "MIXEDCARD",
        "created_at": _local(order.created_at),
        "updated_at": _local(order.updated_at),
        "warehouse_code": settings.WAREHOUSE,
        "customer_first_name": _BUYER["first_name"],
        "address_shipping": {**_BUYER, "country": "Vietnam"},
        "address_billing": {**_BUYER, "country": "Vietnam"},
        "remarks": "",
        "buyer_note": "",
        "is_cancel_pending": False,
    }


def _local(second: int) -> str:
    moment = datetime.fromtimestamp(second, UTC) + timedelta(hours=_VIETNAM_H)
    return f"{moment:%Y-%m-%d %H:%M:%S} +0700"


def order(call: Call) -> Json:
    """One order: GET /order/get."""
    return {"data": order_row(_order(call))}


def _order(call: Call) -> Order:
    text = call.required("order_id")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
    found = call.shop.orders.get(number)
    if found is None:
        raise numbered(16, f'"{text}" Invalid Order ID')
    return found


def order_items(call: Call) -> Json:
    """The units of one order: GET /order/items/get."""
    found = _order(call)
    return {"data": [_unit_row(unit, found, call) for unit in found.units]}


def items_of_orders(call: Call) -> Json:
    """The units of up to fifty orders: GET /orders/items/get."""
    numbers = _numbers(call.required("order_ids"))
    if len(numbers) > settings.ORDERS_AT_ONCE:
        raise numbered(38, "Too many orders were requested")
    known = [call.shop.orders[number] for number in numbers if number in call.shop.orders]
    if not known:
        raise numbered(39, "No orders were found")
    if len(known) < len(numbers):
        raise numbered(37, "One or more order id in the list are incorrect")
    return {"data": [_with_items(found, call) for found in known]}


def _numbers(text: str) -> list[int]:
    wrong: Refusal = numbered(56, "Invalid OrdersIdList format. Must use array format [1,2]")
    try:
        numbers = json.loads(text)
    except ValueError as error:
        raise wrong from error
    if not isinstance(numbers, list) or not all(isinstance(n, int) for n in numbers):
        raise wrong
    return numbers


def _with_items(found: Order, call: Call) -> Json:
    return {
        "order_id": found.order_id,
        "order_number": found.order_id,
        "order_items": [_unit_row(unit, found, call) for unit in found.units],
    }


def _unit_row(unit: Unit, found: Order, call: Call) -> Json:
    canceled = unit.status == "canceled"
    return {
        "order_item_id": unit.order_item_id,
        "order_id": found.order_id,
        "sku": "" if call.settings.skuless_orders else unit.seller_sku,
        "sku_id": str(unit.sku_id),
        "shop_sku": f"{unit.item_id}_{settings.VENTURE}-{unit.sku_id}",
        "product_id": str(unit.item_id),
        "name": unit.name,
        "variation": unit.variation,
        "status": unit.status,
        "item_price": float(unit.price),
        "paid_price": float(unit.price),
        "currency": settings.CURRENCY,
        "is_fbl": 0,
        "is_digital": 0,
        "warehouse_code": settings.WAREHOUSE,
        "shipping_type": "Dropshipping",
        "reason": "Đổi ý" if canceled else "",
        "cancel_return_initiator": "cancellation-customer" if canceled else "null-null",
        "return_status": "",
        "reverse_order_id": _reverse_id(found) if unit.status == "returned" else "",
        "payment_time": found.paid_at * 1000,
        "created_at": _local(found.created_at),
        "updated_at": _local(found.updated_at),
    }


def _reverse_id(found: Order) -> str:
    return f"9{found.order_id}"


def reverse_orders(call: Call) -> Json:
    """Pages of what is sent back: GET /reverse/getreverseordersforseller."""
    size, number = _whole(call, "page_size"), _whole(call, "page_no")
    modified = "ReverseOrderLineModifiedTimeRange"
    since, until = _whole(call, f"{modified}Start", 0), _whole(call, f"{modified}End", 2**53)
    only = call.get("trade_order_id")
    found = [
        order
        for order in call.shop.orders.values()
        if any(unit.status == "returned" for unit in order.units)
        and only in {"", str(order.order_id)}
        and since <= order.updated_at * 1000 <= until
    ]
    page = found[(number - 1) * size : number * size]
    rows = [_reverse_row(order, call) for order in page]
    paging = {"page_no": str(number), "page_size": str(size), "total": str(len(found))}
    return {"result": {**paging, "success": "true", "items": rows}}


def _whole(call: Call, name: str, default: int | None = None) -> int:
    given = call.get(name) or ("" if default is None else str(default))
    if not given.isdecimal():
        raise numbered(1, f"Parameter {name} is mandatory")
    return int(given)


def _reverse_row(found: Order, call: Call) -> Json:
    alone = call.settings.refunds_alone
    return {
        "reverse_order_id": _reverse_id(found),
        "trade_order_id": str(found.order_id),
        "request_type": "ONLY_REFUND" if alone else "RETURN",
        "is_rtm": "true",
        "shipping_type": "DROP_OFF",
        "reverse_order_lines": [
            {
                "reverse_order_line_id": f"9{unit.order_item_id}",
                "trade_order_line_id": str(unit.order_item_id),
                "reverse_status": "REFUND_SUCCESS",
                "ofc_status": "" if alone else "RETURN_DELIVERED",
                "whqc_decision": "",
                "seller_sku_id": unit.seller_sku,
                "reason_text": "Hàng hư hỏng",
                "refund_amount": unit.price,
                "return_order_line_gmt_create": str(found.updated_at * 1000),
                "return_order_line_gmt_modified": str(found.updated_at * 1000),
            }
            for unit in found.units
            if unit.status == "returned"
        ],
    }


ENDPOINTS = {
    "/orders/get": get(orders),
    "/order/get": get(order),
    "/order/items/get": get(order_items),
    "/orders/items/get": get(items_of_orders),
    "/reverse/getreverseordersforseller": get(reverse_orders),
}
