"""Buyers: they order, pay, cancel and send back; the shop's stock follows at once.

UNPAID --pay--> READY_TO_SHIP --return--> TO_RETURN (no restock by itself)
   \\---cancel---> CANCELLED <---cancel---/  (the quantity goes back)
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sandbox.replica import Impossible, Unknown
from sandbox.shopee import pushes
from sandbox.shopee.seller_centre import order_picture, shop_of
from sandbox.shopee.shelf import Order, OrderedLine

if TYPE_CHECKING:
    from sandbox.replica import Basket, Json, OrderLine
    from sandbox.shopee.market import Market
    from sandbox.shopee.shelf import Item, Model, Shop

_STEPS = {
    "pay": ({"UNPAID"}, "READY_TO_SHIP"),
    "cancel": ({"UNPAID", "READY_TO_SHIP"}, "CANCELLED"),
    "return": ({"READY_TO_SHIP"}, "TO_RETURN"),
}
_VIETNAM_H = 7


def place_order(market: Market, basket: Basket) -> Json:
    """Take the whole basket from the shelf, or nothing."""
    shop = shop_of(market, basket.shop)
    found = [(line, *_offered(shop, line)) for line in basket.lines]
    wanted: dict[int, int] = {}
    for line, _, model in found:
        wanted[id(model)] = wanted.get(id(model), 0) + line.quantity
        if wanted[id(model)] > model.available:
            raise Impossible(f"only {model.available} of {line.sku!r} left")
    for line, item, model in found:
        _take(market, item, model, line.quantity)
    now = market.clock.second()
    order = Order(
        order_sn=_order_sn(market, now),
        status="READY_TO_SHIP" if basket.cod else "UNPAID",
        cod=basket.cod,
        lines=[_line(line, item, model) for line, item, model in found],
        create_time=now,
        update_time=now,
    )
    shop.orders[order.order_sn] = order
    pushes.ordered(market, shop, order)
    return order_picture(order)


def _offered(shop: Shop, line: OrderLine) -> tuple[Item, Model]:
    """The listing that sells this SKU; hidden and banned ones sell nothing."""
    offering = list(shop.offering(line.sku))
    if not offering:
        raise Unknown(f"no SKU {line.sku!r} in shop {shop.shop_id}")
    on_sale = [(item, model) for item, model in offering if item.status.value == "NORMAL"]
    if not on_sale:
        raise Impossible(f"{line.sku!r} is not on sale")
    return max(on_sale, key=lambda pair: pair[1].available)


def _take(market: Market, item: Item, model: Model, quantity: int) -> None:
    model.stock.settle(model.stock.value - quantity)
    if market.knobs.sales_bump_update_time:
        item.update_time = market.clock.now()


def _order_sn(market: Market, now: int) -> str:
    day = datetime.fromtimestamp(now, UTC) + timedelta(hours=_VIETNAM_H)
    return f"{day:%y%m%d}OCOP{market.next_number('order'):04d}"


def _line(line: OrderLine, item: Item, model: Model) -> OrderedLine:
    return OrderedLine(
        item_id=item.item_id,
        model_id=model.model_id,
        item_name=item.content["item_name"],
        item_sku=item.sku,
        model_name=",".join(item.options_of(model)),
        model_sku=model.sku.value if item.has_models else "",
        price=model.price.value,
        quantity=line.quantity,
        weight=model.extras.get("weight", item.content["weight"]),
    )


def move_order(market: Market, order_id: str, step: str) -> Json:
    """One step of an order's life; Impossible when its status forbids it."""
    shop, order = _order(market, order_id)
    allowed, after = _STEPS[step]
    if order.status not in allowed:
        raise Impossible(f"order {order_id} is {order.status}: cannot {step}")
    now = market.clock.second()
    order.status, order.update_time = after, now
    if step == "pay":
        order.pay_time = now
    if step == "cancel":
        _put_back(market, shop, order)
    pushes.ordered(market, shop, order)
    return order_picture(order)


def _order(market: Market, order_id: str) -> tuple[Shop, Order]:
    for shop in market.shops.values():
        if order_id in shop.orders:
            return shop, shop.orders[order_id]
    raise Unknown(f"no order {order_id!r}")


def _put_back(market: Market, shop: Shop, order: Order) -> None:
    """Models that no longer exist take nothing back."""
    for line in order.lines:
        item = shop.items.get(line.item_id)
        model = item.model(line.model_id) if item else None
        if item is not None and model is not None:
            _take(market, item, model, -line.quantity)
