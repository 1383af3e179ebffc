from __future__ import annotations

import json

import pytest

from tests.sandbox.lazada.conftest import Lazada

DEACTIVATE, REMOVE = "/product/deactivate", "/product/remove"
SKU = "OCOP-TOMKHO"


def request(inside: str) -> str:
    return f"<Request><Product>{inside}</Product></Request>"


async def take_down(lazada: Lazada, inside: str) -> str:
    answer = await lazada.post(DEACTIVATE, apiRequestBody=request(inside))
    code: str = answer["code"]
    return code


async def test_an_item_goes_and_comes_back(lazada: Lazada) -> None:
    item_id, ids = await lazada.create()
    assert await take_down(lazada, f"<ItemId>{item_id}</ItemId>") == "0"
    product = await lazada.product(item_id)
    assert product["status"] == "InActive"
    assert {sku["Status"] for sku in product["skus"]} == {"inactive"}
    assert (await lazada.state())["listings"][0]["status"] == "hidden"
    skus = [{"SkuId": str(sku_id), "Status": "active"} for sku_id in ids.values()]
    wish = {"ItemId": str(item_id), "Attributes": {}, "Skus": {"Sku": skus}}
    assert (await lazada.send("/product/update", wish))["data"]["item_status"] == "Active"


async def test_a_second_time_it_is_off_already(lazada: Lazada) -> None:
    item_id, _ = await lazada.create()
    await take_down(lazada, f"<ItemId>{item_id}</ItemId>")
    answer = await lazada.post(DEACTIVATE, apiRequestBody=request(f"<ItemId>{item_id}</ItemId>"))
    assert (answer["code"], answer["message"]) == ("E0004", "Product Status not online")


async def test_some_skus_go_alone(lazada: Lazada) -> None:
    item_id, ids = await lazada.create()
    one = f"<ItemId>{item_id}</ItemId><Skus><SkuId>{ids[f'{SKU}-200']}</SkuId></Skus>"
    assert await take_down(lazada, one) == "0"
    skus = await lazada.skus(item_id)
    assert skus[f"{SKU}-200"]["Status"] == "inactive"
    assert skus[f"{SKU}-500"]["Status"] == "active"
    assert (await lazada.product(item_id))["status"] == "Active"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<Skus/>", "E0001"),
        ("<ItemId>999</ItemId>", "E0002"),
        ("<ItemId>{item}</ItemId><Skus><SkuId>9</SkuId></Skus>", "E0003"),
    ],
)
async def test_what_is_not_there_cannot_go(lazada: Lazada, inside: str, code: str) -> None:
    item_id, _ = await lazada.create()
    assert await take_down(lazada, inside.format(item=item_id)) == code


async def test_the_parameter_has_a_name_of_its_own(lazada: Lazada) -> None:
    answer = await lazada.post(DEACTIVATE, payload=request("<ItemId>1</ItemId>"))
    assert answer["code"] == "MissingParameter"
    assert '"apiRequestBody"' in answer["message"]


async def remove(lazada: Lazada, *keys: str) -> str:
    answer = await lazada.post(REMOVE, sku_id_list=json.dumps(keys))
    code: str = answer["code"]
    return code


async def test_an_item_dies_with_its_last_sku(lazada: Lazada) -> None:
    item_id, ids = await lazada.create()
    first, second = (f"SkuId_{item_id}_{sku_id}" for sku_id in ids.values())
    assert await remove(lazada, first) == "0"
    assert len((await lazada.product(item_id))["skus"]) == 1
    assert await remove(lazada, first) == "503"
    assert await remove(lazada, second) == "0"
    product = await lazada.product(item_id)
    assert (product["status"], product["skus"][0]["Status"]) == ("Deleted", "deleted")
    deleted = await lazada.get("/products/get", filter="deleted")
    assert deleted["data"]["total_products"] == 1


async def test_removing_has_limits(lazada: Lazada) -> None:
    assert await remove(lazada, *(["SkuId_1_1"] * 51)) == "204"
    assert (await lazada.post(REMOVE, seller_sku_list='["A"]'))["code"] == "6"
    assert (await lazada.post(REMOVE, sku_id_list="A"))["code"] == "70"


async def test_the_partial_fault_leaves_a_single_take_down_whole(lazada: Lazada) -> None:
    item_id, _ = await lazada.create()
    await lazada.fault("partial", path="deactivate", times=1)
    assert await take_down(lazada, f"<ItemId>{item_id}</ItemId>") == "0"
