from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.tiktok.conftest import LARGE, PRODUCTS, SMALL, sku

if TYPE_CHECKING:
    from tests.sandbox.tiktok.conftest import Json, TikTok

NEW = "Tôm khô Cà Mau loại đặc biệt OCOP 5 sao – hũ thủy tinh"
REVIEW = {"return_under_review_version": "true"}


def kept(ids: dict[str, str], *names: str) -> list[Json]:
    """Rows of an edit that change nothing of these SKUs."""
    sizes = {SMALL: "200 g", LARGE: "500 g"}
    return [
        {
            "id": ids[name],
            "seller_sku": name,
            "external_sku_id": f"tom-kho/{name}",
            "sales_attributes": [{"id": "100089", "value_name": sizes[name]}],
        }
        for name in names
    ]


def names(product: Json) -> list[str]:
    return sorted(row["seller_sku"] for row in product["skus"])


async def test_an_edit_waits_behind_the_live_version(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    await tiktok.turn(edit_audit_s=60)
    old = (await tiktok.product(product_id))["title"]
    answer = await tiktok.partial_edit(product_id, title=NEW)
    assert answer["data"]["audit"]["status"] == "AUDITING"
    found = await tiktok.product(product_id)
    assert (found["title"], found["status"]) == (old, "ACTIVATE")
    assert found["audit"]["status"] == "AUDITING"
    assert (await tiktok.product(product_id, **REVIEW))["title"] == NEW
    await tiktok.advance(61)
    found = await tiktok.product(product_id)
    assert (found["title"], found["audit"]["status"]) == (NEW, "APPROVED")
    told = await tiktok.get(f"{PRODUCTS}/{product_id}", **REVIEW)
    assert told["code"] == 12052547


async def test_a_refused_edit_leaves_the_live_version(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.turn(audit_refuses_word="đặc biệt")
    await tiktok.partial_edit(product_id, title=NEW, skus=kept(ids, SMALL))
    found = await tiktok.product(product_id)
    assert (found["status"], found["audit"]["status"]) == ("ACTIVATE", "FAILED")
    assert found["title"] != NEW
    assert found["audit_failed_reasons"][0]["position"] == "Product name"
    assert names(found) == [SMALL, LARGE]


async def test_an_edit_that_changes_nothing_is_not_audited(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    await tiktok.turn(edit_audit_s=60)
    title = (await tiktok.product(product_id))["title"]
    answer = await tiktok.partial_edit(product_id, title=title)
    assert answer["data"]["audit"]["status"] == "NONE"
    await tiktok.turn(repeated_edit_is_audited=True)
    answer = await tiktok.partial_edit(product_id, title=title)
    assert answer["data"]["audit"]["status"] == "AUDITING"


async def test_price_and_stock_of_an_edit_count_at_once(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.turn(edit_audit_s=60)
    rows = kept(ids, SMALL, LARGE)
    rows[0] |= {name: sku(SMALL, None, 199000, 7)[name] for name in ("price", "inventory")}
    answer = await tiktok.partial_edit(product_id, skus=rows)
    assert answer["data"]["audit"]["status"] == "NONE"
    row = {row["seller_sku"]: row for row in (await tiktok.product(product_id))["skus"]}[SMALL]
    assert (row["price"]["sale_price"], row["inventory"][0]["quantity"]) == ("199000", 7)
    answer = await tiktok.partial_edit(product_id, title=NEW, skus=rows)
    assert answer["data"]["audit"]["status"] == "AUDITING"


async def test_a_partial_edit_deletes_the_skus_it_does_not_name(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.partial_edit(product_id, skus=kept(ids, SMALL))
    found = await tiktok.product(product_id)
    assert [(row["id"], row["seller_sku"]) for row in found["skus"]] == [(ids[SMALL], SMALL)]
    answer = await tiktok.partial_edit(product_id, skus=kept(ids, SMALL, LARGE))
    assert answer["code"] == 12052557


async def test_a_sku_without_its_id_is_a_new_sku(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    answer = await tiktok.partial_edit(product_id, skus=[sku(SMALL, "200 g", 185000)])
    (row,) = answer["data"]["skus"]
    assert row["id"] not in ids.values()
    assert row["seller_sku"] == SMALL


async def test_a_new_sku_is_hidden_until_the_audit_has_passed(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.turn(edit_audit_s=60)
    rows = [*kept(ids, SMALL, LARGE), sku("TKCM-1000", "1 kg", 880000)]
    answer = await tiktok.partial_edit(product_id, skus=rows)
    assert len(answer["data"]["skus"]) == 3
    assert names(await tiktok.product(product_id)) == [SMALL, LARGE]
    assert "TKCM-1000" in names(await tiktok.product(product_id, **REVIEW))
    await tiktok.advance(61)
    assert "TKCM-1000" in names(await tiktok.product(product_id))


async def test_values_keep_their_ids_when_they_are_named_again(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    before = {
        row["id"]: row["sales_attributes"] for row in (await tiktok.product(product_id))["skus"]
    }
    await tiktok.partial_edit(product_id, skus=kept(ids, SMALL, LARGE), title=NEW)
    after = {
        row["id"]: row["sales_attributes"] for row in (await tiktok.product(product_id))["skus"]
    }
    assert before == after


async def test_a_full_edit_empties_what_is_not_sent(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish(
        brand_id="7082427311584347905", is_cod_allowed=True, external_product_id="tom-kho"
    )
    assert (await tiktok.product(product_id))["brand"]["name"] == "Ngọc Giàu"
    wish = await tiktok.wish(title=NEW, skus=kept(ids, SMALL, LARGE))
    assert (await tiktok.full_edit(product_id, wish))["code"] == 0
    found = await tiktok.product(product_id)
    assert "brand" not in found
    assert (found["is_cod_allowed"], found["external_product_id"]) == (False, "")
    prices = sorted(row["price"]["sale_price"] for row in found["skus"])
    assert prices == ["185000", "450000"]


async def test_only_a_full_edit_moves_to_another_category(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.partial_edit(product_id, title=NEW, category_id="963337")
    assert (await tiktok.product(product_id))["category_chains"][-1]["id"] == "963336"
    wish = await tiktok.wish(category_id="963337", skus=kept(ids, SMALL, LARGE))
    await tiktok.full_edit(product_id, wish)
    assert (await tiktok.product(product_id))["category_chains"][-1]["id"] == "963337"


async def test_a_full_edit_needs_what_create_needs(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    assert (await tiktok.full_edit(product_id, {"title": NEW}))["code"] == 36009004
    assert (await tiktok.partial_edit(product_id, title="ngắn"))["code"] == 12052051


async def test_a_product_without_choices_gets_no_brothers(tiktok: TikTok) -> None:
    product_id, ids = await tiktok.publish(skus=[sku("A", None, 1000)])
    rows = [sku("A", "1 g", 1000, id=ids["A"]), sku("B", "2 g", 1000)]
    assert (await tiktok.partial_edit(product_id, skus=rows))["code"] == 12019056
    await tiktok.turn(single_sku_may_grow=True)
    assert (await tiktok.partial_edit(product_id, skus=rows))["code"] == 0


async def test_identifier_codes_are_frozen_after_submission(tiktok: TikTok) -> None:
    code = {"code": "8938505974194", "type": "EAN"}
    product_id, ids = await tiktok.publish(skus=[sku("A", None, 1000, identifier_code=code)])
    assert (await tiktok.product(product_id))["skus"][0]["identifier_code"] == code
    other = {"code": "40170725", "type": "EAN"}
    row = {"id": ids["A"], "seller_sku": "A", "identifier_code": other}
    assert (await tiktok.partial_edit(product_id, skus=[row]))["code"] == 12052593


@pytest.mark.parametrize("status", ["FREEZE", "DELETED"])
async def test_frozen_and_deleted_products_cannot_be_edited(tiktok: TikTok, status: str) -> None:
    product_id, _ = await tiktok.publish()
    await tiktok.turn(ban_status="FREEZE")
    await tiktok.edit(SMALL, status="banned" if status == "FREEZE" else "deleted")
    assert (await tiktok.partial_edit(product_id, title=NEW))["code"] == 12052901
    assert (await tiktok.get(f"{PRODUCTS}/{product_id}"))["code"] == 12052901


async def test_an_edit_of_a_hidden_product_keeps_it_hidden_unless_the_knob_says_so(
    tiktok: TikTok,
) -> None:
    product_id, _ = await tiktok.publish()
    await tiktok.edit(SMALL, status="hidden")
    await tiktok.partial_edit(product_id, title=NEW)
    found = await tiktok.product(product_id)
    assert (found["title"], found["status"]) == (NEW, "SELLER_DEACTIVATED")
    await tiktok.turn(edit_relists_hidden=True)
    await tiktok.partial_edit(product_id, title=NEW + " mới")
    assert (await tiktok.product(product_id))["status"] == "ACTIVATE"


async def test_an_edit_frees_a_banned_product(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    await tiktok.edit(SMALL, status="banned")
    assert (await tiktok.product(product_id))["status"] == "PLATFORM_DEACTIVATED"
    await tiktok.partial_edit(product_id, title=NEW)
    assert (await tiktok.product(product_id))["status"] == "ACTIVATE"


@pytest.mark.parametrize("change", [{"price": 1}, {"stock": 1}])
async def test_a_promotion_locks_the_price_and_floors_the_stock_of_an_edit(
    tiktok: TikTok, change: dict[str, Any]
) -> None:
    product_id, ids = await tiktok.publish()
    await tiktok.edit(SMALL, price_locked=True)
    rows = kept(ids, SMALL, LARGE)
    new = sku(SMALL, None, change.get("price", 185000), change.get("stock", 40))
    rows[0] |= {name: new[name] for name in ("price", "inventory")}
    code = (await tiktok.partial_edit(product_id, skus=rows))["code"]
    assert code == (12052038 if "price" in change else 12052393)


async def test_what_a_nested_object_leaves_out_becomes_blank(tiktok: TikTok) -> None:
    product_id, _ = await tiktok.publish()
    assert (await tiktok.partial_edit(product_id, package_weight={"value": "0.5"}))["code"] == 0
    found = await tiktok.product(product_id)
    assert found["package_weight"] == {"value": "0.5", "unit": ""}
    zero = {"value": "0", "unit": "KILOGRAM"}
    assert (await tiktok.partial_edit(product_id, package_weight=zero))["code"] == 12052823


@pytest.mark.parametrize(("turned", "choices"), [({}, 0), ({"variants_may_go": False}, 1)])
async def test_choices_may_be_taken_away_or_are_kept_in_silence(
    tiktok: TikTok, turned: Json, choices: int
) -> None:
    await tiktok.turn(**turned)
    product_id, ids = await tiktok.publish()
    row = {"id": ids[SMALL], "seller_sku": SMALL, "sales_attributes": []}
    assert (await tiktok.partial_edit(product_id, skus=[row]))["code"] == 0
    (left,) = (await tiktok.product(product_id))["skus"]
    assert len(left["sales_attributes"]) == choices
