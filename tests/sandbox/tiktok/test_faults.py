from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.sandbox.tiktok.conftest import LARGE, PRODUCTS, SMALL

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok

WAREHOUSES = "/logistics/202309/warehouses"


async def arm(tiktok: TikTok, **rule: Any) -> None:
    assert "faults" in await tiktok.operate("POST", "/faults", rule)


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [("throttle", 429, 36009002), ("token_expired", 401, 105002), ("refuse", 200, 12052910)],
)
async def test_faults_speak_the_platforms_words(
    tiktok: TikTok, kind: str, status: int, code: int
) -> None:
    await arm(tiktok, kind=kind, nth=1, retry_after_s=2)
    answer = await tiktok.ask("GET", WAREHOUSES)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["data"] is None
    assert answer.headers["retry-after"] == "2"
    assert (await tiktok.get(WAREHOUSES))["code"] == 0


async def test_an_error_can_be_asked_for_by_its_number(tiktok: TikTok) -> None:
    await arm(tiktok, kind="refuse", error="36009003", message="Internal error.", status=500)
    answer = await tiktok.ask("GET", WAREHOUSES)
    assert (answer.status_code, answer.json()["code"]) == (500, 36009003)


async def test_a_lost_answer_of_create_is_found_again_by_its_key(tiktok: TikTok) -> None:
    wish = await tiktok.wish(idempotency_key="k1")
    await arm(tiktok, kind="reset_after", path="products$", nth=1)
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        await tiktok.post(PRODUCTS, wish)
    assert (await tiktok.post(PRODUCTS, wish))["code"] == 0
    assert len(await tiktok.listings()) == 1


async def test_half_of_a_stock_batch_may_fail(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await arm(tiktok, kind="partial", nth=1, path="inventory/update")
    rows = [{"id": ids[name], "inventory": [{"quantity": 3}]} for name in (SMALL, LARGE)]
    answer = await tiktok.post(f"{PRODUCTS}/{product_id}/inventory/update", {"skus": rows})
    (error,) = answer["data"]["errors"]
    assert (answer["code"], error["detail"]["sku_id"]) == (0, ids[LARGE])
    found = await tiktok.stock(*ids.values())
    assert found[ids[SMALL]]["total_available_quantity"] == 3
    assert found[ids[LARGE]]["total_available_quantity"] == 15


async def test_half_of_a_batch_of_products_may_fail(tiktok: TikTok) -> None:
    ids = [(await tiktok.publish())[0] for _ in range(2)]
    await arm(tiktok, kind="partial", nth=1, path="deactivate")
    answer = await tiktok.post(f"{PRODUCTS}/deactivate", {"product_ids": ids})
    assert [error["detail"]["product_id"] for error in answer["data"]["errors"]] == [ids[1]]
    assert [listing["status"] for listing in await tiktok.listings()] == ["hidden", "live"]


async def test_the_state_is_in_words_of_no_platform(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    (listing,) = await tiktok.listings()
    assert (listing["id"], listing["sku"], listing["status"]) == (product_id, SMALL, "live")
    assert listing["category"] == "963336"
    assert len(listing["images"]) == 1
    assert listing["variants"] == [
        {"sku": SMALL, "price": 185000, "stock": 40, "options": ["200 g"]},
        {"sku": LARGE, "price": 450000, "stock": 15, "options": ["500 g"]},
    ]


async def test_an_edit_in_the_seller_centre_is_seen_at_once(tiktok: TikTok) -> None:
    await tiktok.turn(search_lag_s=60, readback_lag_s=60)
    product_id, ids = await tiktok.publish()
    await tiktok.edit(SMALL, price=99000, stock=3, title="Tên mới của tôm", status="banned")
    found = await tiktok.product(product_id)
    assert (found["title"], found["status"]) == ("Tên mới của tôm", "PLATFORM_DEACTIVATED")
    (row,) = (await tiktok.search())["products"]
    by_sku: dict[str, Json] = {each["id"]: each for each in row["skus"]}
    assert by_sku[ids[SMALL]]["price"]["sale_price"] == "99000"
    assert by_sku[ids[SMALL]]["inventory"][0]["quantity"] == 3
    assert row["status"] == "PLATFORM_DEACTIVATED"


async def test_a_product_sent_to_review_by_hand_stays_there(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    await tiktok.edit(SMALL, status="reviewing")
    await tiktok.advance(3600)
    found = await tiktok.product(product_id)
    assert (found["status"], found["audit"]["status"]) == ("PENDING", "AUDITING")
    await tiktok.edit(SMALL, status="live")
    assert (await tiktok.product(product_id))["status"] == "ACTIVATE"


@pytest.mark.parametrize(
    ("path", "wish"),
    [
        ("/edit", {"shop": "1", "sku": "A", "set": {"price": 1}}),
        ("/edit", {"shop": "7495540735365777507", "sku": "A", "set": {"price": 1}}),
        ("/orders/1/pay", {}),
    ],
)
async def test_what_is_not_there_is_404(tiktok: TikTok, path: str, wish: Json) -> None:
    answer = await tiktok.http.post(f"{tiktok.url}/_sandbox{path}", json=wish)
    assert answer.status_code == 404


async def test_banned_is_one_of_two_things(tiktok: TikTok) -> None:
    await tiktok.publish()
    await tiktok.turn(ban_status="JAIL")
    wish = {"shop": tiktok.shop, "sku": SMALL, "set": {"status": "banned"}}
    answer = await tiktok.http.post(f"{tiktok.url}/_sandbox/edit", json=wish)
    assert answer.status_code == 409
