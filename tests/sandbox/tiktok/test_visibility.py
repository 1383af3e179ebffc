from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sandbox.tiktok.conftest import PRODUCTS, SMALL

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok


async def move(tiktok: TikTok, step: str, *product_ids: str) -> Json:
    wish = {"product_ids": list(product_ids)}
    if step == "delete":
        return tiktok.read(await tiktok.ask("DELETE", PRODUCTS, wish))
    return await tiktok.post(f"{PRODUCTS}/{step}", wish)


async def test_a_hidden_product_comes_back_through_an_audit(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    assert (await move(tiktok, "deactivate", product_id))["data"] == {}
    assert (await tiktok.product(product_id))["status"] == "SELLER_DEACTIVATED"
    await tiktok.turn(activate_audit_s=60)
    assert (await move(tiktok, "activate", product_id))["data"] == {}
    assert (await tiktok.product(product_id))["status"] == "PENDING"
    await tiktok.advance(61)
    assert (await tiktok.product(product_id))["status"] == "ACTIVATE"


async def test_all_may_fail_and_the_answer_is_still_a_success(tiktok: TikTok) -> None:
    answer = await move(tiktok, "deactivate", "1729592969712209999")
    assert answer["code"] == 0
    assert answer["data"]["errors"] == [
        {
            "code": 12052032,
            "message": "The product does not exist. Nonexistent product ID(s): 1729592969712209999",
            "detail": {"product_id": "1729592969712209999"},
        }
    ]


async def test_activate_wraps_its_reasons(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    (error,) = (await move(tiktok, "activate", product_id))["data"]["errors"]
    assert (error["code"], error["detail"]["product_id"]) == (12052990, product_id)
    assert error["detail"]["extra_errors"][0]["code"] == 12052901


async def test_some_fail_and_the_others_are_done(tiktok: TikTok) -> None:
    (first, _), (second, _) = await tiktok.publish(), await tiktok.publish()
    await move(tiktok, "deactivate", first)
    answer = await move(tiktok, "deactivate", first, second, "1")
    codes = [(e["detail"]["product_id"], e["code"]) for e in answer["data"]["errors"]]
    assert codes == [(first, 12052901), ("1", 12052032)]
    assert (await tiktok.product(second))["status"] == "SELLER_DEACTIVATED"


@pytest.mark.parametrize("step", ["activate", "deactivate", "delete"])
async def test_twenty_products_fit_into_a_call(tiktok: TikTok, step: str) -> None:
    ids = [str(1000 + n) for n in range(21)]
    assert len((await move(tiktok, step, *ids[:20]))["data"]["errors"]) == 20
    assert (await move(tiktok, step, *ids))["code"] == 12019120


async def test_a_deleted_product_is_deleted_once(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    assert (await move(tiktok, "delete", product_id))["data"] == {}
    assert (await tiktok.get(f"{PRODUCTS}/{product_id}"))["code"] == 12052901
    assert [listing["status"] for listing in await tiktok.listings()] == ["deleted"]
    assert (await move(tiktok, "delete", product_id))["data"]["errors"][0]["code"] == 12052901


async def test_a_product_under_audit_cannot_be_hidden(tiktok: TikTok) -> None:
    await tiktok.turn(audit_s=60)
    product_id, _ = await tiktok.publish()
    assert (await move(tiktok, "deactivate", product_id))["data"]["errors"][0]["code"] == 12052901


async def test_a_banned_product_that_was_not_mended_is_banned_again(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    await tiktok.edit(SMALL, status="banned")
    assert (await move(tiktok, "activate", product_id))["data"] == {}
    found = await tiktok.product(product_id)
    assert found["status"] == "PLATFORM_DEACTIVATED"
    assert found["audit_failed_reasons"]


async def test_activating_counts_as_listing(tiktok: TikTok) -> None:
    await tiktok.turn(daily_listing_limit=1)
    product_id, _ = await tiktok.publish()
    await move(tiktok, "deactivate", product_id)
    (error,) = (await move(tiktok, "activate", product_id))["data"]["errors"]
    assert error["detail"]["extra_errors"][0]["code"] == 12052093


async def test_a_locked_seller_centre_allows_only_stock_and_price(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.turn(only_stock_and_price=True)
    assert (await move(tiktok, "deactivate", product_id))["code"] == 12052332
    path = f"{PRODUCTS}/{product_id}/prices/update"
    row = {"id": ids[SMALL], "price": {"amount": "1000", "currency": "VND"}}
    assert (await tiktok.post(path, {"skus": [row]}))["code"] == 0


async def test_deleting_answers_zero_and_does_nothing_where_a_draft_is_kept(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    await tiktok.partial_edit(product_id, save_mode="AS_DRAFT", description="<p>Tôm mới</p>")
    assert (await move(tiktok, "delete", product_id))["data"] == {}
    assert (await tiktok.product(product_id))["status"] == "ACTIVATE"


async def test_a_category_for_the_invited_keeps_a_listing_waiting(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish(category_id="950100", product_attributes=None)
    found = await tiktok.product(product_id)
    assert (found["status"], found["audit"]["status"]) == ("PENDING", "PRE_APPROVED")
