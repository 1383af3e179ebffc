"""The shop as people see it: the operator's picture of it, and edits made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.lazada.entities import ACTIVE, DELETED, INACTIVE
from sandbox.replica import Unknown

if TYPE_CHECKING:
    from sandbox.lazada.entities import Item, Order, Shop, Sku
    from sandbox.lazada.market import Market
    from sandbox.replica import Edit, Json


_SEEN = {
    "Active": "live",
    "InActive": "hidden",
    "Pending QC": "reviewing",
    "Suspended": "banned",
    "Deleted": "deleted",
}
_ORDER_SEEN = {
    "unpaid": "unpaid",
    "pending": "paid",
    "ready_to_ship": "paid",
    "canceled": "cancelled",
    "returned": "returned",
}
_WRITTEN = {"live": ACTIVE, "hidden": INACTIVE, "deleted": DELETED}
_PINNED = frozenset({"reviewing", "banned"})
_CONTENT = {"title": "name", "description": "description"}
_OF_ITEM = frozenset({*_CONTENT, "status"})


def picture(market: Market) -> Json:
    """Every shop's listings and orders as they truly are, without any lag."""
    return {"shops": {each.seller_id: _shop(each, market) for each in market.shops.values()}}


def _shop(shop: Shop, market: Market) -> Json:
    return {
        "listings": [_listing(item, market) for item in shop.items.values()],
        "orders": [order_picture(order) for order in shop.orders.values()],
    }


def _listing(item: Item, market: Market) -> Json:
    skus = item.skus if item.deleted else _on_sale(item)
    return {
        "id": str(item.item_id),
        "sku": skus[0].seller_sku,
        "title": item.title,
        "description": item.attributes.get("description", ""),
        "category": str(item.category_id),
        "status": _SEEN[market.status(item)],
        "images": item.images,
        "variants": [_variant(sku) for sku in skus],
    }


def _on_sale(item: Item) -> list[Sku]:
    """The SKUs that buyers may choose; all of them while none is on sale."""
    return [sku for sku in item.standing if sku.status.value == ACTIVE] or item.standing


def _variant(sku: Sku) -> Json:
    return {
        "sku": sku.seller_sku,
        "price": sku.price.value,
        "stock": sku.sellable,
        "options": list(sku.sale_prop.values()),
    }


def order_picture(order: Order) -> Json:
    """An order as the operator sees it, in words of no platform."""
    lines: dict[str, Json] = {}
    for unit in order.units:
        line = {"sku": unit.seller_sku, "quantity": 0, "price": unit.price}
        lines.setdefault(unit.seller_sku, line)["quantity"] += 1
    return {
        "id": str(order.order_id),
        "status": _ORDER_SEEN[order.status],
        "created_at": order.created_at,
        "lines": list(lines.values()),
    }


def shop_of(market: Market, seller_id: str) -> Shop:
    """The shop with this id, or Unknown."""
    if seller_id not in market.shops:
        raise Unknown(f"no shop {seller_id!r}; there are {', '.join(market.shops)}")
    return market.shops[seller_id]


def edit(market: Market, wish: Edit) -> None:
    """All the wished changes at once, seen by readers at once."""
    shop = shop_of(market, wish.shop)
    sku = shop.sku(wish.sku)
    if sku is None:
        raise Unknown(f"no SKU {wish.sku!r} in shop {wish.shop}")
    item = shop.items[sku.item_id]
    _edit_sku(sku, wish)
    _edit_item(item, wish)
    if wish.changes.keys() & _OF_ITEM or market.settings.writes_bump_updated_time:
        item.updated_at = market.clock.now()


def _edit_sku(sku: Sku, wish: Edit) -> None:
    if "price" in wish.changes:
        sku.price.settle(wish.changes["price"])
    if "stock" in wish.changes:
        sku.total.settle(wish.changes["stock"] + sku.withhold + sku.occupy)
    sku.floor = wish.changes.get("reserved_stock", sku.floor)
    sku.price_locked = wish.changes.get("price_locked", sku.price_locked)


def _edit_item(item: Item, wish: Edit) -> None:
    for name, theirs in _CONTENT.items():
        if name in wish.changes:
            item.attributes[theirs] = wish.changes[name]
    if "status" not in wish.changes:
        return
    status = wish.changes["status"]
    item.pinned = status if status in _PINNED else ""
    item.review_until, item.doomed = 0.0, False
    if status in _WRITTEN:
        for sku in item.standing:
            sku.status.settle(_WRITTEN[status])
