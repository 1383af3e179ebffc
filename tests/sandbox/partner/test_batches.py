from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.partner.conftest import problems

if TYPE_CHECKING:
    from tests.sandbox.partner.conftest import Json, Partner

SKU = "TOMKHO-100"


async def prices(partner: Partner, *items: Json) -> Json:
    answer = await partner.ask("PATCH", "/products/prices", {"items": list(items)})
    assert answer["code"] == 0, answer
    data: Json = answer["data"]
    return data


async def stocks(partner: Partner, *items: Json) -> Json:
    answer = await partner.ask("PATCH", "/products/stocks", {"items": list(items)})
    assert answer["code"] == 0, answer
    data: Json = answer["data"]
    return data


async def test_a_batch_succeeds_in_part_and_in_order(postmart: Partner) -> None:
    await postmart.publish(list_price=150_000)
    await postmart.with_variants()
    found = await prices(
        postmart,
        {"sku": SKU, "price": 125_000},
        {"sku": "TOMKHO-S", "price": 200_000},
        {"sku": "KHONGCO", "price": 1_000},
        {"sku": "TOMKHO", "price": 1_000},
    )
    assert (found["accepted"], found["failed"]) == (2, 2)
    assert [(each["status"], each.get("code")) for each in found["results"]] == [
        ("OK", None),
        ("UNCHANGED", None),
        ("REJECTED", "UNKNOWN_SKU"),
        ("REJECTED", "NOT_SELLABLE"),
    ]
    assert found["results"][0]["list_price"] == 150_000
    assert (await postmart.product())["price"] == 125_000


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"price": 999}, "OUT_OF_RANGE"),
        ({"price": "1000"}, "NOT_INTEGER"),
        ({"price": 120_010}, "PRICE_STEP"),
        ({"price": 160_000}, "LIST_PRICE_BELOW_PRICE"),
        ({"price": 70_000}, "DISCOUNT_TOO_DEEP"),
        ({}, "REQUIRED"),
        ({"colour": 1}, "UNKNOWN_FIELD"),
    ],
)
async def test_an_entry_of_prices_obeys_the_rules(
    postmart: Partner, item: dict[str, Any], code: str
) -> None:
    await postmart.publish(list_price=150_000)
    (result,) = (await prices(postmart, {"sku": SKU} | item))["results"]
    assert (result["status"], result["code"]) == ("REJECTED", code)
    assert (await postmart.product())["price"] == 120_000


async def test_a_list_price_is_removed_by_null(postmart: Partner) -> None:
    await postmart.publish(list_price=150_000)
    await prices(postmart, {"sku": SKU, "price": 160_000, "list_price": None})
    assert (await postmart.product())["list_price"] is None


async def test_stock_is_written_only_if_nothing_was_sold_meanwhile(postmart: Partner) -> None:
    await postmart.publish()
    await postmart.product()
    await postmart.order(quantity=3)
    (late,) = (await stocks(postmart, {"sku": SKU, "stock": 36, "if_stock": 40}))["results"]
    assert (late["code"], late["params"]) == ("STOCK_MOVED", {"stock": 37})
    (done,) = (await stocks(postmart, {"sku": SKU, "stock": 36, "if_stock": 37}))["results"]
    assert (done["status"], done["stock"]) == ("OK", 36)
    assert (await postmart.product())["stock"] == 36


async def test_every_copy_of_a_repeated_sku_is_refused(postmart: Partner) -> None:
    await postmart.publish()
    found = await stocks(postmart, {"sku": SKU, "stock": 1}, {"sku": SKU, "stock": 2})
    assert [each["code"] for each in found["results"]] == ["DUPLICATE_IN_REQUEST"] * 2
    assert (await postmart.product())["stock"] == 40


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({}, {"items": "REQUIRED"}),
        ({"items": []}, {"items": "TOO_FEW"}),
        ({"items": [{"sku": str(n)} for n in range(101)]}, {"items": "TOO_MANY"}),
        ({"items": [1, {}, {"sku": 5}]}, {
            "items[0]": "WRONG_TYPE", "items[1].sku": "REQUIRED", "items[2].sku": "WRONG_TYPE",
        }),
        ({"items": [{"sku": SKU, "stock": 1}], "x": 1}, {"x": "UNKNOWN_FIELD"}),
    ],
)  # fmt: skip
async def test_the_whole_request_fails_only_if_it_is_no_batch(
    postmart: Partner, wish: Json, expected: dict[str, str]
) -> None:
    assert problems(await postmart.ask("PATCH", "/products/stocks", wish)) == expected


async def test_a_batch_of_one_hundred_fits(postmart: Partner) -> None:
    found = await stocks(postmart, *({"sku": f"SP-{n}", "stock": 1} for n in range(100)))
    assert found["failed"] == 100


async def test_the_partial_fault_refuses_every_second_entry(postmart: Partner) -> None:
    await postmart.publish()
    await postmart.publish("SP-2")
    await postmart.fault("partial", nth=1)
    found = await stocks(postmart, {"sku": SKU, "stock": 1}, {"sku": "SP-2", "stock": 1})
    assert [each["status"] for each in found["results"]] == ["OK", "REJECTED"]


async def test_prices_and_stock_are_seen_at_once_by_sku_and_later_in_lists(
    postmart: Partner,
) -> None:
    await postmart.publish()
    await postmart.product()
    await postmart.turn(list_lag_s=5)
    await stocks(postmart, {"sku": SKU, "stock": 1})
    assert (await postmart.product())["stock"] == 1
    assert (await postmart.data("/products", skus=SKU))["items"][0]["stock"] == 1
    assert (await postmart.data("/products"))["items"][0]["stock"] == 40
    await postmart.advance(6)
    assert (await postmart.data("/products"))["items"][0]["stock"] == 1
