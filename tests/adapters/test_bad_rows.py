"""One row that makes no sense harms itself alone: whatever stands beside it is read as it is.

Each platform answers two orders and two listings. The first of each is spoilt in one place after
another, and the second must still come out, unless nobody can tell how many rows there were. What
an order that makes no sense is of is told as far as its lines say it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.lazada import endpoints as lazada
from adapters.lazada import marketplace as lazada_marketplace
from adapters.partner import endpoints as partner
from adapters.postmart import marketplace as partner_marketplace
from adapters.shopee import endpoints as shopee
from adapters.shopee import marketplace as shopee_marketplace
from adapters.tiktok import endpoints as tiktok
from adapters.tiktok import marketplace as tiktok_marketplace
from adapters.woocommerce import endpoints as woocommerce
from adapters.woocommerce import marketplace as woocommerce_marketplace
from sync.marketplace import (
    Call,
    Connection,
    Credentials,
    Marketplace,
    MarketplaceError,
    OrdersUnread,
    Response,
)
from sync.model import ShopName
from tests.adapters.spoiling import GONE, Answer, nodes, replaced

Json = dict[str, Any]
UNTIL = datetime(2026, 11, 23, tzinfo=UTC)
WRONG = [GONE, None, "abc", "", [], {}, 10**30, True, -1]
DELIVERED_AT = 1_763_000_000


@dataclass(frozen=True)
class Told:
    """What one platform answers: `orders` and `listings` name the answer with the rows."""

    market: Any
    orders: tuple[str, str]  # endpoint, and the list in its data
    listings: tuple[str, str] | None
    bodies: Mapping[str, Any]
    envelope: Callable[[Any], Any]


def shopee_item(item_id: int) -> Json:
    return {
        "item_id": item_id,
        "item_sku": f"SKU-{item_id}",
        "item_name": "Tôm khô",
        "item_status": "NORMAL",
        "update_time": DELIVERED_AT,
        "has_model": False,
        "price_info": [{"original_price": "185000.00", "currency": "VND"}],
        "stock_info_v2": {"seller_stock": [{"stock": 7}]},
        "image": {"image_id_list": ["vn-1"]},
        "attribute_list": [{"original_attribute_name": "a", "attribute_value_list": [{}]}],
    }


def shopee_order(number: str) -> Json:
    line = {"item_id": 1, "model_id": 0, "item_sku": "A", "model_quantity_purchased": 2}
    return {
        "order_sn": number,
        "order_status": "READY_TO_SHIP",
        "create_time": DELIVERED_AT,
        "update_time": DELIVERED_AT * 1000,
        "item_list": [line],
        "package_list": [{"logistics_status": "LOGISTICS_READY", "item_list": []}],
    }


def lazada_item(item_id: int) -> Json:
    return {
        "item_id": item_id,
        "status": "Active",
        "primary_category": "6396",
        "attributes": {"name": "Tôm khô"},
        "images": ["https://x/a.jpg"],
        "skus": [
            {
                "SkuId": item_id,
                "SellerSku": f"SKU-{item_id}",
                "Status": "active",
                "price": "185000.00",
                "quantity": "7",
                "saleProp": {"color_family": "Xanh"},
            }
        ],
    }


def lazada_order(number: int) -> Json:
    return {"order_id": number, "created_at": "1763000000000", "updated_at": DELIVERED_AT}


def lazada_units(number: int) -> Json:
    return {"order_id": str(number), "order_items": [{"sku": "A", "status": "pending"}] * 2}


def tiktok_product(product_id: str) -> Json:
    return {
        "id": product_id,
        "title": "Tôm khô",
        "status": "ACTIVATE",
        "update_time": DELIVERED_AT,
        "skus": [
            {
                "id": product_id,
                "seller_sku": f"SKU-{product_id}",
                "price": {"tax_exclusive_price": "185000"},
                "inventory": [{"quantity": 7}],
            }
        ],
    }


def tiktok_order(number: str) -> Json:
    unit = {"id": "5", "sku_id": "9", "seller_sku": "A", "display_status": "AWAITING_SHIPMENT"}
    return {
        "id": number,
        "status": "AWAITING_SHIPMENT",
        "create_time": DELIVERED_AT,
        "update_time": DELIVERED_AT * 1000,
        "line_items": [unit, unit],
    }


def partner_product(sku: str) -> Json:
    return {
        "sku": sku,
        "name": "Tôm khô",
        "sale_status": "ON",
        "review_status": "APPROVED",
        "live_revision": 1,
        "price": 185000,
        "stock": "7",
    }


def partner_order(number: str) -> Json:
    return {
        "order_id": number,
        "status": "CONFIRMED",
        "created_at": "2026-11-22T09:15:42+07:00",
        "updated_at": "2026-11-22T02:15:42Z",
        "lines": [{"sku": "A", "quantity": 2}],
    }


def woocommerce_order(number: int) -> Json:
    return {
        "id": number,
        "status": "processing",
        "date_created_gmt": "2026-11-22T02:15:42",
        "date_modified_gmt": "2026-11-22T02:15:42",
        "line_items": [{"id": 5, "product_id": 9, "sku": "A", "quantity": 2}],
    }


PLATFORMS = {
    "shopee": Told(
        shopee_marketplace,
        (shopee.ORDER_DETAIL, "order_list"),
        (shopee.BASE_INFO, "item_list"),
        {
            shopee.ORDER_LIST: {"more": "false", "order_list": [{"order_sn": n} for n in "12"]},
            shopee.ORDER_DETAIL: {"order_list": [shopee_order("1"), shopee_order("2")]},
            shopee.ITEM_LIST: {
                "item": [{"item_id": n, "item_status": "NORMAL"} for n in (1, 2)],
                "total_count": 2,
                "has_next_page": False,
            },
            shopee.BASE_INFO: {"item_list": [shopee_item(1), shopee_item(2)]},
            shopee.MODEL_LIST: {"model": []},
            shopee.VIOLATIONS: {"item_list": []},
        },
        lambda data: {"error": "", "message": "", "response": data},
    ),
    "lazada": Told(
        lazada_marketplace,
        (lazada.ORDERS, "orders"),
        (lazada.PRODUCTS, "products"),
        {
            lazada.ORDERS: {"countTotal": "2", "orders": [lazada_order(1), lazada_order(2)]},
            lazada.ORDER_ITEMS: [lazada_units(1), lazada_units(2)],
            lazada.PRODUCTS: {"total_products": 2, "products": [lazada_item(1), lazada_item(2)]},
        },
        lambda data: {"code": "0", "data": data, "request_id": "x"},
    ),
    "tiktok": Told(
        tiktok_marketplace,
        (tiktok.ORDER_SEARCH, "orders"),
        (tiktok.SEARCH, "products"),
        {
            tiktok.SHOPS: {"shops": [{"id": "1", "cipher": "ROW_x", "region": "VN"}]},
            tiktok.ORDER_SEARCH: {"total_count": 2, "orders": list(map(tiktok_order, "12"))},
            tiktok.ORDER_DETAIL: {"orders": []},
            tiktok.SEARCH: {"total_count": 2, "products": list(map(tiktok_product, "12"))},
            tiktok.PRODUCT: tiktok_product("2"),
        },
        lambda data: {"code": 0, "message": "Success", "data": data},
    ),
    "partner": Told(
        partner_marketplace,
        (partner.ORDERS, "items"),
        (partner.PRODUCTS, "items"),
        {
            partner.ORDERS: {"items": list(map(partner_order, "12")), "next_token": None},
            partner.PRODUCTS: {
                "items": list(map(partner_product, "12")), "next_token": None, "total": 2,
            },
        },
        lambda data: {"code": 0, "message": "OK", "data": data},
    ),
    "woocommerce": Told(
        woocommerce_marketplace,
        (woocommerce.ORDERS.name, "orders"),
        None,
        {woocommerce.ORDERS.name: {"orders": list(map(woocommerce_order, (1, 2)))}},
        lambda data: data["orders"],
    ),
}  # fmt: skip


class Line:
    """A line to nobody: every call is answered from these bodies."""

    def __init__(self, bodies: Mapping[str, Any]) -> None:
        self.bodies = bodies

    async def call(self, call: Call[Answer]) -> Answer:
        call.build(Credentials("token", UNTIL))
        return call.read(Response(200, {}, json.dumps(self.bodies[call.endpoint]).encode()))

    async def pause(self, seconds: float) -> None:
        raise AssertionError(seconds)


def opened(told: Told, bodies: Mapping[str, Any]) -> Marketplace:
    connection = Connection(shop=ShopName("x"), host="http://x", key="1", secret="s", account="1")
    wrapped = {path: told.envelope(body) for path, body in bodies.items()}
    market: Marketplace = told.market.open(connection, Line(wrapped))
    return market


def rows_read(found: AsyncIterator[Any]) -> tuple[list[Any], MarketplaceError | None]:
    """Read as far as it goes, as a round does; and why no further."""
    seen: list[Any] = []

    async def take() -> MarketplaceError | None:
        try:
            async for each in found:
                seen.append(each)  # noqa: PERF401  # what came before an error counts
        except MarketplaceError as error:
            return error
        return None

    return seen, asyncio.run(take())


def orders_of(market: Marketplace) -> tuple[list[Any], MarketplaceError | None]:
    return rows_read(market.orders(UNTIL - timedelta(days=1), UNTIL))


def spoilt_rows(told: Told, where: tuple[str, str]) -> list[Mapping[str, Any]]:
    """The answers, each with the first row of this list wrong in one place."""
    path, name = where
    body = told.bodies[path]
    first = body[name][0]
    places = [(place, wrong) for place in nodes(first) if place for wrong in WRONG]
    return [
        {**told.bodies, path: {**body, name: [replaced(first, place, wrong), body[name][1]]}}
        for place, wrong in places
    ]


@pytest.mark.parametrize("platform", sorted(PLATFORMS))
def test_an_order_that_makes_no_sense_stops_no_other(platform: str) -> None:
    told = PLATFORMS[platform]
    whole, why = orders_of(opened(told, told.bodies))
    assert why is None
    assert [(order.reference, order.status) for order in whole] == [("1", "sold"), ("2", "sold")]
    assert all(sum(line.quantity for line in order.lines) == 2 for order in whole)
    bounded = 0
    for bodies in spoilt_rows(told, told.orders):
        read, why = orders_of(opened(told, bodies))
        assert whole[1] in read, bodies
        if why is None:
            assert all(order.lines for order in read) or '"line_items": []' in json.dumps(bodies)
            assert len(read) == 2, bodies
            continue
        assert isinstance(why, OrdersUnread), bodies
        lines = [line for order in why.orders for line in order.lines]
        bounded += any(order.lines for order in why.orders)
        assert {line.sku for line in lines} <= {"A", "abc", "-1", None} | {str(10**30)}, bodies
    assert bounded > 5


@pytest.mark.parametrize("platform", sorted(name for name in PLATFORMS if name != "woocommerce"))
def test_a_listing_that_makes_no_sense_stops_no_other(platform: str) -> None:
    told = PLATFORMS[platform]
    assert told.listings is not None
    whole, _ = rows_read(opened(told, told.bodies).listings({}))
    assert [(one.offers[0].price, one.offers[0].quantity) for one in whole][-1:] == [(185000, 7)]
    for bodies in spoilt_rows(told, told.listings):
        assert whole[-1] in rows_read(opened(told, bodies).listings({}))[0], bodies


def test_a_list_that_goes_on_showing_what_is_deleted_leaves_the_sweep_complete() -> None:
    told = PLATFORMS["shopee"]
    gone = {**shopee_item(1), "item_status": "SELLER_DELETE"}
    bodies = {**told.bodies, shopee.BASE_INFO: {"item_list": [gone, shopee_item(2)]}}
    shop = opened(told, bodies)

    async def whole() -> list[str | None]:
        return [listing.remote_id async for listing in shop.listings({})]

    assert asyncio.run(whole()) == ["2"]
