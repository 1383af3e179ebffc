"""What people do at the shop: the operator looks, the owner edits by hand, buyers order.

ordered (bank transfer) --> on-hold --pay--> processing --> completed --return--> refunded
ordered (COD) ------------> processing        \\--cancel--> cancelled (the units are back)
in checkout (a gateway) --> pending: its units are kept apart, and the number is not lowered
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.replica import Impossible, Unknown
from sandbox.woocommerce import stock, webhooks
from sandbox.woocommerce.entities import Line, Order
from sandbox.woocommerce.orders import move, refunded, total
from sandbox.woocommerce.products import children, destroy, effective_price, saved
from sandbox.woocommerce.settings import SHOP
from sandbox.woocommerce.site import Call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.replica import Basket, Edit, Json, OrderLine
    from sandbox.woocommerce.entities import Product
    from sandbox.woocommerce.site import Site

SEEN = {
    "on-hold": "unpaid",
    "pending": "unpaid",
    "processing": "paid",
    "completed": "paid",
    "cancelled": "cancelled",
    "refunded": "returned",
    "failed": "cancelled",
}
STEPS = {
    "pay": {"on-hold", "pending"},
    "cancel": {"on-hold", "pending", "processing"},
    "return": {"on-hold", "processing", "completed"},
}
STATUSES = {"live": "publish", "hidden": "draft", "banned": "draft", "reviewing": "pending"}


def picture(site: Site) -> Json:
    """The shop as it truly is, and every call that was made of it."""
    listings = [
        _listing(site, product)
        for product in site.shop.products.values()
        if product.type != "variation"
    ]
    orders = [order_picture(order, site) for order in site.shop.orders.values()]
    found: Json = {"listings": listings, "orders": orders}
    found["attachments"] = len(site.shop.attachments)
    return {"shops": {SHOP: found}, "fetched": site.fetched, "ledger": site.ledger}


def _listing(site: Site, product: Product) -> Json:
    kids = [kid for kid in children(site, product) if not kid.trashed]
    sold = [kid for kid in kids if kid.status == "publish"] or kids
    variants = sold if product.type == "variable" else [product]
    return {
        "id": str(product.id),
        "sku": product.sku,
        "title": product.name,
        "description": product.description,
        "category": ",".join(map(str, product.categories)),
        "status": _status(product),
        "images": product.images,
        "variants": [_variant(site, one) for one in variants],
        "meta": product.meta,
        "plain": product.plain,
    }


def _status(product: Product) -> str:
    if product.trashed:
        return "deleted"
    return "live" if product.status == "publish" else "hidden"


def _variant(site: Site, product: Product) -> Json:
    price = effective_price(site, product)
    return {
        "sku": product.sku,
        "price": round(float(price)) if price else 0,
        "stock": int(stock.shown(site.shop, product) or 0),
        "options": [one["option"] for one in product.attributes if "option" in one],
    }


def order_picture(order: Order, site: Site) -> Json:
    """An order in words of no platform."""
    return {
        "id": str(order.id),
        "status": SEEN.get(order.status, "paid"),
        "created_at": order.created_at,
        "lines": [
            {"sku": _sku(site, line), "quantity": line.quantity, "price": line.price}
            for line in order.lines
        ],
    }


def _sku(site: Site, line: Line) -> str:
    product = site.shop.products.get(line.bought)
    return product.sku if product else ""


def product_of(site: Site, sku: str) -> Product:
    """What is sold under a SKU: a simple product or a variation; what is in the trash is not."""
    for product in site.shop.products.values():
        if product.sku == sku and not product.trashed and product.type != "variable":
            return product
    raise Unknown(f"no SKU {sku!r} in shop {SHOP}")


def edit(site: Site, wish: Edit) -> None:
    """The owner edits by hand in wp-admin."""
    if wish.shop != SHOP:
        raise Unknown(f"no shop {wish.shop!r}; there is {SHOP}")
    sold, changes = product_of(site, wish.sku), wish.changes
    product = site.shop.products[sold.parent_id] if sold.parent_id else sold
    if "price" in changes:
        sold.regular_price = sold.sells_for = str(changes["price"])
        sold.sale_price = ""
    if "stock" in changes:
        sold.manage_stock, sold.stock_quantity = True, changes["stock"]
    product.name = changes.get("title", product.name)
    product.description = changes.get("description", product.description)
    owner = Call(site, "POST", "")
    if changes.get("status") == "deleted":
        destroy(owner, product)
        return
    product.status = STATUSES.get(changes.get("status", ""), product.status)
    for one in {id(each): each for each in (sold, product)}.values():
        saved(owner, one, "updated")


def place_order(site: Site, basket: Basket) -> Json:
    """An order by the checkout page; the money of a bank transfer is waited for."""
    if basket.shop != SHOP:
        raise Unknown(f"no shop {basket.shop!r}; there is {SHOP}")
    order = new_order(site, basket.lines)
    move(site, order, "processing" if basket.cod else "on-hold")
    return order_picture(order, site)


def new_order(site: Site, wanted: Sequence[OrderLine]) -> Order:
    """An order that has taken nothing yet."""
    bought = [(_offered(site, line), line.quantity) for line in wanted]
    asked: dict[int, int] = {}
    for product, units in bought:
        asked[product.id] = asked.get(product.id, 0) + units
        if asked[product.id] > stock.buyable(site, product):
            raise Impossible(f"not enough of {product.sku!r} left")
    number, now = site.shop.next_number(), site.now()
    lines = [_line(site, product, units) for product, units in bought]
    order = Order(number, "pending", lines, now, now, currency=site.settings.currency)
    site.shop.orders[number] = order
    webhooks.happened(site, "order", number, "created")
    return order


def _offered(site: Site, line: OrderLine) -> Product:
    product = product_of(site, line.sku)
    page = site.shop.products.get(product.parent_id, product)
    if product.status != "publish" or page.status != "publish":
        raise Impossible(f"{line.sku!r} is not on sale")
    return product


def _line(site: Site, product: Product, units: int) -> Line:
    page = site.shop.products.get(product.parent_id)
    return Line(
        id=site.shop.next_number("line"),
        product_id=page.id if page else product.id,
        variation_id=product.id if page else 0,
        name=page.name if page else product.name,
        quantity=units,
        price=float(effective_price(site, product) or 0),
    )


def bought_meanwhile(site: Site, product: Product, units: int) -> None:
    """A buyer's checkout that ends in the middle of a call of ours."""
    order = Order(
        site.shop.next_number(), "pending", [_line(site, product, units)], site.now(), site.now()
    )
    site.shop.orders[order.id] = order
    move(site, order, "processing")


def move_order(site: Site, order_id: str, step: str) -> Json:
    """One step of an order's life; Impossible when its status forbids it."""
    order = site.shop.orders.get(int(order_id) if order_id.isdecimal() else 0)
    if order is None:
        raise Unknown(f"no order {order_id!r}")
    if order.status not in STEPS[step]:
        raise Impossible(f"order {order_id} is {order.status}: cannot {step}")
    if step == "pay":
        move(site, order, site.settings.custom_status or "processing")
    elif step == "cancel":
        move(site, order, "cancelled")
    else:
        _send_back(site, order)
    return order_picture(order, site)


def _send_back(site: Site, order: Order) -> None:
    """Sent, delivered, sent back, and received: the owner refunds and ticks "restock"."""
    move(site, order, "completed")
    lines = {line.id: line.quantity for line in order.lines}
    refunded(site, order, lines, f"{total(order):.0f}")


def pass_time(site: Site) -> None:
    """Unpaid checkouts are called off when their units have been kept long enough."""
    for order in site.shop.orders.values():
        if order.status == "pending" and order.held_until and site.now() >= order.held_until:
            order.held_until = 0.0
            move(site, order, "cancelled")
