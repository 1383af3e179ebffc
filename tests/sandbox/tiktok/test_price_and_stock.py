from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.tiktok.conftest import LARGE, PRODUCTS, SMALL, WAREHOUSE

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok

INVENTORY = "/product/202309/inventory/search"


async def reprice(tiktok: TikTok, product_id: str, **prices: Any) -> Json:
    rows = [
        {"id": key, "price": {"amount": amount, "currency": "VND"}}
        for key, amount in prices.items()
    ]
    return await tiktok.post(f"{PRODUCTS}/{product_id}/prices/update", {"skus": rows})


async def restock(
    tiktok: TikTok, product_id: str, stock: dict[str, Any], warehouse_id: str = WAREHOUSE
) -> Json:
    rows = [
        {"id": key, "inventory": [{"warehouse_id": warehouse_id, "quantity": quantity}]}
        for key, quantity in stock.items()
    ]
    return await tiktok.post(f"{PRODUCTS}/{product_id}/inventory/update", {"skus": rows})


def extra(answer: Json) -> list[tuple[str, int]]:
    """The SKU and the inner code of every error."""
    return [
        (error["detail"]["sku_id"], inner["code"])
        for error in answer["data"]["errors"]
        for inner in error["detail"]["extra_errors"]
    ]


async def prices(tiktok: TikTok, product_id: str) -> dict[str, str]:
    rows = (await tiktok.product(product_id))["skus"]
    return {row["seller_sku"]: row["price"]["sale_price"] for row in rows}


async def available(tiktok: TikTok, sku_id: str) -> int:
    found: int = (await tiktok.stock(sku_id))[sku_id]["total_available_quantity"]
    return found


async def test_a_price_is_set_and_the_answer_is_empty(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    assert (await reprice(tiktok, product_id, **{ids[SMALL]: "199000"}))["data"] == {}
    assert await prices(tiktok, product_id) == {SMALL: "199000", LARGE: "450000"}


async def test_one_bad_price_fails_all(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    wish = {ids[SMALL]: "199000", ids[LARGE]: "180000001"}
    answer = await reprice(tiktok, product_id, **wish)
    assert (answer["code"], answer["data"]) == (12052570, None)
    assert await prices(tiktok, product_id) == {SMALL: "185000", LARGE: "450000"}


@pytest.mark.parametrize(
    ("amount", "code"),
    [("0", 12052073), ("1e5", 12052012), ("1000.00", 12052012), (None, 12052571), (5, 36009004)],
)
async def test_a_price_is_whole_dong_as_text(tiktok: TikTok, amount: Any, code: int) -> None:
    product_id, ids = await tiktok.publish()
    assert (await reprice(tiktok, product_id, **{ids[SMALL]: amount}))["code"] == code


async def test_skus_of_a_price_call_are_known_and_named_once(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    assert (await reprice(tiktok, product_id))["code"] == 12052902
    assert (await reprice(tiktok, product_id, **{"1": "1000"}))["code"] == 12052557
    row = {"id": ids[SMALL], "price": {"amount": "1000", "currency": "VND"}}
    path = f"{PRODUCTS}/{product_id}/prices/update"
    assert (await tiktok.post(path, {"skus": [row, row]}))["code"] == 12052553
    dollars = {"id": ids[SMALL], "price": {"amount": "1000", "currency": "USD"}}
    assert (await tiktok.post(path, {"skus": [dollars]}))["code"] == 12052084
    assert (await reprice(tiktok, "1729", **{ids[SMALL]: "1000"}))["code"] == 12052032
    assert (await reprice(tiktok, "x", **{ids[SMALL]: "1000"}))["code"] == 12052260


@pytest.mark.parametrize("status", ["hidden", "reviewing", "banned", "deleted"])
async def test_only_a_live_product_is_repriced(tiktok: TikTok, status: str) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.edit(SMALL, status=status)
    answer = await reprice(tiktok, product_id, **{ids[SMALL]: "199000"})
    assert (answer["code"], answer["message"]) == (12019113, "product status is invalid")


async def test_a_promotion_locks_the_price(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.edit(SMALL, price_locked=True)
    answer = await reprice(tiktok, product_id, **{ids[SMALL]: "199000"})
    assert answer["code"] == 12052038
    assert answer["message"] == "Product price locked due to ongoing promotion."
    assert (await reprice(tiktok, product_id, **{ids[SMALL]: "185000"}))["code"] == 0
    await tiktok.edit(SMALL, price_locked=False)
    assert (await reprice(tiktok, product_id, **{ids[SMALL]: "199000"}))["code"] == 0


async def test_stock_is_set_and_refused_skus_stand_in_errors(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    answer = await restock(tiktok, product_id, {ids[SMALL]: 7, ids[LARGE]: 100_000, "1": 5})
    assert answer["code"] == 0
    assert extra(answer) == [(ids[LARGE], 12052055), ("1", 12052556)]
    assert answer["data"]["errors"][0]["code"] == 12052990
    assert await available(tiktok, ids[SMALL]) == 7
    assert await available(tiktok, ids[LARGE]) == 15
    assert (await restock(tiktok, product_id, {ids[SMALL]: 8}))["data"] == {}


async def test_an_unknown_sku_may_fail_the_whole_call(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.turn(unknown_sku_fails_call=True)
    assert (await restock(tiktok, product_id, {ids[SMALL]: 7, "1": 5}))["code"] == 12052556
    assert await available(tiktok, ids[SMALL]) == 40


async def test_zero_and_the_highest_stock_are_knobs(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    assert (await restock(tiktok, product_id, {ids[SMALL]: 0}))["data"] == {}
    await tiktok.turn(allow_zero=False, quantity_max=999_999)
    assert extra(await restock(tiktok, product_id, {ids[SMALL]: 0})) == [(ids[SMALL], 12052055)]
    assert (await restock(tiktok, product_id, {ids[SMALL]: 999_999}))["data"] == {}


async def test_warehouses_are_named_as_they_are(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    for warehouse_id, code in (
        ("1", 12052097),
        ("7068517275539719943", 12052532),
        ("7068517275539719952", 12052530),
    ):
        answer = await restock(tiktok, product_id, {ids[SMALL]: 5}, warehouse_id)
        assert extra(answer) == [(ids[SMALL], code)]
        (error,) = answer["data"]["errors"][0]["detail"]["extra_errors"]
        assert error["warehouse_id"] == warehouse_id
    path = f"{PRODUCTS}/{product_id}/inventory/update"
    only = {"skus": [{"id": ids[SMALL], "inventory": [{"quantity": 9}]}]}
    assert (await tiktok.post(path, only))["data"] == {}
    assert await available(tiktok, ids[SMALL]) == 9
    nothing = {"skus": [{"id": ids[SMALL], "inventory": []}]}
    assert extra(await tiktok.post(path, nothing)) == [(ids[SMALL], 12019028)]
    text = {"skus": [{"id": ids[SMALL], "inventory": [{"quantity": "9"}]}]}
    assert (await tiktok.post(path, text))["code"] == 36009004


async def test_a_shop_with_two_warehouses_sends_both(tiktok: TikTok) -> None:
    tiktok.shop, tiktok.cipher = "7495540735365777508", "ROW_Zk3tAAAAAOcopMien0002"
    tiktok.token = "ROW_b2NvcC1zYW5kYm94LWFjY2Vzcy0y"
    first, second = "7068517275539719952", "7068517275539719953"

    def rows(**stock: int) -> list[Json]:
        return [{"warehouse_id": key[1:], "quantity": quantity} for key, quantity in stock.items()]

    both = {f"w{first}": 5, f"w{second}": 6}
    wish = await tiktok.wish()
    wish["skus"] = [wish["skus"][0] | {"inventory": rows(**both)}]
    made = (await tiktok.post(PRODUCTS, wish))["data"]
    sku_id = made["skus"][0]["id"]
    assert await available(tiktok, sku_id) == 11
    path = f"{PRODUCTS}/{made['product_id']}/inventory/update"
    one = {"skus": [{"id": sku_id, "inventory": rows(**{f"w{first}": 1})}]}
    assert extra(await tiktok.post(path, one)) == [(sku_id, 12019028)]
    two = {"skus": [{"id": sku_id, "inventory": rows(**both | {f"w{first}": 1})}]}
    assert (await tiktok.post(path, two))["data"] == {}
    assert await available(tiktok, sku_id) == 7


@pytest.mark.parametrize(
    ("status", "code"),
    [("hidden", 0), ("reviewing", 0), ("banned", 12052901), ("deleted", 12052901)],
)
async def test_stock_can_be_set_in_most_states(tiktok: TikTok, status: str, code: int) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.edit(SMALL, status=status)
    assert (await restock(tiktok, product_id, {ids[SMALL]: 5}))["code"] == code


async def test_a_promotion_puts_a_floor_under_the_stock(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.edit(SMALL, price_locked=True)
    assert extra(await restock(tiktok, product_id, {ids[SMALL]: 39})) == [(ids[SMALL], 12052393)]
    assert (await restock(tiktok, product_id, {ids[SMALL]: 41}))["data"] == {}
    await tiktok.edit(SMALL, price_locked=False, reserved_stock=10)
    assert extra(await restock(tiktok, product_id, {ids[SMALL]: 9})) == [(ids[SMALL], 12052393)]
    assert (await restock(tiktok, product_id, {ids[SMALL]: 10}))["data"] == {}
    await tiktok.turn(promotion_floors_stock=False)
    await tiktok.edit(SMALL, price_locked=True)
    assert (await restock(tiktok, product_id, {ids[SMALL]: 10}))["data"] == {}


async def test_campaign_units_are_available_but_not_in_the_shop(tiktok: TikTok) -> None:
    _, ids = await tiktok.publish()
    await tiktok.edit(SMALL, reserved_stock=5)
    row = (await tiktok.stock(ids[SMALL]))[ids[SMALL]]
    spread = row["total_available_inventory_distribution"]
    assert row["total_available_quantity"] == 40
    assert spread["in_shop_inventory"] == {"quantity": 35}
    assert [each["quantity"] for each in spread["campaign_inventory"]] == [5]


async def test_inventory_is_searched_by_product_or_by_sku(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    found = await tiktok.post(INVENTORY, {"product_ids": [product_id, "1"]})
    (product,) = found["data"]["inventory"]
    assert sorted(row["seller_sku"] for row in product["skus"]) == [SMALL, LARGE]
    assert set(await tiktok.stock(ids[LARGE], "1")) == {ids[LARGE]}
    assert (await tiktok.post(INVENTORY, {}))["code"] == 12019112
    for field, most, code in (("product_ids", 100, 12019120), ("sku_ids", 600, 12019015)):
        assert (await tiktok.post(INVENTORY, {field: [str(n) for n in range(most)]}))["code"] == 0
        many = {field: [str(n) for n in range(most + 1)]}
        assert (await tiktok.post(INVENTORY, many))["code"] == code


async def test_written_amounts_may_be_read_late(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.turn(readback_lag_s=30)
    await restock(tiktok, product_id, {ids[SMALL]: 7})
    await reprice(tiktok, product_id, **{ids[SMALL]: "199000"})
    assert await available(tiktok, ids[SMALL]) == 40
    assert (await prices(tiktok, product_id))[SMALL] == "185000"
    await tiktok.advance(31)
    assert await available(tiktok, ids[SMALL]) == 7
    assert (await prices(tiktok, product_id))[SMALL] == "199000"


async def test_writes_move_update_time_only_if_the_knob_says_so(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    before = (await tiktok.product(product_id))["update_time"]
    await tiktok.advance(10)
    await restock(tiktok, product_id, {ids[SMALL]: 7})
    assert (await tiktok.product(product_id))["update_time"] == before
    await tiktok.turn(writes_bump_update_time=True)
    await restock(tiktok, product_id, {ids[SMALL]: 8})
    assert (await tiktok.product(product_id))["update_time"] >= before + 10
