"""Orders: as a seller reads them, and as buyers place, pay, cancel and return them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.replica import Impossible, Unknown
from sandbox.tiktok import audit, pushes
from sandbox.tiktok.entities import Order, Unit, sku_name
from sandbox.tiktok.facts import CURRENCY, ORDERS_PER_CALL
from sandbox.tiktok.fields import malformed
from sandbox.tiktok.reading import order_page_size, page
from sandbox.tiktok.seller_centre import order_picture, shop_of

if TYPE_CHECKING:
    from sandbox.replica import Basket, Json, OrderLine
    from sandbox.tiktok.entities import Offer, Product, Shop
    from sandbox.tiktok.market import Call, Market


_UNDELIVERED = "Giao gói hàng thất bại"
SHIPPING_FEE = 15_000
_SORTS = frozenset({"create_time", "update_time"})


def search(call: Call) -> Json:
    """Whole orders of a window; the token is missing on the last page."""
    size = order_page_size(call.query)
    found = [order for order in call.shop.orders.values() if _fits(call, order)]
    field = call.query.text("sort_field", "create_time")
    direction = call.query.text("sort_order", "DESC")
    if field not in _SORTS or direction not in {"ASC", "DESC"}:
        raise malformed("invalid param error: sort_field or sort_order")
    key = {order.order_id: (getattr(order, field), order.order_id) for order in found}
    found.sort(key=lambda order: key[order.order_id], reverse=direction == "DESC")
    orders, following = page(found, call.query, size)
    answer = {"total_count": len(found), "orders": [order_row(call, order) for order in orders]}
    return answer | ({"next_page_token": following} if following else {})


def _fits(call: Call, order: Order) -> bool:
    wish = call.fields
    if call.now < order.create_time + call.settings.order_lag_s:
        return False
    if wish.text("order_status", order.status) != order.status:
        return False
    return all(
        wish.whole(f"{name}_ge", 0) <= getattr(order, name) < wish.whole(f"{name}_lt", 2**40)
        for name in ("create_time", "update_time")
    )


def detail(call: Call) -> Json:
    """Up to 50 orders; ids that are not of this shop are silently missing."""
    ids = [each for each in call.query.text("ids").split(",") if each]
    if not 1 <= len(ids) <= ORDERS_PER_CALL:
        raise malformed("invalid param error: ids")
    known = call.shop.orders
    return {"orders": [order_row(call, known[each]) for each in ids if each in known]}


def order_row(call: Call, order: Order) -> Json:
    """An order as search and detail print it; money is text."""
    hidden = {"seller_sku": ""} if call.settings.orders_hide_seller_sku else {}
    row = {
        "id": order.order_id,
        "status": order.status,
        "order_type": "NORMAL",
        "create_time": order.create_time,
        "update_time": order.update_time,
        "user_id": "7021436810468230477",
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "shipping_type": "TIKTOK",
        "warehouse_id": order.units[0].warehouse_id,
        "is_cod": order.cod,
        "is_on_hold_order": order.status == "ON_HOLD",
        "is_sample_order": False,
        "is_buyer_request_cancel": False,
        "payment": _payment(order),
        "line_items": [_unit(unit, order) | hidden for unit in order.units],
    }
    return row | _happened(order)


def _happened(order: Order) -> Json:
    """What has not happened is missing."""
    found: Json = {}
    if order.paid_time:
        found["paid_time"] = order.paid_time
    if order.cancel_time:
        found |= {
            "cancel_time": order.cancel_time,
            "cancel_reason": _UNDELIVERED if order.rts_time else "Need to change payment method",
            "cancellation_initiator": "SYSTEM" if order.rts_time else "BUYER",
        }
    if order.rts_time:
        found["rts_time"] = order.rts_time
    if order.status not in {"UNPAID", "ON_HOLD"}:
        address = {"name": "N******n", "phone_number": "(+84)9******12", "region_code": "VN"}
        found |= {"recipient_address": address, "packages": [{"id": "1152" + order.order_id}]}
    return found


def _payment(order: Order) -> Json:
    total = sum(unit.price for unit in order.units)
    return {
        "currency": CURRENCY,
        "original_total_product_price": str(total),
        "seller_discount": "0",
        "platform_discount": "0",
        "sub_total": str(total),
        "shipping_fee": str(SHIPPING_FEE),
        "tax": "0",
        "total_amount": str(total + SHIPPING_FEE),
    }


def _unit(unit: Unit, order: Order) -> Json:
    return {
        "id": unit.unit_id,
        "product_id": unit.product_id,
        "product_name": unit.product_name,
        "sku_id": unit.sku_id,
        "sku_name": unit.sku_name,
        "seller_sku": unit.seller_sku,
        "original_price": str(unit.price),
        "sale_price": str(unit.price),
        "seller_discount": "0",
        "platform_discount": "0",
        "currency": CURRENCY,
        "display_status": order.status,
        "package_status": "COMPLETED" if order.status == "COMPLETED" else "TO_FULFILL",
        "is_gift": False,
    } | ({"rts_time": order.rts_time, "cancel_user": "SYSTEM"} if order.rts_time else {})


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
            units.append(_unit_sold(unit_id, product, row, (offer.price.value, warehouse_id)))
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
    if market.settings.sales_bump_update_time:
        product.update_time = market.clock.now()
    audit.index(market, product, market.clock.now())


def _commit(offer: Offer, units: dict[str, int]) -> None:
    for key, each in units.items():
        offer.committed[key] = offer.committed.get(key, 0) + each


def _unit_sold(unit_id: str, product: Product, row: Json, price_from: tuple[int, str]) -> Unit:
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
    return "ON_HOLD" if market.settings.on_hold_after_pay else "AWAITING_SHIPMENT"


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
        if market.settings.cancelled_after_hand_over:
            order.rts_time = order.create_time
            _send_off(shop, order)
        else:
            _put_back(market, shop, order)
        pushes.cancelled(market, shop, order)
    else:
        order.returned = True
        _send_off(shop, order)
        pushes.sent_back(market, shop, order)
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
