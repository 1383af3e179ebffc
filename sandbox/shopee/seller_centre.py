"""The shop as people see and change it: a picture of it, edits by hand, buyers and their orders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sandbox.replica import Basket, Edit, Impossible, Json, OrderLine, Unknown
from sandbox.shopee import push
from sandbox.shopee.shop import DELETED, Item, Model, OrderedLine, ReplicaOrder, ReplicaShop
from sandbox.shopee.state import MarketplaceState

_STATUS = {"live": "NORMAL", "hidden": "UNLIST", "reviewing": "REVIEWING", "banned": "BANNED"}
_STATUS_SEEN = {theirs: ours for ours, theirs in _STATUS.items()} | dict.fromkeys(
    DELETED, "deleted"
)
_ORDER_SEEN = {
    "UNPAID": "unpaid",
    "READY_TO_SHIP": "paid",
    "CANCELLED": "cancelled",
    "TO_RETURN": "returned",
}
_OF_ITEM = frozenset({"title", "description", "status"})
_CONTENT = {"title": "item_name", "description": "description"}


def picture(market: MarketplaceState) -> Json:
    """Every shop's listings and orders as they truly are, without any lag."""
    return {"shops": {str(each.shop_id): _shop(each, market) for each in market.shops.values()}}


def _shop(shop: ReplicaShop, market: MarketplaceState) -> Json:
    return {
        "listings": [_listing(item, market) for item in shop.items.values()],
        "orders": [order_picture(order) for order in shop.orders.values()],
    }


def _listing(item: Item, market: MarketplaceState) -> Json:
    in_review = item.status.value == "NORMAL" and market.clock.now() < item.review_until
    return {
        "id": str(item.item_id),
        "sku": item.sku,
        "title": item.content["item_name"],
        "description": item.content["description"],
        "category": str(item.content["category_id"]),
        "status": "reviewing" if in_review else _STATUS_SEEN[item.status.value],
        "images": item.content["image"]["image_id_list"],
        "variants": [_variant(item, model) for model in item.models],
    }


def _variant(item: Item, model: Model) -> Json:
    return {
        "sku": item.sku_of(model),
        "price": model.price.value,
        "stock": model.stock.value,
        "options": item.options_of(model),
    }


def order_picture(order: ReplicaOrder) -> Json:
    """An order as the operator sees it, in words of no platform."""
    return {
        "id": order.order_sn,
        "status": _ORDER_SEEN[order.status],
        "created_at": order.create_time,
        "lines": [
            {
                "sku": line.model_sku or line.item_sku,
                "quantity": line.quantity,
                "price": line.price,
            }
            for line in order.lines
        ],
    }


def shop_of(market: MarketplaceState, shop_id: str) -> ReplicaShop:
    """The shop with this id, or Unknown."""
    shop = market.shops.get(int(shop_id)) if shop_id.isdecimal() else None
    if shop is None:
        known = ", ".join(map(str, market.shops))
        raise Unknown(f"no shop {shop_id!r}; there are {known}")
    return shop


def edit(market: MarketplaceState, wish: Edit) -> None:
    """All the wished changes at once, seen by readers at once."""
    shop = shop_of(market, wish.shop)
    item = shop.listing(wish.sku)
    if item is None:
        raise Unknown(f"no SKU {wish.sku!r} in shop {wish.shop}")
    models = [model for model in item.models if item.sku_of(model) == wish.sku]
    if not models and not wish.changes.keys() <= _OF_ITEM:
        raise Impossible(f"{wish.sku!r} has variants: name one of their SKUs")
    for model in models:
        _edit_model(model, wish)
    _edit_item(item, wish, market)
    if wish.changes.get("status") == "banned":
        push.banned(market, shop, item)


def _edit_model(model: Model, wish: Edit) -> None:
    if "price" in wish.changes:
        model.price.settle(wish.changes["price"])
    if "stock" in wish.changes:
        model.stock.settle(wish.changes["stock"])
    model.reserved = wish.changes.get("reserved_stock", model.reserved)
    model.price_locked = wish.changes.get("price_locked", model.price_locked)


def _edit_item(item: Item, wish: Edit, market: MarketplaceState) -> None:
    for name, theirs in _CONTENT.items():
        if name in wish.changes:
            item.content[theirs] = wish.changes[name]
    if "status" in wish.changes:
        item.status.settle(_STATUS.get(wish.changes["status"], "SELLER_DELETE"))
        item.review_until = 0.0
    if wish.changes.keys() & _OF_ITEM or market.settings.writes_bump_update_time:
        item.update_time = market.clock.now()


_STEPS = {
    "pay": ({"UNPAID"}, "READY_TO_SHIP"),
    "cancel": ({"UNPAID", "READY_TO_SHIP"}, "CANCELLED"),
    "return": ({"READY_TO_SHIP"}, "TO_RETURN"),
}
_VIETNAM_H = 7


def place_order(market: MarketplaceState, basket: Basket) -> Json:
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
    order = ReplicaOrder(
        order_sn=_order_sn(market, now),
        status="READY_TO_SHIP" if basket.cod else "UNPAID",
        cod=basket.cod,
        lines=[_line(line, item, model) for line, item, model in found],
        create_time=now,
        update_time=now,
    )
    shop.orders[order.order_sn] = order
    push.ordered(market, shop, order)
    return order_picture(order)


def _offered(shop: ReplicaShop, line: OrderLine) -> tuple[Item, Model]:
    """The listing that sells this SKU; hidden and banned ones sell nothing."""
    offering = list(shop.offering(line.sku))
    if not offering:
        raise Unknown(f"no SKU {line.sku!r} in shop {shop.shop_id}")
    on_sale = [(item, model) for item, model in offering if item.status.value == "NORMAL"]
    if not on_sale:
        raise Impossible(f"{line.sku!r} is not on sale")
    return max(on_sale, key=lambda pair: pair[1].available)


def _take(market: MarketplaceState, item: Item, model: Model, quantity: int) -> None:
    model.stock.settle(model.stock.value - quantity)
    if market.settings.sales_bump_update_time:
        item.update_time = market.clock.now()


def _order_sn(market: MarketplaceState, now: int) -> str:
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


def move_order(market: MarketplaceState, order_id: str, step: str) -> Json:
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
        order.handed_over = market.settings.cancelled_after_hand_over
        _put_back(market, shop, order)
    push.ordered(market, shop, order)
    return order_picture(order)


def _order(market: MarketplaceState, order_id: str) -> tuple[ReplicaShop, ReplicaOrder]:
    for shop in market.shops.values():
        if order_id in shop.orders:
            return shop, shop.orders[order_id]
    raise Unknown(f"no order {order_id!r}")


def _put_back(market: MarketplaceState, shop: ReplicaShop, order: ReplicaOrder) -> None:
    """Models that no longer exist take nothing back."""
    for line in order.lines:
        item = shop.items.get(line.item_id)
        model = item.model(line.model_id) if item else None
        if item is not None and model is not None:
            _take(market, item, model, -line.quantity)
