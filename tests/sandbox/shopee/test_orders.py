from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Json, Shopee

LIST = "/api/v2/order/get_order_list"
DETAIL = "/api/v2/order/get_order_detail"
SMALL = "OCOP-TOMKHO-200"


async def order(shopee: Shopee, sku: str = SMALL, quantity: int = 2, **more: Any) -> Json:
    lines = [{"sku": sku, "quantity": quantity}]
    return await shopee.operate("POST", "/orders", {"shop": shopee.shop, "lines": lines} | more)


async def step(shopee: Shopee, order_id: str, name: str) -> Json:
    return await shopee.operate("POST", f"/orders/{order_id}/{name}")


async def stock(shopee: Shopee, item_id: int) -> int:
    info = (await shopee.models(item_id))[SMALL]["stock_info_v2"]
    found: int = info["seller_stock"][0]["stock"]
    return found


async def listed(shopee: Shopee, **changes: Any) -> Json:
    now = int(time.time() + shopee.offset_s)
    query: Json = {"time_range_field": "update_time", "time_from": now - 3600, "time_to": now + 60}
    answer = await shopee.get(LIST, **query | {"page_size": 50} | changes)
    found: Json = answer.get("response", answer)
    return found


async def detail(shopee: Shopee, order_id: str, fields: str = "item_list") -> Json:
    query = {"order_sn_list": order_id, "response_optional_fields": fields}
    (found,) = (await shopee.get(DETAIL, **query))["response"]["order_list"]
    whole: Json = found
    return whole


async def test_an_order_takes_stock_at_once_and_a_cancel_puts_it_back(shopee: Shopee) -> None:
    item_id, _ = await shopee.with_models(item_status="NORMAL")
    await shopee.turn(readback_lag_s=60)
    placed = await order(shopee)
    assert (placed["status"], placed["lines"]) == (
        "unpaid",
        [{"sku": SMALL, "quantity": 2, "price": 185000}],
    )
    await shopee.turn(readback_lag_s=0)
    assert await stock(shopee, item_id) == 38
    assert (await step(shopee, placed["id"], "pay"))["status"] == "paid"
    assert (await detail(shopee, placed["id"]))["order_status"] == "READY_TO_SHIP"
    assert (await step(shopee, placed["id"], "cancel"))["status"] == "cancelled"
    assert await stock(shopee, item_id) == 40
    assert (await step(shopee, placed["id"], "cancel"))["error"] == "impossible"


async def test_cash_on_delivery_is_ready_at_once(shopee: Shopee) -> None:
    await shopee.with_models(item_status="NORMAL")
    placed = await order(shopee, cod=True)
    assert placed["status"] == "paid"
    assert (await step(shopee, placed["id"], "pay"))["error"] == "impossible"
    assert (await step(shopee, placed["id"], "return"))["status"] == "returned"


async def test_a_return_puts_nothing_back(shopee: Shopee) -> None:
    item_id, _ = await shopee.with_models(item_status="NORMAL")
    placed = await order(shopee, cod=True)
    await step(shopee, placed["id"], "return")
    assert await stock(shopee, item_id) == 38
    assert (await detail(shopee, placed["id"]))["order_status"] == "TO_RETURN"


async def test_more_than_there_is_cannot_be_ordered(shopee: Shopee) -> None:
    item_id, _ = await shopee.with_models(item_status="NORMAL")
    assert (await order(shopee, quantity=41))["error"] == "impossible"
    twice = [{"sku": SMALL, "quantity": 30}] * 2
    assert (await order(shopee, lines=twice))["error"] == "impossible"
    assert await stock(shopee, item_id) == 40
    assert (await order(shopee, quantity=40))["status"] == "unpaid"
    assert await stock(shopee, item_id) == 0


async def test_reserved_stock_and_hidden_items_are_not_for_sale(shopee: Shopee) -> None:
    await shopee.with_models(item_status="NORMAL")
    await shopee.edit(SMALL, reserved_stock=39)
    assert (await order(shopee))["error"] == "impossible"
    assert (await order(shopee, quantity=1))["status"] == "unpaid"
    await shopee.edit("OCOP-TOMKHO", status="hidden")
    assert (await order(shopee, "OCOP-TOMKHO-500"))["error"] == "impossible"


async def test_a_sale_moves_update_time_only_if_the_knob_says_so(shopee: Shopee) -> None:
    item_id, _ = await shopee.with_models(item_status="NORMAL")
    before = (await shopee.base_info(item_id))["update_time"]
    await shopee.advance(10)
    await order(shopee)
    assert (await shopee.base_info(item_id))["update_time"] == before
    await shopee.turn(sales_bump_update_time=True)
    await order(shopee)
    assert (await shopee.base_info(item_id))["update_time"] > before


async def test_the_list_is_read_by_cursor_to_its_empty_end(shopee: Shopee) -> None:
    await shopee.with_models(item_status="NORMAL")
    placed = [(await order(shopee))["id"] for _ in range(3)]
    first = await listed(shopee, page_size=2, cursor="")
    assert [row["order_sn"] for row in first["order_list"]] == placed[:2]
    assert first["more"] is True
    rest = await listed(shopee, page_size=2, cursor=first["next_cursor"])
    assert [row["order_sn"] for row in rest["order_list"]] == placed[2:]
    assert (rest["more"], rest["next_cursor"]) == (False, "")


async def test_the_list_is_narrowed_by_status_and_time(shopee: Shopee) -> None:
    await shopee.with_models(item_status="NORMAL")
    first, second = await order(shopee), await order(shopee)
    await shopee.advance(100)
    await step(shopee, second["id"], "pay")
    ready = await listed(
        shopee, order_status="READY_TO_SHIP", response_optional_fields="order_status"
    )
    assert ready["order_list"] == [
        {"order_sn": second["id"], "order_status": "READY_TO_SHIP", "booking_sn": ""}
    ]
    late = int(time.time() + shopee.offset_s) - 50
    moved = await listed(shopee, time_from=late)
    assert [row["order_sn"] for row in moved["order_list"]] == [second["id"]]
    made = await listed(shopee, time_from=late, time_range_field="create_time")
    assert made["order_list"] == []
    assert "order_status" not in (await listed(shopee))["order_list"][0]
    assert first["id"] in str(await listed(shopee))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"time_from": 0, "time_to": 15 * 86_400}, None),
        ({"time_from": 0, "time_to": 15 * 86_400 + 1}, "order.order_list_invalid_time"),
        ({"time_from": 1, "time_to": 0}, "order.order_list_invalid_time"),
        ({"page_size": 100}, None),
        ({"page_size": 101}, "error_param"),
        ({"time_range_field": "pay_time"}, "error_param"),
    ],
)
async def test_windows_and_pages_have_limits(
    shopee: Shopee, changes: Json, error: str | None
) -> None:
    assert (await listed(shopee, **changes)).get("error") == error


async def test_details_give_only_what_was_asked(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models(item_status="NORMAL")
    placed = await order(shopee)
    bare = await detail(shopee, placed["id"], "")
    assert "item_list" not in bare
    assert (bare["order_status"], bare["currency"], bare["region"]) == ("UNPAID", "VND", "VN")
    full = await detail(shopee, placed["id"], "item_list,total_amount,package_list,pay_time")
    (line,) = full["item_list"]
    assert (line["item_id"], line["model_id"]) == (item_id, ids[SMALL])
    assert (line["model_sku"], line["item_sku"]) == (SMALL, "OCOP-TOMKHO")
    assert line["model_quantity_purchased"] == 2
    assert (full["total_amount"], full["pay_time"]) == (370000, 0)
    assert full["package_list"][0]["item_list"][0]["product_location_id"] == "VNZ"


async def test_an_item_without_models_is_ordered_by_its_own_sku(shopee: Shopee) -> None:
    await shopee.add("MUOI", item_status="NORMAL")
    placed = await order(shopee, "MUOI")
    (line,) = (await detail(shopee, placed["id"]))["item_list"]
    assert (line["model_id"], line["model_sku"], line["item_sku"]) == (0, "", "MUOI")


async def test_an_unknown_order_fails_the_whole_call(shopee: Shopee) -> None:
    await shopee.with_models(item_status="NORMAL")
    placed = await order(shopee)
    told = await shopee.get(DETAIL, order_sn_list=f"{placed['id']},260101X")
    assert told["error"] == "error_not_found"
    many = ",".join([placed["id"]] * 51)
    assert (await shopee.get(DETAIL, order_sn_list=many))["error"] == "error_param"


async def test_what_is_cancelled_after_the_hand_over_says_so_in_its_package(
    shopee: Shopee,
) -> None:
    await shopee.with_models(item_status="NORMAL")
    asked = "item_list,package_list,cancel_reason"
    for after, status, reason in (
        (False, "LOGISTICS_INVALID", "Buyer changed their mind"),
        (True, "LOGISTICS_DELIVERY_FAILED", "Failed Delivery"),
    ):
        await shopee.turn(cancelled_after_hand_over=after)
        placed = await order(shopee, cod=True)
        await step(shopee, placed["id"], "cancel")
        found = await detail(shopee, placed["id"], asked)
        assert (found["order_status"], found["cancel_reason"]) == ("CANCELLED", reason)
        assert [package["logistics_status"] for package in found["package_list"]] == [status]


async def test_lines_may_carry_no_sku(shopee: Shopee) -> None:
    await shopee.with_models(item_status="NORMAL")
    await shopee.turn(lines_without_sku=True)
    placed = await order(shopee)
    (line,) = (await detail(shopee, placed["id"]))["item_list"]
    assert (line["item_sku"], line["model_sku"]) == ("", "")
    assert line["model_id"]
    assert placed["lines"][0]["sku"] == SMALL
