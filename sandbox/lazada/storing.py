"""The whole replica as JSON and back, for the state file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.courier import Outbox, known_fields, outbox_to_json
from sandbox.lagging import Lagging
from sandbox.lazada.market import Batch
from sandbox.lazada.shelf import Discount, Item, Order, Shop, Sku, Unit, Variation
from sandbox.lazada.tokens import Tickets

if TYPE_CHECKING:
    from sandbox.lazada.market import Market
    from sandbox.replica import Json

_LAGGING = ("price", "total", "status")


def snapshot(market: Market) -> Json:
    """Everything that lives, as JSON values, sharing what is plain already."""
    return {
        "shops": [_shop_to_json(shop) for shop in market.shops.values()],
        "images": sorted(market.images),
        "batches": {batch_id: vars(batch) for batch_id, batch in market.batches.items()},
        "numbers": market.numbers,
        "tickets": vars(market.tokens.tickets),
        "outbox": outbox_to_json(market.outbox),
    }


def restore(market: Market, raw: Json) -> None:
    """Make a market what snapshot saw."""
    shops = [_shop_from_json(each) for each in raw["shops"]]
    market.shops = {shop.seller_id: shop for shop in shops}
    market.images = set(raw["images"])
    market.batches = {batch_id: Batch(**batch) for batch_id, batch in raw["batches"].items()}
    market.numbers |= raw["numbers"]
    market.outbox = Outbox(**known_fields(Outbox, raw.get("outbox", {})))
    kinds = raw["tickets"].items()
    market.tokens.tickets = Tickets(
        **{kind: {t: tuple(owned) for t, owned in found.items()} for kind, found in kinds}
    )


def _shop_to_json(shop: Shop) -> Json:
    return {
        "seller_id": shop.seller_id,
        "items": [_item_to_json(item) for item in shop.items.values()],
        "orders": [
            {**vars(order), "units": [vars(unit) for unit in order.units]}
            for order in shop.orders.values()
        ],
    }


def _shop_from_json(raw: Json) -> Shop:
    shop = Shop(raw["seller_id"])
    for each in raw["items"]:
        shop.put(_item_from_json(each))
    for each in raw["orders"]:
        units = [Unit(**unit) for unit in each["units"]]
        shop.orders[each["order_id"]] = Order(**{**each, "units": units})
    return shop


def _item_to_json(item: Item) -> Json:
    return {
        **vars(item),
        "skus": [_sku_to_json(sku) for sku in item.skus],
        "variations": [vars(variation) for variation in item.variations],
    }


def _sku_to_json(sku: Sku) -> Json:
    lagging = {name: vars(getattr(sku, name)) for name in _LAGGING}
    discount = None if sku.discount is None else vars(sku.discount)
    return {**vars(sku), **lagging, "discount": discount}


def _item_from_json(raw: dict[str, Any]) -> Item:
    skus = [_sku_from_json(sku) for sku in raw["skus"]]
    variations = [Variation(**variation) for variation in raw["variations"]]
    return Item(**{**raw, "skus": skus, "variations": variations})


def _sku_from_json(raw: dict[str, Any]) -> Sku:
    lagging = {name: Lagging(**raw[name]) for name in _LAGGING}
    discount = None if raw["discount"] is None else Discount(**raw["discount"])
    return Sku(**{**raw, **lagging, "discount": discount})
