"""Returns as a seller reads them: apart from the orders, one row for each order sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.facts import CURRENCY
from sandbox.tiktok.fields import malformed
from sandbox.tiktok.reading import order_page_size, page

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.entities import Order, Unit
    from sandbox.tiktok.market import Call

_PAGE = 50
_SORTS = frozenset({"create_time", "update_time"})


def search(call: Call) -> Json:
    """Returns of a window, or of these orders: POST /return_refund/202309/returns/search."""
    size = order_page_size(call.query)
    if size > _PAGE or call.query.text("sort_field", "create_time") not in _SORTS:
        raise malformed("invalid param error: page_size or sort_field")
    orders = set(call.fields.texts("order_ids", []))
    since, until = (
        call.fields.whole("update_time_ge", 0),
        call.fields.whole("update_time_lt", 2**40),
    )
    found = [
        order
        for order in call.shop.orders.values()
        if order.returned
        and (not orders or order.order_id in orders)
        and since <= order.update_time < until
    ]
    found.sort(key=lambda order: (order.update_time, order.order_id))
    rows, following = page(found, call.query, size)
    answer = {"total_count": len(found), "return_orders": [_row(call, order) for order in rows]}
    return answer | ({"next_page_token": following} if following else {})


def _row(call: Call, order: Order) -> Json:
    alone = call.settings.refunds_alone
    done = "RETURN_OR_REFUND_REQUEST_COMPLETE"
    return {
        "return_id": f"4{order.order_id[1:]}",
        "order_id": order.order_id,
        "return_type": "REFUND" if alone else "RETURN_AND_REFUND",
        "return_status": done if alone else call.settings.return_status,
        "role": "BUYER",
        "return_reason": "ecom_order_delivered_refund_and_return_reason_damaged",
        "return_reason_text": "Sản phẩm bị hư hỏng",
        "shipment_type": "PLATFORM",
        "handover_method": "DROP_OFF",
        "create_time": order.update_time,
        "update_time": order.update_time,
        "return_line_items": [_line(unit) for unit in order.units],
    }


def _line(unit: Unit) -> Json:
    return {
        "return_line_item_id": f"4{unit.unit_id[1:]}",
        "order_line_item_id": unit.unit_id,
        "sku_id": unit.sku_id,
        "sku_name": unit.sku_name,
        "product_name": unit.product_name,
        "seller_sku": unit.seller_sku,
        "refund_amount": {"currency": CURRENCY, "refund_total": str(unit.price)},
    }
