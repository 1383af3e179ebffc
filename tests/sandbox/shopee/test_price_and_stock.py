from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Json, Shopee

TOO_FAR = "product.error_price_out_of_range"
SMALL, LARGE = "OCOP-TOMKHO-200", "OCOP-TOMKHO-500"


async def reprice(shopee: Shopee, item_id: int, *entries: tuple[int | None, float]) -> Json:
    prices = [{"model_id": each, "original_price": price} for each, price in entries]
    path = "/api/v2/product/update_price"
    return await shopee.post(path, item_id=item_id, price_list=prices)


async def restock(shopee: Shopee, item_id: int, *entries: tuple[int | None, Any]) -> Json:
    stocks = [{"model_id": each, "seller_stock": [{"stock": stock}]} for each, stock in entries]
    path = "/api/v2/product/update_stock"
    return await shopee.post(path, item_id=item_id, stock_list=stocks)


async def variants(shopee: Shopee) -> dict[str, tuple[int, int]]:
    (listing,) = (await shopee.state())["listings"]
    return {each["sku"]: (each["price"], each["stock"]) for each in listing["variants"]}


async def test_an_item_without_models_is_priced_and_stocked_without_model_id(
    shopee: Shopee,
) -> None:
    item_id = await shopee.add()
    answer = await reprice(shopee, item_id, (None, 99000))
    assert answer["response"] == {"success_list": [{"original_price": 99000}], "failure_list": []}
    answer = await restock(shopee, item_id, (0, 3))
    assert answer["response"]["success_list"] == [{"model_id": 0, "location_id": "", "stock": 3}]
    assert await variants(shopee) == {"OCOP-TOMKHO": (99000, 3)}


async def test_an_unknown_model_fails_alone(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    failed = [{"model_id": 999, "failed_reason": "model ID not exist in sku"}]
    answer = await reprice(shopee, item_id, (ids[SMALL], 179000), (999, 1000))
    assert answer["error"] == ""
    assert answer["response"] == {
        "success_list": [{"model_id": ids[SMALL], "original_price": 179000}],
        "failure_list": failed,
    }
    answer = await restock(shopee, item_id, (ids[SMALL], 1), (999, 1))
    assert (answer["error"], answer["response"]["failure_list"]) == ("", failed)
    assert await variants(shopee) == {SMALL: (179000, 1), LARGE: (440000, 15)}


async def test_when_nothing_succeeds_there_is_an_error_and_both_lists(shopee: Shopee) -> None:
    item_id, _ = await shopee.with_models()
    answer = await reprice(shopee, item_id, (999, 1000))
    assert answer["error"] == "product.error_update_price_fail"
    assert answer["response"]["success_list"] == []
    assert len(answer["response"]["failure_list"]) == 1
    answer = await restock(shopee, item_id, (999, 1))
    assert answer["error"] == "product.error_busi_update_stock_failed"
    assert len(answer["response"]["failure_list"]) == 1


async def test_an_item_with_models_needs_model_ids(shopee: Shopee) -> None:
    item_id, _ = await shopee.with_models()
    told = await reprice(shopee, item_id, (None, 99000))
    assert told["error"] == "product.error_edit_item_price_for_item_has_model"
    told = await restock(shopee, item_id, (0, 1))
    assert told["error"] == "product.error_edit_item_stock_for_item_has_model"


async def test_a_model_may_be_named_once_and_fifty_at_most(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    for change in (reprice, restock):
        told = await change(shopee, item_id, (ids[SMALL], 179000), (ids[SMALL], 179000))
        assert told["message"] == "Repeat model_id."
        told = await change(shopee, item_id, *((each, 179000) for each in range(51)))
        assert told["error"] == "product.error_param"


@pytest.mark.parametrize(("price", "error"), [(1000, ""), (999, TOO_FAR), (120_000_001, TOO_FAR)])
async def test_prices_have_a_range(shopee: Shopee, price: int, error: str) -> None:
    item_id = await shopee.add()
    told = await reprice(shopee, item_id, (None, price))
    assert told["error"] == error


async def test_the_dearest_model_costs_at_most_five_times_the_cheapest(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    assert (await reprice(shopee, item_id, (ids[SMALL], 88000)))["error"] == ""
    told = await reprice(shopee, item_id, (ids[SMALL], 87999))
    assert told["error"] == "product.error_update_price_fail"
    assert told["response"]["success_list"] == []
    both = await reprice(shopee, item_id, (ids[SMALL], 10000), (ids[LARGE], 50000))
    assert both["error"] == ""


@pytest.mark.parametrize("stock", [0, 10_000_000])
async def test_stock_at_the_edge_of_its_range_is_taken(shopee: Shopee, stock: int) -> None:
    item_id, ids = await shopee.with_models()
    assert (await restock(shopee, item_id, (ids[SMALL], stock)))["error"] == ""


@pytest.mark.parametrize("stock", [-1, 10_000_001])
async def test_stock_out_of_its_range_is_refused(shopee: Shopee, stock: int) -> None:
    item_id, ids = await shopee.with_models()
    answer = await restock(shopee, item_id, (ids[SMALL], stock))
    assert answer["error"] == "product.error_busi_update_stock_failed"
    (failure,) = answer["response"]["failure_list"]
    assert failure["failed_reason"] == f"Stock should be within 0-10000000 for model {SMALL}"


async def test_stock_cannot_go_below_the_reserve(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    await shopee.edit(SMALL, reserved_stock=25)
    told = await restock(shopee, item_id, (ids[SMALL], 24))
    assert told["error"] == "product.error_busi_update_stock_failed"
    reason = told["response"]["failure_list"][0]["failed_reason"]
    assert reason == "Stock should be larger than 25 (reserve stock number)"
    assert (await restock(shopee, item_id, (ids[SMALL], 25)))["error"] == ""
    stock = (await shopee.models(item_id))[SMALL]["stock_info_v2"]["summary_info"]
    assert stock == {"total_reserved_stock": 25, "total_available_stock": 0}


async def test_a_locked_price_is_refused_alone_or_as_a_whole(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    await shopee.edit(SMALL, price_locked=True)
    told = await reprice(shopee, item_id, (ids[SMALL], 179000))
    assert told["error"] == "product.error_cannt_edit_price_in_promotion"
    both = await reprice(shopee, item_id, (ids[SMALL], 179000), (ids[LARGE], 430000))
    assert both["error"] == ""
    assert [each["model_id"] for each in both["response"]["failure_list"]] == [ids[SMALL]]
    assert (await variants(shopee))[LARGE][0] == 430000


async def test_no_location_may_be_named_in_a_single_warehouse(shopee: Shopee) -> None:
    item_id = await shopee.add()
    stocks = [{"seller_stock": [{"location_id": "VNZ", "stock": 1}]}]
    path = "/api/v2/product/update_stock"
    told = await shopee.post(path, item_id=item_id, stock_list=stocks)
    assert told["error"] == "product.error_auth"


async def test_a_holiday_stops_stock_but_not_prices(shopee: Shopee) -> None:
    item_id = await shopee.add()
    await shopee.turn(holiday_mode=True)
    told = await restock(shopee, item_id, (None, 1))
    assert told["error"] == "product.error_holiday_mode_change_stock"
    assert (await reprice(shopee, item_id, (None, 99000)))["error"] == ""


async def test_price_and_stock_do_not_move_update_time_unless_the_knob_says_so(
    shopee: Shopee,
) -> None:
    item_id = await shopee.add()
    before = (await shopee.base_info(item_id))["update_time"]
    await shopee.advance(10)
    await reprice(shopee, item_id, (None, 99000))
    await restock(shopee, item_id, (None, 3))
    assert (await shopee.base_info(item_id))["update_time"] == before
    await shopee.turn(writes_bump_update_time=True)
    await restock(shopee, item_id, (None, 4))
    assert (await shopee.base_info(item_id))["update_time"] > before


async def test_a_deleted_item_takes_no_stock(shopee: Shopee) -> None:
    item_id = await shopee.add()
    await shopee.edit("OCOP-TOMKHO", status="deleted")
    told = await restock(shopee, item_id, (None, 1))
    assert "status is abnormal" in told["message"]
    assert (await restock(shopee, 1, (None, 1)))["error"] == "product.error_item_not_found"


async def test_the_partial_fault_fails_every_second_entry(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    await shopee.operate("POST", "/faults", {"kind": "partial", "path": "update_stock"})
    answer = await restock(shopee, item_id, (ids[SMALL], 1), (ids[LARGE], 2))
    assert answer["error"] == ""
    assert [each["model_id"] for each in answer["response"]["failure_list"]] == [ids[LARGE]]
    found = await variants(shopee)
    assert (found[SMALL][1], found[LARGE][1]) == (1, 15)


@pytest.mark.parametrize(
    ("setting", "error"),
    [("full_fbs", "product.error_server"), ("kits", "product.error_param")],
)
async def test_stock_that_is_not_the_sellers_to_set_is_refused(
    shopee: Shopee, setting: str, error: str
) -> None:
    item_id = await shopee.add()
    await shopee.turn(**{setting: "OCOP-KHAC OCOP-TOMKHO"})
    assert (await restock(shopee, item_id, (None, 3)))["error"] == error
    assert (await shopee.base_info(item_id))["tag"] == {"kit": setting == "kits"}
    await shopee.turn(**{setting: ""})
    assert (await restock(shopee, item_id, (None, 3)))["error"] == ""
