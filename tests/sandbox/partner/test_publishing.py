from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.partner.conftest import problems

if TYPE_CHECKING:
    from tests.sandbox.partner.conftest import Json, Partner

PATH = "/products/by-sku/TOMKHO-100"


async def test_a_new_product_waits_for_its_review_and_then_is_visible(
    slow_postmart: Partner,
) -> None:
    made = await slow_postmart.publish()
    assert (made["created"], made["changed"], made["etag"]) == (True, ["*"], "1")
    assert (made["review_status"], made["live_revision"]) == ("PENDING", None)
    await slow_postmart.advance(19)
    assert (await slow_postmart.product())["visible"] is False
    await slow_postmart.advance(2)
    shown = await slow_postmart.product()
    assert (shown["review_status"], shown["live_revision"], shown["visible"]) == (
        "APPROVED",
        1,
        True,
    )


async def test_what_is_sent_is_read_back_except_the_html(postmart: Partner) -> None:
    wish = await postmart.wish()
    await postmart.ask("PUT", PATH, wish)
    shown = await postmart.product()
    for name in ("name", "short_description", "category_id", "brand", "attributes", "ship_from"):
        assert shown[name] == wish[name]
    assert [image["media_id"] for image in shown["images"]] == wish["images"]
    assert (shown["price"], shown["stock"], shown["reserved"]) == (120_000, 40, 0)
    assert "</p>\n<p>" in shown["description_html"]
    assert "98&nbsp;%" in shown["description_html"]


async def test_the_same_body_again_changes_nothing_at_all(postmart: Partner) -> None:
    await postmart.publish()
    before = await postmart.product()
    answer = await postmart.send(
        "PUT",
        PATH,
        json=await postmart.wish(),
        headers={"idempotency-key": postmart.new_key()},
    )
    assert answer.status_code == 200
    assert answer.json()["data"]["changed"] == []
    assert await postmart.product() == before


async def test_an_edit_keeps_the_old_revision_on_sale_until_it_passes(postmart: Partner) -> None:
    await postmart.publish()
    await postmart.product()
    await postmart.turn(review_s=20)
    edited = await postmart.publish(name="Tôm khô Ví Dụ - Hộp 100 gam")
    assert (edited["changed"], edited["revision"], edited["live_revision"]) == (["name"], 2, 1)
    assert (await postmart.product())["visible"] is True


@pytest.mark.parametrize(
    ("name", "value"),
    [("price", 130_000), ("stock", 3), ("weight_g", 200), ("gtin", "8936003721777")],
)
async def test_prices_stock_weight_and_gtin_are_not_reviewed(
    postmart: Partner, name: str, value: Any
) -> None:
    await postmart.publish()
    await postmart.product()
    changed = await postmart.publish(**{name: value})
    assert (changed["changed"], changed["review_status"]) == ([name], "APPROVED")
    assert (await postmart.product())[name] == value


async def test_price_and_stock_stay_where_an_update_is_silent(postmart: Partner) -> None:
    await postmart.publish(list_price=150_000)
    await postmart.publish(price=..., stock=..., brand=...)
    shown = await postmart.product()
    assert (shown["price"], shown["list_price"], shown["stock"]) == (120_000, 150_000, 40)
    assert shown["brand"] is None
    await postmart.publish(list_price=None)
    assert (await postmart.product())["list_price"] is None


async def test_all_problems_are_named_at_once(postmart: Partner) -> None:
    envelope = await postmart.put(
        name="Ngắn",
        price=72_000.0,
        stock=-1,
        weight_g="150",
        images=["med_404"],
        colour="đỏ",
        ship_from={"province_code": "96", "commune_code": "00001"},
        category_id=100,
    )
    assert problems(envelope) == {
        "name": "TOO_SHORT",
        "price": "NOT_INTEGER",
        "stock": "OUT_OF_RANGE",
        "weight_g": "NOT_INTEGER",
        "images[0]": "UNKNOWN_MEDIA",
        "colour": "UNKNOWN_FIELD",
        "ship_from.commune_code": "UNKNOWN_COMMUNE",
        "category_id": "CATEGORY_NOT_LEAF",
        "attributes.drying": "UNKNOWN_ATTRIBUTE",
    }
    assert all(error["message"] for error in envelope["errors"])
    assert envelope["data"] is None


ONE_PROBLEM: list[tuple[Json, dict[str, str]]] = [
    ({"name": ...}, {"name": "REQUIRED"}),
    ({"name": 7}, {"name": "WRONG_TYPE"}),
    ({"name": "x" * 121}, {"name": "TOO_LONG"}),
    ({"short_description": "x" * 141}, {"short_description": "TOO_LONG"}),
    ({"description_html": "<p>Ngắn.</p>"}, {"description_html": "TOO_SHORT"}),
    ({"description_html": "x" * 20_001}, {"description_html": "TOO_LONG"}),
    ({"description_html": "<script></script>" + "x" * 60}, {"description_html": "FORBIDDEN_HTML"}),
    ({"description_html": "<p id='a'>" + "x" * 60}, {"description_html": "FORBIDDEN_HTML"}),
    ({"category_id": 999}, {"category_id": "UNKNOWN_CATEGORY"}),
    ({"images": []}, {"images": "TOO_FEW"}),
    ({"price": ...}, {"price": "REQUIRED"}),
    ({"stock": ...}, {"stock": "REQUIRED"}),
    ({"weight_g": ...}, {"weight_g": "REQUIRED"}),
    ({"weight_g": 50_001}, {"weight_g": "OUT_OF_RANGE"}),
    ({"price": 999}, {"price": "OUT_OF_RANGE"}),
    ({"price": 120_050}, {"price": "PRICE_STEP"}),
    ({"price": True}, {"price": "NOT_INTEGER"}),
    ({"stock": 1_000_000}, {"stock": "OUT_OF_RANGE"}),
    ({"list_price": 110_000}, {"list_price": "LIST_PRICE_BELOW_PRICE"}),
    ({"list_price": 240_100}, {"list_price": "DISCOUNT_TOO_DEEP"}),
    ({"gtin": "8936003721778"}, {"gtin": "GTIN_CHECK_DIGIT"}),
    ({"gtin": "123"}, {"gtin": "GTIN_CHECK_DIGIT"}),
    ({"ocop": {"stars": 3}}, {
        "ocop.decision_no": "REQUIRED", "ocop.issued_by": "REQUIRED", "ocop.issued_on": "REQUIRED",
        "ocop.expires_on": "REQUIRED", "ocop.certificate_media_id": "OCOP_NO_DOCUMENT",
    }),
    ({"options": ["Vị"]}, {"options": "VARIANT_OPTIONS_MISMATCH"}),
    ({"sale_status": "MAYBE"}, {"sale_status": "OUT_OF_RANGE"}),
    ({"attributes": []}, {"attributes": "WRONG_TYPE"}),
    ({"ship_from": {"province_code": "99", "commune_code": "32188"}},
     {"ship_from.commune_code": "UNKNOWN_COMMUNE"}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), ONE_PROBLEM)
async def test_a_single_problem_is_named_by_field_and_code(
    postmart: Partner, change: Json, expected: dict[str, str]
) -> None:
    assert problems(await postmart.put(**change)) == expected
    assert (await postmart.get(PATH))["code"] == 4040


async def test_attributes_are_those_of_the_category(postmart: Partner) -> None:
    attributes = (await postmart.wish())["attributes"]
    del attributes["origin"]
    wrong = attributes | {"drying": "MOON", "colour": "đỏ", "usage": 1, "storage": "x" * 501}
    assert problems(await postmart.put(attributes=wrong)) == {
        "attributes.origin": "REQUIRED",
        "attributes.drying": "ATTRIBUTE_VALUE",
        "attributes.colour": "UNKNOWN_ATTRIBUTE",
        "attributes.usage": "WRONG_TYPE",
        "attributes.storage": "TOO_LONG",
    }


async def test_text_is_put_in_order_and_never_cut(postmart: Partner) -> None:
    await postmart.publish(name="  To\u0302m  kh\u00f4\u00a0Ví Dụ - Hộp\t100 g ")
    assert (await postmart.product())["name"] == "Tôm khô Ví Dụ - Hộp 100 g"


@pytest.mark.parametrize("sku", ["a b", "tôm", "x" * 51])
async def test_a_sku_has_a_narrow_alphabet(postmart: Partner, sku: str) -> None:
    assert problems(await postmart.put(sku)) == {"sku": "BAD_SKU"}


async def test_a_gtin_belongs_to_one_sku(postmart: Partner) -> None:
    await postmart.publish(gtin="8936003721777")
    again = await postmart.put("KHAC-1", gtin="8936003721777")
    assert problems(again) == {"gtin": "GTIN_REUSED"}


async def test_a_closed_category_takes_no_product_and_no_edit(postmart: Partner) -> None:
    await postmart.publish()
    await postmart.turn(closed_categories="219 110")
    assert problems(await postmart.put(stock=1)) == {"category_id": "CATEGORY_WITHDRAWN"}
    assert (await postmart.product())["visible"] is True


async def test_ocop_needs_a_valid_certificate(postmart: Partner) -> None:
    paper: Json = {
        "stars": 4,
        "decision_no": "0000/QĐ-UBND",
        "issued_by": "UBND tỉnh Cà Mau",
        "issued_on": "2026-01-15",
        "expires_on": "2099-01-15",
        "certificate_media_id": await postmart.media(purpose="certificate"),
    }
    another = {"certificate_media_id": await postmart.media()}
    cases: list[tuple[Json, dict[str, str]]] = [
        ({"stars": 6}, {"ocop.stars": "OCOP_STARS"}),
        ({"expires_on": "2026-01-20"}, {"ocop.expires_on": "OCOP_EXPIRED"}),
        ({"issued_on": "2099-02-01"}, {"ocop.expires_on": "DATE_ORDER"}),
        (another, {"ocop.certificate_media_id": "OCOP_NO_DOCUMENT"}),
        ({"issued_on": "15/01/2026"}, {"ocop.issued_on": "WRONG_TYPE"}),
    ]
    for change, expected in cases:
        assert problems(await postmart.put(ocop=paper | change)) == expected
    await postmart.publish(ocop=paper)
    assert (await postmart.product())["ocop"] == paper | {"badge": True}


async def test_the_badge_goes_the_day_after_the_certificate_ends(postmart: Partner) -> None:
    now = (await postmart.operate("GET", "/clock"))["now"]
    end = (datetime.fromtimestamp(now, UTC) + timedelta(days=10)).date().isoformat()
    paper = {
        "stars": 3,
        "decision_no": "1",
        "issued_by": "UBND tỉnh Cà Mau",
        "issued_on": "2026-01-15",
        "expires_on": end,
        "certificate_media_id": await postmart.media(purpose="certificate"),
    }
    await postmart.publish(ocop=paper)
    await postmart.advance(12 * 86_400)
    await postmart.renew()
    assert (await postmart.product())["ocop"]["badge"] is False
