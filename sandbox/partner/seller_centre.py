"""The shop as people see it: the operator's picture of it, and edits made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner import passing
from sandbox.partner.changes import changed, of_product, tell
from sandbox.partner.pictures import media_of
from sandbox.partner.wording import reason_sentence
from sandbox.replica import Impossible, Unknown

if TYPE_CHECKING:
    from sandbox.partner.market import Market
    from sandbox.partner.shelf import Offer, Order, Product, Shop
    from sandbox.replica import Edit, Json

_OF_PRODUCT = frozenset({"title", "description", "status"})
_CONTENT = {"title": "name", "description": "description_html"}
_BAN = "COUNTERFEIT"


def picture(market: Market) -> Json:
    """Every shop's listings and orders as they truly are, without any lag."""
    return {"shops": {each.code: _shop(market, each) for each in market.shops.values()}}


def _shop(market: Market, shop: Shop) -> Json:
    passing.settle(market, shop)
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


def edit(market: Market, wish: Edit) -> None:
    """All the wished changes at once; the shop is told, if it wants to be."""
    shop = shop_of(market, wish.shop)
    passing.settle(market, shop)
    product = shop.product_of(wish.sku)
    if product is None:
        raise Unknown(f"no SKU {wish.sku!r} in shop {wish.shop}")
    offer = product.offers.get(wish.sku)
    if offer is None and not wish.changes.keys() <= _OF_PRODUCT:
        raise Impossible(f"{wish.sku!r} has variants: name one of their SKUs")
    if offer is not None:
        _edit_offer(market, product, offer, wish)
    for name, theirs in _CONTENT.items():
        if name in wish.changes:
            product.content[theirs] = wish.changes[name]
    _edit_status(market, shop, product, wish.changes.get("status"))


def _edit_offer(market: Market, product: Product, offer: Offer, wish: Edit) -> None:
    offer.price = wish.changes.get("price", offer.price)
    offer.stock = wish.changes.get("stock", offer.stock)
    offer.reserved = wish.changes.get("reserved_stock", offer.reserved)
    if "price_locked" in wish.changes:
        until = market.clock.now() + market.knobs.promotion_s
        product.price_locked_until = until if wish.changes["price_locked"] else 0.0


def _edit_status(market: Market, shop: Shop, product: Product, status: str | None) -> None:
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
        passing.approve(product)
        product.sale_status, product.ban_reason = ("ON" if status == "live" else "OFF"), None
    changed(market, shop, product)
    event = "product.banned" if status == "banned" else "product.changed"
    tell(market, shop, event, of_product(product))
