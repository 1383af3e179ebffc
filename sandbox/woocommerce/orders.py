"""Orders and refunds as the API shows them. What is personal in them is a marked decoy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sandbox.woocommerce import stock, webhooks
from sandbox.woocommerce.entities import Refund
from sandbox.woocommerce.errors import BareRefusal, Refusal, invalid
from sandbox.woocommerce.paging import narrowed, paged
from sandbox.woocommerce.product_rows import is_within
from sandbox.woocommerce.site import Said

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.woocommerce.entities import Line, Order
    from sandbox.woocommerce.site import Call, Site

DECOY = "MOI-NHU"  # stands in everything that is a buyer's: it must turn up nowhere else
STATUSES = (
    "pending",
    "processing",
    "on-hold",
    "completed",
    "cancelled",
    "refunded",
    "failed",
    "checkout-draft",
)
LEFT_OUT = frozenset({"trash", "checkout-draft"})
DRAFTS_SHOWN_UNTIL = (10, 8)


def order_row(call: Call, order: Order) -> Json:
    """An order with all that the real one says of its buyer."""
    site = call.site
    return {
        "id": order.id,
        "parent_id": 0,
        "number": f"DH{order.id}",
        "order_key": f"wc_order_{DECOY}{order.id}",
        "created_via": order.created_via,
        "version": site.settings.wc_version,
        "status": order.status,
        "currency": order.currency,
        "date_created": site.local(order.created_at),
        "date_created_gmt": site.gmt(order.created_at),
        "date_modified": site.local(order.modified_at),
        "date_modified_gmt": site.gmt(order.modified_at),
        "date_paid": site.local(order.paid_at),
        "date_paid_gmt": site.gmt(order.paid_at),
        "date_completed": site.local(order.completed_at),
        "date_completed_gmt": site.gmt(order.completed_at),
        "discount_total": "0",
        "shipping_total": "0",
        "total": f"{total(order):.0f}",
        "total_tax": "0",
        **_buyer(),
        "payment_method": "cod",
        "payment_method_title": "Trả tiền khi nhận hàng",
        "line_items": [line_row(call, line) for line in order.lines],
        "shipping_lines": [],
        "fee_lines": [],
        "coupon_lines": [],
        "refunds": [
            {"id": refund.id, "reason": f"{DECOY} hỏng", "total": f"-{refund.amount}"}
            for refund in order.refunds
        ],
        "meta_data": [{"id": 1, "key": "_billing_zalo", "value": f"{DECOY} 0900000000"}],
        "payment_url": f"{call.base}/thanh-toan/?key=wc_order_{DECOY}{order.id}",
        "_links": {"customer": [{"href": f"{call.base}/wp-json/wc/v3/customers/7"}]},
    }


def _buyer() -> Json:
    return {
        "customer_id": 7,
        "customer_ip_address": f"{DECOY}-203.0.113.9",
        "customer_user_agent": f"{DECOY} Mozilla",
        "customer_note": f"{DECOY} giao sau 17h",
        "transaction_id": f"{DECOY}-FT2630",
        "cart_hash": f"{DECOY}hash",
        "billing": _address(),
        "shipping": _address(),
    }


def _address() -> Json:
    names = ("first_name", "last_name", "company", "address_1", "city", "email", "phone")
    return {name: f"{DECOY}-{name}" for name in names}


def line_row(call: Call, line: Line) -> Json:
    """One line; its SKU is looked up anew each time, and gone with the product."""
    product = call.shop.products.get(line.bought)
    cost = f"{line.price * line.quantity:.0f}"
    return {
        "id": line.id,
        "name": line.name,
        "product_id": line.product_id,
        "variation_id": line.variation_id,
        "quantity": line.quantity,
        "subtotal": cost,
        "total": cost,
        "total_tax": "0",
        "taxes": [],
        "meta_data": [{"id": 1, "key": "Khắc tên", "value": DECOY, "display_value": DECOY}],
        "sku": product.sku if product else None,
        "price": line.price,
        "image": {"id": "", "src": ""},
        "parent_name": None,
    }


def total(order: Order) -> float:
    """What an order costs."""
    return sum(line.price * line.quantity for line in order.lines)


async def list_orders(call: Call) -> Said:
    """A page of orders."""
    orders = [o for o in call.shop.orders.values() if _has_status(call, o)]
    chosen = {int(n) for n in call.query.get("include", "").split(",") if n.isdecimal()}
    orders = [o for o in orders if not call.query.get("include") or o.id in chosen]
    orders = [o for o in orders if is_within(call, o.modified_at, "modified")]
    orders = [o for o in orders if is_within(call, o.created_at, "")]
    by_id = call.query.get("orderby") == "id"
    ascending = call.query.get("order") == "asc"
    orders.sort(key=lambda o: o.id if by_id else o.created_at, reverse=not ascending)
    return paged(call, orders, order_row)


def _has_status(call: Call, order: Order) -> bool:
    asked = [each.strip() for each in call.query.get("status", "any").split(",")]
    known = {*STATUSES, "any", "trash", call.settings.custom_status}
    for place, status in enumerate(asked):
        if status not in known:
            raise invalid({f"status[{place}]": ("rest_not_in_enum", "status is not one of ...")})
    if "any" in asked:
        hidden = LEFT_OUT if call.settings.version >= DRAFTS_SHOWN_UNTIL else {"trash"}
        return order.status not in hidden
    return order.status in asked


def _order(call: Call) -> Order:
    order = call.shop.orders.get(call.ids[0])
    if order is None:
        raise Refusal(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.")
    return order


async def read_order(call: Call) -> Said:
    """One order."""
    return Said(narrowed(call, order_row(call, _order(call))))


async def update_order(call: Call) -> Said:
    """Give an order another status."""
    order = _order(call)
    status = call.body.get("status")
    if status is not None and status not in STATUSES:
        raise invalid({"status": ("rest_not_in_enum", "status is not one of ...")})
    if status:
        move(call.site, order, status)
    return Said(narrowed(call, order_row(call, order)))


def move(site: Site, order: Order, status: str) -> None:
    """Give an order a status; stock follows as WooCommerce has it follow."""
    order.status = status
    if status in {"processing", "completed"} and order.paid_at is None:
        order.paid_at = site.now()
    # A checkout that waits at the payment page keeps its units apart; the number is not lowered.
    holds_s = site.settings.hold_stock_minutes * 60 if status == "pending" else 0
    order.held_until = site.now() + holds_s if holds_s else 0.0
    if status == "completed":
        order.completed_at = site.now()
    stock.follow(site, order)
    touch(site, order)


def touch(site: Site, order: Order) -> None:
    """What every change of an order does: its date moves, and shops hear of it."""
    if not site.settings.stale_order_modified:
        order.modified_at = site.now()
    webhooks.happened(site, "order", order.id, "updated")


async def list_refunds(call: Call) -> Said:
    """The refunds of one order."""
    order = call.shop.orders.get(call.ids[0])
    if order is None:
        raise BareRefusal(404, "woocommerce_rest_invalid_order_id", "Invalid order ID.")
    return paged(call, order.refunds, partial(_refund_row, order))


async def create_refund(call: Call) -> Said:
    """Ask the gateway for the money, unless told not to: what a program must never do unasked."""
    order = _order(call)
    lines = {int(row["id"]): int(row["quantity"]) for row in call.body.get("line_items", [])}
    refund = refunded(call.site, order, lines, str(call.body.get("amount", "0")))
    return Said(_refund_row(order, call, refund), 201)


def refunded(
    site: Site, order: Order, lines: dict[int, int], amount: str, *, restock: bool = True
) -> Refund:
    """Give money back, for some units or for none; restocked units are on sale again."""
    refund = Refund(site.shop.next_number(), amount, site.now(), lines)
    order.refunds.append(refund)
    for line in order.lines:
        product = site.shop.products.get(line.bought)
        units = min(lines.get(line.id, 0), line.reduced)
        if restock and units and product is not None:
            stock.change(site, product, units)
            line.reduced -= units
    if sum(float(each.amount) for each in order.refunds) >= total(order):
        order.status = "refunded"
    touch(site, order)
    return refund


def _refund_row(order: Order, call: Call, refund: Refund) -> Json:
    lines = {line.id: line for line in order.lines}
    return {
        "id": refund.id,
        "date_created_gmt": call.site.gmt(refund.at),
        "amount": refund.amount,
        "reason": f"{DECOY} hỏng",
        "refunded_by": 1,
        "refunded_payment": False,
        "meta_data": [],
        "line_items": [
            {
                **line_row(call, lines[number]),
                "id": refund.id * 10 + place,
                "quantity": -units,
                "total": f"-{lines[number].price * units:.0f}",
                "meta_data": [{"id": 1, "key": "_refunded_item_id", "value": str(number)}],
            }
            for place, (number, units) in enumerate(refund.lines.items())
        ],
    }
