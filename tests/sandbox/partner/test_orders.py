from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from sandbox.partner import postmart as replica
from sandbox.server import EPHEMERAL, serving
from tests.sandbox.partner.conftest import NO_WAITING, Partner

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sandbox.partner.conftest import Json


async def on_sale(partner: Partner) -> None:
    await partner.publish()
    assert (await partner.product())["visible"] is True


async def window(partner: Partner, **query: str) -> list[Json]:
    now = datetime.fromisoformat((await partner.get("/shop"))["server_time"])
    begin, end = now - timedelta(days=10), now + timedelta(days=1)
    bounds = {"updated_from": begin.isoformat(), "updated_to": end.isoformat()}
    found: list[Json] = (await partner.data("/orders", **bounds, **query))["items"]
    return found


async def shelf(partner: Partner) -> tuple[int, int]:
    shown = await partner.product()
    return shown["stock"], shown["reserved"]


async def test_an_order_takes_from_the_shelf_at_once_and_moves_etag_and_stamp(
    postmart: Partner,
) -> None:
    await on_sale(postmart)
    before = (await postmart.product())["etag"]
    order = await postmart.order(quantity=3)
    assert await shelf(postmart) == (37, 3)
    assert (await postmart.product())["etag"] != before
    shown = await postmart.data(f"/orders/{order['id']}")
    assert (shown["status"], shown["totals"]["goods"]) == ("NEW", 360_000)
    assert "*" in shown["buyer"]["name"]
    assert [each["order_id"] for each in await window(postmart)] == [order["id"]]


async def test_nothing_is_sold_that_is_not_there_or_not_on_sale(postmart: Partner) -> None:
    await on_sale(postmart)
    assert (await postmart.order(quantity=41))["error"] == "impossible"
    assert (await postmart.order("KHONG-CO"))["error"] == "unknown"
    await postmart.ask("POST", "/products/by-sku/TOMKHO-100/off", {})
    assert (await postmart.order())["error"] == "impossible"
    assert await shelf(postmart) == (40, 0)


async def test_a_cancelled_order_gives_its_units_back_once(postmart: Partner) -> None:
    await on_sale(postmart)
    order = await postmart.order(quantity=3)
    moved = await postmart.operate("POST", f"/orders/{order['id']}/cancel")
    assert moved["status"] == "cancelled"
    assert await shelf(postmart) == (40, 0)
    again = await postmart.operate("POST", f"/orders/{order['id']}/cancel")
    assert again["error"] == "impossible"
    assert (await postmart.data(f"/orders/{order['id']}"))["cancellation"]["by"] == "BUYER"


async def test_a_part_may_be_cancelled_and_then_the_rest(postmart: Partner) -> None:
    await on_sale(postmart)
    order = await postmart.order(quantity=3)
    part = {"lines": [{"sku": "TOMKHO-100", "quantity": 1}]}
    await postmart.operate("POST", f"/orders/{order['id']}/cancel", part)
    shown = await postmart.data(f"/orders/{order['id']}")
    assert (shown["status"], shown["lines"][0]["cancelled_quantity"]) == ("NEW", 1)
    assert await shelf(postmart) == (38, 2)
    rest = {"lines": [{"sku": "TOMKHO-100", "quantity": 2}]}
    done = await postmart.operate("POST", f"/orders/{order['id']}/cancel", rest)
    assert done["status"] == "cancelled"
    assert await shelf(postmart) == (40, 0)


async def test_what_comes_back_is_counted_and_not_put_on_the_shelf(postmart: Partner) -> None:
    await on_sale(postmart)
    order = await postmart.order(quantity=3)
    path = f"/orders/{order['id']}"
    part = {"lines": [{"sku": "TOMKHO-100", "quantity": 1}]}
    await postmart.operate("POST", path + "/return", part)
    shown = await postmart.data(path)
    assert (shown["status"], shown["lines"][0]["returned_quantity"]) == ("DELIVERED", 1)
    await postmart.operate("POST", path + "/return")
    shown = await postmart.data(path)
    assert (shown["status"], shown["lines"][0]["returned_quantity"]) == ("RETURNED", 3)
    assert await shelf(postmart) == (37, 0)


async def test_the_seller_confirms_ships_or_cancels(postmart: Partner) -> None:
    await on_sale(postmart)
    path = f"/orders/{(await postmart.order())['id']}"
    parcel = {"carrier": "VNPOST", "tracking_no": "VN1"}
    early = await postmart.ask("POST", path + "/ship", parcel)
    assert (early["code"], early["params"]) == (4094, {"state": "NEW"})
    for _ in range(2):
        assert (await postmart.ask("POST", path + "/confirm", {}))["data"]["status"] == "CONFIRMED"
    for _ in range(2):
        assert (await postmart.ask("POST", path + "/ship", parcel))["data"]["status"] == "SHIPPED"
    assert await shelf(postmart) == (38, 0)
    late = await postmart.ask("POST", path + "/cancel", {"reason": "OUT_OF_STOCK"})
    assert late["code"] == 4094
    await postmart.advance(3 * 86_400 + 1)
    await postmart.renew()
    assert (await postmart.data(path))["status"] == "DELIVERED"


async def test_the_sellers_own_cancellation_gives_back(postmart: Partner) -> None:
    await on_sale(postmart)
    path = f"/orders/{(await postmart.order())['id']}/cancel"
    for _ in range(2):
        answer = await postmart.ask("POST", path, {"reason": "OUT_OF_STOCK"})
        assert answer["data"]["cancellation"]["by"] == "SELLER"
    assert await shelf(postmart) == (40, 0)


@pytest.mark.parametrize(
    ("by_itself", "expected", "stock"), [(True, "CONFIRMED", 38), (False, "CANCELLED", 40)]
)
async def test_an_order_left_alone_moves_on(
    postmart: Partner, by_itself: object, expected: str, stock: int
) -> None:
    await on_sale(postmart)
    await postmart.turn(confirms_by_itself=by_itself)
    path = f"/orders/{(await postmart.order())['id']}"
    await postmart.advance(2 * 86_400 + 1)
    await postmart.renew()
    assert (await postmart.data(path))["status"] == expected
    assert (await postmart.product())["stock"] == stock


async def test_orders_are_read_90_days(postmart: Partner) -> None:
    await on_sale(postmart)
    path = f"/orders/{(await postmart.order())['id']}"
    await postmart.advance(91 * 86_400)
    await postmart.renew()
    assert (await postmart.get(path))["code"] == 4040


async def test_order_lists_lag_and_filter(postmart: Partner) -> None:
    await on_sale(postmart)
    await postmart.turn(list_lag_s=5)
    await postmart.order()
    assert await window(postmart) == []
    await postmart.advance(6)
    assert len(await window(postmart, status="NEW")) == 1
    assert await window(postmart, status="SHIPPED") == []


async def test_people_edit_in_the_seller_centre(postmart: Partner) -> None:
    await on_sale(postmart)
    await postmart.edit("TOMKHO-100", price=99_000, stock=5, title="Tôm khô sửa tay hộp")
    shown = await postmart.product()
    assert (shown["price"], shown["stock"], shown["name"]) == (99_000, 5, "Tôm khô sửa tay hộp")
    await postmart.edit("TOMKHO-100", status="hidden", reserved_stock=2)
    assert (await postmart.product())["reserved"] == 2
    (listing,) = (await postmart.state())["listings"]
    assert (listing["status"], listing["variants"][0]["price"]) == ("hidden", 99_000)
    for status in ("live", "reviewing", "banned"):
        await postmart.edit("TOMKHO-100", status=status)
        assert (await postmart.state())["listings"][0]["status"] == status


async def test_everything_survives_a_restart(tmp_path: Path) -> None:
    kept = tmp_path / "sandbox.json"
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        first = Partner(http, found["postmart"])
        await first.turn(**NO_WAITING)
        await first.with_variants()
        await on_sale(first)
        await first.order()
        await first.renew()
        wish, key = await first.wish(), first.new_key()
        answer = await first.ask("PUT", "/products/by-sku/SP-9", wish, idempotency_key=key)
        state, shown = await first.state(), await first.product()
    async with serving([replica], EPHEMERAL, kept) as found, httpx.AsyncClient() as http:
        second = Partner(http, found["postmart"])
        assert second.token == first.token
        assert await second.state() == state
        assert await second.product() == shown
        again = await second.ask("PUT", "/products/by-sku/SP-9", wish, idempotency_key=key)
        assert again["data"] == answer["data"]
        assert (await second.publish("SP-10"))["product_id"] > answer["data"]["product_id"]
