from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.lazada.conftest import Json, Lazada, codes, one_sku

PRICE = "/product/price_quantity/update"
SELLABLE = "/product/stock/sellable/update"
ADJUST = "/product/stock/sellable/adjust"
SKU = "OCOP-TOMKHO"
SMALL, LARGE = f"{SKU}-200", f"{SKU}-500"
UNKNOWN = {"ItemId": "999", "SkuId": "1", "Price": "35000", "SellableQuantity": "1"}


class Listed:
    """One item with two SKUs, and how to write its numbers."""

    def __init__(self, lazada: Lazada, item_id: int, ids: dict[str, int]) -> None:
        self.lazada, self.item_id, self.ids = lazada, item_id, ids

    def key(self, sku: str = SMALL, **values: Any) -> Json:
        return {"ItemId": str(self.item_id), "SkuId": str(self.ids[sku])} | values

    async def write(self, path: str, *entries: Json) -> Json:
        return await self.lazada.send(path, {"Skus": {"Sku": list(entries)}})

    async def numbers(self, sku: str = SMALL) -> tuple[float, int, int]:
        """Price, total and sellable."""
        read = (await self.lazada.skus(self.item_id))[sku]
        assert read["quantity"] == read["Available"]
        places = read["multiWarehouseInventories"]
        return read["price"], sum(each["totalQuantity"] for each in places), read["Available"]


@pytest.fixture
async def listed(lazada: Lazada) -> Listed:
    return Listed(lazada, *await lazada.create())


async def test_prices_and_totals_are_written_together(listed: Listed) -> None:
    first = listed.key(Price="190000", Quantity="9")
    second = listed.key(LARGE, Price="450000")
    answer = await listed.write(PRICE, first, second)
    assert answer["code"] == "0"
    assert answer["data"] == {}
    assert "detail" not in answer
    assert await listed.numbers() == (190000.0, 9, 9)
    assert await listed.numbers(LARGE) == (450000.0, 40, 40)


async def test_xml_is_understood_and_numbers_in_json(listed: Listed) -> None:
    key = f"<ItemId>{listed.item_id}</ItemId><SkuId>{listed.ids[SMALL]}</SkuId>"
    skus = f"<Sku>{key}<Price>195000</Price></Sku>"
    payload = f"<Request><Product><Skus>{skus}</Skus></Product></Request>"
    assert (await listed.lazada.post(PRICE, payload=payload))["code"] == "0"
    entry = {"ItemId": listed.item_id, "SkuId": listed.ids[SMALL], "Quantity": 3}
    assert (await listed.write(PRICE, entry))["code"] == "0"
    assert await listed.numbers() == (195000.0, 3, 3)


async def test_total_counts_what_is_on_order_sellable_does_not(listed: Listed) -> None:
    await listed.lazada.order(SMALL, 4)
    await listed.write(PRICE, listed.key(Quantity="10"))
    assert await listed.numbers() == (185000.0, 10, 6)
    await listed.write(SELLABLE, listed.key(SellableQuantity="10"))
    assert await listed.numbers() == (185000.0, 14, 10)
    below = await listed.write(PRICE, listed.key(Quantity="3"))
    assert below["detail"][0]["message"].startswith("negative sellable on inventory")


async def test_steps_add_up(listed: Listed) -> None:
    await listed.write(ADJUST, listed.key(SellableQuantity="-15"))
    await listed.write(ADJUST, listed.key(SellableQuantity="5"))
    assert (await listed.numbers())[2] == 30
    below = await listed.write(ADJUST, listed.key(SellableQuantity="-31"))
    assert codes(below) == {"INV_NEGATIVE_SELLABLE"}


async def test_unknown_tags_do_nothing_and_say_success(listed: Listed) -> None:
    before = await listed.numbers()
    assert (await listed.write(SELLABLE, listed.key(Quantity="3")))["code"] == "0"
    assert (await listed.write(PRICE, listed.key(SellableQuantity="3")))["code"] == "0"
    assert await listed.numbers() == before


async def test_a_lost_entry_is_a_success_that_does_not_name_it(listed: Listed) -> None:
    answer = await listed.write(PRICE, listed.key(Price="199000"), UNKNOWN)
    assert answer["code"] == "0"
    assert answer["detail"] == [{"field": "ItemId", "message": "ITEM_NOT_FOUND", "code": "E0501"}]
    assert (await listed.numbers())[0] == 199000.0


async def test_when_every_entry_is_lost_the_call_fails(listed: Listed) -> None:
    assert (await listed.write(SELLABLE, UNKNOWN))["code"] == "501"


async def test_a_broken_rule_fails_the_call_and_writes_the_others(listed: Listed) -> None:
    answer = await listed.write(
        PRICE, listed.key(Price="0"), listed.key(LARGE, Price="450000"), UNKNOWN
    )
    assert (answer["code"], answer["type"]) == ("501", "ISP")
    assert answer["detail"][0]["seller_sku"] == SMALL
    assert answer["detail"][0]["sku_id"] == listed.ids[SMALL]
    assert len(answer["detail"]) == 2
    assert (await listed.numbers(LARGE))[0] == 450000.0
    assert (await listed.numbers())[0] == 185000.0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"Price": "1000.5"}, "BIZ_CHECK_PRICE_PRECISION_INVALID"),
        ({"Price": "-5"}, "BIZ_CHECK_PRICE_IS_ZERO"),
        ({"Price": "x"}, "CHECK_CAT_PROP_INVALID_NUMBER"),
        ({"SalePrice": "185000"}, "BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE"),
        ({"Quantity": "-1"}, "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL"),
        ({"Quantity": "1.5"}, "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL"),
        (
            {"SalePrice": "1000", "SaleStartDate": "2026-02-10", "SaleEndDate": "2026-02-01"},
            "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE",
        ),
        ({"MultiWarehouseInventories": {}}, "E0501"),
    ],
)
async def test_bad_numbers_are_refused(listed: Listed, values: Json, code: str) -> None:
    assert codes(await listed.write(PRICE, listed.key(**values))) == {code}


async def test_a_sale_price_is_read_back_with_its_dates(listed: Listed) -> None:
    sale = {"SalePrice": "150000", "SaleStartDate": "2026-02-01", "SaleEndDate": "2026-02-10"}
    await listed.write(PRICE, listed.key(**sale))
    read = (await listed.lazada.skus(listed.item_id))[SMALL]
    assert read["special_price"] == 150000.0
    assert (read["special_from_date"], read["special_to_date"]) == ("2026-02-01", "2026-02-10")
    too_low = await listed.write(PRICE, listed.key(Price="150000"))
    assert codes(too_low) == {"BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE"}


async def test_keys_are_mandatory(listed: Listed) -> None:
    answer = await listed.write(SELLABLE, {"ItemId": str(listed.item_id), "SellerSku": SMALL})
    assert codes(answer) == {"4216"}
    mixed = listed.key() | {"ItemId": "999", "SellableQuantity": "1"}
    assert codes(await listed.write(SELLABLE, mixed)) == {"E0501"}


async def test_a_call_without_all_keys_writes_nothing(listed: Listed) -> None:
    good = listed.key(SellableQuantity="5")
    assert (await listed.write(SELLABLE, good, {"SkuId": "1"}))["code"] == "501"
    assert (await listed.numbers())[2] == 40


async def test_fifty_skus_are_the_most(listed: Listed) -> None:
    entry = listed.key(SellableQuantity="5")
    assert (await listed.write(SELLABLE, *[entry] * 50))["code"] == "0"
    assert (await listed.write(SELLABLE, *[entry] * 51))["code"] == "4171"
    await listed.lazada.turn(most_skus_in_time=20)
    assert (await listed.write(SELLABLE, *[entry] * 21))["code"] == "513"
    assert (await listed.write(SELLABLE))["code"] == "30"


async def test_a_campaign_lets_stock_only_rise(listed: Listed) -> None:
    await listed.lazada.edit(SMALL, reserved_stock=20)
    answer = await listed.write(SELLABLE, listed.key(SellableQuantity="19"))
    assert answer["code"] == "501"
    assert answer["detail"][0]["code"] == "4170"
    assert (await listed.write(SELLABLE, listed.key(SellableQuantity="20")))["code"] == "0"
    assert codes(await listed.write(PRICE, listed.key(Quantity="19"))) == {"4170"}
    read = (await listed.lazada.skus(listed.item_id))[SMALL]
    assert read["channelInventories"][0]["sellableQuantity"] == 20


async def test_a_campaign_locks_the_price(listed: Listed) -> None:
    await listed.lazada.edit(SMALL, price_locked=True)
    assert codes(await listed.write(PRICE, listed.key(Price="1000"))) == {"4135"}
    assert (await listed.write(PRICE, listed.key(Price="185000")))["code"] == "0"


async def test_the_price_api_may_be_off_and_totals_forbidden(listed: Listed) -> None:
    await listed.lazada.turn(total_quantity_permitted=False)
    answer = await listed.write(PRICE, listed.key(Quantity="5"))
    assert answer["detail"][0]["message"] == "SELLER_NOT_PERMITTED"
    assert (await listed.write(PRICE, listed.key(Price="186000")))["code"] == "0"
    await listed.lazada.turn(price_quantity_on=False)
    assert (await listed.write(PRICE, listed.key(Price="187000")))["code"] == "998"
    assert (await listed.write(SELLABLE, listed.key(SellableQuantity="5")))["code"] == "0"


async def test_the_three_inventory_calls_share_one_pace(listed: Listed) -> None:
    await listed.lazada.turn(inventory_calls_per_s=1)
    assert (await listed.write(SELLABLE, listed.key(SellableQuantity="5")))["code"] == "0"
    assert (await listed.write(PRICE, listed.key(Price="186000")))["code"] == "SellerCallLimit"


async def test_writes_are_seen_late(listed: Listed) -> None:
    await listed.lazada.turn(readback_lag_s=3)
    await listed.write(PRICE, listed.key(Price="199000"))
    await listed.write(SELLABLE, listed.key(SellableQuantity="5"))
    assert await listed.numbers() == (185000.0, 40, 40)
    variants = (await listed.lazada.state())["listings"][0]["variants"]
    assert (variants[0]["price"], variants[0]["stock"]) == (199000, 5)
    await listed.lazada.advance(3.1)
    assert await listed.numbers() == (199000.0, 5, 5)


async def test_a_write_moves_the_update_time_only_by_a_knob(listed: Listed) -> None:
    before = (await listed.lazada.product(listed.item_id))["updated_time"]
    await listed.lazada.advance(10)
    await listed.write(SELLABLE, listed.key(SellableQuantity="5"))
    assert (await listed.lazada.product(listed.item_id))["updated_time"] == before
    await listed.lazada.turn(writes_bump_updated_time=True)
    await listed.write(PRICE, listed.key(Price="199000"))
    assert (await listed.lazada.product(listed.item_id))["updated_time"] > before


async def test_an_empty_warehouse_is_not_printed(listed: Listed) -> None:
    await listed.write(SELLABLE, listed.key(SellableQuantity="0"))
    read = (await listed.lazada.skus(listed.item_id))[SMALL]
    assert (read["Available"], read["multiWarehouseInventories"]) == (0, [])


async def test_a_fault_fails_every_second_entry(lazada: Lazada) -> None:
    items = [
        Listed(lazada, *await lazada.create(name, **one_sku(SellerSku=name))) for name in "ABCD"
    ]
    await lazada.fault("partial", path="sellable/update", times=1)
    entries = [
        each.key(name, SellableQuantity="1") for each, name in zip(items, "ABCD", strict=True)
    ]
    answer = await items[0].write(SELLABLE, *entries)
    assert answer["code"] == "0"
    assert [row["seller_sku"] for row in answer["detail"]] == ["B", "D"]
    left = [(await each.numbers(name))[2] for each, name in zip(items, "ABCD", strict=True)]
    assert left == [1, 40, 1, 40]
