"""Feeds what TikTok Shop answered to the code that reads it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import timedelta
from typing import Any

import orjson

from adapters.tiktok import endpoints
from adapters.tiktok.access import parse_push, signature_of
from adapters.tiktok.attributes import attributes_of, fill, licence_lines
from adapters.tiktok.client import Client, ShopApi
from adapters.tiktok.errors import error_of_row, parse, parse_create
from adapters.tiktok.listings import ListingReader, listing_of
from adapters.tiktok.metadata import MetadataCache
from adapters.tiktok.orders import orders as read_orders
from adapters.tiktok.writing import kept_row
from sync.marketplace import Call, Connection, Credentials, MarketplaceError, Push, Response
from sync.model import Listing, ShopName
from tests.adapters.spoiling import UNTIL, Answer
from tests.recorded.results import (
    Result,
    error_result,
    listing_result,
    order_result,
    outcome,
)

SHOP = ShopName("tiktok")
ACCOUNT = "7495540735365777507"


class ByPath:
    """A line that answers what was recorded for this very path, or for the endpoint."""

    def __init__(self, bodies: Mapping[str, Any]) -> None:
        self._bodies = bodies

    async def call(self, call: Call[Answer]) -> Answer:
        url = call.build(Credentials("token", UNTIL)).url
        name = next(name for name in self._bodies if name == call.endpoint or url.endswith(name))
        return call.read(Response(200, {}, orjson.dumps(self._bodies[name])))

    async def pause(self, seconds: float) -> None:
        raise AssertionError(seconds)


def api_of(bodies: Mapping[str, Any]) -> ShopApi:
    connection = Connection(shop=SHOP, host="https://x", key="1", secret="s", account=ACCOUNT)
    return ShopApi(
        SHOP, ACCOUNT, ByPath(bodies), Client(connection), MetadataCache(cipher="ROW_recorded")
    )


def bodies_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Say which answer belongs to which call: a search, and the details by product id."""
    details = {f"/products/{id_}": body for id_, body in data.get("detail", {}).items()}
    return {endpoints.SEARCH: data.get("search"), **details}


def errors(bodies: list[Any]) -> list[Any]:
    """Read answers that are refusals, each by itself."""
    return [outcome(parse, body) for body in bodies]


def creations(bodies: list[Any]) -> list[Any]:
    """Read answers to what must not be sent twice."""
    return [outcome(parse_create, body) for body in bodies]


def batch(rows: list[Any]) -> list[Any]:
    """Read the rows of `data.errors`."""
    return [error_result(error_of_row(row)) for row in rows]


def listings(data: dict[str, Any]) -> Any:
    """Read a whole shop: what a search shows, and what the details say of it."""
    return _told(ListingReader(api_of(bodies_of(data))).listings({}))


def find(data: dict[str, Any]) -> list[Result]:
    """Look again at the products of these ids."""
    asked = [
        Listing(shop=SHOP, code=id_, offers=(), remote_id=id_)
        for id_ in data.get("ids", data["detail"])
    ]
    found = asyncio.run(ListingReader(api_of(bodies_of(data))).find(asked))
    return [listing_result(each) for each in found]


def product(data: dict[str, Any]) -> Result:
    """Read one product."""
    return listing_result(listing_of(SHOP, data))


def orders(data: dict[str, Any]) -> Any:
    """Read a page of orders; `detail` says what the products of unnamed units are."""
    bodies = bodies_of(data) | {endpoints.ORDER_SEARCH: data["search"]}
    api = api_of({name: body for name, body in bodies.items() if body is not None})
    window = read_orders(api, UNTIL - timedelta(days=1), UNTIL)
    return [order_result(each) for each in asyncio.run(_all(window))]


def attributes(data: dict[str, Any]) -> Result:
    """Fill in a form from what the catalog says; what is missing by TikTok's name and ours."""
    form = attributes_of(data)
    filled, licence = fill(form, data["ours"]), licence_lines(form)
    return {
        "choices": filled.choices,
        "missing": [each.name for each in filled.missing],
        "asked_for": [licence[each.id] for each in filled.missing if each.id in licence],
    }


def sku_rows(rows: list[Any]) -> list[Any]:
    """Write SKUs back as they were read."""
    return [kept_row(row) for row in rows]


def push(data: dict[str, Any]) -> list[Any]:
    """Read a push, signed as `data` says or, where nobody recorded it, by our own rule."""
    body = orjson.dumps(data["body"]) if isinstance(data["body"], dict) else data["body"].encode()
    key, secret = data.get("key", "abcdef"), data.get("secret", "123")
    bare = Push(url="", headers={}, body=body, key=key, secret=secret, received_at=UNTIL)
    headers = {"authorization": data.get("authorization") or signature_of(bare)}
    signals = parse_push(
        Push(url="", headers=headers, body=body, key=key, secret=secret, received_at=UNTIL)
    )
    return [
        {"account": one.account, "matter": one.matter, "reference": one.reference}
        for one in signals
    ]


def _told(found: AsyncIterator[Listing]) -> Any:
    try:
        return [listing_result(each) for each in asyncio.run(_all(found))]
    except MarketplaceError as error:
        return error_result(error)


async def _all(found: AsyncIterator[Any]) -> list[Any]:
    return [each async for each in found]


FEEDS: dict[str, Callable[[Any], Any]] = {
    "errors": errors,
    "creations": creations,
    "batch": batch,
    "listings": listings,
    "find": find,
    "product": product,
    "orders": orders,
    "attributes": attributes,
    "sku_rows": sku_rows,
    "push": push,
}
