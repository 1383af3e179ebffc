from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Json, Shopee

PRODUCT = "/api/v2/product/"
LIST = PRODUCT + "get_item_list"
SEARCH = PRODUCT + "search_item"


async def page(shopee: Shopee, **changes: Any) -> Json:
    query: Json = {"offset": 0, "page_size": 2, "item_status": "UNLIST"}
    answer = await shopee.get(LIST, **query | changes)
    found: Json = answer.get("response", answer)
    return found


async def test_a_list_is_read_page_by_page(shopee: Shopee) -> None:
    ids = [await shopee.add(f"SKU{place}") for place in range(3)]
    first = await page(shopee)
    assert [row["item_id"] for row in first["item"]] == ids[:2]
    assert (first["has_next_page"], first["next_offset"], first["total_count"]) == (True, 2, 3)
    second = await page(shopee, offset=2)
    assert [row["item_id"] for row in second["item"]] == ids[2:]
    assert second["has_next_page"] is False


async def test_an_empty_page_has_no_item_key(shopee: Shopee) -> None:
    found = await page(shopee)
    assert found["total_count"] == 0
    assert "item" not in found


async def test_statuses_are_asked_for_by_repeating_the_key(shopee: Shopee) -> None:
    await shopee.add("A")
    await shopee.add("B", item_status="NORMAL")
    assert (await page(shopee))["total_count"] == 1
    assert (await page(shopee, item_status=["UNLIST", "NORMAL"]))["total_count"] == 2


async def test_a_list_can_be_narrowed_by_update_time(shopee: Shopee) -> None:
    item_id = await shopee.add("A")
    moved_at = (await shopee.base_info(item_id))["update_time"]
    assert (await page(shopee, update_time_from=moved_at + 1))["total_count"] == 0
    assert (await page(shopee, update_time_from=moved_at))["total_count"] == 1
    assert (await page(shopee, update_time_to=moved_at - 1))["total_count"] == 0


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"page_size": 101}, "product.error_param"),
        ({"page_size": 0}, "product.error_param"),
        ({"page_size": "x"}, "product.error_param"),
        ({"item_status": []}, "product.error_param"),
        ({"item_status": "SOLD"}, "product.error_param"),
        ({"offset": 50_001}, "error_param"),
    ],
)
async def test_a_list_that_cannot_be_given_is_refused(
    shopee: Shopee, changes: Json, error: str
) -> None:
    assert (await page(shopee, **changes))["error"] == error


async def test_base_info_takes_fifty_ids_and_drops_strangers(shopee: Shopee) -> None:
    item_id = await shopee.add()
    path = PRODUCT + "get_item_base_info"
    found = await shopee.get(path, item_id_list=f"1,{item_id}")
    assert [row["item_id"] for row in found["response"]["item_list"]] == [item_id]
    assert (await shopee.get(path, item_id_list=",".join(["1"] * 50)))["error"] == ""
    told = await shopee.get(path, item_id_list=",".join(["1"] * 51))
    assert told["message"] == "Request items over limit, should be less than 50"
    assert (await shopee.get(path))["error"] == "product.error_param"


async def test_items_of_another_shop_are_not_shown(shopee: Shopee) -> None:
    item_id = await shopee.add()
    shopee.shop, shopee.token = "227000002", "6f636f702d746573742d746f6b656e32"
    found = await shopee.get(PRODUCT + "get_item_base_info", item_id_list=item_id)
    assert found["response"]["item_list"] == []
    told = await shopee.get(PRODUCT + "get_model_list", item_id=item_id)
    assert told["error"] == "product.error_item_not_found"


async def searched(shopee: Shopee, **query: Any) -> list[int]:
    answer = await shopee.get(SEARCH, page_size=100, **query)
    found: list[int] = answer["response"]["item_id_list"]
    return found


async def test_search_lags_behind_while_the_list_knows_at_once(slow_shopee: Shopee) -> None:
    item_id = await slow_shopee.add()
    assert (await page(slow_shopee))["total_count"] == 1
    assert await searched(slow_shopee, item_sku="OCOP-TOMKHO") == []
    await slow_shopee.advance(2)
    assert await searched(slow_shopee, item_sku="OCOP-TOMKHO") == [item_id]


async def test_search_by_sku_matches_the_beginning_unless_the_knob_says_exact(
    shopee: Shopee,
) -> None:
    first, second = await shopee.add("TOM"), await shopee.add("TOM-2")
    assert await searched(shopee, item_sku="TOM") == [first, second]
    await shopee.turn(search_match="exact")
    assert await searched(shopee, item_sku="TOM") == [first]


async def test_search_by_name_with_a_text_cursor(shopee: Shopee) -> None:
    for sku in "ABC":
        await shopee.add(sku)
    first = (await shopee.get(SEARCH, page_size=2, item_name="tôm khô"))["response"]
    assert (len(first["item_id_list"]), first["next_offset"]) == (2, "2")
    rest = (await shopee.get(SEARCH, page_size=2, item_name="tôm khô", offset="2"))["response"]
    assert (len(rest["item_id_list"]), rest["next_offset"]) == (1, "")
    assert await searched(shopee, item_name="mật ong") == []
    assert await searched(shopee, item_name="tôm", item_status="NORMAL") == []


async def test_search_needs_something_to_look_for(shopee: Shopee) -> None:
    told = await shopee.get(SEARCH, page_size=1)
    assert told["message"] == "request must set one of [item_name,attribute_status]"


async def test_a_fresh_listing_reads_back_without_stock_for_a_moment(slow_shopee: Shopee) -> None:
    item_id = await slow_shopee.add()
    fresh = (await slow_shopee.base_info(item_id))["stock_info_v2"]["seller_stock"]
    assert fresh == [{"location_id": "", "stock": 0, "if_saleable": True}]
    await slow_shopee.advance(1)
    settled = (await slow_shopee.base_info(item_id))["stock_info_v2"]["seller_stock"]
    assert settled == [{"location_id": "VNZ", "stock": 7, "if_saleable": True}]


async def test_fresh_models_read_back_without_sku_and_index_for_a_moment(
    slow_shopee: Shopee,
) -> None:
    await slow_shopee.turn(min_gap_s=0)
    item_id, _ = await slow_shopee.with_models()
    fresh = await slow_shopee.models(item_id)
    assert fresh.keys() == {""}
    assert fresh[""]["tier_index"] == []
    await slow_shopee.advance(1)
    settled = await slow_shopee.models(item_id)
    assert settled.keys() == {"OCOP-TOMKHO-200", "OCOP-TOMKHO-500"}


async def test_a_written_price_is_seen_after_the_lag(slow_shopee: Shopee) -> None:
    item_id = await slow_shopee.add()
    await slow_shopee.advance(2)
    price = [{"original_price": 99000}]
    await slow_shopee.post(PRODUCT + "update_price", item_id=item_id, price_list=price)
    info = await slow_shopee.base_info(item_id)
    assert info["price_info"][0]["original_price"] == 185000
    await slow_shopee.advance(1)
    info = await slow_shopee.base_info(item_id)
    assert info["price_info"][0]["original_price"] == 99000


async def test_violations_are_told(shopee: Shopee) -> None:
    item_id = await shopee.add()
    await shopee.edit("OCOP-TOMKHO", status="banned")
    violations = await shopee.get(PRODUCT + "get_item_violation_info", item_id_list=item_id)
    (row,) = violations["response"]["item_list"]
    assert row["item_status_details"][0]["violation_reason"]
