"""Orders: read to move stock; confirm, ship and cancel for completeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner import answers, bodies
from sandbox.partner.envelope import Refusal, wrong
from sandbox.partner.facts import ORDER_WINDOW_S, written
from sandbox.partner.lifecycle import cancel as cancel_all
from sandbox.partner.lifecycle import kept_units, moved, send_off
from sandbox.partner.market import Done, Endpoint, oldest_order, page
from sandbox.partner.views import order_view

if TYPE_CHECKING:
    from sandbox.partner.entities import Order
    from sandbox.partner.market import Call


def many(call: Call) -> Done:
    """Orders updated within the window; the list lags."""
    asked: bodies.OrderQuery = call.parameters()
    begin, end = asked["updated_from"], asked["updated_to"]
    if not 0 <= end - begin <= ORDER_WINDOW_S:
        raise wrong("updated_to", "OUT_OF_RANGE", value=written(end))
    oldest, lag_s = written(oldest_order(call.now)), call.settings.list_lag_s
    copies = (order.shown.read(call.now, lag_s) for order in call.shop.orders.values())
    found = [
        copy
        for copy in copies
        if copy is not None
        and written(begin) <= copy["updated_at"] < written(end)
        and copy["created_at"] >= oldest
        and asked.get("status", copy["status"]) == copy["status"]
    ]
    items, rest = page(call, found, lambda copy: [copy["updated_at"], copy["order_id"]])
    return Done({"items": items, **rest})


def one(call: Call) -> Done:
    """Never lags."""
    return Done(order_view(call.order()))


def confirm(call: Call) -> Done:
    """The seller takes the order on."""
    order = call.order()
    call.payload()
    return _step(call, order, "NEW", "CONFIRMED")


def ship(call: Call) -> Done:
    """The parcel is on its way; its units are no longer reserved."""
    order = call.order()
    given: bodies.ShipmentBody = call.payload()
    if order.status == "CONFIRMED":
        order.shipment = {**given, "shipped_at": written(call.now)}
        send_off(call.market, call.shop, kept_units(order))
    return _step(call, order, "CONFIRMED", "SHIPPED")


def cancel(call: Call) -> Done:
    """The seller cannot deliver; the units are for sale again."""
    order, given = call.order(), call.payload()
    if order.status in {"NEW", "CONFIRMED"}:
        said: answers.Cancellation = {
            "by": "SELLER",
            "reason": given["reason"],
            "at": written(call.now),
        }
        cancel_all(call.market, call.shop, order, said)
        moved(call.market, call.shop, order)
    return _step(call, order, "", "CANCELLED")


def _step(call: Call, order: Order, before: str, after: str) -> Done:
    """Doing what is done already is a success."""
    if order.status == before:
        order.status = after
        moved(call.market, call.shop, order)
    elif order.status != after:
        raise Refusal(4094, {"state": order.status})
    return Done(order_view(order))


_ONE, _READ, _WRITE = "/orders/{order_id}", "orders.read", "orders.write"
ENDPOINTS = (
    Endpoint(
        "GET", "/orders", many, _READ, "Orders of a window", answers.Orders,
        query=bodies.OrderQuery,
    ),
    Endpoint("GET", _ONE, one, _READ, "One order", answers.Order),
    Endpoint("POST", _ONE + "/confirm", confirm, _WRITE, "Confirm", answers.Order, keyed=True),
    Endpoint(
        "POST", _ONE + "/ship", ship, _WRITE, "Ship", answers.Order, bodies.ShipmentBody, keyed=True
    ),
    Endpoint(
        "POST", _ONE + "/cancel", cancel, _WRITE, "Cancel", answers.Order, bodies.ReasonBody,
        keyed=True,
    ),
)  # fmt: skip
