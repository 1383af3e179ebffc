"""Buyers: they order, pay, cancel and send back; available units become committed at once.

UNPAID --pay--> AWAITING_SHIPMENT --return--> COMPLETED (delivered, refunded; no restock by itself)
   \\----cancel----> CANCELLED <----cancel----/  (the units are available again)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.replica import Impossible, Unknown
from sandbox.tiktok import audit, pushes
from sandbox.tiktok.seller_centre import order_picture, shop_of
from sandbox.tiktok.shelf import Order, Unit, sku_name

if TYPE_CHECKING:
    from sandbox.replica import Basket, Json, OrderLine
    from sandbox.tiktok.market import Market
    from sandbox.tiktok.shelf import Offer, Product, Shop

_PAID = frozenset({"ON_HOLD", "AWAITING_SHIPMENT"})
_STEPS = {"pay": {"UNPAID"}, "cancel": {"UNPAID"} | _PAID, "return": _PAID}
_AFTER = {"cancel": "CANCELLED", "return": "COMPLETED"}


def place_order(market: Market, basket: Basket) -> Json:
    """Take the whole basket from the shelf, or nothing."""
    shop = shop_of(market, basket.shop)
    audit.settle(market, shop)
    found = [(line, *_offered(shop, line)) for line in basket.lines]
    _check_enough(found)
    now, order_id = market.clock.second(), market.next_order_id()
    units: list[Unit] = []
    for line, product, row, offer in found:
        warehouse_id = _fullest(offer)
        for _ in range(line.quantity):
            unit_id = str(int(order_id) + len(units) + 1)
            units.append(_unit(unit_id, product, row, (offer.price.value, warehouse_id)))
        _take(market, product, offer, {warehouse_id: line.quantity})
    status = _after_payment(market) if basket.cod else "UNPAID"
    order = Order(order_id, status, basket.cod, units, now, now)
    shop.orders[order_id] = order
    pushes.ordered(market, shop, order)
    return order_picture(order)


def _offered(shop: Shop, line: OrderLine) -> tuple[Product, Json, Offer]:
    """The listing that sells this SKU; what is not ACTIVATE sells nothing."""
    offering = list(shop.offering(line.sku))
    if not offering:
        raise Unknown(f"no SKU {line.sku!r} in shop {shop.shop_id}")
    on_sale = [found for found in offering if found[0].status == "ACTIVATE"]
    if not on_sale:
        raise Impossible(f"{line.sku!r} is not on sale")
    return max(on_sale, key=lambda found: _left(found[2]))


def _check_enough(found: list[tuple[OrderLine, Product, Json, Offer]]) -> None:
    wanted: dict[str, int] = {}
    for line, _, _, offer in found:
        wanted[offer.sku_id] = wanted.get(offer.sku_id, 0) + line.quantity
        if wanted[offer.sku_id] > _left(offer):
            raise Impossible(f"only {_left(offer)} of {line.sku!r} left")


def _left(offer: Offer) -> int:
    """What one warehouse can send, without the units that a campaign holds."""
    return min(max(offer.stock.value.values()), offer.available - offer.campaign)


def _fullest(offer: Offer) -> str:
    return max(offer.stock.value, key=lambda warehouse_id: offer.stock.value[warehouse_id])


def _take(market: Market, product: Product, offer: Offer, units: dict[str, int]) -> None:
    """Available units become committed; negative ones go back."""
    stock = offer.stock.value
    offer.stock.settle({key: each - units.get(key, 0) for key, each in stock.items()})
    _commit(offer, units)
    if market.knobs.sales_bump_update_time:
        product.update_time = market.clock.now()
    audit.index(market, product, market.clock.now())


def _commit(offer: Offer, units: dict[str, int]) -> None:
    for key, each in units.items():
        offer.committed[key] = offer.committed.get(key, 0) + each


def _unit(unit_id: str, product: Product, row: Json, price_from: tuple[int, str]) -> Unit:
    return Unit(
        unit_id=unit_id,
        product_id=product.product_id,
        product_name=product.title,
        sku_id=row["id"],
        sku_name=sku_name(row) or "Default",
        seller_sku=row["seller_sku"],
        price=price_from[0],
        warehouse_id=price_from[1],
    )


def _after_payment(market: Market) -> str:
    return "ON_HOLD" if market.knobs.on_hold_after_pay else "AWAITING_SHIPMENT"


def move_order(market: Market, order_id: str, step: str) -> Json:
    """One step of an order's life; Impossible when its status forbids it."""
    shop, order = _order(market, order_id)
    if order.status not in _STEPS[step]:
        raise Impossible(f"order {order_id} is {order.status}: cannot {step}")
    now = market.clock.second()
    order.status, order.update_time = _AFTER.get(step) or _after_payment(market), now
    if step == "pay":
        order.paid_time = now
    elif step == "cancel":
        order.cancel_time = now
        _put_back(market, shop, order)
        pushes.cancelled(market, shop, order)
    else:
        order.returned = True
        _send_off(shop, order)
    pushes.ordered(market, shop, order)
    return order_picture(order)


def _order(market: Market, order_id: str) -> tuple[Shop, Order]:
    for shop in market.shops.values():
        if order_id in shop.orders:
            return shop, shop.orders[order_id]
    raise Unknown(f"no order {order_id!r}")


def _put_back(market: Market, shop: Shop, order: Order) -> None:
    """SKUs that no longer exist take nothing back."""
    for unit in order.units:
        product = shop.products[unit.product_id]
        if (offer := product.offers.get(unit.sku_id)) is not None:
            _take(market, product, offer, {unit.warehouse_id: -1})


def _send_off(shop: Shop, order: Order) -> None:
    """What has left the warehouse is no longer committed."""
    for unit in order.units:
        if (offer := shop.products[unit.product_id].offers.get(unit.sku_id)) is not None:
            _commit(offer, {unit.warehouse_id: -1})
