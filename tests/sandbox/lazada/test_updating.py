from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.lazada.conftest import (
    Json,
    Lazada,
    attributes,
    axis,
    codes,
    one_sku,
)

UPDATE = "/product/update"
SKU = "OCOP-TOMKHO"


class Listed:
    """One item without variations, and how to change it."""

    def __init__(self, lazada: Lazada, item_id: int, sku_id: int) -> None:
        self.lazada, self.item_id, self.sku_id = lazada, item_id, sku_id

    async def update(self, sku: Json | None = None, **product: Any) -> Json:
        wish: Json = {"ItemId": str(self.item_id), "Attributes": {}}
        wish["Skus"] = {"Sku": [{"SkuId": str(self.sku_id)} | (sku or {})]}
        wish = {name: value for name, value in (wish | product).items() if value is not None}
        return await self.lazada.send(UPDATE, wish)

    async def read(self) -> Json:
        return await self.lazada.product(self.item_id)

    async def sku(self) -> Json:
        return (await self.lazada.skus(self.item_id))[SKU]


async def listed_in(lazada: Lazada) -> Listed:
    item_id, ids = await lazada.create(**one_sku())
    return Listed(lazada, item_id, ids[SKU])


@pytest.fixture
async def listed(lazada: Lazada) -> Listed:
    return await listed_in(lazada)


async def test_only_what_is_named_changes(listed: Listed) -> None:
    before = await listed.read()
    answer = await listed.update(Attributes={"name": "Tôm khô loại 1"})
    assert answer["data"] == {"item_status": "Active"}
    after = await listed.read()
    assert after["attributes"] == before["attributes"] | {"name": "Tôm khô loại 1"}
    assert after["skus"] == before["skus"]
    assert after["images"] == before["images"]


async def test_a_text_cannot_be_blanked_but_deleted_by_name(listed: Listed) -> None:
    await listed.update(Attributes={"description": ""})
    assert "description" in (await listed.read())["attributes"]
    await listed.update(Attributes={"d_description": "Yes"})
    assert "description" not in (await listed.read())["attributes"]


async def test_pictures_are_replaced_never_deleted(listed: Listed) -> None:
    before = await listed.read()
    await listed.update(Images={"Image": []})
    assert (await listed.read())["images"] == before["images"]
    url = await listed.lazada.image("green")
    await listed.update(Images={"Image": [url]})
    assert (await listed.read())["images"] == [url]


async def test_a_sku_is_changed_in_all_its_fields(listed: Listed) -> None:
    wish = {"price": "200000", "quantity": "7", "package_weight": "0.3", "special_price": "190000"}
    assert (await listed.update(wish))["code"] == "0"
    sku = await listed.sku()
    assert (sku["price"], sku["Available"], sku["package_weight"]) == (200000.0, 7, "0.3")
    assert (sku["package_length"], sku["special_price"]) == ("20.00", 190000.0)


async def test_a_price_stays_above_the_sale_price(listed: Listed) -> None:
    await listed.update({"special_price": "150000"})
    assert codes(await listed.update({"price": "150000"})) == {
        "BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE"
    }
    assert (await listed.update({"price": "150001"}))["code"] == "0"
    assert (await listed.sku())["special_price"] == 150000.0


async def test_the_quantity_of_an_update_is_sellable(listed: Listed) -> None:
    await listed.lazada.order(SKU, 3)
    await listed.update({"quantity": "7"})
    sku = await listed.sku()
    assert (sku["Available"], sku["quantity"]) == (7, 7)


async def test_an_update_without_status_wakes_a_hidden_sku(listed: Listed) -> None:
    await listed.lazada.edit(SKU, status="hidden")
    assert (await listed.update({"Status": "inactive"}))["data"]["item_status"] == "InActive"
    assert (await listed.update())["data"]["item_status"] == "Active"
    await listed.lazada.turn(update_reactivates=False)
    await listed.lazada.edit(SKU, status="hidden")
    assert (await listed.update())["data"]["item_status"] == "InActive"


async def test_a_sku_may_be_deleted_by_status(listed: Listed) -> None:
    assert (await listed.update({"Status": "deleted"}))["data"]["item_status"] == "Deleted"
    assert (await listed.update())["detail"][0]["message"].startswith("ITEM_NOT_FOUND:")
    assert (await listed.lazada.state())["listings"][0]["status"] == "deleted"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"ItemId": None}, "4216"),
        ({"ItemId": "999"}, "ITEM_NOT_FOUND"),
        ({"Skus": None}, "4216"),
        ({"Skus": {"Sku": [{"Status": "active"}]}}, "4216"),
        ({"Skus": {"Sku": [{"SellerSku": SKU}]}}, "4193"),
        ({"Skus": {"Sku": [{"SkuId": "999"}]}}, "SELLER_SKU_NOT_FOUND"),
        ({"Attributes": {"name": "a" * 256}}, "CHK_CATPROP_CPV_MAX_LEGNTH"),
        ({"Images": {"Image": ["https://x.vn/a.jpg"]}}, "BIZ_CHECK_EXIST_OUTER_IMAGE"),
    ],
)
async def test_a_bad_update_changes_nothing(listed: Listed, wish: Json, code: str) -> None:
    before = await listed.read()
    answer = await listed.update(**wish)
    assert answer["message"] == "E501: Update product failed"
    assert answer["detail"][0]["message"].startswith(f"{code}:")
    assert await listed.read() == before


async def test_the_attributes_node_must_exist(listed: Listed) -> None:
    assert (await listed.update(Attributes=None))["code"] == "4108"


async def test_an_unknown_status_is_refused(listed: Listed) -> None:
    assert (await listed.update({"Status": "asleep"}))["code"] == "36"


async def test_a_new_category_asks_for_its_own_attributes(lazada: Lazada) -> None:
    woven = {k: v for k, v in attributes().items() if k != "shelf_expiry"}
    item_id, ids = await lazada.create(PrimaryCategory="10003011", Attributes=woven, **one_sku())
    listed = Listed(lazada, item_id, ids[SKU])
    assert (await listed.update(PrimaryCategory="10001958"))["code"] == "4108"
    moved = await listed.update(PrimaryCategory="10001958", Attributes={"shelf_expiry": "12 tháng"})
    assert moved["code"] == "0"
    assert (await listed.read())["primary_category"] == 10001958


async def test_an_edit_of_content_is_reviewed_again(slow_lazada: Lazada) -> None:
    listed = await listed_in(slow_lazada)
    await slow_lazada.advance(5)
    answer = await listed.update(Attributes={"name": "Tôm khô loại 1"})
    assert answer["data"]["item_status"] == "Pending QC"
    await slow_lazada.advance(1.1)
    assert (await listed.read())["status"] == "Active"
    assert (await listed.update({"Status": "active"}))["data"]["item_status"] == "Active"


async def test_a_rejected_item_can_be_mended(slow_lazada: Lazada) -> None:
    await slow_lazada.turn(rejects="Rạch Gốc")
    listed = await listed_in(slow_lazada)
    await slow_lazada.advance(3)
    assert (await listed.read())["subStatus"] == "Reject"
    await listed.update(Attributes={"name": "Tôm khô loại 1"})
    await slow_lazada.advance(1.1)
    assert (await listed.read())["status"] == "Active"


async def test_two_edits_at_once_collide(listed: Listed) -> None:
    await listed.lazada.turn(item_lock_s=5)
    assert (await listed.update())["code"] == "0"
    assert codes(await listed.update()) == {"4135"}
    await listed.lazada.advance(6)
    assert (await listed.update())["code"] == "0"


async def test_a_locked_item_cannot_be_edited(listed: Listed) -> None:
    await listed.lazada.edit(SKU, status="banned")
    product = await listed.read()
    assert (product["status"], product["subStatus"]) == ("Suspended", "Lock")
    assert product["suspendedSkus"][0]["SellerSku"] == SKU
    assert codes(await listed.update()) == {"BIZ_CHECK_NO_EDIT_ITEM_LOCK"}


async def test_a_campaign_locks_content_and_stock(listed: Listed) -> None:
    await listed.lazada.edit(SKU, price_locked=True, reserved_stock=10)
    assert codes(await listed.update(Attributes={"name": "Tôm khô"})) == {"4135"}
    assert codes(await listed.update({"quantity": "9"})) == {"4170"}
    assert (await listed.update({"quantity": "10"}))["code"] == "0"


async def test_options_come_and_are_renamed_never_removed(lazada: Lazada) -> None:
    item_id, ids = await lazada.create()
    wish: Json = {"ItemId": str(item_id), "Attributes": {}}
    wish["variation"] = {"variation1": axis("Khối lượng", "250g")}
    place = {"SkuId": str(ids[f"{SKU}-200"]), "saleProp": {"Khối lượng": "250g"}}
    wish["Skus"] = {"Sku": [place]}
    assert (await lazada.send(UPDATE, wish))["code"] == "0"
    product = await lazada.product(item_id)
    assert product["variation"]["Variation1"]["options"] == ["500g", "250g"]
    assert (await lazada.skus(item_id))[f"{SKU}-200"]["saleProp"] == {"Khối lượng": "250g"}
    place["saleProp"] = {"Khối lượng": "500g"}
    assert codes(await lazada.send(UPDATE, wish)) == {"CHK_SKU_PROPS_DUPLICATE"}


async def test_an_axis_that_not_all_skus_have_is_refused(lazada: Lazada) -> None:
    item_id, ids = await lazada.create()
    variation = {"variation2": axis("Gói", "Túi")}
    sku = {
        "SkuId": str(ids[f"{SKU}-200"]),
        "saleProp": {"Khối lượng": "200g", "Gói": "Túi"},
    }
    wish = {"ItemId": str(item_id), "Attributes": {}, "variation": variation}
    answer = await lazada.send(UPDATE, wish | {"Skus": {"Sku": [sku]}})
    assert codes(answer) == {"CHK_SKU_PROPS_NOT_IDENTICAL"}


async def test_the_update_time_moves(listed: Listed) -> None:
    before = int((await listed.read())["updated_time"])
    await listed.lazada.advance(60)
    await listed.update()
    assert int((await listed.read())["updated_time"]) >= before + 60_000
