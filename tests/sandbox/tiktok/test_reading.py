from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.tiktok.conftest import LARGE, PRODUCTS, SMALL, sku

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok

SEARCH = "/product/202502/products/search"


async def found(tiktok: TikTok, **wish: Any) -> list[str]:
    return [row["id"] for row in (await tiktok.search(wish))["products"]]


async def test_a_new_product_is_found_some_time_later(tiktok: TikTok) -> None:
    await tiktok.turn(search_lag_s=30)
    product_id, _ = await tiktok.publish()
    assert await found(tiktok, seller_skus=[SMALL]) == []
    assert (await tiktok.product(product_id))["status"] == "ACTIVATE"
    await tiktok.advance(31)
    assert await found(tiktok, seller_skus=[SMALL]) == [product_id]


async def test_a_row_shows_state_skus_price_and_stock(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    (row,) = (await tiktok.search({"seller_skus": [LARGE]}))["products"]
    assert (row["id"], row["status"], row["audit"]["status"]) == (
        product_id,
        "ACTIVATE",
        "APPROVED",
    )
    by_sku = {each["seller_sku"]: each for each in row["skus"]}
    assert by_sku[SMALL]["id"] == ids[SMALL]
    assert by_sku[SMALL]["price"]["tax_exclusive_price"] == "185000"
    assert by_sku[SMALL]["inventory"][0]["quantity"] == 40


async def test_rows_follow_price_stock_and_status_late(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.turn(search_lag_s=30)
    await tiktok.advance(31)
    row = {"id": ids[SMALL], "price": {"amount": "199000", "currency": "VND"}}
    await tiktok.post(f"{PRODUCTS}/{product_id}/prices/update", {"skus": [row]})
    await tiktok.post(f"{PRODUCTS}/deactivate", {"product_ids": [product_id]})

    async def shown() -> tuple[str, set[str]]:
        (row,) = (await tiktok.search())["products"]
        return row["status"], {each["price"]["sale_price"] for each in row["skus"]}

    assert await shown() == ("ACTIVATE", {"185000", "450000"})
    await tiktok.advance(31)
    assert await shown() == ("SELLER_DEACTIVATED", {"199000", "450000"})


async def test_pages_are_followed_by_tokens_with_awkward_signs(tiktok: TikTok) -> None:
    made = [(await tiktok.publish(skus=[sku(f"A{n}", None, 1000)]))[0] for n in range(5)]
    first = await tiktok.search(page_size="2")
    token = first["next_page_token"]
    assert {"+", "/", "="} <= set(token)
    second = await tiktok.search(page_size="2", page_token=token)
    third = await tiktok.search(page_size="2", page_token=second["next_page_token"])
    ids = [row["id"] for page in (first, second, third) for row in page["products"]]
    assert ids == made[::-1]
    assert (third["next_page_token"], third["total_count"]) == ("", 5)


@pytest.mark.parametrize(
    ("wish", "query", "code"),
    [
        ({}, {"page_size": ""}, 36009004),
        ({}, {"page_size": "0"}, 12019108),
        ({}, {"page_size": "101"}, 12019108),
        ({}, {"page_size": "x"}, 36009004),
        ({}, {"page_token": "not base64"}, 12019109),
        ({"seller_skus": ["A"] * 10}, {}, 0),
        ({"seller_skus": ["A"] * 11}, {}, 12019027),
        ({"sku_ids": ["1"] * 11}, {}, 12019087),
        ({"create_time_ge": 2, "create_time_le": 1}, {}, 12019118),
        ({"update_time_ge": 2, "update_time_le": 1}, {}, 12019119),
        ({"status": "ASLEEP"}, {}, 36009004),
    ],
)
async def test_a_search_has_limits(
    tiktok: TikTok, wish: Json, query: dict[str, str], code: int
) -> None:
    await tiktok.publish()
    answer = await tiktok.post(SEARCH, wish, **{"page_size": "100"} | query)
    assert answer["code"] == code


async def test_a_search_ends_at_ten_thousand(tiktok: TikTok) -> None:
    token = "+/+/MDAwMDk5MDE="  # 9,901
    assert (await tiktok.search(page_token=token))["code"] == 12052180
    assert (await tiktok.search(page_token=token, page_size="99"))["products"] == []


async def test_a_search_is_narrowed_by_status_audit_sku_and_time(tiktok: TikTok) -> None:
    first, ids = await tiktok.publish()
    await tiktok.advance(100)
    second, _ = await tiktok.publish(skus=[sku("KHAC", None, 1000)])
    await tiktok.post(f"{PRODUCTS}/deactivate", {"product_ids": [second]})
    assert await found(tiktok, status="ACTIVATE") == [first]
    assert await found(tiktok, status="SELLER_DEACTIVATED") == [second]
    assert await found(tiktok, audit_status=["AUDITING"]) == []
    assert await found(tiktok, audit_status=["APPROVED"]) == [second, first]
    assert await found(tiktok, sku_ids=[ids[SMALL]]) == [first]
    assert await found(tiktok, seller_skus=["KHAC", "NONE"]) == [second]
    late = int(time.time() + tiktok.offset_s) - 50
    assert await found(tiktok, update_time_ge=late) == [second]
    assert await found(tiktok, create_time_le=late) == [first]


async def test_all_means_the_deleted_too_unless_the_knob_says_no(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    await tiktok.edit(SMALL, status="deleted")
    assert await found(tiktok, status="DELETED") == [product_id]
    assert await found(tiktok) == [product_id]
    await tiktok.turn(all_includes_deleted=False)
    assert await found(tiktok) == []


async def test_products_of_other_shops_are_not_read(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    tiktok.cipher, tiktok.token = "ROW_Zk3tAAAAAOcopMien0002", "ROW_b2NvcC1zYW5kYm94LWFjY2Vzcy0y"
    assert (await tiktok.get(f"{PRODUCTS}/{product_id}"))["code"] == 12052048
    assert (await tiktok.search())["total_count"] == 0


async def test_plain_descriptions_may_come_back_as_html(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish(description="Tôm đất phơi nắng")
    assert (await tiktok.product(product_id))["description"] == "Tôm đất phơi nắng"
    await tiktok.turn(rewrites_description=True)
    assert (await tiktok.product(product_id))["description"] == "<p>Tôm đất phơi nắng</p>"


async def test_a_resting_shop_shows_no_stock(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.turn(holiday_mode=True)
    assert (await tiktok.stock(ids[SMALL]))[ids[SMALL]]["total_available_quantity"] == 0
    rows = (await tiktok.search())["products"][0]["skus"]
    assert {row["inventory"][0]["quantity"] for row in rows} == {0}
    warehouses = (await tiktok.get("/logistics/202309/warehouses"))["data"]["warehouses"]
    assert warehouses[0]["effect_status"] == "RESTRICTED"
    await tiktok.turn(holiday_mode=False)
    assert (await tiktok.stock(ids[SMALL]))[ids[SMALL]]["total_available_quantity"] == 40
    assert (await tiktok.product(product_id))["status"] == "ACTIVATE"


@pytest.mark.parametrize("answer", ["12052901", "12052032", "12052260", "12019150", "detail"])
async def test_the_index_may_show_for_ever_what_was_deleted(tiktok: TikTok, answer: str) -> None:
    await tiktok.turn(search_forgets_nothing=True, deleted_answer=answer)
    product_id, _ = await tiktok.publish()
    await tiktok.ask("DELETE", PRODUCTS, {"product_ids": [product_id]})
    (row,) = (await tiktok.search({"status": "ALL"}))["products"]
    assert (row["id"], row["status"]) == (product_id, "ACTIVATE")
    told = await tiktok.get(f"{PRODUCTS}/{product_id}")
    assert told["code"] == (0 if answer == "detail" else int(answer))
    assert answer != "detail" or told["data"]["status"] == "DELETED"
