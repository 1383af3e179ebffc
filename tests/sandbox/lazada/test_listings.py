from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.sandbox.lazada.conftest import Json, Lazada, one_sku

PRODUCTS = "/products/get"


async def read(lazada: Lazada, **texts: str) -> Json:
    answer = await lazada.get(PRODUCTS, **({"filter": "all"} | texts))
    assert str(answer["code"]) == "0", answer
    data: Json = answer["data"]
    return data


async def names(lazada: Lazada, **texts: str) -> list[str]:
    products = (await read(lazada, **texts)).get("products", [])
    return [product["skus"][0]["SellerSku"] for product in products]


async def stocked(lazada: Lazada, *skus: str, **changes: Any) -> None:
    for sku in skus:
        await lazada.create(**one_sku(SellerSku=sku), **changes)


async def test_a_product_is_read_back_with_its_mixture_of_types(lazada: Lazada) -> None:
    item_id, ids = await lazada.create()
    (product,) = (await read(lazada))["products"]
    assert product["item_id"] == item_id
    assert product["updated_time"].isdecimal()
    assert product["variation"]["Variation1"]["options"] == ["200g", "500g"]
    sku = product["skus"][0]
    assert sku["SkuId"] == ids["OCOP-TOMKHO-200"]
    assert (sku["price"], sku["special_price"]) == (185000.0, 0.0)
    assert (sku["package_weight"], sku["package_length"]) == ("0.25", "20.00")
    assert sku["saleProp"] == {"Khối lượng": "200g"}
    warehouse = sku["multiWarehouseInventories"][0]
    assert (warehouse["warehouseCode"], warehouse["sellableQuantity"]) == ("dropshipping", 40)


async def test_the_other_spellings_are_a_knob_away(lazada: Lazada) -> None:
    await lazada.create()
    await lazada.turn(odd_shapes=True)
    data = await read(lazada)
    (product,) = data["products"]
    assert data["total_products"] == "1"
    assert isinstance(json.loads(product["images"]), list)
    assert product["variation"]["variation1"]["has_image"] is False
    sku = product["skus"][0]
    assert "saleProp" not in sku
    assert (sku["Khối lượng"], sku["price"]) == ("200g", "185000.0")


async def test_nothing_found_leaves_the_list_out(lazada: Lazada) -> None:
    assert await read(lazada) == {"total_products": 0}
    assert await read(lazada, sku_seller_list='["X"]') == {"total_products": 0}


async def test_items_come_in_pages_of_fifty(lazada: Lazada) -> None:
    await stocked(lazada, *(f"S{number:02}" for number in range(53)))
    assert len(await names(lazada)) == 20
    first = await names(lazada, limit="50", offset="0")
    second = await names(lazada, limit="50", offset="50")
    assert first + second == [f"S{number:02}" for number in range(53)]
    assert await read(lazada, limit="50", offset="60") == {"total_products": 53, "products": []}


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"limit": "51"}, "19"),
        ({"limit": "0"}, "19"),
        ({"limit": "x"}, "19"),
        ({"offset": "10001"}, "14"),
        ({"offset": "-1"}, "14"),
        ({"filter": "some"}, "36"),
        ({"filter": ""}, "36"),
        ({"update_after": "yesterday"}, "17"),
        ({"update_after": "2026-01-01T00:00:00"}, "17"),
        ({"update_after": "2026-01-01T00:00:00 0700"}, "17"),
        ({"sku_seller_list": "A,B"}, "70"),
        ({"sku_seller_list": json.dumps([str(n) for n in range(101)])}, "70"),
    ],
)
async def test_bad_questions_are_refused(lazada: Lazada, texts: dict[str, str], code: str) -> None:
    answer = await lazada.get(PRODUCTS, **({"filter": "all"} | texts))
    assert answer["code"] == code
    assert answer["message"].startswith(f"E{int(code):03d}: ")


async def test_items_are_found_by_seller_sku(lazada: Lazada) -> None:
    await lazada.create()
    await stocked(lazada, "OTHER")
    asked = '["OCOP-TOMKHO-500","OCOP"]'
    (product,) = (await read(lazada, sku_seller_list=asked))["products"]
    assert len(product["skus"]) == 2
    await lazada.turn(search_returns_whole_item=False)
    (product,) = (await read(lazada, sku_seller_list=asked))["products"]
    assert [sku["SellerSku"] for sku in product["skus"]] == ["OCOP-TOMKHO-500"]


async def test_the_index_lags_behind_the_single_item(slow_lazada: Lazada) -> None:
    item_id, _ = await slow_lazada.create()
    assert (await read(slow_lazada))["total_products"] == 0
    by_sku = await read(slow_lazada, sku_seller_list='["OCOP-TOMKHO-200"]')
    assert by_sku["total_products"] == 0
    assert (await slow_lazada.product(item_id))["item_id"] == item_id
    await slow_lazada.advance(2.1)
    assert (await read(slow_lazada))["total_products"] == 1


async def test_filters_follow_the_status(lazada: Lazada) -> None:
    await stocked(lazada, "LIVE", "HIDDEN", "WAITING", "BANNED", "GONE", "EMPTY")
    await lazada.edit("HIDDEN", status="hidden")
    await lazada.edit("WAITING", status="reviewing")
    await lazada.edit("BANNED", status="banned")
    await lazada.edit("GONE", status="deleted")
    await lazada.edit("EMPTY", stock=0)
    found = {
        name: await names(lazada, filter=name)
        for name in ("all", "live", "inactive", "pending", "deleted", "sold-out", "rejected")
    }
    assert found == {
        "all": ["LIVE", "HIDDEN", "WAITING", "BANNED", "EMPTY"],
        "live": ["LIVE", "EMPTY"],
        "inactive": ["HIDDEN"],
        "pending": ["WAITING"],
        "deleted": ["GONE"],
        "sold-out": ["EMPTY"],
        "rejected": [],
    }
    await lazada.turn(all_includes_deleted=True)
    assert "GONE" in await names(lazada)


async def test_a_status_is_seen_late(lazada: Lazada) -> None:
    item_id, _ = await lazada.create()
    await lazada.turn(readback_lag_s=2)
    body = f"<Request><Product><ItemId>{item_id}</ItemId></Product></Request>"
    await lazada.post("/product/deactivate", apiRequestBody=body)
    assert (await lazada.product(item_id))["status"] == "Active"
    await lazada.advance(2.1)
    assert (await lazada.product(item_id))["status"] == "InActive"


async def test_items_are_found_by_the_time_of_their_update(lazada: Lazada) -> None:
    await stocked(lazada, "OLD")
    await lazada.advance(3600)
    between = datetime.now(UTC) + timedelta(minutes=30)
    await stocked(lazada, "NEW")
    stamp = f"{between:%Y-%m-%dT%H:%M:%S}+0000"
    assert await names(lazada, update_after=stamp) == ["NEW"]
    assert await names(lazada, create_before=stamp) == ["OLD"]
    await lazada.edit("OLD", title="Tôm khô, tên mới")
    assert await names(lazada, update_after=stamp) == ["OLD", "NEW"]
    assert await names(lazada, create_after=stamp) == ["NEW"]


async def test_an_item_may_come_in_two_parts(lazada: Lazada) -> None:
    await lazada.turn(splits_items=True)
    await lazada.create("A")
    await lazada.create("B")
    first = (await read(lazada, limit="1"))["products"]
    second = (await read(lazada, limit="1", offset="1"))["products"]
    third = (await read(lazada, limit="1", offset="2"))["products"]
    shown = [
        [sku["SellerSku"] for product in page for sku in product["skus"]]
        for page in (first, second, third)
    ]
    assert shown == [["A-200"], ["A-500", "B-200", "B-500"], []]


async def test_a_single_item_is_read_by_its_id(lazada: Lazada) -> None:
    path = "/product/item/get"
    assert (await lazada.get(path, item_id="999"))["code"] == "208"
    assert (await lazada.get(path, seller_sku="A"))["code"] == "MissingParameter"
    item_id, _ = await lazada.create()
    lazada.token = "50000600b22cTESTtoken"
    answer = await lazada.get(path, item_id=str(item_id))
    assert answer["code"] == "EDIT_ITEM_NOT_BELONG_SELLER"


async def test_stock_on_order_is_shown_on_request(lazada: Lazada) -> None:
    await stocked(lazada, "A")
    await lazada.order("A", 3)
    (product,) = (await read(lazada, options="1"))["products"]
    sku = product["skus"][0]
    assert (sku["quantity"], sku["Available"], sku["sellableStock"]) == (37, 37, 37)
    assert (sku["withholdingStock"], sku["occupiedStock"]) == (3, 0)
    assert sku["multiWarehouseInventories"][0]["totalQuantity"] == 40
