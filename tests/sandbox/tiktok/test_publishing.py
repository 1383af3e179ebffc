from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.sandbox.tiktok.conftest import LARGE, PRODUCTS, SMALL, WAREHOUSE

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok


async def test_a_listing_is_pending_until_its_audit_has_passed(slow_tiktok: TikTok) -> None:
    made = await slow_tiktok.create()
    found = await slow_tiktok.product(made["product_id"])
    assert (found["status"], found["audit"]["status"]) == ("PENDING", "AUDITING")
    assert [listing["status"] for listing in await slow_tiktok.listings()] == ["reviewing"]
    await slow_tiktok.advance(3)
    found = await slow_tiktok.product(made["product_id"])
    assert (found["status"], found["audit"]["status"]) == ("ACTIVATE", "APPROVED")
    assert [listing["status"] for listing in await slow_tiktok.listings()] == ["live"]


async def test_an_audit_may_fail_and_says_why(tiktok: TikTok) -> None:
    await tiktok.turn(audit_refuses_word="tôm đất")
    product_id, _ = await tiktok.publish()
    found = await tiktok.product(product_id)
    assert (found["status"], found["audit"]["status"]) == ("FAILED", "FAILED")
    (reason,) = found["audit_failed_reasons"]
    assert reason["position"] == "Product description"
    assert reason["reasons"]
    answer = await tiktok.partial_edit(product_id, description="<p>Tôm biển phơi nắng.</p>")
    assert answer["data"]["audit"]["status"] == "AUDITING"
    found = await tiktok.product(product_id)
    assert (found["status"], found["audit_failed_reasons"]) == ("ACTIVATE", [])


async def test_what_was_written_is_read_back_in_other_shapes(tiktok: TikTok) -> None:
    wish = await tiktok.wish(external_product_id="tom-kho", is_cod_allowed=True)
    made = (await tiktok.post(PRODUCTS, wish))["data"]
    assert [row["seller_sku"] for row in made["skus"]] == [LARGE, SMALL]
    assert "warnings" not in made
    found = await tiktok.product(made["product_id"])
    assert (found["title"], found["external_product_id"]) == (wish["title"], "tom-kho")
    assert [each["id"] for each in found["category_chains"]] == ["700437", "963100", "963336"]
    assert found["main_images"][0]["uri"] == wish["main_images"][0]["uri"]
    origin, life = found["product_attributes"]
    assert origin == {
        "id": "100107",
        "name": "Xuất xứ",
        "values": [{"id": "1000058", "name": "Việt Nam"}],
    }
    assert life["values"][0]["name"] == "8 tháng"
    assert "brand" not in found
    row = {row["seller_sku"]: row for row in found["skus"]}[SMALL]
    assert row["price"] == {
        "currency": "VND",
        "sale_price": "185000",
        "tax_exclusive_price": "185000",
    }
    assert row["inventory"] == [{"warehouse_id": WAREHOUSE, "quantity": 40}]
    (chosen,) = row["sales_attributes"]
    assert (chosen["id"], chosen["name"], chosen["value_name"]) == ("100089", "Khối lượng", "200 g")
    assert chosen["value_id"].isdigit()


async def test_the_same_idempotency_key_makes_one_listing(tiktok: TikTok) -> None:
    wish = await tiktok.wish(idempotency_key="9b2f3c1e")
    first, second = await tiktok.post(PRODUCTS, wish), await tiktok.post(PRODUCTS, wish)
    assert first["data"] == second["data"]
    assert len(await tiktok.listings()) == 1
    await tiktok.turn(idempotency_replay="error")
    assert (await tiktok.post(PRODUCTS, wish))["code"] == 12052910
    assert (await tiktok.post(PRODUCTS, await tiktok.wish()))["code"] == 0
    assert len(await tiktok.listings()) == 2


async def test_a_failed_create_leaves_its_idempotency_key_free(tiktok: TikTok) -> None:
    bad = await tiktok.wish(idempotency_key="k", title="x" * 26)
    assert (await tiktok.post(PRODUCTS, bad))["code"] == 12052931
    good = await tiktok.wish(idempotency_key="k")
    assert (await tiktok.post(PRODUCTS, good))["code"] == 0
    long = await tiktok.wish(idempotency_key="k" * 129)
    assert (await tiktok.post(PRODUCTS, long))["code"] == 36009004


async def test_seller_skus_may_repeat_but_external_product_ids_may_not(tiktok: TikTok) -> None:
    await tiktok.create(external_product_id="tom-kho")
    wish = await tiktok.wish(external_product_id="tom-kho")
    assert (await tiktok.post(PRODUCTS, wish))["code"] == 12052996
    assert (await tiktok.post(PRODUCTS, await tiktok.wish()))["code"] == 0


async def test_a_food_certificate_is_asked_for_when_the_knob_says_so(tiktok: TikTok) -> None:
    await tiktok.turn(food_certificate_required=True)
    answer = await tiktok.post(PRODUCTS, await tiktok.wish())
    assert (answer["code"], answer["message"]) == (12052105, "required qualification miss")
    paper: Json = {"id": "602362", "images": [{"uri": await tiktok.uri("CERTIFICATION_IMAGE")}]}
    paper["expiration_date"] = int(time.time()) + 86_400
    product_id, _ = await tiktok.publish(certifications=[paper])
    (kept,) = (await tiktok.product(product_id))["certifications"]
    assert (kept["id"], kept["expiration_date"]) == ("602362", paper["expiration_date"])


async def test_the_daily_limit_counts_listings_and_edits_until_midnight_in_vietnam(
    tiktok: TikTok,
) -> None:
    await tiktok.turn(daily_listing_limit=2)
    product_id, _ = await tiktok.publish()
    answer = await tiktok.partial_edit(product_id, description="<p>Tôm mới</p>")
    assert answer["code"] == 0
    assert (await tiktok.post(PRODUCTS, await tiktok.wish()))["code"] == 12052093
    answer = await tiktok.partial_edit(product_id, description="<p>Tôm mới nữa</p>")
    assert answer["code"] == 12052093
    checks = (await tiktok.get("/product/202312/prerequisites"))["data"]["check_results"]
    failed = [check["check_item"] for check in checks if check["is_failed"]]
    assert failed == ["PRODUCT_QUANTITY_LIMIT"]
    await tiktok.advance(86_400)
    assert (await tiktok.post(PRODUCTS, await tiktok.wish()))["code"] == 0


async def test_inactive_sellers_and_locked_shops_cannot_list(tiktok: TikTok) -> None:
    await tiktok.turn(seller_active=False, business_error_status=400)
    answer = await tiktok.ask("POST", PRODUCTS, await tiktok.wish())
    assert (answer.status_code, answer.json()["code"]) == (400, 12052700)
    await tiktok.turn(seller_active=True, only_stock_and_price=True)
    assert (await tiktok.post(PRODUCTS, await tiktok.wish()))["code"] == 12052332


async def test_a_draft_needs_less_and_is_not_audited(tiktok: TikTok) -> None:
    made = await tiktok.create(save_mode="AS_DRAFT", product_attributes=None)
    found = await tiktok.product(made["product_id"])
    assert (found["status"], found["audit"]["status"]) == ("DRAFT", "NONE")
    assert [listing["status"] for listing in await tiktok.listings()] == ["hidden"]
    origin = [{"id": "100107", "values": [{"id": "1000058"}]}]
    await tiktok.partial_edit(made["product_id"], product_attributes=origin)
    assert (await tiktok.product(made["product_id"]))["status"] == "ACTIVATE"
