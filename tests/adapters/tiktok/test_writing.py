"""Listings as the bodies that TikTok takes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.tiktok.metadata import (
    MetadataCache,
)
from adapters.tiktok.writing import (
    content_body,
    html_of,
    kept_row,
    normalize,
    priced_rows,
    wanted_rows,
    whole_body,
)
from sync.model import Dong
from tests.adapters.tiktok.conftest import PRODUCT, SKU_200, Json, listing, offer, two_sizes


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
    body = content_body(listing("X", small, large), {"weight_g", "size_mm"}, MetadataCache())
    assert body == {
        "package_weight": {"value": "1.205", "unit": "KILOGRAM"},
        "package_dimensions": {
            "length": "19.50",
            "width": "30.10",
            "height": "6.00",
            "unit": "CENTIMETER",
        },
    }
    light = listing("X", offer("A", weight_g=120, size_mm=None))
    assert content_body(light, {"weight_g", "size_mm"}, MetadataCache()) == {
        "package_weight": {"value": "0.12", "unit": "KILOGRAM"}
    }


def test_what_is_not_managed_is_not_written() -> None:
    bare = replace(listing("X"), title=None, description=None, brand=None, attributes=None)
    fields = {"title", "description", "brand", "attributes", "images"}
    assert content_body(bare, fields, MetadataCache()) == {}  # type: ignore[arg-type]


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


def test_a_sku_that_stands_there_without_a_name_of_ours_gets_it() -> None:
    there = standing("A-200", "A-500")
    there["skus"][0] |= {"seller_sku": "", "external_sku_id": ""}
    wanted = two_sizes("A")
    first = replace(wanted.offers[0], remote_id="1729592969712207001", price=None, quantity=None)
    found = wanted_rows(replace(wanted, offers=(first, *wanted.offers[1:])), there, "7")
    assert [row["id"] for row in found.rows] == ["1729592969712207001", "1729592969712207002"]
    assert (found.new, found.rows[0]["seller_sku"]) == (False, "A-200")
    assert "price" not in found.rows[0]


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


def test_a_code_that_is_told_by_its_type_alone_is_not_sent_back() -> None:
    bare = {**SKU_200, "identifier_code": {"type": "GTIN"}}
    assert "identifier_code" not in kept_row(bare)
    assert kept_row({**bare, "identifier_code": {"type": "GTIN", "code": "8936012345678"}})[
        "identifier_code"
    ] == {"code": "8936012345678", "type": "GTIN"}
