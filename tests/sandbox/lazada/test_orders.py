from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.sandbox.lazada.conftest import Json, Lazada, one_sku

ORDERS, ITEMS = "/orders/get", "/orders/items/get"
SKU = "OCOP-TOMKHO"
LONG_AGO = "2020-01-01T00:00:00+07:00"


@pytest.fixture
async def shop(lazada: Lazada) -> Lazada:
    await lazada.create(**one_sku(quantity="10"))
    return lazada


async def ledger(lazada: Lazada) -> tuple[int, int, int, int]:
    """Sellable, withhold, occupy, total, as the sheet's table has them."""
    answer = await lazada.get("/products/get", filter="all")
    (sku,) = answer["data"]["products"][0]["skus"]
    (row,) = sku["multiWarehouseInventories"]
    buckets = ("sellableQuantity", "withholdQuantity", "occupyQuantity", "totalQuantity")
    sellable, withhold, occupy, total = (row[name] for name in buckets)
    return sellable, withhold, occupy, total


async def move(lazada: Lazada, order: Json, step: str) -> Json:
    return await lazada.operate("POST", f"/orders/{order['id']}/{step}")


async def listed(lazada: Lazada, **texts: str) -> Json:
    answer = await lazada.get(ORDERS, **({"update_after": LONG_AGO} | texts))
    assert answer["code"] == "0", answer
    data: Json = answer["data"]
    return data


async def test_the_ledger_follows_an_order(shop: Lazada) -> None:
    assert await ledger(shop) == (10, 0, 0, 10)
    order = await shop.order(SKU)
    assert await ledger(shop) == (9, 1, 0, 10)
    await move(shop, order, "pay")
    assert await ledger(shop) == (9, 0, 1, 10)
    await shop.turn(ready_to_ship_after_s=10)
    await shop.advance(11)
    assert await ledger(shop) == (9, 0, 0, 9)
    assert (await listed(shop))["orders"][0]["statuses"] == ["ready_to_ship"]


async def test_cash_on_delivery_is_occupied_at_once(shop: Lazada) -> None:
    order = await shop.order(SKU, 2, cod=True)
    assert order["status"] == "paid"
    assert await ledger(shop) == (8, 0, 2, 10)
    assert (await listed(shop))["orders"][0]["payment_method"] == "COD"


@pytest.mark.parametrize("payment", [{"cod": False}, {"cod": True}])
async def test_a_cancelled_order_gives_its_units_back(shop: Lazada, payment: Json) -> None:
    order = await shop.order(SKU, 3, **payment)
    assert (await move(shop, order, "cancel"))["status"] == "cancelled"
    assert await ledger(shop) == (10, 0, 0, 10)
    assert (await move(shop, order, "pay"))["error"] == "impossible"


async def test_an_unpaid_order_lets_go_after_half_an_hour(shop: Lazada) -> None:
    order = await shop.order(SKU, 10)
    await shop.advance(1801)
    assert await ledger(shop) == (10, 0, 0, 10)
    assert (await listed(shop))["orders"][0]["statuses"] == ["unpaid"]
    await shop.order(SKU, 1)
    assert (await move(shop, order, "pay"))["error"] == "impossible"
    await shop.advance(72 * 3600)
    statuses = [row["statuses"] for row in (await listed(shop))["orders"]]
    assert statuses == [["canceled"], ["canceled"]]


async def test_a_late_payer_is_served_when_there_is_enough(shop: Lazada) -> None:
    order = await shop.order(SKU, 10)
    await shop.advance(1801)
    assert (await move(shop, order, "pay"))["status"] == "paid"
    assert await ledger(shop) == (0, 0, 10, 10)


async def test_a_return_puts_nothing_back_by_itself(shop: Lazada) -> None:
    order = await shop.order(SKU, 2, cod=True)
    assert (await move(shop, order, "return"))["status"] == "returned"
    assert await ledger(shop) == (8, 0, 0, 8)


async def test_more_than_there_is_cannot_be_ordered(shop: Lazada) -> None:
    assert (await shop.order(SKU, 11))["error"] == "impossible"
    assert (await shop.order("NOBODY"))["error"] == "unknown"
    await shop.edit(SKU, status="hidden")
    assert (await shop.order(SKU))["error"] == "impossible"
    assert await ledger(shop) == (10, 0, 0, 10)


async def test_one_unit_is_one_row(shop: Lazada) -> None:
    order = await shop.order(SKU, 3)
    number = int(order["id"])
    answer = await shop.get(ITEMS, order_ids=f"[{number}]")
    (found,) = answer["data"]
    rows = found["order_items"]
    assert len({row["order_item_id"] for row in rows}) == 3
    assert {(row["sku"], row["status"], row["item_price"]) for row in rows} == {
        (SKU, "unpaid", 185000.0)
    }
    assert isinstance(rows[0]["product_id"], str)
    single = await shop.get("/order/items/get", order_id=str(number))
    assert single["data"] == rows
    row = (await shop.get("/order/get", order_id=str(number)))["data"]
    assert (row["items_count"], row["price"]) == (3, "555000.00")
    assert row["created_at"].endswith(" +0700")


async def test_a_unit_says_where_it_stood(lazada: Lazada) -> None:
    await lazada.create()
    order = await lazada.order(f"{SKU}-500")
    answer = await lazada.get("/order/items/get", order_id=order["id"])
    assert answer["data"][0]["variation"] == "Khối lượng:500g"


async def test_orders_come_in_pages(shop: Lazada) -> None:
    numbers = [(await shop.order(SKU))["id"] for _ in range(5)]
    page = await listed(shop, limit="2", offset="2", sort_by="created_at", sort_direction="ASC")
    assert (page["count"], page["countTotal"]) == (2, 5)
    assert [str(row["order_id"]) for row in page["orders"]] == numbers[2:4]
    falling = await listed(shop, limit="1")
    assert str(falling["orders"][0]["order_id"]) == numbers[-1]
    assert (await listed(shop, offset="5"))["orders"] == []


async def test_orders_are_found_by_time_and_status(shop: Lazada) -> None:
    first = await shop.order(SKU)
    await shop.advance(3600)
    await shop.order(SKU, cod=True)
    since = await now(shop, -60)
    assert (await listed(shop, update_after=since))["countTotal"] == 1
    assert (await listed(shop, update_after=LONG_AGO, update_before=since))["countTotal"] == 1
    assert (await listed(shop, status="pending"))["countTotal"] == 1
    assert (await listed(shop, status="topack"))["countTotal"] == 1
    await move(shop, first, "cancel")
    assert (await listed(shop, update_after=since))["countTotal"] == 2
    answer = await shop.get(ORDERS, created_after=since)
    assert answer["data"]["countTotal"] == 1


async def now(lazada: Lazada, moved_s: float) -> str:
    clock = await lazada.operate("GET", "/clock")
    return datetime.fromtimestamp(clock["now"] + moved_s, UTC).isoformat(timespec="seconds")


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"update_after": ""}, "1"),
        ({"update_after": "soon"}, "17"),
        ({"limit": "101"}, "19"),
        ({"limit": "0"}, "19"),
        ({"offset": "5001"}, "14"),
        ({"status": "lovely"}, "36"),
        ({"sort_by": "price"}, "75"),
        ({"sort_direction": "UP"}, "74"),
    ],
)
async def test_bad_questions_are_refused(shop: Lazada, texts: dict[str, str], code: str) -> None:
    answer = await shop.get(ORDERS, **({"update_after": LONG_AGO} | texts))
    assert answer["code"] == code


@pytest.mark.parametrize(
    ("order_ids", "code"),
    [("1,2", "56"), ('["1"]', "56"), ("[1]", "39"), (str([1] * 51), "38")],
)
async def test_bad_lists_of_orders_are_refused(shop: Lazada, order_ids: str, code: str) -> None:
    assert (await shop.get(ITEMS, order_ids=order_ids))["code"] == code


async def test_one_wrong_order_spoils_the_list(shop: Lazada) -> None:
    order: dict[str, Any] = await shop.order(SKU)
    assert (await shop.get(ITEMS, order_ids=f"[{order['id']},1]"))["code"] == "37"
    assert (await shop.get("/order/get", order_id="1"))["code"] == "16"


async def test_a_buyers_price_is_the_sale_price(lazada: Lazada) -> None:
    await lazada.create(**one_sku(special_price="150000"))
    assert (await lazada.order(SKU))["lines"][0]["price"] == 150000
