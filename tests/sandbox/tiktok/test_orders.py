from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.tiktok.conftest import LARGE, PRODUCTS, SMALL, sku

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok

SEARCH = "/order/202309/orders/search"


async def step(tiktok: TikTok, order_id: str, name: str) -> Json:
    return await tiktok.operate("POST", f"/orders/{order_id}/{name}")


async def searched(tiktok: TikTok, /, *wish: Json, **query: str) -> Json:
    answer = await tiktok.post(SEARCH, *wish, **query)
    data: Json = answer["data"] or answer
    return data


async def detail(tiktok: TikTok, *order_ids: str, version: str = "202507") -> list[Json]:
    answer = await tiktok.get(f"/order/{version}/orders", ids=",".join(order_ids))
    rows: list[Json] = answer["data"]["orders"]
    return rows


async def counts(tiktok: TikTok, sku_id: str) -> tuple[int, int]:
    row = (await tiktok.stock(sku_id))[sku_id]
    return row["total_available_quantity"], row["total_committed_quantity"]


async def test_an_order_commits_units_and_a_cancel_frees_them(tiktok: TikTok) -> None:
    _, ids = await tiktok.publish()
    placed = await tiktok.order()
    assert (placed["status"], placed["lines"]) == (
        "unpaid",
        [{"sku": SMALL, "quantity": 2, "price": 185000}],
    )
    assert await counts(tiktok, ids[SMALL]) == (38, 2)
    assert (await step(tiktok, placed["id"], "pay"))["status"] == "paid"
    (order,) = await detail(tiktok, placed["id"])
    assert order["status"] == "AWAITING_SHIPMENT"
    assert (await step(tiktok, placed["id"], "cancel"))["status"] == "cancelled"
    assert await counts(tiktok, ids[SMALL]) == (40, 0)
    (order,) = await detail(tiktok, placed["id"])
    assert (order["status"], order["cancellation_initiator"]) == ("CANCELLED", "BUYER")
    assert (await step(tiktok, placed["id"], "cancel"))["error"] == "impossible"


async def test_a_return_ends_completed_and_restocks_nothing(tiktok: TikTok) -> None:
    _, ids = await tiktok.publish()
    placed = await tiktok.order(cod=True)
    assert placed["status"] == "paid"
    assert (await step(tiktok, placed["id"], "return"))["status"] == "returned"
    assert await counts(tiktok, ids[SMALL]) == (38, 0)
    (order,) = await detail(tiktok, placed["id"])
    assert (order["status"], order["is_cod"], "paid_time" in order) == ("COMPLETED", True, False)


async def test_every_unit_is_a_row_and_money_is_text(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    lines = [{"sku": SMALL, "quantity": 2}, {"sku": LARGE, "quantity": 1}]
    placed = await tiktok.order(lines=lines)
    (order,) = await detail(tiktok, placed["id"])
    rows = order["line_items"]
    assert [row["sku_id"] for row in rows] == [ids[SMALL], ids[SMALL], ids[LARGE]]
    assert len({row["id"] for row in rows}) == 3
    assert not any("quantity" in row for row in rows)
    assert rows[0]["product_id"] == product_id
    assert (rows[0]["sku_name"], rows[0]["sale_price"]) == ("200 g", "185000")
    assert order["payment"]["sub_total"] == "820000"
    assert order["payment"]["total_amount"] == "835000"
    assert "recipient_address" not in order


async def test_more_than_there_is_cannot_be_ordered(tiktok: TikTok) -> None:
    _, ids = await tiktok.publish()
    assert (await tiktok.order(quantity=41))["error"] == "impossible"
    assert (await tiktok.order(lines=[{"sku": SMALL, "quantity": 30}] * 2))["error"] == "impossible"
    await tiktok.edit(SMALL, reserved_stock=39)
    assert (await tiktok.order())["error"] == "impossible"
    assert (await tiktok.order(quantity=1))["status"] == "unpaid"
    await tiktok.edit(SMALL, status="hidden")
    assert (await tiktok.order(LARGE))["error"] == "impossible"
    assert (await tiktok.order("NONE"))["error"] == "unknown"
    assert await counts(tiktok, ids[SMALL]) == (39, 1)


async def test_a_new_order_is_found_late_but_read_at_once(tiktok: TikTok) -> None:
    await tiktok.publish()
    await tiktok.turn(order_lag_s=30)
    placed = await tiktok.order()
    assert (await searched(tiktok))["orders"] == []
    assert len(await detail(tiktok, placed["id"])) == 1
    await tiktok.advance(31)
    assert [order["id"] for order in (await searched(tiktok))["orders"]] == [placed["id"]]


async def test_pages_end_without_a_token(tiktok: TikTok) -> None:
    await tiktok.publish()
    placed = [(await tiktok.order())["id"] for _ in range(3)]
    query = {"page_size": "2", "sort_field": "update_time", "sort_order": "ASC"}
    first = await searched(tiktok, **query)
    assert [order["id"] for order in first["orders"]] == placed[:2]
    assert {"+", "/", "="} <= set(first["next_page_token"])
    last = await searched(tiktok, **query, page_token=first["next_page_token"])
    assert [order["id"] for order in last["orders"]] == placed[2:]
    assert "next_page_token" not in last
    newest = await searched(tiktok)
    assert [order["id"] for order in newest["orders"]] == placed[::-1]


async def test_a_search_is_narrowed_by_status_and_time(tiktok: TikTok) -> None:
    await tiktok.publish()
    first, second = await tiktok.order(), await tiktok.order()
    await tiktok.advance(100)
    await step(tiktok, second["id"], "pay")
    late = int(time.time() + tiktok.offset_s) - 50

    async def found(**wish: Any) -> list[str]:
        return [order["id"] for order in (await searched(tiktok, wish))["orders"]]

    assert await found(order_status="AWAITING_SHIPMENT") == [second["id"]]
    assert await found(update_time_ge=late) == [second["id"]]
    assert await found(update_time_lt=late) == [first["id"]]
    assert await found(create_time_ge=late) == []


@pytest.mark.parametrize(
    "query",
    [{"page_size": "101"}, {"page_size": "0"}, {"sort_field": "price"}, {"sort_order": "UP"}],
)
async def test_wrong_questions_are_refused(tiktok: TikTok, query: dict[str, str]) -> None:
    assert (await searched(tiktok, **query))["code"] == 36009004


async def test_unknown_orders_are_silently_missing(tiktok: TikTok) -> None:
    await tiktok.publish()
    placed = await tiktok.order()
    assert len(await detail(tiktok, placed["id"], "577", version="202309")) == 1
    many = ",".join(["577"] * 51)
    assert (await tiktok.get("/order/202507/orders", ids=many))["code"] == 36009004
    assert (await tiktok.get("/order/202507/orders"))["code"] == 36009004


async def test_paid_orders_may_be_on_hold_first(tiktok: TikTok) -> None:
    await tiktok.publish()
    await tiktok.turn(on_hold_after_pay=True)
    placed = await tiktok.order()
    await step(tiktok, placed["id"], "pay")
    (order,) = await detail(tiktok, placed["id"])
    assert (order["status"], order["is_on_hold_order"]) == ("ON_HOLD", True)


async def test_an_order_outlives_the_sku_that_it_took(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    placed = await tiktok.order()
    rows = [sku(LARGE, "500 g", 450000, id=ids[LARGE])]
    path = f"/product/202509/products/{product_id}/partial_edit"
    assert (await tiktok.post(path, {"skus": rows}))["code"] == 0
    assert (await step(tiktok, placed["id"], "cancel"))["status"] == "cancelled"
    assert set(await tiktok.stock(*ids.values())) == {ids[LARGE]}


async def test_a_sale_moves_update_time_only_if_the_knob_says_so(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()

    async def stamp() -> int:
        found: int = (await tiktok.get(f"{PRODUCTS}/{product_id}"))["data"]["update_time"]
        return found

    before = await stamp()
    await tiktok.advance(10)
    await tiktok.order()
    assert await stamp() == before
    await tiktok.turn(sales_bump_update_time=True)
    await tiktok.order()
    assert await stamp() > before


async def test_what_was_cancelled_after_its_hand_over_goes_back_to_no_shelf(tiktok: TikTok) -> None:
    _, ids = await tiktok.publish()
    placed = await tiktok.order(SMALL, 2)
    await tiktok.turn(cancelled_after_hand_over=True)
    await tiktok.operate("POST", f"/orders/{placed['id']}/cancel")
    (order,) = (await tiktok.get("/order/202507/orders", ids=placed["id"]))["data"]["orders"]
    assert (order["status"], order["cancellation_initiator"]) == ("CANCELLED", "SYSTEM")
    assert all(unit["rts_time"] and unit["cancel_user"] == "SYSTEM" for unit in order["line_items"])
    found = (await tiktok.stock(ids[SMALL]))[ids[SMALL]]
    assert (found["total_available_quantity"], found["total_committed_quantity"]) == (38, 0)


async def test_units_may_come_without_the_sellers_sku(tiktok: TikTok) -> None:
    _, ids = await tiktok.publish()
    placed = await tiktok.order(SMALL, 1)
    await tiktok.turn(orders_hide_seller_sku=True)
    (order,) = (await tiktok.get("/order/202507/orders", ids=placed["id"]))["data"]["orders"]
    (unit,) = order["line_items"]
    assert (unit["seller_sku"], unit["sku_id"]) == ("", ids[SMALL])
