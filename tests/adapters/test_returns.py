"""What buyers send back is known as coming back, and is stock only when it is back."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest

from adapters.lazada import endpoints as lazada
from adapters.lazada import marketplace as lazada_marketplace
from adapters.shopee import endpoints as shopee
from adapters.shopee import marketplace as shopee_marketplace
from adapters.tiktok import endpoints as tiktok
from adapters.tiktok import marketplace as tiktok_marketplace
from sync.marketplace import Connection, Marketplace, Returns
from sync.model import ShopName
from tests.adapters.spoiling import ScriptedLine

Json = dict[str, Any]
UNTIL = datetime(2026, 11, 23, tzinfo=UTC)
NOT_ALLOWED: Json = {"code": 105005, "message": "Access denied."}


def opened(market: Any, bodies: Json) -> Marketplace:
    connection = Connection(shop=ShopName("x"), host="http://x", key="1", secret="s", account="1")
    line = ScriptedLine({path: orjson.dumps(body) for path, body in bodies.items()})
    shop: Marketplace = market.open(connection, line)
    return shop


def states(shop: Marketplace) -> dict[str, int]:
    (order,) = asyncio.run(shop.orders_named(["1"]))
    found: Counter[str] = Counter()
    for line in order.lines:
        found[f"{line.state} {line.word}".strip()] += line.quantity
    return dict(found)


def named(shop: object) -> list[str]:
    assert isinstance(shop, Returns)
    return list(asyncio.run(shop.returned(UNTIL - timedelta(days=15), UNTIL)))


def good(data: Any) -> Json:
    return {"code": 0, "message": "Success", "data": data}


def tiktok_bodies(returns: Json) -> Json:
    units = [{"id": n, "seller_sku": "A", "display_status": "DELIVERED"} for n in "56"]
    times = {"create_time": 1_763_000_000, "update_time": 1_763_000_000}
    order = {"id": "1", "status": "DELIVERED", **times, "line_items": units}
    return {
        tiktok.SHOPS: good({"shops": [{"id": "1", "cipher": "ROW_x"}]}),
        tiktok.ORDER_DETAIL: good({"orders": [order]}),
        tiktok.RETURNS: returns,
    }


def tiktok_return(kind: str, status: str, **more: Any) -> Json:
    lines = [{"order_line_item_id": "5"}]
    row = {"order_id": "1", "return_type": kind, "return_status": status}
    return good({"total_count": 1, "return_orders": [{**row, "return_line_items": lines, **more}]})


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (tiktok_return("RETURN_AND_REFUND", "AWAITING_BUYER_SHIP"), {"delivered": 2}),
        (
            tiktok_return("RETURN_AND_REFUND", "BUYER_SHIPPED_ITEM"),
            {"coming_back": 1, "delivered": 1},
        ),
        (
            tiktok_return("RETURN_AND_REFUND", "RETURN_OR_REFUND_REQUEST_COMPLETE"),
            {"coming_back": 1, "delivered": 1},
        ),
        (tiktok_return("REFUND", "RETURN_OR_REFUND_REQUEST_COMPLETE"), {"delivered": 2}),
        (
            tiktok_return("RETURN_AND_REFUND", "BUYER_SHIPPED_ITEM", can_buyer_keep_item="true"),
            {"delivered": 2},
        ),
        (
            tiktok_return("RETURN_AND_REFUND", "SENT_TO_THE_MOON"),
            {"unknown RETURN_AND_REFUND SENT_TO_THE_MOON": 1, "delivered": 1},
        ),
        (
            tiktok_return("RESALE", "BUYER_SHIPPED_ITEM"),
            {"unknown RESALE BUYER_SHIPPED_ITEM": 1, "delivered": 1},
        ),
        (good({"return_orders": None}), {"delivered": 2}),
        (NOT_ALLOWED, {"delivered": 2}),
    ],
)
def test_a_return_of_tiktok_says_where_a_unit_is(told: Json, expected: Json) -> None:
    assert states(opened(tiktok_marketplace, tiktok_bodies(told))) == expected


def test_orders_whose_returns_could_not_be_read_are_named_again() -> None:
    line = ScriptedLine({p: orjson.dumps(b) for p, b in tiktok_bodies({"data": {}}).items()})
    connection = Connection(shop=ShopName("x"), host="http://x", key="1", secret="s", account="1")
    shop = tiktok_marketplace.open(connection, line)
    assert states(shop) == {"delivered": 2}  # the code is missing: it makes no sense
    line.bodies[tiktok.RETURNS] = orjson.dumps(good({"return_orders": []}))
    assert named(shop) == ["1"]
    assert states(shop) == {"delivered": 2}
    assert named(shop) == []


def lazada_bodies(status: str, reverse: Json, reverse_id: str = "9") -> Json:
    head = {"order_id": 1, "created_at": 1_763_000_000_000, "updated_at": 1_763_000_000_000}
    unit = {"order_id": 1, "sku": "A"}
    units = [
        {**unit, "order_item_id": 5, "status": status, "reverse_order_id": reverse_id},
        {**unit, "order_item_id": 6, "status": "delivered", "reverse_order_id": None},
    ]
    return {
        lazada.ORDER: {"code": "0", "data": head},
        lazada.ORDER_ITEMS: {"code": "0", "data": [{"order_id": 1, "order_items": units}]},
        lazada.REVERSE_ORDERS: reverse,
    }


def reverse_order(kind: str, status: str, **more: Any) -> Json:
    line = {"trade_order_line_id": "5", "reverse_status": status, **more}
    item = {"trade_order_id": "1", "request_type": kind, "reverse_order_lines": [line]}
    return {"code": "0", "result": {"success": "true", "total": "1", "items": [item]}}


@pytest.mark.parametrize(
    ("status", "told", "expected"),
    [
        ("delivered", reverse_order("RETURN", "REQUEST_INITIATE"), {"delivered": 2}),
        (
            "delivered",
            reverse_order("RETURN", "REFUND_PENDING"),
            {"coming_back": 1, "delivered": 1},
        ),
        ("returned", reverse_order("RETURN", "REFUND_SUCCESS"), {"returned": 1, "delivered": 1}),
        ("returned", reverse_order("ONLY_REFUND", "REFUND_SUCCESS"), {"delivered": 2}),
        (
            "returned",
            reverse_order("RETURN", "REFUND_SUCCESS", whqc_decision="scrap"),
            {"lost": 1, "delivered": 1},
        ),
        (
            "delivered",
            reverse_order("RETURN", "REFUND_PENDING", ofc_status="RETURN_CANCELED"),
            {"delivered": 2},
        ),
        (
            "delivered",
            reverse_order("RETURN", "SENT_TO_THE_MOON"),
            {"unknown SENT_TO_THE_MOON": 1, "delivered": 1},
        ),
        ("delivered", reverse_order("CANCEL", "CANCEL_SUCCESS"), {"delivered": 2}),
        (
            "returned",
            {"code": "0", "result": {"success": "false"}},
            {"unknown returned": 1, "delivered": 1},
        ),
        (
            "returned",
            {"code": "InsufficientPermission", "message": "x"},
            {"returned": 1, "delivered": 1},
        ),
        ("shipped", reverse_order("RETURN", "REFUND_PENDING"), {"in_transit": 1, "delivered": 1}),
    ],
)
def test_a_reverse_order_of_lazada_says_where_a_unit_is(
    status: str, told: Json, expected: Json
) -> None:
    assert states(opened(lazada_marketplace, lazada_bodies(status, told))) == expected


def test_only_returns_name_orders() -> None:
    cancelled = opened(
        lazada_marketplace, {lazada.REVERSE_ORDERS: reverse_order("CANCEL", "CANCEL_SUCCESS")}
    )
    returned = opened(
        lazada_marketplace, {lazada.REVERSE_ORDERS: reverse_order("ONLY_REFUND", "REFUND_SUCCESS")}
    )
    assert (named(cancelled), named(returned)) == ([], ["1"])


def test_shopee_names_the_orders_whose_returns_moved() -> None:
    page = {"more": "false", "return": [{"order_sn": "S1"}, {"order_sn": None}, {"order_sn": "S1"}]}
    body = {"error": "", "message": "", "response": page}
    assert named(opened(shopee_marketplace, {shopee.RETURN_LIST: body})) == ["S1"]
