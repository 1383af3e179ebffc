from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.conftest import Json, Shopee

PRODUCT = "/api/v2/product/"


async def test_the_tree_hangs_together_and_has_vietnamese_food_leaves(shopee: Shopee) -> None:
    answer = await shopee.get(PRODUCT + "get_category", language="vi")
    rows = answer["response"]["category_list"]
    ids = {row["category_id"] for row in rows}
    assert all(row["parent_category_id"] in ids | {0} for row in rows)
    leaves = {row["display_category_name"] for row in rows if not row["has_children"]}
    assert {"Nước mắm", "Yến sào", "Trà", "Tôm khô & hải sản khô"} <= leaves
    english = await shopee.get(PRODUCT + "get_category", language="en")
    assert "Fish Sauce" in str(english)


async def test_languages_are_vi_for_categories_and_vn_for_attributes(shopee: Shopee) -> None:
    assert (await shopee.get(PRODUCT + "get_category", language="vn"))["error"] != ""
    path = PRODUCT + "get_attribute_tree"
    wrong = await shopee.get(path, category_id_list=101128, language="vi")
    assert wrong["error"] == "product.error_param"
    right = await shopee.get(path, category_id_list=101128, language="vn")
    assert right["error"] == ""


@pytest.mark.parametrize("ids", ["101128,101150", ["101128", "101150"], "[101128,101150]"])
async def test_lists_in_a_query_are_read_in_three_styles(shopee: Shopee, ids: Any) -> None:
    answer = await shopee.get(PRODUCT + "get_attribute_tree", category_id_list=ids)
    assert [row["category_id"] for row in answer["response"]["list"]] == [101128, 101150]


async def test_attributes_cover_every_input_type_and_nest(shopee: Shopee) -> None:
    answer = await shopee.get(PRODUCT + "get_attribute_tree", category_id_list="101128,101200")
    dried, crafts = (row["attribute_tree"] for row in answer["response"]["list"])
    kinds = {each["attribute_info"]["input_type"] for each in dried + crafts}
    assert kinds == {1, 2, 3, 4, 5}
    mandatory = {each["name"] for each in dried if each["mandatory"]}
    assert mandatory == {"Xuất xứ", "Hạn sử dụng"}
    assert any(
        value["child_attribute_list"] for each in dried for value in each["attribute_value_list"]
    )


async def test_brands_need_every_parameter(shopee: Shopee) -> None:
    query: Json = {"offset": 0, "page_size": 2, "category_id": 101150, "status": 1}
    page = (await shopee.get(PRODUCT + "get_brand_list", **query))["response"]
    assert (len(page["brand_list"]), page["has_next_page"], page["next_offset"]) == (2, True, 2)
    del query["offset"]
    told = await shopee.get(PRODUCT + "get_brand_list", **query)
    assert told["error"] == "product.error_param"
    assert told["message"] == "invalid field Offset: value must  Not Null"


async def test_limits_are_told_with_gtin_beside_the_response(shopee: Shopee) -> None:
    answer = await shopee.get(PRODUCT + "get_item_limit", category_id=101150)
    limits = answer["response"]
    assert limits["item_name_length_limit"] == {"min_limit": 10, "max_limit": 120}
    assert limits["stock_limit"]["max_limit"] == 10_000_000
    assert limits["dts_limit"]["non_pre_order_days_to_ship"] == 2
    assert answer["gtin_limit"] == {"gtin_validation_rule": "Flexible"}
    branch = await shopee.get(PRODUCT + "get_item_limit", category_id=100780)
    assert branch["message"] == "Invalid category. : should use leaf category"


async def test_channels_show_usable_masked_and_disabled_ones(shopee: Shopee) -> None:
    answer = await shopee.get("/api/v2/logistics/get_channel_list")
    rows = answer["response"]["logistics_channel_list"]
    usable = [row for row in rows if row["enabled"] and row["mask_channel_id"] == 0]
    assert 0 < len(usable) < len(rows)
    assert any(row["mask_channel_id"] for row in rows)
    assert any(not row["enabled"] for row in rows)
