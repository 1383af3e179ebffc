"""What a category asks for, filled in from what the label says, or told of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.tiktok.attributes import attributes_of, fill
from adapters.tiktok.metadata import (
    MetadataCache,
    brand_ids_of,
    categories_of,
    category_meta_of,
    unfinished_of,
)
from adapters.tiktok.requirements import problems
from sync.marketplace.text_normalize import fold
from tests.adapters.tiktok.conftest import Json, listing, offer


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
    meta = category_meta_of((), rules)
    assert [p.name for p in meta.papers if p.asked({})] == ["ATTP"]
    assert [p.name for p in meta.papers if p.asked({"1": [{"id": "10"}]})] == ["ATTP", "Hữu cơ"]
    assert (meta.pays_on_delivery, meta.size_needed) == (True, False)


def test_a_category_that_is_closed_to_the_shop_says_why() -> None:
    tree = [
        {"id": "1", "parent_id": "0", "local_name": "Thực phẩm", "is_leaf": False},
        {"id": "2", "parent_id": "1", "local_name": "Rượu", "is_leaf": True,
         "permission_statuses": ["INVITE_ONLY"]},
        {"id": "3", "parent_id": "1", "local_name": "Gạo", "is_leaf": True,
         "permission_statuses": ["AVAILABLE", "NON_MAIN_CATEGORY"]},
        {"id": "4", "parent_id": "4", "local_name": "Vòng", "is_leaf": True},
    ]  # fmt: skip
    metadata = MetadataCache(categories=categories_of(tree))
    wine = listing("A", category="Thực phẩm > Rượu")
    (problem,) = problems(wine, metadata)
    assert (problem.code, problem.values["platform_message"]) == (
        "category_not_allowed",
        "INVITE_ONLY",
    )
    assert problems(listing("A", category="Gạo"), metadata) == []
    assert metadata.category("4") == 4


def test_what_the_shop_has_still_to_do_is_told_once_for_all() -> None:
    answer = {
        "check_results": [
            {"check_item": "BANk_ACCOUNT", "is_failed": True, "fail_reasons": ["chưa có"]},
            {"check_item": "SHOP_TAX", "is_failed": False, "fail_reasons": []},
        ]
    }
    metadata = MetadataCache(unfinished=unfinished_of(answer))
    (problem,) = problems(listing("A"), metadata)
    assert (problem.code, problem.values["platform_code"]) == ("seller_must_act", "BANk_ACCOUNT")


def test_a_barcode_that_stands_cannot_change() -> None:
    metadata = MetadataCache()
    gtin = offer("A", gtin="8936012345678")
    metadata.notice(listing("A", gtin, remote_id="17"))
    assert problems(listing("A", gtin, remote_id="17"), metadata) == []
    other = listing("A", replace(gtin, gtin="8936012345685"), remote_id="17")
    (problem,) = problems(other, metadata)
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
        told = [problem.values["letters"] for problem in problems(found, MetadataCache())]
        assert told == ([wrong] if wrong else [])


def test_brands_that_cannot_be_used_are_left_out() -> None:
    rows = [
        {"id": "1", "name": "Ngọc Giàu", "authorized_status": "UNAUTHORIEZD"},
        {"id": "2", "name": "Cũ", "brand_status": "UNAVAILABLE"},
        {"name": "không có mã"},
    ]
    assert brand_ids_of({"brands": rows}) == {fold("Ngọc Giàu"): "1"}
