"""Buyers: they order, pay, cancel whole or in part, and send back whole or in part.

NEW --24 h, or the seller--> CONFIRMED --the seller--> SHIPPED --3 days--> DELIVERED --> RETURNED
  \\------- cancel -----------/  (the units are for sale again; a return adds nothing back)
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sandbox.partner import passing
from sandbox.partner.changes import moved
from sandbox.partner.counting import kept_units, put_back, send_off, take
from sandbox.partner.moments import told
from sandbox.partner.seller_centre import order_picture, shop_of
from sandbox.partner.shelf import Line, Order
from sandbox.replica import Impossible, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.partner.market import Market
    from sandbox.partner.shelf import Offer, Product, Shop
    from sandbox.replica import Basket, Json, OrderLine

_STEPS = {
    "pay": {"NEW", "CONFIRMED"},
    "cancel": {"NEW", "CONFIRMED"},
    "return": {"NEW", "CONFIRMED", "SHIPPED", "DELIVERED"},
}
_ON_SHELF = frozenset({"NEW", "CONFIRMED"})


def place_order(market: Market, basket: Basket) -> Json:
    """Take the whole basket from the shelf, or nothing."""
    shop = shop_of(market, basket.shop)
    passing.settle(market, shop)
    found = [(wanted, *_offered(market, shop, wanted.sku)) for wanted in basket.lines]
    _check_enough(found)
    lines = [
        Line(str(number), offer.sku, product.product_id, wanted.quantity, offer.price)
        for number, (wanted, product, offer) in enumerate(found, 1)
    ]
    now = market.clock.second()
    order = Order(_order_id(market), lines, basket.cod, now, now)
    shop.orders[order.order_id] = order
    take(market, shop, kept_units(order))
    moved(market, shop, order, "order.created")
    return order_picture(order)


def _order_id(market: Market) -> str:
    """`DH2611230017`: the day, and a number that never comes again."""
    day = told(market.clock.now())[2:10].replace("-", "")
    return f"DH{day}{market.next_number('order'):04d}"


def _offered(market: Market, shop: Shop, sku: str) -> tuple[Product, Offer]:
    """What buyers see under this SKU."""
    product, offer = shop.product_of(sku), shop.offer_of(sku)
    if product is None or offer is None:
        raise Unknown(f"no SKU {sku!r} in shop {shop.code}")
    if product.sale_status != "ON" or not offer.live or market.knobs.shop_status != "ACTIVE":
        raise Impossible(f"{sku!r} is not on sale")
    return product, offer


def _check_enough(found: list[tuple[OrderLine, Product, Offer]]) -> None:
    wanted: dict[str, int] = {}
    for line, _, offer in found:
        wanted[offer.sku] = wanted.get(offer.sku, 0) + line.quantity
        if wanted[offer.sku] > offer.stock:
            raise Impossible(f"only {offer.stock} of {line.sku!r} left")


def move_order(market: Market, order_id: str, step: str) -> Json:
    """One step of an order's life; Impossible when its status forbids it."""
    shop, order = _order(market, order_id, step)
    if step == "pay":
        _pay(market, order)
    elif step == "cancel":
        passing.cancel(market, shop, order, _changed_mind(market))
    else:
        _send_back(market, shop, order, _left(order))
    moved(market, shop, order)
    return order_picture(order)


def move_part(market: Market, order_id: str, step: str, parts: Sequence[OrderLine]) -> Json:
    """Cancel or return some units; the order keeps its status until nothing is left of it."""
    shop, order = _order(market, order_id, step)
    units = {_line(order, part, step).line_id: part.quantity for part in parts}
    if step == "pay":
        raise Impossible("an order is paid as a whole")
    if step == "return":
        _send_back(market, shop, order, units)
    else:
        _cancel_part(market, shop, order, units)
    moved(market, shop, order)
    return order_picture(order)


def _changed_mind(market: Market) -> dict[str, str]:
    return {"by": "BUYER", "reason": "CHANGED_MIND", "at": told(market.clock.now())}


def _cancel_part(market: Market, shop: Shop, order: Order, units: dict[str, int]) -> None:
    before = Counter(kept_units(order))
    for line in order.lines:
        line.cancelled_quantity += units.get(line.line_id, 0)
    put_back(market, shop, before - Counter(kept_units(order)))
    if not any(line.kept for line in order.lines):
        passing.cancel(market, shop, order, _changed_mind(market))


def _order(market: Market, order_id: str, step: str) -> tuple[Shop, Order]:
    for shop in market.shops.values():
        passing.settle(market, shop)
        order = shop.orders.get(order_id)
        if order is not None:
            if order.status not in _STEPS[step]:
                raise Impossible(f"order {order_id} is {order.status}: cannot {step}")
            return shop, order
    raise Unknown(f"no order {order_id!r}")


def _line(order: Order, part: OrderLine, step: str) -> Line:
    for line in order.lines:
        left = line.kept - line.returned_quantity
        if line.sku == part.sku and part.quantity <= left:
            return line
    raise Impossible(f"order {order.order_id} has no {part.quantity} of {part.sku!r} to {step}")


def _left(order: Order) -> dict[str, int]:
    """What could still be sent back, by line."""
    return {line.line_id: line.kept - line.returned_quantity for line in order.lines}


def _pay(market: Market, order: Order) -> None:
    if order.paid_at is not None:
        raise Impossible(f"order {order.order_id} is paid")
    order.paid_at = market.clock.second()


def _send_back(market: Market, shop: Shop, order: Order, units: dict[str, int]) -> None:
    """Delivered first, if it was not yet; nothing goes back on the shelf by itself."""
    if order.status in _ON_SHELF:
        send_off(market, shop, kept_units(order))
        order.shipment = {"carrier": "VNPOST", "tracking_no": f"VN{order.order_id}"}
        order.shipment["shipped_at"] = told(market.clock.now())
    order.status = "DELIVERED"
    for line in order.lines:
        line.returned_quantity += units.get(line.line_id, 0)
    if all(line.returned_quantity >= line.kept for line in order.lines):
        order.status = "RETURNED"
