"""The shop as people see it: the operator's picture of it, and edits made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.replica import Impossible, Unknown
from sandbox.tiktok import audit

if TYPE_CHECKING:
    from sandbox.replica import Edit, Json
    from sandbox.tiktok.entities import Offer, Order, Product, Shop
    from sandbox.tiktok.market import Market


_STATUS_SEEN = {
    "DRAFT": "hidden",
    "PENDING": "reviewing",
    "FAILED": "banned",
    "ACTIVATE": "live",
    "SELLER_DEACTIVATED": "hidden",
    "PLATFORM_DEACTIVATED": "banned",
    "FREEZE": "banned",
    "DELETED": "deleted",
}
_STATUS = {"live": "ACTIVATE", "hidden": "SELLER_DEACTIVATED", "reviewing": "PENDING"}
_BANNED = frozenset({"PLATFORM_DEACTIVATED", "FREEZE"})
_ORDER_SEEN = {"UNPAID": "unpaid", "CANCELLED": "cancelled"}
_OF_PRODUCT = frozenset({"title", "description", "status"})


def picture(market: Market) -> Json:
    """Every shop's listings, orders and pushes as they truly are, without any lag."""
    return {"shops": {each.shop_id: _shop(market, each) for each in market.shops.values()}}


def _shop(market: Market, shop: Shop) -> Json:
    audit.settle(market, shop)
    return {
        "listings": [_listing(product) for product in shop.products.values()],
        "orders": [order_picture(order) for order in shop.orders.values()],
        "pushes": shop.pushes,
    }


def _listing(product: Product) -> Json:
    """No product has a SKU of its own here: the first variant's stands for it."""
    content = product.live
    return {
        "id": product.product_id,
        "sku": content["skus"][0]["seller_sku"],
        "title": content["title"],
        "description": content["description"],
        "category": content["category_id"],
        "status": _STATUS_SEEN[product.status],
        "images": content["main_images"],
        "papers": [each["id"] for each in content["certifications"]],
        "variants": [_variant(row, offer) for row, offer in product.sold()],
    }


def _variant(row: Json, offer: Offer) -> Json:
    return {
        "sku": row["seller_sku"],
        "price": offer.price.value,
        "stock": offer.available,
        "options": [each["value_name"] for each in row["sales_attributes"]],
    }


def order_picture(order: Order) -> Json:
    """An order as the operator sees it, in words of no platform."""
    counts: dict[tuple[str, int], int] = {}
    for unit in order.units:
        key = (unit.seller_sku, unit.price)
        counts[key] = counts.get(key, 0) + 1
    return {
        "id": order.order_id,
        "status": "returned" if order.returned else _ORDER_SEEN.get(order.status, "paid"),
        "created_at": order.create_time,
        "lines": [
            {"sku": sku, "quantity": quantity, "price": price}
            for (sku, price), quantity in counts.items()
        ],
    }


def shop_of(market: Market, shop_id: str) -> Shop:
    """The shop with this id, or Unknown."""
    if (shop := market.shops.get(shop_id)) is None:
        raise Unknown(f"no shop {shop_id!r}; there are {', '.join(market.shops)}")
    return shop


def edit(market: Market, wish: Edit) -> None:
    """All the wished changes at once, seen by readers at once."""
    shop = shop_of(market, wish.shop)
    audit.settle(market, shop)
    found = next(shop.offering(wish.sku), None)
    if found is None:
        raise Unknown(f"no SKU {wish.sku!r} in shop {wish.shop}")
    product, _, offer = found
    status = _status(market, wish)
    _edit_offer(offer, wish)
    for version in (product.live, product.reviewed):
        for name in ("title", "description"):
            if version is not None and name in wish.changes:
                version[name] = wish.changes[name]
    if status is not None:
        _edit_status(product, status)
    if wish.changes.keys() & _OF_PRODUCT or market.settings.writes_bump_update_time:
        product.update_time = market.clock.now()
    audit.index(market, product, market.clock.now())
    product.shown.settle(product.shown.value)


def _edit_offer(offer: Offer, wish: Edit) -> None:
    if "price" in wish.changes:
        offer.price.settle(wish.changes["price"])
    if "stock" in wish.changes:
        first, *others = offer.stock.value
        offer.stock.settle({first: wish.changes["stock"], **dict.fromkeys(others, 0)})
    offer.campaign = wish.changes.get("reserved_stock", offer.campaign)
    offer.price_locked = wish.changes.get("price_locked", offer.price_locked)


def _status(market: Market, wish: Edit) -> str | None:
    """The platform's word for the wished status, if one is wished for."""
    status, banned = wish.changes.get("status"), market.settings.ban_status
    if status == "banned" and banned not in _BANNED:
        raise Impossible(f"the knob ban_status cannot be {banned!r}")
    words = _STATUS | {"banned": banned, "deleted": "DELETED"}
    return None if status is None else words[status]


def _edit_status(product: Product, status: str) -> None:
    """A product sent to review by hand stays there until a hand takes it out."""
    product.status = status
    audit.withdraw(product)
    product.banned = status in _BANNED
    if status == "PENDING":
        product.audit = "AUDITING"
