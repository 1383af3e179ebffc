from __future__ import annotations

import asyncio

import pytest

from tests.sandbox.lazada.conftest import (
    Json,
    Lazada,
    attributes,
    codes,
    one_sku,
    sku_wish,
)

CREATE = "/product/create"


async def test_a_new_item_names_its_skus_in_another_order(lazada: Lazada) -> None:
    answer = await lazada.send(CREATE, await lazada.wish())
    data = answer["data"]
    assert isinstance(data["item_id"], int)
    assert [sku["seller_sku"] for sku in data["sku_list"]] == [
        "OCOP-TOMKHO-500",
        "OCOP-TOMKHO-200",
    ]
    sku = data["sku_list"][0]
    assert sku["shop_sku"] == f"{data['item_id']}_VNAMZ-{sku['sku_id']}"


async def test_a_payload_may_be_xml(lazada: Lazada) -> None:
    url = await lazada.image()
    payload = f"""<?xml version="1.0" encoding="UTF-8"?><Request><Product>
      <PrimaryCategory>10001971</PrimaryCategory><Images><Image>{url}</Image></Images>
      <Attributes><name>Nước mắm &amp; mắm nêm</name><brand_id>39704</brand_id>
        <country_origin_hb>Vietnam</country_origin_hb><shelf_expiry>12 tháng</shelf_expiry>
        <description><![CDATA[<p>Ủ chượp & nhĩ</p>]]></description></Attributes>
      <Skus><Sku><SellerSku>NUOCMAM</SellerSku><quantity>5</quantity><price>90000</price>
        <package_weight>0.9</package_weight><package_length>9</package_length>
        <package_width>9</package_width><package_height>28</package_height></Sku></Skus>
      </Product></Request>"""
    answer = await lazada.post(CREATE, payload=payload)
    assert answer["code"] == "0", answer
    product = await lazada.product(answer["data"]["item_id"])
    assert product["attributes"]["name"] == "Nước mắm & mắm nêm"
    assert product["attributes"]["brand"] == "No Brand"
    assert "<p>Ủ chượp & nhĩ</p>" in product["attributes"]["description"]


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("<Request><Product>", "5"),
        ("<Request><Product><name>a & b</name></Product></Request>", "5"),
        ("<!DOCTYPE x><Request/>", "5"),
        ("<Order/>", "5"),
        ("<Request/>", "30"),
        ("<Request><Product/></Request>", "30"),
        ("{", "1001"),
        ('{"Product":{}}', "1001"),
        ('{"Request":{"Product":{"Skus":{"Sku":{}}}}}', "1001"),
        ('{"Request":{"Product":{"Skus":{"Sku":[{"price":1000}]}}}}', "1001"),
        ('{"Request":{"Product":{"Images":{"Image":"x"}}}}', "1001"),
    ],
)
async def test_a_broken_payload_is_refused(lazada: Lazada, payload: str, code: str) -> None:
    assert (await lazada.post(CREATE, payload=payload))["code"] == code


async def test_a_seller_sku_twice_in_one_payload_is_refused(lazada: Lazada) -> None:
    skus = [sku_wish("A", {"Khối lượng": "200g"}), sku_wish("A", {"Khối lượng": "500g"})]
    answer = await lazada.refused(Skus={"Sku": skus})
    assert codes(answer) == {"BIZ_CHECK_SELLER_SKU_DUPLICATE"}


async def test_a_seller_sku_is_unique_in_the_store(lazada: Lazada) -> None:
    _, ids = await lazada.create()
    answer = await lazada.send(CREATE, await lazada.wish())
    assert answer["code"] == "500"
    assert codes(answer) == {"4135"}
    message = answer["detail"][0]["message"]
    assert message.startswith("4135:THD_IC_ERR_F_IC_INFRA_PRODUCT_036:")
    assert "outer ID:OCOP-TOMKHO-200," in message
    assert f"sku ID:{ids['OCOP-TOMKHO-200']}," in message
    assert len((await lazada.state())["listings"]) == 1


async def test_a_hidden_items_seller_sku_is_taken_too(lazada: Lazada) -> None:
    await lazada.create()
    await lazada.edit("OCOP-TOMKHO-200", status="hidden")
    assert (await lazada.send(CREATE, await lazada.wish()))["code"] == "500"


async def test_two_creates_at_once_make_one_item(lazada: Lazada) -> None:
    product = await lazada.wish()
    answers = await asyncio.gather(*(lazada.send(CREATE, product) for _ in range(5)))
    assert sorted(answer["code"] for answer in answers) == ["0", "500", "500", "500", "500"]


async def test_whether_a_deleted_sku_is_free_again_is_a_knob(lazada: Lazada) -> None:
    await lazada.create()
    await lazada.edit("OCOP-TOMKHO-200", status="deleted")
    await lazada.turn(deleted_sku_reusable=False)
    assert (await lazada.send(CREATE, await lazada.wish()))["code"] == "500"
    await lazada.turn(deleted_sku_reusable=True)
    await lazada.create()


async def test_the_number_of_items_is_limited(lazada: Lazada) -> None:
    await lazada.turn(item_limit=1)
    await lazada.create("A")
    answer = await lazada.send(CREATE, await lazada.wish("B"))
    assert codes(answer) == {"BIZ_CHECK_ITEM_HAS_REACH_LIMIT"}


async def test_empty_attributes_are_filled_unless_forbidden(lazada: Lazada) -> None:
    plain, _ = await lazada.create("A")
    filled, _ = await lazada.create("B", disableAutoFillAttribute=False)
    assert "Hazmat" not in (await lazada.product(plain))["attributes"]
    assert (await lazada.product(filled))["attributes"]["warranty_type"] == "No Warranty"


async def test_texts_are_rewritten(lazada: Lazada) -> None:
    short = "<ul><li>Ngon</li></ul><img src='x'> https://x.vn <b>rẻ</b>"
    item_id, _ = await lazada.create(Attributes=attributes(short_description=short))
    shown = (await lazada.product(item_id))["attributes"]
    assert shown["short_description"] == "<ul><li>Ngon</li></ul>  rẻ"
    assert shown["description"].startswith('<article class="lzd-article"')
    assert "<p>Tôm đất tự nhiên, phơi nắng.</p>" in shown["description"]


async def test_an_item_may_be_born_hidden(lazada: Lazada) -> None:
    answer = await lazada.send(CREATE, await lazada.wish(**one_sku(Status="inactive")))
    assert answer["data"]["item_status"] == "InActive"


async def test_a_new_item_waits_for_its_review(slow_lazada: Lazada) -> None:
    answer = await slow_lazada.send(CREATE, await slow_lazada.wish())
    assert answer["data"]["item_status"] == "Pending QC"
    item_id = answer["data"]["item_id"]
    assert (await slow_lazada.product(item_id))["status"] == "Pending QC"
    assert (await slow_lazada.state())["listings"][0]["status"] == "reviewing"
    await slow_lazada.advance(2.1)
    assert (await slow_lazada.product(item_id))["status"] == "Active"


async def test_the_review_may_refuse(slow_lazada: Lazada) -> None:
    await slow_lazada.turn(rejects="Rạch Gốc")
    item_id, _ = await slow_lazada.create()
    assert (await slow_lazada.product(item_id))["status"] == "Pending QC"
    await slow_lazada.advance(2.1)
    product = await slow_lazada.product(item_id)
    assert (product["status"], product["subStatus"]) == ("InActive", "Reject")
    assert product["rejectReason"][0]["violationDetail"]
    rejected = await slow_lazada.get("/products/get", filter="rejected")
    assert rejected["data"]["total_products"] == 1


async def test_skus_are_added_to_a_standing_item(lazada: Lazada) -> None:
    item_id, _ = await lazada.create()
    more: Json = {
        "AssociatedSku": "OCOP-TOMKHO-200",
        "variation": {"variation1": {"name": "Khối lượng", "options": {"option": ["1kg"]}}},
        "Skus": {"Sku": [sku_wish("OCOP-TOMKHO-1000", {"Khối lượng": "1kg"})]},
    }
    answer = await lazada.send(CREATE, more)
    assert answer["data"]["item_id"] == item_id
    product = await lazada.product(item_id)
    assert product["variation"]["Variation1"]["options"] == ["200g", "500g", "1kg"]
    assert len(product["skus"]) == 3
    repeated = await lazada.send(CREATE, more)
    assert codes(repeated) == {"4135"}
    more["Skus"] = {"Sku": [sku_wish("X", {"Khối lượng": "1kg"})]}
    assert codes(await lazada.send(CREATE, more)) == {"CHK_SKU_PROPS_DUPLICATE"}


async def test_skus_are_added_only_where_variations_are(lazada: Lazada) -> None:
    await lazada.create(**one_sku())
    more = {"AssociatedSku": "OCOP-TOMKHO", "Skus": {"Sku": [sku_wish("B")]}}
    assert (await lazada.send(CREATE, more))["detail"][0]["message"].startswith(
        "CHK_SKU_PROPS_NOT_MATCH_SALE_PROP:"
    )
    more["AssociatedSku"] = "NOBODY"
    assert codes(await lazada.send(CREATE, more)) == {"SELLER_SKU_NOT_FOUND"}
