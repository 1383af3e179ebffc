"""Whatever an answer looks like, nothing crashes and no change is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given, settings

from adapters.shopee import ShopeeShop, endpoints, marketplace
from sync.marketplace import (
    Call,
    Connection,
    Credentials,
    Image,
    Lost,
    MarketplaceError,
    Response,
    Unavailable,
)
from sync.model import Change, Kind, Listing, Picture, Sku
from tests.adapters.shopee.conftest import SHOP, change, listing, offer
from tests.adapters.spoiling import (
    UNTIL,
    Answer,
    ScriptedLine,
    apply_each,
    errors_met,
    read,
    spoilt,
)

CATEGORY = "Bách Hóa > Tôm khô"
PRICE = [{"currency": "VND", "original_price": 185000, "current_price": 185000}]
STOCK = {"summary_info": {"total_reserved_stock": 0}, "seller_stock": [{"stock": 7}]}
ITEM = {
    "item_id": 3400000001,
    "category_id": 101128,
    "item_name": "Tôm khô Cà Mau phơi nắng tự nhiên",
    "description": "Tôm đất thiên nhiên, phơi nắng hai ngày.",
    "item_sku": "A",
    "update_time": 1767225600,
    "item_status": "BANNED",
    "attribute_list": [
        {
            "attribute_id": 100020,
            "original_attribute_name": "Xuất xứ",
            "attribute_value_list": [{"value_id": 1201, "original_value_name": "Việt Nam"}],
        }
    ],
    "image": {"image_id_list": ["vn-1"]},
    "weight": "0.25",
    "dimension": {"package_length": 20, "package_width": 15, "package_height": 6},
    "has_model": True,
    "brand": {"brand_id": 0, "original_brand_name": "NoBrand"},
    "gtin_code": "",
    "price_info": PRICE,
    "stock_info_v2": STOCK,
}
MODELS = {
    "tier_variation": [{"name": "Khối lượng", "option_list": [{"option": "200 g"}]}],
    "model": [
        {
            "model_id": 244000001,
            "tier_index": [0],
            "model_sku": "A-200",
            "price_info": PRICE,
            "stock_info_v2": STOCK,
            "weight": "0.25",
        }
    ],
}
ORDER = {
    "order_sn": "260101OCOP0001",
    "order_status": "CANCELLED",
    "create_time": 1767225000,
    "update_time": 1767225600,
    "cancel_reason": "",
    "item_list": [
        {"item_id": 3400000001, "model_id": 244000001, "model_sku": "", "item_sku": "A",
         "model_quantity_purchased": 2, "cancelled_qty": 0}
    ],
    "package_list": [
        {"logistics_status": "LOGISTICS_PICKUP_DONE",
         "item_list": [{"item_id": 3400000001, "model_id": 244000001, "model_quantity": 1}]}
    ],
}  # fmt: skip
FORM = {
    "attribute_id": 100020,
    "mandatory": True,
    "name": "Xuất xứ",
    "multi_lang": [{"language": "vn", "value": "Xuất xứ"}],
    "attribute_value_list": [
        {"value_id": 1201, "name": "Việt Nam", "multi_lang": [], "child_attribute_list": []}
    ],
    "attribute_info": {"input_type": 2, "format_type": 1, "attribute_unit_list": ["g"]},
}
LIMITS = {"item_name_length_limit": {"min_limit": 10, "max_limit": 120}, "dts_limit": {}}
CHANNEL = {
    "logistics_channel_id": 5001,
    "enabled": True,
    "mask_channel_id": 0,
    "fee_type": "FIXED_DEFAULT_PRICE",
    "weight_limit": {"item_max_weight": 30},
    "item_max_dimension": {"length": 100, "width": 100, "height": 100, "dimension_sum": 0},
    "force_enable": False,
}
TREE = [
    {"category_id": 1, "parent_category_id": 0, "has_children": True,
     "display_category_name": "Bách Hóa", "original_category_name": "Groceries"},
    {"category_id": 101128, "parent_category_id": 1, "has_children": False,
     "display_category_name": "Tôm khô", "original_category_name": "Dried Shrimp"},
]  # fmt: skip
TOKENS = {"access_token": "6f", "refresh_token": "72", "expire_in": 14400}
VIOLATION = {"violation_reason": "x", "suggestion": "y"}
PUSH = '{"code":3,"shop_id":1,"timestamp":1767225600,"data":{"ordersn":"S"}}'
DONE = [{"model_id": 244000001}, {"model_id": 0, "item_id": 3400000001}]

EXAMPLES: dict[str, dict[str, Any]] = {
    endpoints.ITEM_LIST: {
        "item": [{"item_id": 3400000001, "item_status": "BANNED", "update_time": 1767225600}],
        "total_count": 1,
        "has_next_page": False,
        "next_offset": 0,
    },
    endpoints.BASE_INFO: {"item_list": [ITEM]},
    endpoints.MODEL_LIST: MODELS,
    endpoints.VIOLATIONS: {
        "item_list": [{"item_id": 3400000001, "item_status_details": [VIOLATION]}]
    },
    endpoints.SEARCH_ITEM: {"item_id_list": [3400000001], "total_count": 1, "next_offset": ""},
    endpoints.CATEGORY: {"category_list": TREE},
    endpoints.ATTRIBUTE_TREE: {"list": [{"category_id": 101128, "attribute_tree": [FORM]}]},
    endpoints.BRAND_LIST: {"brand_list": [{"brand_id": 7, "original_brand_name": "Ngọc"}]},
    endpoints.ITEM_LIMIT: LIMITS,
    endpoints.CHANNEL_LIST: {"logistics_channel_list": [CHANNEL]},
    endpoints.UPLOAD_IMAGE: {"image_info_list": [{"id": 0, "image_info": {"image_id": "vn-1"}}]},
    endpoints.ORDER_LIST: {"more": False, "order_list": [{"order_sn": "260101OCOP0001"}]},
    endpoints.ORDER_DETAIL: {"order_list": [ORDER]},
    endpoints.ADD_ITEM: {"item_id": 3400000001},
    endpoints.UPDATE_ITEM: {"item_id": 3400000001},
    endpoints.UNLIST_ITEM: {"success_list": DONE, "failure_list": []},
    endpoints.UPDATE_PRICE: {"success_list": DONE, "failure_list": []},
    endpoints.UPDATE_STOCK: {"success_list": DONE, "failure_list": []},
    endpoints.INIT_TIERS: {"item_id": 3400000001},
    endpoints.UPDATE_TIERS: {},
    endpoints.ADD_MODEL: {},
    endpoints.UPDATE_MODEL: {},
    endpoints.PUSH_CONFIG: {"callback_url": "", "push_config_on_list": [3]},
    endpoints.SET_PUSH_CONFIG: {"result": "success"},
    endpoints.LOST_PUSHES: {"push_message_list": [{"data": PUSH}], "last_message_id": 9},
    endpoints.CONFIRM_LOST_PUSHES: {"result": "success"},
}
WRITTEN_BY: dict[Kind, str] = {
    "publish": endpoints.ADD_ITEM,
    "reprice": endpoints.UPDATE_PRICE,
    "restock": endpoints.UPDATE_STOCK,
    "withdraw": endpoints.UNLIST_ITEM,
    "restore": endpoints.UNLIST_ITEM,
}
SENSELESS = [b"", b"null", b"[]", b"{}", b"<html>", b'{"error":', b'{"error":""}', b"\xff"]


def good() -> dict[str, bytes]:
    bodies = {path: {"error": "", "message": "", "response": x} for path, x in EXAMPLES.items()}
    tokens = {key: {"error": "", **TOKENS} for key in (endpoints.TOKEN, endpoints.REFRESH)}
    return {path: orjson.dumps(body) for path, body in (bodies | tokens).items()}


class PausingLine(ScriptedLine):
    """A line to nobody that waits for nothing."""

    async def pause(self, seconds: float) -> None:
        assert seconds > 0


def opened(bodies: Mapping[str, bytes]) -> ShopeeShop:
    connection = Connection(shop=SHOP, host="http://x", key="1", secret="s", account="1")
    shop = marketplace.open(connection, PausingLine(dict(bodies)))
    assert isinstance(shop, ShopeeShop)
    return shop


def wanted(remote_id: str | None) -> Listing:
    model = offer("A-200", "200 g", remote_id=remote_id and "244000001")
    return listing(
        "A", model, remote_id=remote_id, category=CATEGORY, images=(Picture("aa", "vn-1"),)
    )


def changes() -> Iterator[Change]:
    there = wanted("3400000001")
    for kind in (*WRITTEN_BY, "revise"):
        amount = kind in ("reprice", "restock")
        new = kind == "publish"
        fields = ("title", "variants", "weight_g") if kind == "revise" else ()
        after, before = wanted(None) if new else there, None if new else there
        yield change(kind, after, before, fields, Sku("A-200") if amount else None)  # type: ignore[arg-type]


async def everything(bodies: Mapping[str, bytes]) -> list[MarketplaceError]:
    """Read and write all that there is; answers the errors that reading met."""
    shop = opened(bodies)
    met = await errors_met(
        shop.prepare([wanted(None)]),
        read(shop.listings({})),
        shop.find([wanted("3400000001"), wanted(None)]),
        read(shop.orders(UNTIL - timedelta(days=20), UNTIL)),
        shop.orders_named(["260101OCOP0001"]),
        shop.upload([Image("aa", "a.png", b"x")]),
        shop.exchange("code"),
        shop.refresh("token"),
        shop.register("https://htx.example/push/shopee"),
        shop.missed(),
    )
    shop.problems(wanted(None))
    await apply_each(shop, changes())
    return met


@settings(max_examples=500, deadline=None)
@given(spoilt(good()))
def test_no_answer_crashes_the_adapter(bodies: dict[str, bytes]) -> None:
    asyncio.run(everything(bodies))


async def test_the_examples_are_good_themselves() -> None:
    assert await everything(good()) == []


@pytest.mark.parametrize("body", SENSELESS)
@pytest.mark.parametrize("kind", sorted(WRITTEN_BY))
async def test_a_write_whose_answer_makes_no_sense_may_have_happened(
    kind: Kind, body: bytes
) -> None:
    shop = opened(good() | {WRITTEN_BY[kind]: body})
    await shop.prepare([wanted(None)])
    (outcome,) = await shop.apply([one for one in changes() if one.kind == kind])
    assert outcome.status == "unknown"


async def test_what_was_known_and_slid_over_the_edge_of_a_page_is_not_gone() -> None:
    seen = replace(wanted("3400000001"), stamp="1767225600:BANNED")
    known = {"3400000001": seen, "9": wanted("9"), "10": wanted("10")}
    slid = ITEM | {"item_id": 9, "has_model": False, "item_status": "NORMAL"}
    deleted = ITEM | {"item_id": 10, "item_status": "SELLER_DELETE"}
    body = {"error": "", "response": {"item_list": [slid, deleted]}}
    shop = opened(good() | {endpoints.BASE_INFO: orjson.dumps(body)})
    found = await read(shop.listings(known))
    assert [(one.remote_id, one.status) for one in found] == [
        ("3400000001", "banned"),
        ("9", "live"),
    ]


async def test_a_status_that_nobody_wrote_down_stands_in_the_shop() -> None:
    body = {"error": "", "response": {"item_list": [ITEM | {"item_status": "FROZEN"}]}}
    shop = opened(good() | {endpoints.BASE_INFO: orjson.dumps(body)})
    (found,) = await shop.find([wanted("3400000001")])
    assert (found.status, found.reason) == ("banned", "FROZEN")


async def test_an_order_that_makes_no_sense_stops_no_other() -> None:
    numbers = [{"order_sn": "BAD"}, {"order_sn": "260101OCOP0001"}]
    absurd = {**ORDER["item_list"][0], "model_quantity_purchased": -1}  # type: ignore[index]
    bad = ORDER | {"order_sn": "BAD", "item_list": [absurd]}
    bodies = {
        endpoints.ORDER_LIST: {"more": False, "order_list": numbers},
        endpoints.ORDER_DETAIL: {"order_list": [bad, ORDER]},
    }
    answers = {path: orjson.dumps({"error": "", "response": x}) for path, x in bodies.items()}
    shop = opened(good() | answers)
    found = shop.orders(UNTIL - timedelta(days=1), UNTIL)
    assert (await anext(found)).reference == "260101OCOP0001"
    with pytest.raises(Lost):
        await anext(found)
    assert [order.reference for order in await shop.orders_named(["BAD", "260101OCOP0001"])] == [
        "260101OCOP0001"
    ]


async def test_a_line_without_a_sku_is_named_by_its_listing_and_asked_for_once() -> None:
    shop = opened(good())
    (order,) = await read(shop.orders(UNTIL - timedelta(days=1), UNTIL))
    assert [(line.sku, line.quantity, line.status) for line in order.lines] == [
        ("A-200", 1, "sold"),
        ("A-200", 1, "released"),
    ]
    line = shop._api.line
    assert isinstance(line, ScriptedLine)
    del line.bodies[endpoints.BASE_INFO]
    assert await read(shop.orders(UNTIL - timedelta(days=1), UNTIL)) == [order]


class ShiftingLine(PausingLine):
    """A line to a shop where after the first page one item is deleted and another added."""

    pages = 0

    async def call(self, call: Call[Answer]) -> Answer:
        if call.endpoint != endpoints.ITEM_LIST:
            return await super().call(call)
        query = dict(call.build(Credentials("token", UNTIL)).query)
        start = int(query["offset"])
        there = list(range(2 if self.pages else 1, 132 if self.pages else 131))
        self.pages += 1
        shown = there[start : start + 100]
        more = start + 100 < len(there)
        items = [
            {"item_id": one, "item_status": "NORMAL", "update_time": 1767225600} for one in shown
        ]
        page = {
            "item": items,
            "total_count": 130,
            "has_next_page": more,
            "next_offset": start + 100,
        }
        return call.read(Response(200, {}, orjson.dumps({"error": "", "response": page})))


async def test_a_search_through_pages_that_shift_finds_or_says_that_it_could_not() -> None:
    nothing = {endpoints.SEARCH_ITEM: b'{"error":"","response":{"item_id_list":[]}}'}
    connection = Connection(shop=SHOP, host="http://x", key="1", secret="s", account="1")
    shop = ShopeeShop(connection, ShiftingLine(good() | nothing))
    with pytest.raises(Unavailable) as told:
        await shop.find([listing("never-seen")])
    assert told.value.problem.code == "sweep_short"
