"""Buyers: they order, pay, cancel and send back; the ledger follows, and Lazada pushes.

| event                      | sellable | withhold | occupy | total |
|----------------------------|----------|----------|--------|-------|
| ordered, unpaid            |    -1    |    +1    |        |       |
| unpaid for 30 minutes      |    +1    |    -1    |        |       |
| paid, or cash on delivery  |          |    -1    |   +1   |       |
| ready to ship              |          |          |   -1   |  -1   |
| cancelled before that      |    +1    |          |   -1   |       |

A return comes after shipping: nothing is put back by itself. Every unit of an order that
comes or moves is pushed to the app's one address (guides 120196 to 120210); that address is
set in the console, there is no call for it.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from sandbox.lazada.entities import Order, Unit
from sandbox.lazada.seller_centre import order_picture, shop_of
from sandbox.lazada.settings import APP_KEY, APP_SECRET
from sandbox.push_delivery import HttpPush, PushPolicy
from sandbox.replica import Impossible, Unknown, dump

if TYPE_CHECKING:
    from sandbox.lazada.entities import Shop, Sku
    from sandbox.lazada.market import Market
    from sandbox.push_delivery import Push
    from sandbox.replica import Basket, Json, OrderLine


ORDER_STATUS = 0
RETRY_S, TRIES = 1800, 12
SITE = "lazada_vn"
PUSH_POLICY = PushPolicy(
    (RETRY_S,) * TRIES,
    enough=20,  # invented: the documents only say "more than half"
    least_success=0.50,
    taken=lambda status: status == 200,
)


def ordered(market: Market, shop: Shop, order: Order) -> None:
    """An order came or moved: one push for each of its units."""
    if market.outbox.url is None:
        return
    now = market.clock.now()
    market.outbox.forget(now - RETRY_S * (TRIES + 1))
    for unit in order.units:
        data = {
            "order_status": unit.status,
            "trade_order_id": str(order.order_id),
            "trade_order_line_id": str(unit.order_item_id),
            "status_update_time": order.updated_at,
        }
        if unit.status == "returned":
            data |= {"reverse_order_id": f"9{order.order_id}"}
        content = {
            "seller_id": shop.seller_id,
            "message_type": ORDER_STATUS,
            "data": data,
            "timestamp": int(now * 1000),
            "site": SITE,
        }
        market.delivery.send(market.outbox, str(market.next_number("push")), content)


def sealed(market: Market, push: Push) -> HttpPush:
    """A push as it goes over the wire; a later try tells the status of its own time."""
    content = push.content
    order = market.shops[content["seller_id"]].orders[int(content["data"]["trade_order_id"])]
    fresh = {"order_status": order.status, "status_update_time": order.updated_at}
    body = dump({**content, "data": {**content["data"], **fresh}})
    secret = APP_SECRET + ("0" if market.settings.webhook_mood == "wrong_signature" else "")
    made = hmac.new(secret.encode(), APP_KEY.encode() + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "Authorization": made}
    return HttpPush(market.outbox.url or "", body, headers)


NOWHERE = ""  # the units are in no bucket: released, or gone from the warehouse
_ALLOWED = {
    "pay": {"unpaid"},
    "cancel": {"unpaid", "pending"},
    "return": {"pending", "ready_to_ship"},
}


def place_order(market: Market, basket: Basket) -> Json:
    """Take the whole basket from stock, or nothing."""
    shop = shop_of(market, basket.shop)
    found = [(_offered(market, shop, line), line.quantity) for line in basket.lines]
    _check_enough(found)
    held = "occupy" if basket.cod else "withhold"
    units = [unit for sku, quantity in found for unit in _units(market, shop, sku, quantity)]
    now = market.clock.second()
    order = Order(market.next_number("order"), basket.cod, units, now, now, held=NOWHERE)
    _set_status(order, "pending" if basket.cod else "unpaid")
    _hold(market, shop, order, held)
    shop.orders[order.order_id] = order
    ordered(market, shop, order)
    return order_picture(order)


def _offered(market: Market, shop: Shop, line: OrderLine) -> Sku:
    """The SKU on sale; hidden, banned and unreviewed ones sell nothing."""
    sku = shop.sku(line.sku)
    if sku is None:
        raise Unknown(f"no SKU {line.sku!r} in shop {shop.seller_id}")
    on_sale = market.status(shop.items[sku.item_id]) == "Active" and sku.status.value == "active"
    if not on_sale:
        raise Impossible(f"{line.sku!r} is not on sale")
    return sku


def _check_enough(found: list[tuple[Sku, int]]) -> None:
    wanted: dict[int, int] = {}
    for sku, quantity in found:
        wanted[sku.sku_id] = wanted.get(sku.sku_id, 0) + quantity
        if wanted[sku.sku_id] > sku.sellable:
            raise Impossible(f"only {sku.sellable} of {sku.seller_sku!r} left")


def _units(market: Market, shop: Shop, sku: Sku, quantity: int) -> list[Unit]:
    discount = sku.discount
    price = discount.price if discount and discount.holds(market.clock.now()) else sku.price.value
    return [
        Unit(
            order_item_id=market.next_number("order_item"),
            item_id=sku.item_id,
            sku_id=sku.sku_id,
            seller_sku=sku.seller_sku,
            name=shop.items[sku.item_id].title,
            variation=", ".join(f"{name}:{option}" for name, option in sku.sale_prop.items()),
            price=price,
            status="unpaid",
        )
        for _ in range(quantity)
    ]


def _set_status(order: Order, status: str) -> None:
    for unit in order.units:
        unit.status = status


def _hold(market: Market, shop: Shop, order: Order, bucket: str) -> None:
    """Move every unit of an order from the bucket that holds it to another."""
    for unit in order.units:
        sku = shop.by_sku_id[unit.sku_id]
        if order.held:
            setattr(sku, order.held, getattr(sku, order.held) - 1)
        if bucket:
            setattr(sku, bucket, getattr(sku, bucket) + 1)
        if market.settings.sales_bump_updated_time:
            shop.items[unit.item_id].updated_at = market.clock.now()
    order.held = bucket


def move_order(market: Market, order_id: str, step: str) -> Json:
    """One step of an order's life; Impossible when its status forbids it."""
    shop, order = _order(market, order_id)
    if order.status not in _ALLOWED[step]:
        raise Impossible(f"order {order_id} is {order.status}: cannot {step}")
    if step == "pay":
        _pay(market, shop, order)
    elif step == "cancel":
        _move(market, shop, order, "canceled")
    else:
        hand_over(market, shop, order)
        _move(market, shop, order, "returned")
    return order_picture(order)


def _order(market: Market, order_id: str) -> tuple[Shop, Order]:
    number = int(order_id) if order_id.isascii() and order_id.isdigit() else 0
    for shop in market.shops.values():
        if number in shop.orders:
            return shop, shop.orders[number]
    raise Unknown(f"no order {order_id!r}")


def _pay(market: Market, shop: Shop, order: Order) -> None:
    """Late payers may find that their units were released and sold meanwhile."""
    if order.held == NOWHERE:
        _check_enough([(shop.by_sku_id[unit.sku_id], 1) for unit in order.units])
    order.paid_at = market.clock.second()
    _hold(market, shop, order, "occupy")
    _touch(market, shop, order, "pending")


def _move(market: Market, shop: Shop, order: Order, status: str) -> None:
    _hold(market, shop, order, NOWHERE)
    _touch(market, shop, order, status)


def _touch(market: Market, shop: Shop, order: Order, status: str) -> None:
    _set_status(order, status)
    order.updated_at = market.clock.second()
    ordered(market, shop, order)


def hand_over(market: Market, shop: Shop, order: Order) -> None:
    """Ready to ship: the units leave the warehouse's count."""
    if order.held == "occupy":
        for unit in order.units:
            sku = shop.by_sku_id[unit.sku_id]
            sku.total.settle(sku.total.value - 1)
    _move(market, shop, order, "ready_to_ship")


def pass_time(market: Market) -> None:
    """What happens by itself: unpaid orders let go and lapse, paid ones get ready to ship."""
    for shop in market.shops.values():
        for order in shop.orders.values():
            if order.status in {"unpaid", "pending"}:
                _pass_time(market, shop, order)


def _pass_time(market: Market, shop: Shop, order: Order) -> None:
    settings, now = market.settings, market.clock.now()
    if order.status == "pending":
        ready_s = settings.ready_to_ship_after_s
        if ready_s and now >= order.updated_at + ready_s:
            hand_over(market, shop, order)
    elif now >= order.created_at + settings.unpaid_cancel_s:
        _move(market, shop, order, "canceled")
    elif order.held and now >= order.created_at + settings.unpaid_release_s:
        _hold(market, shop, order, NOWHERE)
