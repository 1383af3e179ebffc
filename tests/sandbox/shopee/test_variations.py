from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.conftest import model, tier, two_models

if TYPE_CHECKING:
    from tests.sandbox.conftest import Json, Shopee

PRODUCT = "/api/v2/product/"
INIT = PRODUCT + "init_tier_variation"


async def test_five_seconds_must_pass_between_add_and_init(slow_shopee: Shopee) -> None:
    item_id = await slow_shopee.add()
    told = await slow_shopee.post(INIT, **two_models(item_id))
    assert told["error"] == "product.error_busi"
    await slow_shopee.advance(5)
    assert (await slow_shopee.post(INIT, **two_models(item_id)))["error"] == ""


async def test_models_are_answered_in_another_order_than_asked(shopee: Shopee) -> None:
    item_id = await shopee.add()
    answer = (await shopee.post(INIT, **two_models(item_id)))["response"]
    assert [each["tier_index"] for each in answer["model"]] == [[1], [0]]
    assert answer["tier_variation"][0]["option_list"] == [{"option": "200 g"}, {"option": "500 g"}]
    assert answer["model"][1]["seller_stock"] == [{"location_id": "VNZ", "stock": 40}]


async def test_price_and_stock_leave_the_item_for_its_models(shopee: Shopee) -> None:
    item_id, models = await shopee.with_models()
    info = await shopee.base_info(item_id)
    assert info["has_model"] is True
    assert not {"price_info", "stock_info_v2"} & info.keys()
    read = await shopee.models(item_id)
    assert {sku: each["model_id"] for sku, each in read.items()} == models
    small = read["OCOP-TOMKHO-200"]
    assert small["tier_index"] == [0]
    assert small["weight"] == "0.25"
    assert small["price_info"][0]["original_price"] == 185000
    assert small["stock_info_v2"]["summary_info"]["total_available_stock"] == 40


async def test_both_structures_are_echoed_but_one_is_taken(shopee: Shopee) -> None:
    item_id, image_id = await shopee.add(), await shopee.image_id()
    legacy = [{"name": "Khối lượng", "option_list": [{"option": "200 g"}]}]
    wish = {"item_id": item_id, "tier_variation": legacy, "model": [model([0], 185000)]}
    assert (await shopee.post(INIT, **wish))["error"] == "product.error_param"
    standard = tier("Khối lượng", "200 g")
    standard["variation_option_list"][0]["image_id"] = image_id
    wish["standardise_tier_variation"] = [standard]
    assert (await shopee.post(INIT, **wish))["error"] == ""
    read = (await shopee.get(PRODUCT + "get_model_list", item_id=item_id))["response"]
    assert read["tier_variation"][0]["option_list"][0]["image"]["image_id"] == image_id
    (standard,) = read["standardise_tier_variation"]
    assert standard["variation_option_list"][0]["variation_option_name"] == "200 g"


WEIGHTS = tier("Khối lượng", "200 g", "500 g")
TWO = [model([0], 185000), model([1], 440000)]
FIFTY = tier("Số", *map(str, range(50)))

REFUSED: list[tuple[Any, Any, str]] = [
    ([WEIGHTS, tier("Gói", "Túi"), tier("Vị", "Cay")], TWO, "error_tier_var_too_many"),
    ([tier("Số", *map(str, range(51)))], TWO, "error_tier_opt_too_many"),
    ([tier("Khối lượng tịnh", "200 g")], TWO, "error_tier_var_name_too_long"),
    ([tier("Gói", "Túi hút chân không 200 g")], TWO, "error_tier_opt_val_too_long"),
    ([tier("Gói", "Túi", "Túi")], TWO, "error_model_duplicate_name"),
    ([tier("Gói")], TWO, "error_param"),
    ([WEIGHTS], [model([0], 185000), model([0], 185000)], "error_model_duplicate_tier"),
    ([WEIGHTS], [model([2], 185000)], "error_param"),
    ([WEIGHTS], [model([-1], 185000)], "error_param"),
    ([WEIGHTS], [model([0, 0], 185000)], "error_param"),
    ([WEIGHTS], [], "error_param"),
    ([WEIGHTS], [model([0], 10_000), model([1], 50_001)], "error_invalid_price"),
    ([WEIGHTS], [model([0], 999)], "error_price_exceed_min_limitt"),
    ([WEIGHTS], [model([0], 185000, stock=10_000_001)], "error_param"),
    ([WEIGHTS], [model([0], 185000) | {"seller_stock": None}], "error_param"),
    ([WEIGHTS], [model([0], 185000) | {"dimension": {"package_length": 1}}], "error_param"),
    ([WEIGHTS], [model([0], 185000, "s" * 101)], "error_param"),
    (
        [tier("Số", *map(str, range(26))), tier("Gói", "Túi", "Hộp")],
        [model([i, j], 185000) for i in range(26) for j in range(2)],
        "error_model_count_over_limit",
    ),
]


@pytest.mark.parametrize(("tiers", "models", "error"), REFUSED)
async def test_tiers_and_models_against_a_rule_are_refused(
    shopee: Shopee, tiers: Any, models: Any, error: str
) -> None:
    item_id = await shopee.add()
    wish = {"item_id": item_id, "standardise_tier_variation": tiers, "model": models}
    told = await shopee.post(INIT, **wish)
    assert told["error"].startswith(f"product.{error}"), told
    assert (await shopee.base_info(item_id))["has_model"] is False


ACCEPTED: list[tuple[Any, Any]] = [
    ([FIFTY], [model([place], 185000) for place in range(50)]),
    ([tier("m" * 14, "o" * 20)], [model([0], 185000)]),
    ([WEIGHTS], [model([0], 10_000), model([1], 50_000)]),
    ([WEIGHTS, tier("Gói", "Túi", "Hộp")], [model([1, 1], 185000)]),
    ([WEIGHTS], [model([0], 185000) | {"weight": 0.25, "gtin_code": "8934563138165"}]),
]


@pytest.mark.parametrize(("tiers", "models"), ACCEPTED)
async def test_tiers_and_models_at_the_edge_are_taken(
    shopee: Shopee, tiers: Any, models: Any
) -> None:
    item_id = await shopee.add()
    wish = {"item_id": item_id, "standardise_tier_variation": tiers, "model": models}
    assert (await shopee.post(INIT, **wish))["error"] == ""


async def test_pictures_belong_to_the_first_tier_and_to_all_its_options(shopee: Shopee) -> None:
    image_id = await shopee.image_id()

    def pictured(options: list[str | None], second: str | None) -> Json:
        first, other = tier("Gói", "Túi", "Hộp"), tier("Vị", "Cay")
        for option, image in zip(first["variation_option_list"], options, strict=True):
            option["image_id"] = image
        other["variation_option_list"][0]["image_id"] = second
        return {"standardise_tier_variation": [first, other], "model": [model([0, 0], 185000)]}

    item_id = await shopee.add()
    for wrong in (
        pictured([image_id, None], None),
        pictured([image_id, image_id], image_id),
        pictured(["vn-nobody", "vn-nobody"], None),
    ):
        told = await shopee.post(INIT, item_id=item_id, **wrong)
        assert told["error"] == "product.error_param"
    right = pictured([image_id, image_id], None)
    assert (await shopee.post(INIT, item_id=item_id, **right))["error"] == ""


async def test_the_same_number_of_tiers_is_refused_and_another_kills_the_old_models(
    shopee: Shopee,
) -> None:
    item_id, old = await shopee.with_models()
    told = await shopee.post(INIT, **two_models(item_id))
    assert told["message"] == "The level of tier-variation not change."
    wish = {
        "item_id": item_id,
        "standardise_tier_variation": [WEIGHTS, tier("Gói", "Túi")],
        "model": [model([0, 0], 185000, "MOI")],
    }
    assert (await shopee.post(INIT, **wish))["error"] == ""
    read = await shopee.models(item_id)
    assert read.keys() == {"MOI"}
    assert read["MOI"]["model_id"] not in old.values()


async def test_variations_can_be_taken_away_again(shopee: Shopee) -> None:
    item_id, _ = await shopee.with_models()
    wish: Json = {"item_id": item_id, "standardise_tier_variation": []}
    assert (await shopee.post(INIT, **wish, model=[model([], 170000)]))["error"] == ""
    info = await shopee.base_info(item_id)
    assert info["has_model"] is False
    assert info["price_info"][0]["original_price"] == 170000
    empty = (await shopee.get(PRODUCT + "get_model_list", item_id=item_id))["response"]
    assert empty == {"tier_variation": [], "standardise_tier_variation": [], "model": []}


async def test_tiers_can_be_renamed_and_models_left_out_die(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    path = PRODUCT + "update_tier_variation"
    kept = {"model_id": ids["OCOP-TOMKHO-500"], "tier_index": [0]}
    wish = {
        "item_id": item_id,
        "standardise_tier_variation": [tier("Trọng lượng", "500 g", "1 kg")],
        "model_list": [kept],
    }
    answer = await shopee.post(path, **wish)
    assert (answer["error"], "response" in answer) == ("", False)
    read = await shopee.models(item_id)
    assert {sku: each["tier_index"] for sku, each in read.items()} == {"OCOP-TOMKHO-500": [0]}
    assert read["OCOP-TOMKHO-500"]["model_name"] == "500 g"
    added = await shopee.post(
        PRODUCT + "add_model", item_id=item_id, model_list=[model([1], 800000, "KG")]
    )
    assert added["response"]["model"][0]["tier_index"] == [1]


@pytest.mark.parametrize(
    ("tiers", "places", "error"),
    [
        ([WEIGHTS, tier("Gói", "Túi")], [[0, 0]], "error_tier_var_level_not_same"),
        ([], [[]], "error_tier_var_level_not_same"),
        ([WEIGHTS], [[0], [0]], "error_model_duplicate_tier_variation_index"),
        ([WEIGHTS], [[2]], "error_param"),
        ([WEIGHTS], [], "error_param"),
    ],
)
async def test_a_change_of_tiers_that_does_not_fit_is_refused(
    shopee: Shopee, tiers: Any, places: list[list[int]], error: str
) -> None:
    item_id, ids = await shopee.with_models()
    placed = [
        {"model_id": model_id, "tier_index": index}
        for model_id, index in zip(ids.values(), places, strict=False)
    ]
    wish = {"item_id": item_id, "standardise_tier_variation": tiers, "model_list": placed}
    told = await shopee.post(PRODUCT + "update_tier_variation", **wish)
    assert told["error"] == f"product.{error}"


async def test_unknown_and_repeated_models_are_refused(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    first = ids["OCOP-TOMKHO-200"]
    for models, error in (([7], "error_wrong_modelid"), ([first] * 2, "error_duplicate_modelid")):
        wish = {
            "item_id": item_id,
            "standardise_tier_variation": [WEIGHTS],
            "model_list": [{"model_id": each, "tier_index": [0]} for each in models],
        }
        told = await shopee.post(PRODUCT + "update_tier_variation", **wish)
        assert told["error"] == f"product.{error}"


async def test_models_are_added_all_or_none(shopee: Shopee) -> None:
    item_id, _ = await shopee.with_models()
    path = PRODUCT + "add_model"
    taken = [model([0], 185000, "A")]
    told = await shopee.post(path, item_id=item_id, model_list=taken)
    assert told["error"] == "product.error_model_duplicate_tier_variation_index"
    plain = await shopee.add("PLAIN")
    told = await shopee.post(path, item_id=plain, model_list=taken)
    assert told["error"] == "product.error_param"
    assert len(await shopee.models(item_id)) == 2


async def test_a_model_gets_another_sku_and_the_old_one_is_gone(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    path = PRODUCT + "update_model"
    change = {"model_id": ids["OCOP-TOMKHO-200"], "model_sku": "MOI"}
    assert (await shopee.post(path, item_id=item_id, model=[change]))["error"] == ""
    assert (await shopee.models(item_id)).keys() == {"MOI", "OCOP-TOMKHO-500"}
    for wrong in ({"model_id": 7, "model_sku": "X"}, {"model_id": ids["OCOP-TOMKHO-200"]}):
        both = [{"model_id": ids["OCOP-TOMKHO-500"], "model_sku": "Y"}, wrong]
        assert (await shopee.post(path, item_id=item_id, model=both))["error"] != ""
    assert (await shopee.models(item_id)).keys() == {"MOI", "OCOP-TOMKHO-500"}


async def test_a_promotion_locks_the_variations(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    await shopee.edit("OCOP-TOMKHO-200", price_locked=True)
    wish = {"item_id": item_id, "standardise_tier_variation": [], "model": [model([], 170000)]}
    assert (await shopee.post(INIT, **wish))[
        "error"
    ] == "product.error_cannt_init_tier_in_promotion"
    left = [{"tier_index": [0], "model_id": ids["OCOP-TOMKHO-500"]}]
    tiers = [tier("Khối lượng", "500 g")]
    wish = {"item_id": item_id, "standardise_tier_variation": tiers, "model_list": left}
    told = await shopee.post(PRODUCT + "update_tier_variation", **wish)
    assert told["error"] == "product.error_cannt_delete_option_in_promotion"


async def test_models_beyond_fifty_and_models_of_the_last_option_are_refused(
    shopee: Shopee,
) -> None:
    item_id = await shopee.add()
    wish = {"item_id": item_id, "standardise_tier_variation": [FIFTY]}
    fifty = [model([place], 185000) for place in range(50)]
    assert (await shopee.post(INIT, **wish, model=fifty))["error"] == ""
    path = PRODUCT + "add_model"
    told = await shopee.post(path, item_id=item_id, model_list=[model([0], 185000)])
    assert told["error"] == "product.error_model_count_over_limit"


async def test_an_option_under_promotion_cannot_be_left_out(shopee: Shopee) -> None:
    item_id, ids = await shopee.with_models()
    await shopee.edit("OCOP-TOMKHO-200", price_locked=True)
    wish = {
        "item_id": item_id,
        "standardise_tier_variation": [WEIGHTS],
        "model_list": [{"model_id": ids["OCOP-TOMKHO-500"], "tier_index": [1]}],
    }
    told = await shopee.post(PRODUCT + "update_tier_variation", **wish)
    assert told["error"] == "product.error_cannt_delete_option_in_promotion"
