"""Feeds what Lazada answered to the code that reads it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import timedelta
from typing import Any

import orjson

from adapters.lazada import endpoints, marketplace
from adapters.lazada.access import parse_push
from adapters.lazada.attributes import fill, form_of
from adapters.lazada.errors import parse, parse_batch
from sync.marketplace import Connection, Marketplace, Push, Response
from sync.model import Offer, ShopName, Sku
from tests.adapters.spoiling import UNTIL, ScriptedLine
from tests.recorded.results import error_result, listing_result, order_result, outcome

SHOP = ShopName("lazada")
GONE = {"code": "208", "type": "ISP", "message": "E208: Item not found"}


def errors(bodies: list[Any]) -> list[Any]:
    """Read answers that are refusals, each by itself."""
    return [outcome(parse, body) for body in bodies]


def details(rows: list[Any]) -> list[Any]:
    """Read details, each as the only one of a refused update."""
    refused = {"code": "500", "type": "ISP", "message": "E500: Create product failed"}
    return errors([{**refused, "detail": [row]} for row in rows])


def batch(data: dict[str, Any]) -> dict[str, Any]:
    """Read what became of each SKU of a batch."""
    told = parse_batch(Response(200, {}, orjson.dumps(data["body"])))
    skus = data["skus"]
    offers = [Offer(sku=Sku(sku), remote_id=sku_id) for sku, sku_id in skus.items()]
    verdicts = [error_result(one) if one else "done" for one in told.of(offers)]
    return dict(zip(skus, verdicts, strict=True))


def listings(body: Any) -> list[Any]:
    """Read a shop of which /products/get shows all."""
    shop = opened({endpoints.PRODUCTS: body})
    return [listing_result(each) for each in asyncio.run(collected(shop.listings({})))]


def orders(data: dict[str, Any]) -> list[Any]:
    """Read the orders of a page with their units."""
    found = {"count": len(data["orders"]), "countTotal": len(data["orders"])}
    shop = opened(
        {
            endpoints.ORDERS: {"code": "0", "data": {**found, "orders": data["orders"]}},
            endpoints.ORDER_ITEMS: {"code": "0", "data": data["items"]},
            endpoints.ITEM: {"code": "0", "data": data["item"]} if "item" in data else GONE,
        }
    )
    window = shop.orders(UNTIL - timedelta(days=1), UNTIL)
    return [order_result(each) for each in asyncio.run(collected(window))]


def push(data: dict[str, str]) -> dict[str, Any]:
    """Verify a push and say what it makes us look at."""
    message = Push(
        url="https://htx.vn/push",
        headers={"authorization": data["authorization"]},
        body=data["body"].encode(),
        key=data["key"],
        secret=data["secret"],
        received_at=UNTIL,
    )
    fields = ("account", "matter", "reference")
    found = parse_push(message)
    return {"signals": [{name: getattr(one, name) for name in fields} for one in found]}


def attributes(data: dict[str, Any]) -> dict[str, Any]:
    """Fill in a category's form from texts of ours."""
    filled = fill(form_of(data["form"]), data["ours"])
    missing = [attribute.label for attribute in filled.missing]
    return {"of_item": filled.of_item, "of_sku": filled.of_sku, "missing": missing}


def opened(bodies: Mapping[str, Any]) -> Marketplace:
    connection = Connection(shop=SHOP, host="http://x", key="1", secret="s", account="1")
    line = ScriptedLine({path: orjson.dumps(body) for path, body in bodies.items()})
    return marketplace.open(connection, line)


async def collected(found: AsyncIterator[Any]) -> list[Any]:
    return [each async for each in found]


FEEDS: dict[str, Callable[[Any], Any]] = {
    "errors": errors,
    "details": details,
    "batch": batch,
    "listings": listings,
    "orders": orders,
    "push": push,
    "attributes": attributes,
}
