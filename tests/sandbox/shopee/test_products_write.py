from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.conftest import origin, shelf_life

if TYPE_CHECKING:
    from tests.sandbox.conftest import Json, Shopee

ADD = "/api/v2/product/add_item"
UPDATE = "/api/v2/product/update_item"


async def test_a_good_listing_is_published_and_read_back(shopee: Shopee) -> None:
    answer = await shopee.post(ADD, **await shopee.wish(unknown_field=1))
    echo = answer["response"]
    assert echo["price_info"] == {"current_price": 185000, "original_price": 185000}
    info = await shopee.base_info(echo["item_id"])
    assert info["price_info"] == [
        {"currency": "VND", "original_price": 185000, "current_price": 185000}
    ]
    assert info["weight"] == "0.25"
    assert info["brand"]["original_brand_name"] == "NoBrand"
    assert info["item_status"] == "UNLIST"
    assert info["has_model"] is False
    assert info["stock_info_v2"]["seller_stock"] == [
        {"location_id": "VNZ", "stock": 7, "if_saleable": True}
    ]


async def test_a_repeated_add_makes_a_second_listing(shopee: Shopee) -> None:
    assert await shopee.add() != await shopee.add()
    assert len((await shopee.state())["listings"]) == 2


def channel(channel_id: int, **changes: Any) -> list[Json]:
    return [{"logistic_id": channel_id, "enabled": True, **changes}]


def attribute(attribute_id: int, *values: Json) -> Json:
    return {"attribute_id": attribute_id, "attribute_value_list": list(values)}


def dimension(height: int) -> Json:
    return {"package_length": 20, "package_width": 15, "package_height": height}


GOOD_ATTRIBUTES = [origin(1201), shelf_life()]

REFUSED: list[tuple[Json, str]] = [
    ({"item_name": None}, "error_param"),
    ({"original_price": None}, "error_param"),
    ({"description": None}, "error_param"),
    ({"weight": None}, "error_param"),
    ({"weight": "0.25"}, "error_param"),
    ({"weight": 0}, "error_param"),
    ({"category_id": None}, "error_param"),
    ({"image": None}, "error_param"),
    ({"logistic_info": None}, "error_param"),
    ({"item_name": "Tôm khô 4"}, "error_item_name_is_too_short"),
    ({"item_name": "t" * 121}, "error_title_exceeds_max_length"),
    ({"item_name": "Tôm khô Cà Mau \x07"}, "error_title_character_forbidden"),
    ({"description": "Ngắn quá."}, "error_desc_length_min_limit"),
    ({"description": "d" * 3001}, "error_param"),
    ({"description": "#tom " * 19}, "error_desc_hash_tag_over_limit"),
    ({"description_type": "extended"}, "error_param"),
    ({"item_sku": "s" * 101}, "error_param"),
    ({"category_id": 7}, "error_invalid_category"),
    ({"category_id": 100781}, "error_param"),
    ({"category_id": 101190}, "error_category_is_block"),
    ({"original_price": 999}, "error_price_exceed_min_limitt"),
    ({"original_price": 120_000_001}, "error_price_exceed_max_limitt"),
    ({"original_price": "185000"}, "error_param"),
    ({"seller_stock": [{"stock": 10_000_001}]}, "error_param"),
    ({"seller_stock": [{"stock": -1}]}, "error_param"),
    ({"seller_stock": [{"stock": 1.5}]}, "error_param"),
    ({"seller_stock": [{"stock": 1, "location_id": "VNZ"}]}, "error_auth"),
    ({"item_status": "SOLD"}, "error_param"),
    ({"condition": "OLD"}, "error_param"),
    ({"image": {"image_id_list": []}}, "error_image_num_min"),
    ({"image": {"image_id_list": ["vn-nobody"]}}, "error_param"),
    ({"logistic_info": []}, "error_param"),
    ({"logistic_info": channel(1)}, "error_invalid_logistic_info"),
    ({"logistic_info": channel(5000)}, "error_invalid_logistic_info"),
    ({"logistic_info": channel(50052)}, "error_invalid_logistic_info"),
    ({"logistic_info": channel(5004)}, "error_invalid_logistic_info"),
    ({"logistic_info": channel(50053)}, "error_invalid_logistic_info"),
    ({"logistic_info": channel(50039, enabled=False)}, "error_invalid_logistic_info"),
    ({"logistic_info": channel(5001, enabled=False)}, "error_busi"),
    ({"logistic_info": channel(5001), "weight": 51}, "error_invalid_logistic_info"),
    (
        {"logistic_info": channel(50039), "dimension": dimension(9)},
        "error_invalid_logistic_info",
    ),
    ({"dimension": {"package_length": 20}}, "error_param"),
    ({"dimension": dimension(0)}, "error_param"),
    ({"brand": {"brand_id": 7}}, "error_invalid_brand"),
    ({"category_id": 101182}, "error_less_required_brand"),
    ({"pre_order": {"is_pre_order": False, "days_to_ship": 3}}, "error_param"),
    ({"pre_order": {"is_pre_order": True, "days_to_ship": 16}}, "error_param"),
    ({"gtin_code": "8934563138166"}, "error_param_validate"),
    ({"gtin_code": "893456"}, "error_param_validate"),
    ({"gtin_code": "89345631381x5"}, "error_param_validate"),
    ({"attribute_list": []}, "error_less_required_attribute"),
    ({"attribute_list": [origin(1201)]}, "error_less_required_attribute"),
    ({"attribute_list": [origin(9999), shelf_life()]}, "error_invalid_attribute"),
    ({"attribute_list": [origin(0), shelf_life()]}, "error_value_name_required"),
    ({"attribute_list": [origin(1201), shelf_life("lâu")]}, "error_invalid_attribute"),
    ({"attribute_list": [origin(1201), shelf_life("12", "kg")]}, "error_invalid_attribute"),
    (
        {"attribute_list": [origin(1201), attribute(100010, {"value_id": 5})]},
        "error_value_id_must_equal_zero",
    ),
    (
        {"attribute_list": [*GOOD_ATTRIBUTES, attribute(7, {"value_id": 1})]},
        "error_invalid_category_attribute",
    ),
    (
        {"attribute_list": [*GOOD_ATTRIBUTES, attribute(100021, {"value_id": 0})]},
        "error_invalid_attribute",
    ),
    (
        {"attribute_list": [*GOOD_ATTRIBUTES, attribute(100022, {"value_id": 1226})]},
        "error_less_required_attribute",
    ),
    (
        {
            "attribute_list": [
                *GOOD_ATTRIBUTES,
                attribute(100020, {"value_id": 1201}, {"value_id": 1202}),
            ]
        },
        "error_invalid_attribute",
    ),
]


@pytest.mark.parametrize(("changes", "error"), REFUSED)
async def test_a_listing_against_a_rule_is_refused(
    shopee: Shopee, changes: Json, error: str
) -> None:
    told = await shopee.post(ADD, **await shopee.wish(**changes))
    assert told["error"] == f"product.{error}", told
    assert (await shopee.state())["listings"] == []


ACCEPTED: list[Json] = [
    {"item_name": "Tôm khô ba"},
    {"item_name": "ữ" * 120},
    {"description": "d" * 3000},
    {"item_sku": "s" * 100},
    {"original_price": 1000},
    {"original_price": 120_000_000},
    {"seller_stock": [{"stock": 10_000_000}]},
    {"seller_stock": None},
    {"item_status": "NORMAL"},
    {"brand": None},
    {"brand": {"brand_id": 2_000_001}, "category_id": 101182},
    {"category_id": 101200, "attribute_list": []},
    {"logistic_info": channel(5004, size_id="M") + channel(50053, shipping_fee=20000)},
    {"logistic_info": channel(50039), "dimension": dimension(8)},
    {"pre_order": {"is_pre_order": True, "days_to_ship": 7}},
    {"gtin_code": "8934563138165"},
    {"gtin_code": "00"},
    {"attribute_list": [*GOOD_ATTRIBUTES, attribute(100021, {"value_id": 1213})]},
    {
        "attribute_list": [
            *GOOD_ATTRIBUTES,
            attribute(100022, {"value_id": 1222}, {"value_id": 1226}),
            attribute(100033, {"value_id": 0, "original_value_name": "Bureau Veritas"}),
            attribute(100023, {"value_id": 1231}, {"value_id": 0, "original_value_name": "Gừng"}),
        ]
    },
]


@pytest.mark.parametrize("changes", ACCEPTED)
async def test_a_listing_at_the_edge_of_the_rules_is_taken(shopee: Shopee, changes: Json) -> None:
    await shopee.add(**changes)


async def test_a_missing_field_is_named_with_two_spaces(shopee: Shopee) -> None:
    told = await shopee.post(ADD, **await shopee.wish(item_name=None))
    assert told["message"] == "invalid field ItemName: value must  Not Null"


async def test_at_most_nine_pictures(shopee: Shopee) -> None:
    image_id = await shopee.image_id()
    await shopee.add(image={"image_id_list": [image_id] * 9})
    told = await shopee.post(ADD, **await shopee.wish(image={"image_id_list": [image_id] * 10}))
    assert told["error"] == "product.error_param"


async def test_decimals_of_a_price_are_rounded_half_up(shopee: Shopee) -> None:
    await shopee.add(original_price=185000.5)
    assert (await shopee.state())["listings"][0]["variants"][0]["price"] == 185001


async def test_dates_are_written_as_seconds_and_read_as_days(shopee: Shopee) -> None:
    made = attribute(100025, {"value_id": 0, "original_value_name": "1767225600"})
    best = attribute(100026, {"value_id": 0, "original_value_name": "1767225600"})
    item_id = await shopee.add(attribute_list=[*GOOD_ATTRIBUTES, made, best])
    read = (await shopee.base_info(item_id))["attribute_list"]
    values = [entry["attribute_value_list"][0]["original_value_name"] for entry in read[-2:]]
    assert values == ["01/01/2026", "01/2026"]


async def test_a_full_shop_and_a_shop_on_holiday_take_no_listing(shopee: Shopee) -> None:
    await shopee.add()
    await shopee.turn(item_count_limit=1)
    told = await shopee.post(ADD, **await shopee.wish())
    assert told["error"] == "product.error_reach_shop_item_limit"
    await shopee.turn(item_count_limit=9, holiday_mode=True)
    told = await shopee.post(ADD, **await shopee.wish())
    assert told["error"] == "product.error_holiday_on_add_item"


async def test_an_update_merges_fields_and_moves_update_time(shopee: Shopee) -> None:
    item_id = await shopee.add()
    before = await shopee.base_info(item_id)
    await shopee.advance(10)
    answer = await shopee.post(UPDATE, item_id=item_id, item_name="Tôm khô loại lớn", item_sku="")
    assert answer["error"] == ""
    after = await shopee.base_info(item_id)
    assert after["item_name"] == "Tôm khô loại lớn"
    assert after["item_sku"] == ""
    assert after["description"] == before["description"]
    assert after["update_time"] >= before["update_time"] + 10


async def test_an_update_checks_the_whole_item_again(shopee: Shopee) -> None:
    item_id = await shopee.add(category_id=101200, attribute_list=[])
    told = await shopee.post(UPDATE, item_id=item_id, category_id=101128)
    assert told["error"] == "product.error_less_required_attribute"
    assert (await shopee.base_info(item_id))["category_id"] == 101200


async def test_an_update_leaves_price_and_stock_alone(shopee: Shopee) -> None:
    item_id = await shopee.add()
    await shopee.post(UPDATE, item_id=item_id, original_price=1, seller_stock=[{"stock": 0}])
    (variant,) = (await shopee.state())["listings"][0]["variants"]
    assert (variant["price"], variant["stock"]) == (185000, 7)


async def test_unknown_and_deleted_items_cannot_be_updated(shopee: Shopee) -> None:
    assert (await shopee.post(UPDATE, item_id=1))["error"] == "product.error_item_not_found"
    item_id = await shopee.add()
    await shopee.edit("OCOP-TOMKHO", status="deleted")
    told = await shopee.post(UPDATE, item_id=item_id, item_name="Tôm khô loại lớn")
    assert told["error"] == "product.error_busi"
    assert "status is abnormal" in told["message"]


async def test_an_item_is_locked_after_an_edit_while_the_knob_says_so(shopee: Shopee) -> None:
    await shopee.turn(item_lock_s=4)
    item_id = await shopee.add()
    told = await shopee.post(UPDATE, item_id=item_id, item_sku="B")
    assert told["message"] == "get update lock failed"
    await shopee.advance(4)
    assert (await shopee.post(UPDATE, item_id=item_id, item_sku="B"))["error"] == ""


async def test_a_new_visible_item_is_under_review_while_the_knob_says_so(shopee: Shopee) -> None:
    await shopee.turn(review_s=60)
    item_id = await shopee.add(item_status="NORMAL")
    assert (await shopee.base_info(item_id))["item_status"] == "REVIEWING"
    told = await shopee.post(UPDATE, item_id=item_id, item_sku="B")
    assert told["error"] == "product.error_item_uneditable"
    await shopee.advance(60)
    assert (await shopee.base_info(item_id))["item_status"] == "NORMAL"


async def test_name_and_pictures_are_locked_under_promotion(shopee: Shopee) -> None:
    item_id = await shopee.add()
    await shopee.edit("OCOP-TOMKHO", price_locked=True)
    told = await shopee.post(UPDATE, item_id=item_id, item_name="Tôm khô loại lớn")
    assert told["error"] == "product.error_cannt_edit_name_in_promotion"
    assert (await shopee.post(UPDATE, item_id=item_id, weight=0.3))["error"] == ""


async def test_a_repeated_sku_is_refused_if_the_knob_says_so(shopee: Shopee) -> None:
    await shopee.turn(refuses_repeated_sku=True)
    await shopee.add()
    told = await shopee.post(ADD, **await shopee.wish())
    assert told["error"] == "product.error_repeated_mtsku"
    await shopee.add("OCOP-KHAC")


async def test_pictures_come_back_under_other_ids_if_the_knob_says_so(shopee: Shopee) -> None:
    item_id = await shopee.add()
    written = (await shopee.base_info(item_id))["image"]["image_id_list"]
    await shopee.turn(rehosts_images=True)
    read = (await shopee.base_info(item_id))["image"]["image_id_list"]
    assert read != written
    answer = await shopee.post(UPDATE, item_id=item_id, image={"image_id_list": read})
    assert answer["error"] == ""
