from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.partner.conftest import problems, two_variants

if TYPE_CHECKING:
    from tests.sandbox.partner.conftest import Json, Partner

PATH = "/products/by-sku/TOMKHO"


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"name": "Tôm khô [[từ chối]] hộp"}, "OTHER", "name"),
        ({"short_description": "Gọi 0912 345 678"}, "CONTACT_INFO", "short_description"),
        ({"short_description": "Zalo shop"}, "CONTACT_INFO", "short_description"),
        ({"name": "Tôm khô chữa bệnh Ví Dụ"}, "HEALTH_CLAIM", "name"),
        ({"name": "OCOP - Tôm khô Ví Dụ - Hộp 100 g"}, "OCOP_UNPROVEN", "name"),
        ({"name": "Tôm khô Ví Dụ 4 sao - Hộp 100 g"}, "OCOP_UNPROVEN", "name"),
    ],
)
async def test_a_review_refuses_with_its_reason(
    postmart: Partner, change: dict[str, Any], reason: str, field: str
) -> None:
    await postmart.publish("TOMKHO", **change)
    shown = await postmart.product("TOMKHO")
    assert (shown["review_status"], shown["visible"]) == ("REJECTED", False)
    (refused,) = shown["reject_reasons"]
    assert (refused["code"], refused["field"]) == (reason, field)
    again = await postmart.publish("TOMKHO", **change)
    assert (again["changed"], again["review_status"]) == ([], "REJECTED")
    mended = await postmart.publish("TOMKHO")
    assert (mended["review_status"], mended["revision"]) == ("PENDING", 2)
    assert (await postmart.product("TOMKHO"))["visible"] is True


async def test_preconditions_guard_against_overwriting(postmart: Partner) -> None:
    wish = await postmart.wish()
    assert (await postmart.ask("PUT", PATH, wish, if_match='"1"'))["code"] == 4120
    assert (await postmart.ask("PUT", PATH, wish, if_none_match="*"))["code"] == 0
    assert (await postmart.ask("PUT", PATH, wish, if_none_match="*"))["code"] == 4120
    etag = (await postmart.product("TOMKHO"))["etag"]
    refused = await postmart.ask("PUT", PATH, wish | {"stock": 1}, if_match='"99"')
    assert (refused["code"], refused["params"]["etag"]) == (4120, etag)
    assert (await postmart.ask("PUT", PATH, wish | {"stock": 1}, if_match=f'"{etag}"'))["code"] == 0


async def test_variants_have_their_own_prices_and_stock(postmart: Partner) -> None:
    await postmart.with_variants()
    shown = await postmart.product("TOMKHO-S")
    assert (shown["sku"], shown["price"], shown["options"]) == ("TOMKHO", None, ["Khối lượng"])
    assert [(each["sku"], each["price"], each["stock"]) for each in shown["variants"]] == [
        ("TOMKHO-S", 200_000, 5),
        ("TOMKHO-L", 450_000, 3),
    ]


async def test_rules_of_variants(postmart: Partner) -> None:
    small, large = two_variants()["variants"]
    alone = dict.fromkeys(("price", "stock", "weight_g"), ...)
    cases: list[tuple[Json, dict[str, str]]] = [
        ({"price": 1_000}, {"price": "VARIANT_FIELDS_AT_TOP"}),
        ({"options": ...}, {"options": "REQUIRED"}),
        ({"options": ["A", "B", "C"]}, {"options": "TOO_MANY"}),
        ({"options": ["A", "B"]}, dict.fromkeys(
            ("variants[0].option_values", "variants[1].option_values"), "VARIANT_OPTIONS_MISMATCH"
        )),
        ({"variants": []}, {"variants": "TOO_FEW"}),
        ({"variants": [small, large | {"sku": "TOMKHO-S"}]},
         {"variants[1].sku": "DUPLICATE_IN_REQUEST"}),
        ({"variants": [small, large | {"sku": "TOMKHO"}]},
         {"variants[1].sku": "DUPLICATE_IN_REQUEST"}),
        ({"variants": [small, large | {"option_values": ["200 g"]}]},
         {"variants[1].option_values": "VARIANT_OPTIONS_MISMATCH"}),
        ({"variants": [{"sku": "X", "option_values": ["1"]}]}, {
            "variants[0].weight_g": "REQUIRED", "variants[0].price": "REQUIRED",
            "variants[0].stock": "REQUIRED",
        }),
        ({"variants": [small | {"media_id": "med_no"}]}, {"variants[0].media_id": "UNKNOWN_MEDIA"}),
        ({"variants": [small | {"price": 1}]}, {"variants[0].price": "OUT_OF_RANGE"}),
    ]  # fmt: skip
    for change, expected in cases:
        wish = two_variants() | alone | change
        assert problems(await postmart.put("TOMKHO", **wish)) == expected


async def test_a_sku_belongs_to_one_product(postmart: Partner) -> None:
    await postmart.with_variants()
    assert problems(await postmart.put("TOMKHO-S")) == {"sku": "NOT_A_PRODUCT_SKU"}
    off = await postmart.ask("POST", "/products/by-sku/TOMKHO-S/off", {})
    assert problems(off) == {"sku": "NOT_A_PRODUCT_SKU"}
    taken = two_variants() | {"variants": two_variants()["variants"][:1]}
    envelope = await postmart.put("KHAC", **taken)
    assert envelope["code"] == 4090
    assert envelope["params"] == {"sku": "TOMKHO-S", "product_sku": "TOMKHO"}


async def test_a_variant_taken_out_is_not_reviewed_and_a_new_one_is(postmart: Partner) -> None:
    await postmart.with_variants()
    await postmart.product("TOMKHO")
    await postmart.turn(review_s=20)
    less = {"variants": two_variants()["variants"][:1]}
    changed = await postmart.with_variants(**less)
    assert (changed["changed"], changed["review_status"]) == (["variants"], "APPROVED")
    assert (await postmart.get("/products/by-sku/TOMKHO-L"))["code"] == 4040
    more = await postmart.with_variants()
    assert (more["changed"], more["review_status"]) == (["variants"], "PENDING")
    priced = await postmart.ask(
        "PATCH", "/products/stocks", {"items": [{"sku": "TOMKHO-L", "stock": 9}]}
    )
    assert priced["data"]["accepted"] == 1
    assert (await postmart.order("TOMKHO-L", 1))["error"] == "impossible"
    await postmart.advance(21)
    assert (await postmart.order("TOMKHO-L", 1))["status"] == "unpaid"


async def test_a_product_may_get_variants(postmart: Partner) -> None:
    await postmart.publish("TOMKHO")
    await postmart.product("TOMKHO")
    changed = await postmart.with_variants()
    assert {"options", "variants"} <= set(changed["changed"])
    assert changed["review_status"] == "PENDING"
    back = await postmart.publish("TOMKHO")
    assert back["revision"] == 3


async def test_off_and_on_may_be_repeated(postmart: Partner) -> None:
    await postmart.publish("TOMKHO")
    await postmart.product("TOMKHO")
    answers = [await postmart.ask("POST", f"{PATH}/off", {}) for _ in range(2)]
    assert [answer["data"]["changed"] for answer in answers] == [True, False]
    assert (await postmart.product("TOMKHO"))["visible"] is False
    assert (await postmart.ask("POST", f"{PATH}/on", {}))["data"]["sale_status"] == "ON"
    assert (await postmart.product("TOMKHO"))["visible"] is True
    assert (await postmart.ask("POST", "/products/by-sku/NO/on", {}))["code"] == 4040
    assert problems(await postmart.ask("POST", f"{PATH}/on", {"x": 1})) == {"x": "UNKNOWN_FIELD"}


async def test_a_banned_product_is_the_marketplaces_business(postmart: Partner) -> None:
    await postmart.publish("TOMKHO")
    await postmart.edit("TOMKHO", status="banned")
    shown = await postmart.product("TOMKHO")
    assert (shown["sale_status"], shown["ban_reason"]["code"]) == ("BANNED", "COUNTERFEIT")
    assert (await postmart.ask("POST", f"{PATH}/off", {}))["data"]["changed"] is False
    refused = await postmart.ask("POST", f"{PATH}/on", {})
    assert (refused["code"], refused["params"]) == (4094, {"state": "BANNED"})
    assert (await postmart.put("TOMKHO", price=130_000))["code"] == 4094
    item = {"items": [{"sku": "TOMKHO", "stock": 1}]}
    (result,) = (await postmart.ask("PATCH", "/products/stocks", item))["data"]["results"]
    assert result["code"] == "ITEM_BANNED"
    await postmart.publish("TOMKHO", name="Tôm khô Ví Dụ - Hộp 100 gam")
    assert (await postmart.product("TOMKHO"))["sale_status"] == "OFF"


async def test_a_promotion_holds_the_price(postmart: Partner) -> None:
    await postmart.publish("TOMKHO")
    await postmart.edit("TOMKHO", price_locked=True)
    assert (await postmart.product("TOMKHO"))["price_lock"]["reason"] == "PROMOTION"
    assert problems(await postmart.put("TOMKHO", price=130_000)) == {"price": "PRICE_LOCKED"}
    item = {"items": [{"sku": "TOMKHO", "price": 130_000}]}
    (result,) = (await postmart.ask("PATCH", "/products/prices", item))["data"]["results"]
    assert (result["code"], "until" in result["params"]) == ("PRICE_LOCKED", True)
    await postmart.publish("TOMKHO", stock=3)
