"""Between TikTok's words and ours, without a network."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.tiktok.mapping.attributes import attributes_of, fill
from adapters.tiktok.mapping.carrying import whole_body
from adapters.tiktok.mapping.html import html_of
from adapters.tiktok.mapping.learned import (
    Learned,
    brand_ids_of,
    categories_of,
    lesson_of,
    unfinished_of,
)
from adapters.tiktok.mapping.orders import order_of, window
from adapters.tiktok.mapping.reading import as_now_seen, listing_of, reason_of, seen_of
from adapters.tiktok.mapping.requirements import problems
from adapters.tiktok.mapping.skus import priced_rows, wanted_rows
from adapters.tiktok.mapping.warehouses import spread, warehouses_of
from adapters.tiktok.mapping.writing import content_body, normalize
from sync.marketplace import Lost
from sync.marketplace.text_normalize import fold
from sync.model import Dong, Picture, Sku
from tests.adapters.tiktok.conftest import SHOP, listing, offer, two_sizes

Json = dict[str, Any]

SKU_200: Json = {  # E7 of our notes on TikTok's documents
    "id": "1729592969712207012",
    "seller_sku": "TKCM-200",
    "external_sku_id": "tom-kho-ca-mau/200g",
    "sales_attributes": [
        {
            "id": "100089",
            "name": "Khối lượng",
            "value_id": "1729592969712207123",
            "value_name": "200 g",
        }
    ],
    "price": {"currency": "VND", "sale_price": "185000", "tax_exclusive_price": "185000"},
    "inventory": [{"warehouse_id": "7068517275539719942", "quantity": 38}],
    "status_info": {"status": "NORMAL"},
}
PRODUCT: Json = {
    "id": "1729592969712207008",
    "title": "Tôm khô Cà Mau loại 1 OCOP 4 sao – túi hút chân không",
    "description": "<p>Tôm đất tự nhiên</p>",
    "status": "ACTIVATE",
    "product_status": "ACTIVATE",
    "audit": {"status": "AUDITING", "pre_approved_reasons": []},
    "audit_failed_reasons": [],
    "is_cod_allowed": True,
    "external_product_id": "tom-kho-ca-mau",
    "category_chains": [
        {"id": "700437", "parent_id": "0", "local_name": "Thực phẩm", "is_leaf": False},
        {"id": "963336", "parent_id": "700437", "local_name": "Hải sản khô", "is_leaf": True},
    ],
    "main_images": [{"uri": "tos-alisg-1", "urls": ["https://p16-oec-sg.ibyteimg.com/a.jpeg"]}],
    "product_attributes": [
        {"id": "100107", "name": "Xuất xứ", "values": [{"id": "1000058", "name": "Việt Nam"}]}
    ],
    "package_weight": {"value": "0.6", "unit": "KILOGRAM"},
    "package_dimensions": {"length": "25", "width": "18", "height": "6", "unit": "CENTIMETER"},
    "skus": [SKU_200],
    "create_time": 1772150406,
    "update_time": 1772236800,
}


# --- reading ------------------------------------------------------------------------------------


def test_a_product_is_read() -> None:
    found = listing_of(SHOP, PRODUCT)
    assert (found.code, found.remote_id) == ("tom-kho-ca-mau", "1729592969712207008")
    assert (found.category, found.status, found.reason) == ("963336", "live", "")
    assert found.images == (Picture("", "tos-alisg-1"),)
    assert found.attributes == {"Xuất xứ": "Việt Nam"}
    (one,) = found.offers
    assert (one.sku, one.price, one.quantity, one.options) == ("TKCM-200", 185_000, 38, ("200 g",))
    assert found.option_names == ("Khối lượng",)


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("ACTIVATE", "live"),
        ("PENDING", "reviewing"),
        ("SELLER_DEACTIVATED", "hidden"),
        ("DRAFT", "hidden"),
        ("FAILED", "banned"),
        ("PLATFORM_DEACTIVATED", "banned"),
        ("FREEZE", "banned"),
    ],
)
def test_every_state_is_one_of_ours(status: str, ours: str) -> None:
    assert listing_of(SHOP, {**PRODUCT, "status": status}).status == ours


def test_a_price_is_read_under_either_name() -> None:
    for price in ({"tax_exclusive_price": "70000"}, {"sale_price": 70000.0}):
        row = {**SKU_200, "price": {"currency": "VND", **price}}
        assert listing_of(SHOP, {**PRODUCT, "skus": [row]}).offers[0].price == 70_000


@pytest.mark.parametrize("inventory", [None, [], [{"warehouse_id": "1"}], [{"quantity": "x"}]])
def test_an_unknown_stock_is_not_zero(inventory: Any) -> None:
    row = {**SKU_200, "inventory": inventory}
    assert listing_of(SHOP, {**PRODUCT, "skus": [row]}).offers[0].quantity is None


def test_stock_is_the_sum_of_all_warehouses() -> None:
    row = {**SKU_200, "inventory": [{"quantity": 3}, {"quantity": "4"}, {"quantity": 0}]}
    assert listing_of(SHOP, {**PRODUCT, "skus": [row]}).offers[0].quantity == 7


def test_a_product_without_an_id_makes_no_sense() -> None:
    ids: list[Any] = [None, "", "x", 0, "-1", []]
    for id_ in ids:
        with pytest.raises(Lost):
            listing_of(SHOP, {**PRODUCT, "id": id_})


def test_why_a_product_was_refused_is_read_whole() -> None:
    told = [
        {"position": "Title", "reasons": ["từ cấm"], "suggestions": ["bỏ từ đó"]},
        {"position": "Image", "reasons": ["mờ", "nhỏ"], "suggestions": []},
    ]
    refused = {**PRODUCT, "status": "FAILED", "audit_failed_reasons": told}
    assert reason_of(refused) == "Title: từ cấm (bỏ từ đó); Image: mờ, nhỏ"
    assert reason_of({**refused, "audit_failed_reasons": None}) == "FAILED"
    assert reason_of({**refused, "status": "ACTIVATE"}) == ""  # of an audit long ago
    assert reason_of({**refused, "status": "ACTIVATE", "audit": {"status": "FAILED"}}) != ""


def test_a_page_carries_price_and_stock_into_what_is_remembered() -> None:
    row = {**PRODUCT, "audit": {"status": "APPROVED"}}
    remembered = listing_of(SHOP, row)
    dearer = {**SKU_200, "price": {"sale_price": "190000"}, "inventory": [{"quantity": 1}]}
    now = as_now_seen(remembered, seen_of({**row, "skus": [dearer]}))
    assert now is not None
    assert (now.offers[0].price, now.offers[0].quantity) == (190_000, 1)
    assert now.offers[0].options == ("200 g",)
    assert as_now_seen(remembered, seen_of(row)) is remembered


def test_what_moved_more_is_read_anew() -> None:
    row = {**PRODUCT, "audit": {"status": "APPROVED"}}
    remembered = listing_of(SHOP, row)
    other = {**SKU_200, "id": "1729592969712207099"}
    assert as_now_seen(remembered, seen_of({**row, "skus": [other]})) is None
    assert as_now_seen(remembered, seen_of({**row, "title": "tên khác"})) is None
    hidden = replace(remembered, title="tên đang chờ duyệt")
    assert as_now_seen(hidden, seen_of(PRODUCT)) is hidden


# --- writing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Một đoạn.", "<p>Một đoạn.</p>"),
        ("Một.\nHai.", "<p>Một.<br>Hai.</p>"),
        ("Một.\n\nHai.", "<p>Một.</p><p>Hai.</p>"),
        ("Nhãn:\n- a\n- b", "<p>Nhãn:</p><ul><li>a</li><li>b</li></ul>"),
        ("muối < 5 % & đường > 3 %", "<p>muối ‹ 5 % & đường › 3 %</p>"),
        ("A &amp; B &#39; C & D", "<p>A & amp; B & #39; C & D</p>"),
        ("", ""),
    ],
)
def test_a_description_becomes_html(text: str, html: str) -> None:
    assert html_of(text) == html


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_html_holds_no_tag_and_no_escape_of_its_own(text: str) -> None:
    html = html_of(text)
    bare = re.sub(r"</?(p|ul|li)>|<br>", "", html)
    assert "<" not in bare
    assert ">" not in bare
    assert not re.search(r"&#?\w+;", html)
    for tag in ("p", "ul", "li"):
        assert html.count(f"<{tag}>") == html.count(f"</{tag}>")


def test_a_parcel_is_that_of_the_largest_in_text() -> None:
    small = offer("A", "nhỏ", weight_g=250, size_mm=(195, 150, 60))
    large = offer("B", "lớn", weight_g=1205, size_mm=(100, 301, 50))
    body = content_body(listing("X", small, large), {"weight_g", "size_mm"}, Learned())
    assert body == {
        "package_weight": {"value": "1.205", "unit": "KILOGRAM"},
        "package_dimensions": {"length": "20", "width": "31", "height": "6", "unit": "CENTIMETER"},
    }
    light = listing("X", offer("A", weight_g=120, size_mm=None))
    assert content_body(light, {"weight_g", "size_mm"}, Learned()) == {
        "package_weight": {"value": "0.12", "unit": "KILOGRAM"}
    }


def test_what_is_not_managed_is_not_written() -> None:
    bare = replace(listing("X"), title=None, description=None, brand=None, attributes=None)
    fields = {"title", "description", "brand", "attributes", "images"}
    assert content_body(bare, fields, Learned()) == {}  # type: ignore[arg-type]


def test_normalized_text_is_composed_and_has_no_blank_edges() -> None:
    decomposed = "To\u0302m kho\u0302 "
    wanted = listing("X", offer("A", decomposed), title=f" {decomposed}\r\n")
    told = normalize(wanted)
    assert (told.title, told.offers[0].options) == ("Tôm khô", ("Tôm khô",))
    assert normalize(told) == told


def test_an_edit_of_everything_leaves_nothing_out() -> None:
    paper = {
        "id": "602362",
        "title": "ATTP",
        "images": [{"uri": "c", "urls": []}],
        "files": [{"id": "f", "name": "a.pdf", "format": "PDF", "urls": []}],
        "expiration_date": 1830268800,
    }
    product = {
        **PRODUCT,
        "certifications": [paper],
        "delivery_options": [{"id": "7", "name": "Giao tiêu chuẩn"}],
        "brand": {"id": "7001", "name": "Tân Tiến"},
        "video": {"id": "v1", "cover_url": "x"},
    }
    body = whole_body(product)
    assert body["certifications"] == [
        {
            "id": "602362",
            "images": [{"uri": "c"}],
            "files": [{"id": "f", "name": "a.pdf", "format": "PDF"}],
            "expiration_date": 1830268800,
        }
    ]
    assert body["delivery_option_ids"] == ["7"]
    assert (body["brand_id"], body["video"]) == ("7001", {"id": "v1"})
    assert (body["category_id"], body["category_version"]) == ("963336", "v2")
    assert body["package_weight"] == {"value": "0.6", "unit": "KILOGRAM"}
    assert body["skus"] == [
        {
            "id": "1729592969712207012",
            "seller_sku": "TKCM-200",
            "external_sku_id": "tom-kho-ca-mau/200g",
            "sales_attributes": [{"id": "100089", "value_id": "1729592969712207123"}],
        }
    ]


def standing(*skus: str) -> Json:
    rows = [
        {
            **SKU_200,
            "id": str(1729592969712207000 + place),
            "seller_sku": sku,
            "external_sku_id": sku,
            "sales_attributes": [
                {"id": "100089", "name": "Khối lượng", "value_id": str(place), "value_name": size}
            ],
        }
        for place, (sku, size) in enumerate(zip(skus, ["200 g", "500 g", "1 kg"], strict=False), 1)
    ]
    return {**PRODUCT, "skus": rows}


def test_skus_that_stand_keep_their_ids_whatever_their_order() -> None:
    wanted = two_sizes("A")
    turned = replace(wanted, offers=tuple(reversed(wanted.offers)))
    found = wanted_rows(turned, standing("A-200", "A-500"), "7")
    assert [row["id"] for row in found.rows] == ["1729592969712207002", "1729592969712207001"]
    assert not found.new
    assert all("inventory" not in row and "price" not in row for row in found.rows)


def test_a_sku_is_known_by_our_own_name_of_it_first() -> None:
    there = standing("A-200", "A-500")
    there["skus"][0]["seller_sku"] = "ai đó sửa"
    found = wanted_rows(two_sizes("A"), there, "7")
    assert (found.rows[0]["id"], found.rows[0]["seller_sku"]) == ("1729592969712207001", "A-200")


def test_only_what_is_new_has_no_id_and_brings_its_terms() -> None:
    wanted = two_sizes("A")
    new = offer("A-1K", "1 kg", price=Dong(9000), quantity=None, gtin="8936012345678")
    found = wanted_rows(
        replace(wanted, offers=(*wanted.offers, new)), standing("A-200", "A-500"), "7"
    )
    assert found.new
    assert "id" not in found.rows[2]
    assert found.rows[2]["price"] == {"amount": "9000", "currency": "VND"}
    assert found.rows[2]["inventory"] == [{"warehouse_id": "7", "quantity": 0}]
    assert found.rows[2]["identifier_code"] == {"code": "8936012345678", "type": "GTIN"}


def test_prices_by_an_edit_name_every_sku() -> None:
    dearer = replace(offer("A-500"), remote_id="1729592969712207002", price=Dong(7000))
    rows = priced_rows(standing("A-200", "A-500", "A-1K"), [dearer])
    assert [row.get("price") for row in rows] == [None, {"amount": "7000", "currency": "VND"}, None]


# --- the form of a category ---------------------------------------------------------------------


def attribute(id_: str, name: str, *values: str, **more: Any) -> Json:
    return {
        "id": id_,
        "name": name,
        "type": "PRODUCT_PROPERTY",
        "values": [{"id": f"{id_}{place}", "name": value} for place, value in enumerate(values)],
        **more,
    }


def test_a_form_is_filled_in_by_vietnamese_names() -> None:
    form = attributes_of(
        {
            "attributes": [
                attribute("1", "Xuất xứ", "Việt Nam", is_requried=True),
                attribute(
                    "2", "Thành phần", "Tôm", is_multiple_selection=True, is_customizable=True
                ),
                attribute("3", "Hạn sử dụng", is_customizable=True),
                attribute("4", "Khối lượng", type="SALES_PROPERTY"),
                attribute("5", "Bảo quản", "Nơi khô", is_required=True),
            ]
        }
    )
    filled = fill(form, {"xuất xứ": "Cà Mau, Việt Nam", "Thành phần": "tôm, muối", "Lạ": "x"})
    assert filled.choices == {"1": [{"id": "10"}], "2": [{"id": "20"}, {"name": "muối"}]}
    assert [one.name for one in filled.missing] == ["Bảo quản"]


def test_a_number_is_a_number() -> None:
    form = attributes_of(
        {
            "attributes": [
                attribute(
                    "1", "Trọng lượng", is_customizable=True,
                    value_data_format="POSITIVE_INT_OR_DECIMAL",
                )
            ]
        }
    )  # fmt: skip
    assert fill(form, {"Trọng lượng": "0,5"}).choices == {"1": [{"name": "0.5"}]}
    assert fill(form, {"Trọng lượng": "500 g"}).choices == {}


def test_a_line_that_depends_on_another_is_asked_for_or_left_empty() -> None:
    when = {
        "condition_type": "VALUE_ID_MATCH",
        "attribute_id": "1",
        "attribute_value_id": "10",
    }
    form = attributes_of(
        {
            "attributes": [
                attribute("2", "Tổ chức", is_customizable=True, requirement_conditions=[when]),
                attribute("1", "Chứng nhận", "Hữu cơ", "OCOP"),
            ]
        }
    )
    assert [one.name for one in fill(form, {"Chứng nhận": "Hữu cơ"}).missing] == ["Tổ chức"]
    ours = {"Chứng nhận": "OCOP", "Tổ chức": "Control Union"}
    assert set(fill(form, ours).choices) == {"1"}
    assert set(fill(form, ours | {"Chứng nhận": "hữu cơ"}).choices) == {"1", "2"}


def test_a_paper_is_asked_for_by_itself_or_by_what_was_chosen() -> None:
    when = [{"attribute_id": "1", "attribute_value_id": "10"}]
    rules = {
        "product_certifications": [
            {"id": "a", "name": "ATTP", "is_required": True},
            {"id": "b", "name": "Hữu cơ", "is_required": False, "requirement_conditions": when},
            {"id": "c", "name": "Khác", "is_required": False},
        ],
        "cod": {"is_supported": True},
    }
    lesson = lesson_of((), rules)
    assert [p.name for p in lesson.papers if p.asked({})] == ["ATTP"]
    assert [p.name for p in lesson.papers if p.asked({"1": [{"id": "10"}]})] == ["ATTP", "Hữu cơ"]
    assert (lesson.pays_on_delivery, lesson.size_needed) == (True, False)


def test_a_category_that_is_closed_to_the_shop_says_why() -> None:
    tree = [
        {"id": "1", "parent_id": "0", "local_name": "Thực phẩm", "is_leaf": False},
        {"id": "2", "parent_id": "1", "local_name": "Rượu", "is_leaf": True,
         "permission_statuses": ["INVITE_ONLY"]},
        {"id": "3", "parent_id": "1", "local_name": "Gạo", "is_leaf": True,
         "permission_statuses": ["AVAILABLE", "NON_MAIN_CATEGORY"]},
        {"id": "4", "parent_id": "4", "local_name": "Vòng", "is_leaf": True},
    ]  # fmt: skip
    learned = Learned(categories=categories_of(tree))
    wine = listing("A", category="Thực phẩm > Rượu")
    (problem,) = problems(wine, learned)
    assert (problem.code, problem.values["platform_message"]) == (
        "category_not_allowed",
        "INVITE_ONLY",
    )
    assert problems(listing("A", category="Gạo"), learned) == []
    assert learned.category("4") == 4


def test_what_the_shop_has_still_to_do_is_told_once_for_all() -> None:
    answer = {
        "check_results": [
            {"check_item": "BANk_ACCOUNT", "is_failed": True, "fail_reasons": ["chưa có"]},
            {"check_item": "SHOP_TAX", "is_failed": False, "fail_reasons": []},
        ]
    }
    learned = Learned(unfinished=unfinished_of(answer))
    (problem,) = problems(listing("A"), learned)
    assert (problem.code, problem.values["platform_code"]) == ("seller_must_act", "BANk_ACCOUNT")


def test_a_barcode_that_stands_cannot_change() -> None:
    learned = Learned()
    gtin = offer("A", gtin="8936012345678")
    learned.notice(listing("A", gtin, remote_id="17"))
    assert problems(listing("A", gtin, remote_id="17"), learned) == []
    other = listing("A", replace(gtin, gtin="8936012345685"), remote_id="17")
    (problem,) = problems(other, learned)
    assert (problem.code, problem.values["standing"]) == ("gtin_fixed", "8936012345678")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Tôm khô – 100 % tự nhiên, 25 °C ®", ()),
        ("Tôm 🦐 ngon ☎", ("☎", "🦐")),
        ("ngon" + "!" * 10, ("!" * 10,)),
        ("ngon" + "!" * 9, ()),
        ("dòng\ndòng\tcột\x07", ("\x07",)),
    ],
)
def test_letters_that_are_refused_are_found_before_anything_is_sent(
    text: str, wrong: tuple[str, ...]
) -> None:
    for found in (listing("A", title=text), listing("A", description=text)):
        told = [problem.values["letters"] for problem in problems(found, Learned())]
        assert told == ([wrong] if wrong else [])


def test_brands_that_cannot_be_used_are_left_out() -> None:
    rows = [
        {"id": "1", "name": "Ngọc Giàu", "authorized_status": "UNAUTHORIEZD"},
        {"id": "2", "name": "Cũ", "brand_status": "UNAVAILABLE"},
        {"name": "không có mã"},
    ]
    assert brand_ids_of({"brands": rows}) == {fold("Ngọc Giàu"): "1"}


# --- warehouses ---------------------------------------------------------------------------------


def test_the_default_warehouse_that_sells_is_ours() -> None:
    def row(id_: str, **more: Any) -> Json:
        return {"id": id_, "type": "SALES_WAREHOUSE", "effect_status": "ENABLED", **more}

    found = warehouses_of(
        {
            "warehouses": [
                row("1", type="RETURN_WAREHOUSE", is_default=True),
                row("2", effect_status="DISABLED", is_default=True),
                row("3"),
                row("4", is_default=True),
            ]
        }
    )
    assert (found.ids, found.default, found.resting) == (("3", "4"), "4", False)
    assert warehouses_of({"warehouses": [row("3", effect_status="RESTRICTED")]}).resting
    assert warehouses_of({"warehouses": None}).default == ""


def test_the_default_warehouse_takes_what_changes() -> None:
    assert spread(10, {"a": 3, "b": 4}, "a") == {"b": 4, "a": 6}
    assert spread(2, {"a": 3, "b": 4}, "a") == {"b": 2, "a": 0}
    assert spread(5, {}, "a") == {"a": 5}
    assert spread(5, {"b": 1}, "a") == {"b": 5}


@given(
    st.integers(0, 99_999),
    st.dictionaries(st.sampled_from("abcde"), st.integers(0, 500)),
    st.sampled_from("abcde"),
)
def test_a_spread_stock_is_whole_and_names_every_warehouse(
    quantity: int, now: dict[str, int], default: str
) -> None:
    found = spread(quantity, now, default)
    assert sum(found.values()) == quantity
    assert min(found.values()) >= 0
    assert found.keys() == (now.keys() or {default})


# --- orders -------------------------------------------------------------------------------------


def order(status: str, *units: str | tuple[str, str]) -> Json:
    rows = [(unit, status) if isinstance(unit, str) else unit for unit in units]
    return {
        "id": "577086512123755123",
        "status": status,
        "create_time": 1772150500,
        "update_time": 1772150531,
        "user_id": "7021436810468230477",
        "recipient_address": {"name": "Nguyễn V***"},
        "line_items": [
            {"id": str(place), "seller_sku": sku, "display_status": shown}
            for place, (sku, shown) in enumerate(rows)
        ],
    }


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("UNPAID", "reserved"),
        ("ON_HOLD", "reserved"),
        ("AWAITING_SHIPMENT", "sold"),
        ("PARTIALLY_SHIPPING", "sold"),
        ("AWAITING_COLLECTION", "sold"),
        ("IN_TRANSIT", "sold"),
        ("DELIVERED", "sold"),
        ("COMPLETED", "sold"),
        ("CANCELLED", "released"),
        ("CANCEL", "released"),
    ],
)
def test_every_state_of_an_order_is_one_of_ours(status: str, ours: str) -> None:
    found = order_of(SHOP, order(status, "A", "A", "B"))
    assert found.status == ours
    assert {line.sku: line.quantity for line in found.lines} == {"A": 2, "B": 1}
    assert found.updated_at == datetime(2026, 2, 27, 0, 2, 11, tzinfo=UTC)


def test_a_unit_that_alone_was_cancelled_is_given_back() -> None:
    found = order_of(SHOP, order("AWAITING_SHIPMENT", "A", ("A", "CANCELLED"), ("B", "CANCELLED")))
    assert {line.sku: line.quantity for line in found.lines} == {"A": 1, "B": 0}


def test_units_without_a_sku_are_nobodys() -> None:
    assert order_of(SHOP, order("UNPAID", "", "A")).lines[0].sku == Sku("A")


def test_nothing_of_the_buyer_is_kept() -> None:
    assert "Nguy" not in repr(order_of(SHOP, order("UNPAID", "A")))
    assert "7021436810468230477" not in repr(order_of(SHOP, order("UNPAID", "A")))


def test_a_window_holds_its_last_second() -> None:
    since, until = datetime(2026, 2, 27, tzinfo=UTC), datetime(2026, 2, 28, 0, 0, 0, 5, tzinfo=UTC)
    assert window(since, until) == {"update_time_ge": 1772150400, "update_time_lt": 1772236801}
