"""What people do without this API: the operator looks, sellers edit by hand, buyers order.

NEW --24 h, or the seller--> CONFIRMED --the seller--> SHIPPED --3 days--> DELIVERED --> RETURNED
  \\------- cancel -----------/  (the units are for sale again)

SHIPPED is called off, too, when it was not delivered. What is on its way, and what was sent back,
is not for sale again by itself: it is not on the shelf yet.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sandbox.partner import lifecycle
from sandbox.partner.entities import Line, Order
from sandbox.partner.envelope import reason_sentence
from sandbox.partner.facts import written
from sandbox.partner.lifecycle import (
    changed,
    kept_units,
    moved,
    of_product,
    put_back,
    send_off,
    take,
    tell,
)
from sandbox.partner.media import media_of
from sandbox.replica import Impossible, Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.partner import answers
    from sandbox.partner.entities import Offer, Product, Shop
    from sandbox.partner.market import Market
    from sandbox.replica import Basket, Edit, Json, OrderLine

_OF_PRODUCT = frozenset({"title", "description", "status"})
_CONTENT = {"title": "name", "description": "description_html"}
_BAN = "COUNTERFEIT"


def picture(market: Market) -> Json:
    """Every shop's listings and orders as they truly are, without any lag."""
    return {"shops": {each.code: _shop(market, each) for each in market.shops.values()}}


def _shop(market: Market, shop: Shop) -> Json:
    lifecycle.settle(market, shop)
    return {
        "listings": [_listing(product) for product in shop.products.values()],
        "orders": [order_picture(order) for order in shop.orders.values()],
    }


def _listing(product: Product) -> Json:
    content = product.content
    return {
        "id": product.product_id,
        "sku": product.sku,
        "title": content["name"],
        "description": content["description_html"],
        "category": str(content["category_id"]),
        "status": _status(product),
        "images": content["images"],
        "papers": media_of(content)[len(content["images"]) :],
        "variants": [_variant(offer) for offer in product.offers.values()],
    }


def _status(product: Product) -> str:
    """A first revision that was refused is not for sale: as good as banned."""
    if product.sale_status != "ON":
        return {"BANNED": "banned", "OFF": "hidden"}[product.sale_status]
    if product.live_revision is not None:
        return "live"
    return "banned" if product.review_status == "REJECTED" else "reviewing"


def _variant(offer: Offer) -> Json:
    return {
        "sku": offer.sku,
        "price": offer.price,
        "stock": offer.stock,
        "options": offer.option_values,
    }


def order_picture(order: Order) -> Json:
    """An order as the operator sees it, in words of no platform."""
    paid = order.cod or order.paid_at is not None
    seen = {"CANCELLED": "cancelled", "RETURNED": "returned"}
    return {
        "id": order.order_id,
        "status": seen.get(order.status, "paid" if paid else "unpaid"),
        "created_at": order.created_at,
        "lines": [
            {"sku": line.sku, "quantity": line.quantity, "price": line.unit_price}
            for line in order.lines
        ],
    }


def shop_of(market: Market, code: str) -> Shop:
    """The shop with this code, or Unknown."""
    if code not in market.shops:
        raise Unknown(f"no shop {code!r}; there are {', '.join(market.shops)}")
    return market.shops[code]


def edit(market: Market, wanted: Edit) -> None:
    """All the wanteded changes at once; the shop is told, if it wants to be."""
    shop = shop_of(market, wanted.shop)
    lifecycle.settle(market, shop)
    product = shop.product_of(wanted.sku)
    if product is None:
        raise Unknown(f"no SKU {wanted.sku!r} in shop {wanted.shop}")
    offer = product.offers.get(wanted.sku)
    if offer is None and not wanted.changes.keys() <= _OF_PRODUCT:
        raise Impossible(f"{wanted.sku!r} has variants: name one of their SKUs")
    if offer is not None:
        _wantedoffer(market, product, offer, wanted)
    for name, theirs in _CONTENT.items():
        if name in wanted.changes:
            product.content[theirs] = wanted.changes[name]
    _wantedstatus(market, shop, product, wanted.changes.get("status"))


def _wantedoffer(market: Market, product: Product, offer: Offer, wanted: Edit) -> None:
    offer.price = wanted.changes.get("price", offer.price)
    offer.stock = wanted.changes.get("stock", offer.stock)
    offer.reserved = wanted.changes.get("reserved_stock", offer.reserved)
    if "price_locked" in wanted.changes:
        until = market.clock.now() + market.settings.promotion_s
        product.price_locked_until = until if wanted.changes["price_locked"] else 0.0


def _wantedstatus(market: Market, shop: Shop, product: Product, status: str | None) -> None:
    if status == "deleted":
        shop.remove(product)
        tell(market, shop, "product.changed", of_product(product))
        return
    if status == "banned":
        product.sale_status = "BANNED"
        product.ban_reason = {"code": _BAN, "message": reason_sentence(_BAN)}
    elif status == "reviewing":  # the reviewers look again, and no verdict is due by itself
        product.sale_status, product.ban_reason = "ON", None
        product.review_status, product.review_until = "PENDING", None
        product.live_revision = None
    elif status is not None:
        lifecycle.approve(product)
        product.sale_status, product.ban_reason = ("ON" if status == "live" else "OFF"), None
    changed(market, shop, product)
    event = "product.banned" if status == "banned" else "product.changed"
    tell(market, shop, event, of_product(product))


_STEPS = {
    "pay": {"NEW", "CONFIRMED"},
    "cancel": {"NEW", "CONFIRMED", "SHIPPED"},
    "return": {"NEW", "CONFIRMED", "SHIPPED", "DELIVERED"},
}
_NOT_SHIPPED = frozenset({"NEW", "CONFIRMED"})


def place_order(market: Market, basket: Basket) -> Json:
    """Reserve the whole basket, or nothing."""
    shop = shop_of(market, basket.shop)
    lifecycle.settle(market, shop)
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
    day = written(market.clock.now())[2:10].replace("-", "")
    return f"DH{day}{market.next_number('order'):04d}"


def _offered(market: Market, shop: Shop, sku: str) -> tuple[Product, Offer]:
    """What buyers see under this SKU."""
    product, offer = shop.product_of(sku), shop.offer_of(sku)
    if product is None or offer is None:
        raise Unknown(f"no SKU {sku!r} in shop {shop.code}")
    if product.sale_status != "ON" or not offer.live or market.settings.shop_status != "ACTIVE":
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
    elif order.status == "SHIPPED" and step == "cancel":
        order.status, order.cancellation = "CANCELLED", _not_delivered(market)
    elif step == "cancel":
        lifecycle.cancel(market, shop, order, _changed_mind(market))
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
    if step == "cancel" and order.status == "SHIPPED":
        raise Impossible("what is on its way is called off as a whole")
    if step == "return":
        _send_back(market, shop, order, units)
    else:
        _cancel_part(market, shop, order, units)
    moved(market, shop, order)
    return order_picture(order)


def _not_delivered(market: Market) -> answers.Cancellation:
    return {
        "by": "PLATFORM",
        "reason": "DELIVERY_FAILED",
        "at": written(market.clock.now()),
    }


def _changed_mind(market: Market) -> answers.Cancellation:
    return {"by": "BUYER", "reason": "CHANGED_MIND", "at": written(market.clock.now())}


def _cancel_part(market: Market, shop: Shop, order: Order, units: dict[str, int]) -> None:
    before = Counter(kept_units(order))
    for line in order.lines:
        line.cancelled_quantity += units.get(line.line_id, 0)
    put_back(market, shop, before - Counter(kept_units(order)))
    if not any(line.kept for line in order.lines):
        lifecycle.cancel(market, shop, order, _changed_mind(market))


def _order(market: Market, order_id: str, step: str) -> tuple[Shop, Order]:
    for shop in market.shops.values():
        lifecycle.settle(market, shop)
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
    """Delivered first, if it was not yet; no unit is for sale again by itself."""
    if order.status in _NOT_SHIPPED:
        send_off(market, shop, kept_units(order))
        order.shipment = {"carrier": "VNPOST", "tracking_no": f"VN{order.order_id}"}
        order.shipment["shipped_at"] = written(market.clock.now())
    order.status = "DELIVERED"
    for line in order.lines:
        line.returned_quantity += units.get(line.line_id, 0)
    if all(line.returned_quantity >= line.kept for line in order.lines):
        order.status = "RETURNED"
