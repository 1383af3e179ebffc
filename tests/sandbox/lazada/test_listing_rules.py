from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.lazada.conftest import (
    Json,
    Lazada,
    attributes,
    codes,
    one_sku,
    picture,
    sku_wish,
)


@pytest.mark.parametrize(
    ("category", "code", "row"),
    [("x", "201", None), ("999", "201", None),
     ("10001800", "500", "CHK_CATEGORY_ID_NOT_LEAF_CATEGORY"),
     ("10002012", "500", "BIZ_CHECK_MANGROVE_RULE_QC")],
)  # fmt: skip
async def test_a_listing_stands_in_a_usable_leaf(
    lazada: Lazada, category: str, code: str, row: str | None
) -> None:
    answer = await lazada.refused(PrimaryCategory=category)
    assert answer["code"] == code
    assert row is None or codes(answer) == {row}


async def test_every_missing_mandatory_attribute_is_named(lazada: Lazada) -> None:
    said = attributes()
    del said["country_origin_hb"], said["shelf_expiry"]
    answer = await lazada.refused(Attributes=said, **one_sku(package_weight=None))
    assert (answer["code"], answer["message"]) == ("4108", "E500: Create product failed")
    fields = [row["field"] for row in answer["detail"]]
    assert fields == ["p-120013644", "p-120013645", "p-100007606"]
    assert codes(answer) == {"CHK_BASIC_REQUIRED"}


BAD_ATTRIBUTES: list[tuple[Json, str]] = [
    ({"country_origin_hb": "Việt Nam"}, "CHK_CATPROP_CPV_NOT_ENUM"),  # en_name is submitted
    ({"ocop_star_hb": "4 stars,6 stars"}, "CHK_ENUM_PROP_VALUE_NOT_IN_OPTION"),
    ({"units_hb": "nặng"}, "CHECK_CAT_PROP_INVALID_NUMBER"),
    ({"units_hb": "200 oz"}, "CHECK_CAT_PROP_INVALID_NUMBER"),
    ({"Expire_date": "mai"}, "CHK_CATPROP_CPV_NOT_ENUM"),
    ({"name": "a" * 256}, "CHK_CATPROP_CPV_MAX_LEGNTH"),
    ({"name": "ộ" * 86}, "THD_IC_ERR_F_PRODUCT_00_15_004"),
    ({"description": "a" * 25_001}, "CHK_CATPROP_CPV_MAX_LEGNTH"),
    ({"shelf_expiry": "a" * 256}, "CHK_CATPROP_CPV_MAX_LEGNTH"),
    ({"brand": "Không Ai Biết"}, "THD_BRAND_ID_IS_NOT_VALID_IN_CATEGORY"),
    ({"brand": "Chin-su"}, "BIZ_CHECK_OFFICIAL_STORE_BRAND_UNAUTHORIZED"),
    ({"description": "<img src='https://x.vn/a.jpg'>"}, "BIZ_CHECK_EXIST_OUTER_IMAGE"),
    ({"description": '<a href="https://x.vn/">x</a>'}, "BIZ_CHECK_MANGROVE_RULE"),
]


@pytest.mark.parametrize(("change", "code"), BAD_ATTRIBUTES)
async def test_a_bad_attribute_is_refused(lazada: Lazada, change: Json, code: str) -> None:
    answer = await lazada.refused(Attributes=attributes(**change))
    assert answer["code"] == "500"
    assert codes(answer) == {code}


@pytest.mark.parametrize(
    "change",
    [
        {"name": "a" * 255},
        {"name": "ộ" * 85},
        {"description": "a" * 25_000},
        {"ocop_star_hb": "4 stars,5 stars"},
        {"units_hb": "200 g"},
        {"units_hb": "200"},
        {"ingredient_preference": "Organic,nhà làm"},
        {"Expire_date": "2027-01-31"},
        {"brand": "ngọc giàu"},
        {"unknown_attribute": "vanishes"},
    ],
)
async def test_a_good_attribute_is_taken(lazada: Lazada, change: Json) -> None:
    item_id, _ = await lazada.create(Attributes=attributes(**change))
    assert "unknown_attribute" not in (await lazada.product(item_id))["attributes"]


BAD_SKUS: list[tuple[Json, str]] = [
    ({"price": "0"}, "BIZ_CHECK_PRICE_IS_ZERO"),
    ({"price": "1000.5"}, "BIZ_CHECK_PRICE_PRECISION_INVALID"),
    ({"price": "nhiều"}, "CHECK_CAT_PROP_INVALID_NUMBER"),
    ({"price": "1e9"}, "CHECK_CAT_PROP_INVALID_NUMBER"),
    ({"special_price": "185000"}, "BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE"),
    (
        {"special_from_date": "2026-01-01 00:00:00"},
        "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE",
    ),
    (
        {"special_price": "9", "special_from_date": "2026-02-02", "special_to_date": "2026-02-01"},
        "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE",
    ),
    ({"quantity": "-1"}, "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL"),
    ({"quantity": "1.5"}, "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL"),
    ({"package_weight": "0.255"}, "BIZ_CHECK_PACKAGE_DECIMAL_INVALID"),
    ({"package_weight": "0"}, "BIZ_CHECK_PACKAGE_DECIMAL_INVALID"),
    ({"package_weight": "40.01"}, "BIZ_CHECK_MAX_PACKAGE_WEIGHT"),
    ({"package_length": "283.01"}, "BIZ_CHECK_MAX_PACKAGE_DIMENISIONS"),
    ({"SellerSku": "A|B"}, "BIZ_CHECK_PROP_SPECIAL_CHAR"),
    ({"SellerSku": "A" * 201}, "SELLER_SKU_INVALID"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code"), BAD_SKUS)
async def test_a_bad_sku_is_refused(lazada: Lazada, change: Json, code: str) -> None:
    assert codes(await lazada.refused(**one_sku(**change))) == {code}


@pytest.mark.parametrize(
    "change",
    [
        {"package_weight": "40", "package_length": "283"},
        {"quantity": "0"},
        {"price": "145000.00", "special_price": "144999"},
        {"SellerSku": "A" * 200},
    ],
)
async def test_a_sku_at_the_limits_is_taken(lazada: Lazada, change: Json) -> None:
    await lazada.create(**one_sku(**change))


async def test_the_first_bad_stage_speaks_alone(lazada: Lazada) -> None:
    bad: Json = one_sku(price="0", package_weight="99", SellerSku="A|B")
    answer = await lazada.refused(Attributes=attributes(brand="Không Ai Biết"), **bad)
    assert codes(answer) == {"THD_BRAND_ID_IS_NOT_VALID_IN_CATEGORY"}
    assert codes(await lazada.refused(**bad)) == {"BIZ_CHECK_PROP_SPECIAL_CHAR"}
    no_price = one_sku(price="0", package_weight="99")
    assert codes(await lazada.refused(**no_price)) == {"BIZ_CHECK_PRICE_IS_ZERO"}


async def refused_images(lazada: Lazada, urls: list[str], **changes: Any) -> set[str]:
    return codes(await lazada.refused(Images={"Image": urls}, **changes))


async def test_pictures_must_be_lazadas_own(lazada: Lazada) -> None:
    assert await refused_images(lazada, ["https://ocop.example.vn/a.jpg"]) == {
        "BIZ_CHECK_EXIST_OUTER_IMAGE"
    }
    never_stored = f"https://vn-live.slatic.net/p/{'0' * 32}.jpg"
    assert await refused_images(lazada, [never_stored]) == {"BIZ_CHECK_EXIST_OUTER_IMAGE"}


async def test_eight_pictures_are_the_most(lazada: Lazada) -> None:
    urls = []
    for red in range(9):
        answer = await lazada.upload(picture(colour=f"#{red}0ff00"))
        urls.append(answer["data"]["image"]["url"])
    assert await refused_images(lazada, urls) == {"CHK_IMAGE_MAX_ITEMS"}
    assert await refused_images(lazada, []) == {"BIZ_CHECK_MAIN_IMAGE_REQUIRE"}
    assert await refused_images(lazada, urls[:1] * 2) == {"BIZ_CHECK_MAIN_IMAGE_DUPLICATE"}
    await lazada.create(Images={"Image": urls[:8]})


async def test_all_skus_have_pictures_or_none(lazada: Lazada) -> None:
    url = {"Image": [await lazada.image()]}
    first = sku_wish("A", {"Khối lượng": "200g"}, Images=url)
    second = sku_wish("B", {"Khối lượng": "500g"})
    answer = await lazada.refused(Skus={"Sku": [first, second]})
    assert codes(answer) == {"THD_IC_ERR_FC_IC_SKU_IMAGE_001"}
    second["Images"] = url
    await lazada.create(Skus={"Sku": [first, second]}, Images=None)
