from __future__ import annotations

import email.utils
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Shopee

INFO = "/api/v2/shop/get_shop_info"


async def test_calls_are_counted_by_endpoint_and_result(shopee: Shopee) -> None:
    await shopee.get(INFO)
    await shopee.get(INFO)
    await shopee.post("/api/v2/product/update_item", item_id=1)
    await shopee.operate("POST", "/faults", {"kind": "maintenance"})
    await shopee.http.get(shopee.url + INFO)
    assert await shopee.operate("GET", "/calls") == {
        "total": 4,
        "calls": [
            {
                "endpoint": "/api/v2/product/update_item",
                "method": "POST",
                "result": "product.error_item_not_found",
                "count": 1,
            },
            {"endpoint": INFO, "method": "GET", "result": "fault:maintenance", "count": 1},
            {"endpoint": INFO, "method": "GET", "result": "ok", "count": 2},
        ],
    }
    assert await shopee.operate("DELETE", "/calls") == {"total": 0, "calls": []}


async def test_the_clock_can_be_moved_and_every_answer_tells_its_time(shopee: Shopee) -> None:
    moved = await shopee.operate("POST", "/clock", {"advance_s": 1000})
    assert moved["now"] == pytest.approx(time.time() + 1000, abs=60)
    assert (await shopee.get(INFO))["message"] == "Timestamp is expired."
    answer = await shopee.http.get(shopee.url + INFO)
    told = email.utils.parsedate_to_datetime(answer.headers["date"]).timestamp()
    assert told == pytest.approx(time.time() + 1000, abs=60)
    back = await shopee.operate("POST", "/clock", {"now": time.time()})
    assert back["offset_s"] == pytest.approx(0, abs=60)
    assert (await shopee.get(INFO))["error"] == ""


async def test_knobs_are_shown_and_turned(shopee: Shopee) -> None:
    assert (await shopee.operate("GET", "/knobs"))["price_ratio"] == 5.0
    turned = await shopee.operate("POST", "/knobs", {"price_ratio": 7, "holiday_mode": True})
    assert turned["price_ratio"] == 7.0
    assert turned["holiday_mode"] is True


@pytest.mark.parametrize(
    ("path", "wish"),
    [
        ("/clock", {}),
        ("/clock", {"advance_s": "1"}),
        ("/clock", {"advance_s": 1, "now": 2}),
        ("/knobs", {"gravity": 1}),
        ("/knobs", {"price_ratio": "5", "holiday_mode": True}),
        ("/knobs", {"holiday_mode": 1}),
        ("/edit", {"shop": "227000001", "sku": "A", "set": {}}),
        ("/edit", {"shop": "227000001", "sku": "A", "set": {"colour": "red"}}),
        ("/edit", {"shop": "227000001", "sku": "A", "set": {"price": -1}}),
        ("/edit", {"shop": "227000001", "sku": "A", "set": {"stock": 1.5}}),
        ("/edit", {"shop": "227000001", "sku": "A", "set": {"status": "gone"}}),
        ("/edit", {"sku": "A", "set": {"price": 1}}),
        ("/orders", {"shop": "227000001"}),
        ("/orders", {"shop": "227000001", "lines": [{"sku": "A", "quantity": 0}]}),
        ("/orders", {"shop": "227000001", "lines": [{"quantity": 1}]}),
        ("/orders/1/eat", {}),
    ],
)
async def test_a_malformed_wish_is_refused_with_400(shopee: Shopee, path: str, wish: Any) -> None:
    answer = await shopee.http.post(f"{shopee.url}/_sandbox{path}", json=wish)
    assert answer.status_code == 400
    assert answer.json()["error"] == "malformed"
    assert (await shopee.operate("GET", "/knobs"))["holiday_mode"] is False


@pytest.mark.parametrize(
    ("path", "wish", "said"),
    [
        ("/edit", {"shop": "1", "sku": "A", "set": {"price": 1}}, "no shop '1'"),
        ("/edit", {"shop": 227000001, "sku": "A", "set": {"price": 1}}, "no SKU 'A'"),
        ("/orders", {"shop": 227000001, "lines": [{"sku": "A", "quantity": 1}]}, "no SKU 'A'"),
        ("/orders/1/pay", {}, "no order '1'"),
    ],
)
async def test_what_is_not_there_is_404(shopee: Shopee, path: str, wish: Any, said: str) -> None:
    answer = await shopee.http.post(f"{shopee.url}/_sandbox{path}", json=wish)
    assert answer.status_code == 404
    assert said in answer.json()["message"]


async def test_a_body_that_is_no_json_is_refused(shopee: Shopee) -> None:
    answer = await shopee.http.post(f"{shopee.url}/_sandbox/edit", content=b"{")
    assert answer.status_code == 400


async def test_state_shows_models_as_variants_and_an_item_without_models_as_one(
    shopee: Shopee,
) -> None:
    await shopee.add("MUOI", category_id=101152)
    await shopee.with_models("TOM")
    plain, tiered = (await shopee.state())["listings"]
    assert plain["variants"] == [{"sku": "MUOI", "price": 185000, "stock": 7, "options": []}]
    assert (plain["sku"], plain["status"], plain["category"]) == ("MUOI", "hidden", "101152")
    assert sorted(tiered["variants"], key=lambda variant: str(variant["sku"])) == [
        {"sku": "TOM-200", "price": 185000, "stock": 40, "options": ["200 g"]},
        {"sku": "TOM-500", "price": 440000, "stock": 15, "options": ["500 g"]},
    ]


async def test_an_edit_in_the_seller_centre_is_seen_at_once(shopee: Shopee) -> None:
    await shopee.turn(readback_lag_s=60)
    item_id = await shopee.add()
    await shopee.edit("OCOP-TOMKHO", price=99000, stock=3, status="banned", title="Tên mới của tôm")
    info = await shopee.base_info(item_id)
    assert info["price_info"][0]["original_price"] == 99000
    assert info["stock_info_v2"]["seller_stock"][0]["stock"] == 3
    assert info["item_status"] == "BANNED"
    assert info["item_name"] == "Tên mới của tôm"


async def test_an_edited_price_does_not_move_update_time_but_a_title_does(shopee: Shopee) -> None:
    item_id = await shopee.add()
    before = (await shopee.base_info(item_id))["update_time"]
    await shopee.advance(10)
    await shopee.edit("OCOP-TOMKHO", price=99000)
    assert (await shopee.base_info(item_id))["update_time"] == before
    await shopee.edit("OCOP-TOMKHO", status="hidden")
    assert (await shopee.base_info(item_id))["update_time"] >= before + 10


async def test_a_price_of_the_parent_sku_is_refused_when_variants_have_their_own(
    shopee: Shopee,
) -> None:
    await shopee.with_models()
    wish = {"shop": shopee.shop, "sku": "OCOP-TOMKHO", "set": {"price": 1000}}
    answer = await shopee.http.post(f"{shopee.url}/_sandbox/edit", json=wish)
    assert answer.status_code == 409
    await shopee.edit("OCOP-TOMKHO-200", price=170000)
    await shopee.edit("OCOP-TOMKHO", status="live")
    assert (await shopee.state())["listings"][0]["status"] == "live"


async def test_where_orders_move_as_a_whole_a_part_is_refused(shopee: Shopee) -> None:
    part = {"lines": [{"sku": "OCOP-TOMKHO", "quantity": 1}]}
    assert (await shopee.operate("POST", "/orders/1/cancel", part))["error"] == "impossible"
