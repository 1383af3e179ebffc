"""Feeds what Shopee answered to the code that reads it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import orjson

from adapters.shopee import endpoints, marketplace
from adapters.shopee.access import parse_push, signature_of
from adapters.shopee.errors import parse
from sync.marketplace import Call, Connection, Credentials, Forged, Marketplace, Push, Response
from sync.model import Change, Code, Listing, Offer, ShopName, Sku
from tests.adapters.spoiling import UNTIL, Answer, ScriptedLine
from tests.recorded.results import listing_result, order_result, outcome

SHOP = ShopName("shopee")
ARRIVED = Push(
    url="https://htx.example/push/shopee",
    headers={},
    body=b"",
    key="1",
    secret="s",
    received_at=UNTIL,
)


def errors(data: Any) -> Any:
    """Read an answer that is a refusal, or several, each by itself."""
    return (
        [outcome(parse, body) for body in data] if isinstance(data, list) else outcome(parse, data)
    )


def push(data: Any) -> Any:
    """Receive a push as it came, with its headers; of bodies alone, as if each was signed well."""
    if isinstance(data, list):
        return [signal for body in data for signal in received(body, signature(body))]
    try:
        return {"status": 200, "signals": received(data["body"], data["headers"])}
    except Forged:
        return {"status": 401}


def received(body: str, headers: Mapping[str, str]) -> list[Any]:
    return [
        {
            "account": signal.account,
            "matter": signal.matter,
            "reference": signal.reference,
            "identity": signal.identity,
            "at": signal.at and signal.at.isoformat(),
        }
        for signal in parse_push(replace(ARRIVED, body=body.encode(), headers=headers))
    ]


def signature(body: str) -> dict[str, str]:
    return {"authorization": signature_of(replace(ARRIVED, body=body.encode()))}


def orders(details: Any) -> list[Any]:
    """Read the orders of one get_order_detail."""
    numbers = [{"order_sn": row["order_sn"]} for row in details["response"]["order_list"]]
    page = {"error": "", "response": {"more": False, "order_list": numbers}}
    shop = opened({endpoints.ORDER_LIST: page, endpoints.ORDER_DETAIL: details})

    async def read() -> list[Any]:
        found = shop.orders(UNTIL - timedelta(days=1), UNTIL)
        return [order_result(order) async for order in found]

    return asyncio.run(read())


def listings(data: dict[str, Any]) -> list[Any]:
    """Read items of one get_item_base_info, with their models by item id."""
    shop = opened(
        {endpoints.BASE_INFO: data["base_info"], endpoints.MODEL_LIST: data.get("models", {})}
    )
    ids = [str(row["item_id"]) for row in data["base_info"]["response"]["item_list"]]
    wanted = [Listing(shop=SHOP, code=Code(""), remote_id=item_id, offers=()) for item_id in ids]
    return [listing_result(found) for found in asyncio.run(shop.find(wanted))]


def restocks(data: dict[str, Any]) -> dict[str, Any]:
    """Restock items of one batch, each answered by its own update_stock."""
    changes = [restock(item_id) for item_id in data["update_stock"]]
    line = ByItem(data["update_stock"])
    outcomes = asyncio.run(marketplace.open(connection(), line).apply(changes))
    return {
        outcome.remote_id or "": {
            "status": outcome.status,
            "code": outcome.problem and outcome.problem.code,
        }
        for outcome in outcomes
    }


class ByItem(ScriptedLine):
    """A line that answers each item from a script of its own."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        super().__init__({})
        self.answers = answers

    async def call(self, call: Call[Answer]) -> Answer:
        request = call.build(Credentials("token", UNTIL))
        item_id = str(orjson.loads(request.content or b"{}")["item_id"])
        return call.read(Response(200, {}, orjson.dumps(self.answers[item_id])))


def restock(item_id: str) -> Change:
    offers = (Offer(sku=Sku(item_id), quantity=5),)
    listing = Listing(shop=SHOP, code=Code(item_id), remote_id=item_id, offers=offers)
    return Change(
        kind="restock",
        shop=SHOP,
        code=listing.code,
        before=listing,
        after=listing,
        sku=Sku(item_id),
    )


def opened(bodies: Mapping[str, Any]) -> Marketplace:
    line = ScriptedLine({path: orjson.dumps(body) for path, body in bodies.items()})
    return marketplace.open(connection(), line)


def connection() -> Connection:
    return Connection(shop=SHOP, host="http://x", key="1", secret="s", account="1")


FEEDS: dict[str, Callable[[Any], Any]] = {
    "error": errors,
    "push": push,
    "orders": orders,
    "listings": listings,
    "batch": restocks,
}
