from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sandbox.tiktok.conftest import LARGE, PRODUCTS, SMALL, sku
from tests.sandbox.tiktok.test_editing import NEW, REVIEW, kept, names

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import TikTok


async def test_a_draft_of_a_live_product_changes_nothing_yet(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    old = (await tiktok.product(product_id))["title"]
    assert (await tiktok.partial_edit(product_id, title=NEW, save_mode="AS_DRAFT"))["code"] == 0
    found = await tiktok.product(product_id)
    assert (found["title"], found["has_draft"]) == (old, True)
    assert (await tiktok.product(product_id, return_draft_version="true"))["title"] == NEW
    path = f"{PRODUCTS}/{product_id}/partial_edit"
    answer = await tiktok.post(path, {"title": NEW, "save_mode": "AS_DRAFT"})
    assert answer["code"] == 12052488
    both = REVIEW | {"return_draft_version": "true"}
    assert (await tiktok.get(f"{PRODUCTS}/{product_id}", **both))["code"] == 36009004


async def test_a_draft_may_bring_a_sku_and_leaves_the_amounts_alone(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    rows = [sku(SMALL, "200 g", 1000, 1, id=ids[SMALL]), sku("TKCM-1000", "1 kg", 880000)]
    assert (await tiktok.partial_edit(product_id, skus=rows, save_mode="AS_DRAFT"))["code"] == 0
    await tiktok.partial_edit(product_id, skus=kept(ids, SMALL, LARGE), save_mode="AS_DRAFT")
    await tiktok.partial_edit(product_id, skus=rows, save_mode="AS_DRAFT")
    drafted = await tiktok.product(product_id, return_draft_version="true")
    assert names(drafted) == ["TKCM-1000", SMALL]
    found = await tiktok.product(product_id)
    assert {row["price"]["sale_price"] for row in found["skus"]} == {"185000", "450000"}
    assert (await tiktok.partial_edit(product_id, skus=rows))["code"] == 0
    found = await tiktok.product(product_id)
    assert (names(found), found["has_draft"]) == (["TKCM-1000", SMALL], False)


async def test_a_draft_may_be_saved_again_before_it_is_submitted(tiktok: TikTok) -> None:
    made = await tiktok.create(save_mode="AS_DRAFT", product_attributes=None)
    product_id = made["product_id"]
    answer = await tiktok.partial_edit(product_id, title=NEW, save_mode="AS_DRAFT")
    assert answer["data"]["audit"]["status"] == "NONE"
    found = await tiktok.product(product_id)
    assert (found["title"], found["status"], found["has_draft"]) == (NEW, "DRAFT", False)
    answer = await tiktok.partial_edit(product_id, title=NEW)
    assert answer["code"] == 12052104
