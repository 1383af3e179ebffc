"""Orders: read to move stock; confirm, ship and cancel for completeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.changes import moved
from sandbox.partner.counting import kept_units, send_off
from sandbox.partner.facts import ORDER_WINDOW_S
from sandbox.partner.market import Done, Endpoint, oldest_order
from sandbox.partner.moments import told
from sandbox.partner.pages import page
from sandbox.partner.parameters import Moment, paging
from sandbox.partner.passing import cancel as put_all_back
from sandbox.partner.refusal import Refusal, wrong
from sandbox.partner.shapes import Line, Table, Word
from sandbox.partner.views import order_view

if TYPE_CHECKING:
    from sandbox.partner.houses import House
    from sandbox.partner.market import Call
    from sandbox.partner.shelf import Order

STATUSES = ("NEW", "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED", "RETURNED")


def many(call: Call) -> Done:
    """Orders updated within the window; the list lags."""
    asked = call.asked()
    begin, end = asked["updated_from"], asked["updated_to"]
    if not 0 <= end - begin <= ORDER_WINDOW_S:
        raise wrong("updated_to", "OUT_OF_RANGE", value=told(end))
    oldest, lag_s = told(oldest_order(call.now)), call.knobs.list_lag_s
    copies = (order.shown.read(call.now, lag_s) for order in call.shop.orders.values())
    found = [
        copy
        for copy in copies
        if copy is not None
        and told(begin) <= copy["updated_at"] < told(end)
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
    call.wish()
    return _step(call, order, "NEW", "CONFIRMED")


def ship(call: Call) -> Done:
    """The parcel is on its way; its units are no longer reserved."""
    order, wish = call.order(), call.wish()
    if order.status == "CONFIRMED":
        order.shipment = {**wish, "shipped_at": told(call.now)}
        send_off(call.market, call.shop, kept_units(order))
    return _step(call, order, "CONFIRMED", "SHIPPED")


def cancel(call: Call) -> Done:
    """The seller cannot deliver; the units are for sale again."""
    order, wish = call.order(), call.wish()
    if order.status in {"NEW", "CONFIRMED"}:
        said = {"by": "SELLER", "reason": wish["reason"], "at": told(call.now)}
        put_all_back(call.market, call.shop, order, said)
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


_SHIPMENT = Table({"carrier": Line(40), "tracking_no": Line(60)}, ("carrier", "tracking_no"))
_REASON = Table({"reason": Line(120)}, ("reason",))


def endpoints(house: House) -> tuple[Endpoint, ...]:
    """Orders."""
    window = {"updated_from": Moment(), "updated_to": Moment()}
    query = Table({**window, "status": Word(choices=STATUSES), **paging(house)}, tuple(window))
    path, read, write = "/orders/{order_id}", "orders.read", "orders.write"
    return (
        Endpoint("GET", "/orders", many, read, "Orders of a window", "Orders", query=query),
        Endpoint("GET", path, one, read, "One order", "Order"),
        Endpoint("POST", path + "/confirm", confirm, write, "Confirm", "Order", keyed=True),
        Endpoint("POST", path + "/ship", ship, write, "Ship", "Order", _SHIPMENT, keyed=True),
        Endpoint("POST", path + "/cancel", cancel, write, "Cancel", "Order", _REASON, keyed=True),
    )
