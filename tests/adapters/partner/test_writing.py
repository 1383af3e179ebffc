"""From listings to products and back, by the examples of the contract."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.partner.amounts import PRICED
from adapters.partner.attributes import attributes_of
from adapters.partner.listings import own_sku, parse_listing
from adapters.partner.metadata import (
    CategoryMeta,
    MetadataCache,
    ShopLimits,
    closed_of,
    limits_of,
    tree_of,
)
from adapters.partner.writing import Draft, body_of, html_of, normalize, problems
from sync.marketplace import Rejected
from sync.model import Change, Code, Dong, Listing, Offer, Picture, Place, ShopName, Sku

SHOP = ShopName("postmart-ca-mau")
HERE = Place("96", "32188")
STANDING: dict[str, Any] = {
    "sku": "TOMKHO-100",
    "product_id": "PRD-000123",
    "name": "OCOP - Tôm khô Ví Dụ - Hộp 100 g",
    "short_description": "Tôm đất phơi nắng, không phẩm màu",
    "description_html": "<p>Tôm khô.</p>",
    "category_id": 110,
    "brand": "HTX Ví Dụ",
    "attributes": {"origin": "Cà Mau, Việt Nam", "drying": "SUN", "old": "x"},
    "images": [{"media_id": "med_a1b2", "sha256": "9f86", "url": "https://cdn.example/1.jpg"}],
    "price": 120000,
    "list_price": 150000,
    "stock": 37,
    "reserved": 3,
    "weight_g": 150,
    "gtin": "8936003721777",
    "options": [],
    "variants": [],
    "ship_from": {"province_code": "96", "commune_code": "32188"},
    "ocop": {"stars": 3, "certificate_media_id": "med_e5f6", "badge": True},
    "documents": [{"type": "SELF_DECLARATION", "no": "01/VD/2026", "media_id": "med_g7h8"}],
    "review_status": "APPROVED",
    "reject_reasons": [],
    "ban_reason": None,
    "sale_status": "ON",
    "revision": 1,
    "live_revision": 1,
    "etag": "4",
}
ROWS: list[dict[str, Any]] = [
    {"id": 100, "parent_id": None, "name": "Thực phẩm", "leaf": False, "status": "OPEN"},
    {"id": 110, "parent_id": 100, "name": "Thủy sản khô", "leaf": True, "status": "OPEN"},
    {"id": 219, "parent_id": 200, "name": "Rượu", "leaf": True, "status": "CLOSED"},
]
FORM = attributes_of(
    {
        "items": [
            {"code": "origin", "name": "Xuất xứ", "required": True, "input": "TEXT"},
            {"code": "net_content", "name": "Định lượng", "required": True, "input": "TEXT"}
            | {"max_length": 10},
            {"code": "drying", "name": "Cách làm khô", "required": False, "input": "SELECT"}
            | {"values": [{"code": "SUN", "label": "Phơi nắng"}]},
        ]
    }
)


def learned() -> MetadataCache:
    return MetadataCache(
        tree=tree_of(ROWS), closed=closed_of(ROWS), categories={110: CategoryMeta(FORM)}
    )


def listing(**changes: Any) -> Listing:
    plain = Listing(
        shop=SHOP,
        code=Code("TOMKHO-100"),
        title="Tôm khô Ví Dụ",
        description="Tôm khô.",
        category="Thực phẩm > Thủy sản khô",
        attributes={"Xuất xứ": "Việt Nam", "Trọng lượng": "100 g", "Cách làm khô": "phơi nắng"},
        images=(Picture("9f86", "med_a1b2"),),
        offers=(Offer(sku=Sku("TOMKHO-100"), price=Dong(120000), quantity=4, weight_g=150),),
        status="live",
    )
    return replace(plain, **changes)


def draft(wanted: Listing, standing: dict[str, Any], **changes: Any) -> Draft:
    plain = Draft(
        listing=wanted, metadata=learned(), ship_from=HERE, standing=standing, terms="all"
    )
    return replace(plain, **changes)


def test_a_new_product_is_written_whole() -> None:
    assert body_of(draft(listing(), {})) == {
        "name": "Tôm khô Ví Dụ",
        "description_html": "<p>Tôm khô.</p>",
        "category_id": 110,
        "attributes": {"origin": "Việt Nam", "net_content": "100 g", "drying": "SUN"},
        "images": ["med_a1b2"],
        "ship_from": {"province_code": "96", "commune_code": "32188"},
        "price": 120000,
        "stock": 4,
        "weight_g": 150,
    }


def test_an_edit_keeps_what_the_catalog_does_not_manage_and_touches_no_price() -> None:
    wanted = listing(images=(Picture("9f86"),), attributes={"Xuất xứ": "Việt Nam"})
    body = body_of(draft(wanted, STANDING, terms="of new ones"))
    assert not body.keys() & {"price", "stock", "list_price", "sale_status"}
    assert body["images"] == ["med_a1b2"]
    assert body["attributes"] == {"origin": "Việt Nam", "drying": "SUN"}
    assert body["ocop"] == {"stars": 3, "certificate_media_id": "med_e5f6"}
    kept = ("short_description", "brand", "documents", "gtin")
    assert {name: body[name] for name in kept} == {name: STANDING[name] for name in kept}


def test_an_expired_certificate_is_not_written_again() -> None:
    expired = {**STANDING, "ocop": {**STANDING["ocop"], "badge": False}}
    assert "ocop" not in body_of(draft(listing(), expired))


def test_only_a_new_variant_of_an_edit_brings_price_and_stock() -> None:
    wanted = listing(
        code=Code("TOMKHO"),
        option_names=("Khối lượng",),
        offers=(
            Offer(sku=Sku("A"), options=("100 g",), price=Dong(1000), quantity=1, weight_g=1),
            Offer(sku=Sku("B"), options=("200 g",), price=Dong(2000), quantity=None, weight_g=2),
        ),
    )
    variant = {"sku": "A", "option_values": ["100 g"], "price": 1, "stock": 1, "media_id": "med_x"}
    standing = {**STANDING, "sku": "TOMKHO", "options": ["Khối lượng"], "variants": [variant]}
    body = body_of(draft(wanted, standing, terms="of new ones"))
    assert body["variants"] == [
        {"sku": "A", "option_values": ["100 g"], "weight_g": 1, "media_id": "med_x"},
        {"sku": "B", "option_values": ["200 g"], "weight_g": 2, "price": 2000, "stock": 0},
    ]
    assert own_sku(wanted) == "TOMKHO"
    assert not body.keys() & {"price", "stock", "weight_g", "gtin"}


def test_a_product_is_read_as_it_stands() -> None:
    seen = parse_listing(SHOP, STANDING)
    assert (seen.remote_id, seen.title, seen.status) == ("TOMKHO-100", STANDING["name"], "live")
    assert seen.offers[0].quantity == 37  # what is reserved is not for sale
    assert seen.offers[0].gtin == "8936003721777"


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ({"sale_status": "BANNED"}, "banned"),
        ({"sale_status": "OFF", "review_status": "REJECTED", "live_revision": None}, "hidden"),
        ({"review_status": "REJECTED", "live_revision": None}, "banned"),
        ({"review_status": "REJECTED"}, "live"),
        ({"review_status": "PENDING", "live_revision": None}, "reviewing"),
        ({"review_status": "PENDING"}, "live"),
        ({"review_status": "WEIGHED", "live_revision": None}, "reviewing"),
        ({"sale_status": "PAUSED"}, "reviewing"),
    ],
)
def test_the_first_state_that_fits_counts(states: dict[str, Any], status: str) -> None:
    assert parse_listing(SHOP, {**STANDING, **states}).status == status


def test_a_refused_edit_tells_why_though_the_old_one_is_on_sale() -> None:
    reasons = [{"code": "CONTACT_INFO", "field": "name", "message": "Có số điện thoại"}]
    refused = {**STANDING, "review_status": "REJECTED", "reject_reasons": reasons}
    seen = parse_listing(SHOP, refused)
    assert (seen.status, seen.reason) == ("live", "Có số điện thoại")
    assert parse_listing(SHOP, {**refused, "review_status": "PENDING"}).reason == ""


@pytest.mark.parametrize(
    ("states", "reason"),
    [
        ({"sale_status": "PAUSED"}, "sale_status PAUSED"),
        ({"review_status": "WEIGHED"}, "review_status WEIGHED"),
        ({}, ""),
    ],
)
def test_a_word_that_nobody_told_us_of_is_shown(states: dict[str, Any], reason: str) -> None:
    assert parse_listing(SHOP, {**STANDING, **states}).reason == reason


@pytest.mark.parametrize("absurd", [10**30, -5, "9e18"])
def test_a_number_that_no_shop_can_mean_says_nothing(absurd: Any) -> None:
    names = ("price", "stock", "weight_g")
    (offer,) = parse_listing(SHOP, {**STANDING, **dict.fromkeys(names, absurd)}).offers
    assert (offer.price, offer.quantity, offer.weight_g) == (None, None, None)


def test_another_code_keeps_the_product_of_its_skus() -> None:
    offer = Offer(sku=Sku("A"), options=("100 g",), price=Dong(1000))
    renamed = listing(
        code=Code("MOI"), remote_id="CU", option_names=("Khối lượng",), offers=(offer,)
    )
    assert problems(renamed, learned(), HERE) == []
    grown = replace(renamed, remote_id="A")
    assert "variants_fixed" in [found.code for found in problems(grown, learned(), HERE)]


def test_what_will_be_echoed_is_foreseen() -> None:
    offer = Offer(sku=Sku("A"), options=(" 100\tg ",), size_mm=(1, 2, 3))
    told = normalize(listing(title="  Tôm \n khô ", brand=" HTX  A ", offers=(offer,)))
    assert (told.title, told.brand) == ("Tôm khô", "HTX A")
    assert (told.offers[0].options, told.offers[0].size_mm) == (("100 g",), None)


def test_html_has_only_what_is_allowed() -> None:
    told = html_of("Ăn < 3 & ngon\ndòng hai\n\nNhãn:\n- một\n- hai")
    assert told == (
        "<p>Ăn &lt; 3 &amp; ngon<br>dòng hai</p><p>Nhãn:</p><ul><li>một</li><li>hai</li></ul>"
    )


CASES: list[tuple[dict[str, Any], str]] = [
    ({"category": "Rượu"}, "category_closed"),
    ({"category": "Máy bay"}, "category_not_found"),
    ({"attributes": {"Xuất xứ": "Việt Nam"}}, "attribute_missing"),
    ({"attributes": {"Xuất xứ": "a", "Trọng lượng": "b" * 11}}, "attribute_too_long"),
    ({"description": "&" * 5000}, "description_html_too_long"),
    ({"offers": (Offer(sku=Sku("Mã"), price=Dong(1000)),)}, "sku_letters_refused"),
    ({"offers": (Offer(sku=Sku("A"), price=Dong(1050)),)}, "price_step_missed"),
    ({"offers": (Offer(sku=Sku("A"), weight_g=50_001),)}, "weight_beyond_limit"),
    ({"remote_id": "TOMKHO-CU"}, "variants_fixed"),
    ({"option_names": ("Loại",)}, "sku_names_product"),
]


@pytest.mark.parametrize(("changes", "code"), CASES)
def test_what_would_be_refused_is_found_before(changes: dict[str, Any], code: str) -> None:
    assert problems(listing(), learned(), HERE) == []
    assert code in [found.code for found in problems(listing(**changes), learned(), HERE)]


def test_a_shop_must_say_where_its_parcels_leave_from() -> None:
    assert [found.code for found in problems(listing(), learned(), None)] == ["ship_from_missing"]


def test_an_unknown_category_is_never_written() -> None:
    with pytest.raises(Rejected):
        body_of(draft(listing(category="Máy bay"), {}))


def test_what_this_shop_alone_takes_less_of_is_told() -> None:
    narrow = replace(learned(), limits=limits_of({"limits": {"name": [10, 12], "images": "0"}}))
    codes = [problem.code for problem in problems(listing(), narrow, HERE)]
    assert codes == ["title_beyond_limit", "images_beyond_limit"]
    for odd in ({}, {"limits": None}, {"limits": {"name": [1], "images": []}}):
        assert limits_of(odd) == ShopLimits()


@pytest.mark.parametrize("options", [(), ("Gói",)])
def test_a_list_price_goes_with_an_edit_about_it_and_stands_otherwise(options: Any) -> None:
    def written(about: Any, list_price: Dong | None) -> Any:
        sku = Sku("TOMKHO-100")
        offer = Offer(sku=sku, options=options, weight_g=150, list_price=list_price)
        wanted = listing(option_names=options, offers=(offer,))
        row = {"sku": sku, "option_values": list(options), "price": 1000, "stock": 1}
        standing = {**STANDING, "variants": [row] if options else []}
        body = body_of(draft(wanted, standing, terms="of new ones", about=about))
        return body["variants"][0] if options else body

    assert "list_price" not in written({"title"}, Dong(150_000))
    assert written({"list_price"}, Dong(150_000))["list_price"] == 150_000
    assert written({"list_price"}, None)["list_price"] is None


def test_a_price_is_set_with_the_list_price_beside_it() -> None:
    def priced(list_price: Dong | None) -> Any:
        offer = Offer(sku=Sku("A"), price=Dong(120_000), list_price=list_price)
        after = listing(offers=(offer,))
        change = Change(
            kind="reprice", shop=SHOP, code=after.code, before=None, after=after,
            fields=("price",), reason="catalog", sku=offer.sku,
        )  # fmt: skip
        return PRICED.write(change)

    assert priced(Dong(150_000)) == {"sku": "A", "price": 120_000, "list_price": 150_000}
    assert priced(None) == {"sku": "A", "price": 120_000}
