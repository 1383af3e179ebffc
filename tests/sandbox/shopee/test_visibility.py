from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Json, Shopee

UNLIST = "/api/v2/product/unlist_item"


async def show(shopee: Shopee, *ids: int, unlist: bool = False) -> Json:
    wishes = [{"item_id": item_id, "unlist": unlist} for item_id in ids]
    return await shopee.post(UNLIST, item_list=wishes)


async def status(shopee: Shopee, item_id: int) -> str:
    found: str = (await shopee.base_info(item_id))["item_status"]
    return found


async def test_an_item_is_shown_and_hidden(shopee: Shopee) -> None:
    item_id = await shopee.add()
    answer = await show(shopee, item_id)
    assert answer["response"]["success_list"] == [{"item_id": item_id, "unlist": False}]
    assert await status(shopee, item_id) == "NORMAL"
    await show(shopee, item_id, unlist=True)
    assert await status(shopee, item_id) == "UNLIST"


async def test_readers_see_it_late_but_update_time_moves(slow_shopee: Shopee) -> None:
    item_id = await slow_shopee.add()
    await slow_shopee.advance(10)
    before = (await slow_shopee.base_info(item_id))["update_time"]
    await show(slow_shopee, item_id)
    info = await slow_shopee.base_info(item_id)
    assert (info["item_status"], info["update_time"] > before) == ("UNLIST", True)
    await slow_shopee.advance(1)
    assert await status(slow_shopee, item_id) == "NORMAL"


async def test_fifty_items_are_the_limit(shopee: Shopee) -> None:
    item_id = await shopee.add()
    assert (await show(shopee, item_id, *range(49)))["error"] == ""
    assert (await show(shopee, item_id, *range(50)))["error"] == "product.error_param"
    assert (await shopee.post(UNLIST, item_list=[]))["error"] == "product.error_param"


async def test_a_bad_item_fails_alone_and_alone_it_fails_the_call(shopee: Shopee) -> None:
    item_id = await shopee.add()
    answer = await show(shopee, item_id, 7)
    assert answer["error"] == ""
    assert [each["item_id"] for each in answer["response"]["failure_list"]] == [7]
    told = await show(shopee, 7)
    assert told["error"] == "product.error_unlist_item_all_failed"
    assert len(told["response"]["failure_list"]) == 1


@pytest.mark.parametrize("found", ["banned", "reviewing"])
async def test_a_banned_or_reviewed_item_cannot_be_shown(shopee: Shopee, found: str) -> None:
    item_id = await shopee.add()
    await shopee.edit("OCOP-TOMKHO", status=found)
    told = await show(shopee, item_id)
    assert told["error"] == "product.error_busi_cannot_delist_reviewing_or_banned_item"


async def test_an_item_under_promotion_stays(shopee: Shopee) -> None:
    item_id = await shopee.add(item_status="NORMAL")
    await shopee.edit("OCOP-TOMKHO", price_locked=True)
    told = await show(shopee, item_id, unlist=True)
    reason = told["response"]["failure_list"][0]["failed_reason"]
    assert reason == "Can't unlist item when item is under promotion"


async def test_a_deleted_item_stays_readable(shopee: Shopee) -> None:
    item_id = await shopee.add()
    await shopee.edit("OCOP-TOMKHO", status="deleted")
    assert await status(shopee, item_id) == "SELLER_DELETE"
    told = await show(shopee, item_id)
    assert told["response"]["failure_list"][0]["failed_reason"] == "Product status is abnormal"
    assert (await shopee.state())["listings"][0]["status"] == "deleted"


async def test_a_deleted_sku_is_unknown_to_the_seller_centre(shopee: Shopee) -> None:
    await shopee.add()
    await shopee.edit("OCOP-TOMKHO", status="deleted")
    wish = {"shop": shopee.shop, "sku": "OCOP-TOMKHO", "set": {"price": 99000}}
    assert (await shopee.operate("POST", "/edit", wish))["error"] == "unknown"
    await shopee.add()
    await shopee.edit("OCOP-TOMKHO", price=99000)


async def test_the_partial_fault_fails_every_second_item(shopee: Shopee) -> None:
    ids = [await shopee.add(f"SKU{place}") for place in range(3)]
    await shopee.operate("POST", "/faults", {"kind": "partial", "path": "unlist_item"})
    answer = await show(shopee, *ids)
    assert answer["error"] == ""
    assert [each["item_id"] for each in answer["response"]["failure_list"]] == [ids[1]]
    assert [await status(shopee, each) for each in ids] == ["NORMAL", "UNLIST", "NORMAL"]


async def test_a_wrong_flag_stops_it(shopee: Shopee) -> None:
    item_id = await shopee.add()
    told = await shopee.post(UNLIST, item_list=[{"item_id": item_id, "unlist": "yes"}])
    assert told["error"] == "product.error_param"
