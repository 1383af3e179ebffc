"""What a category asks for, filled in from what the label says, or told of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.tiktok.attributes import attributes_of, fill
from adapters.tiktok.metadata import (
    CategoryMeta,
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


LICENCE = {
    "Loại giấy phép sản phẩm": "Bản tự công bố sản phẩm",
    "Số giấy phép sản phẩm": "01/VIDU/2026",
    "Ngày cấp giấy phép sản phẩm": "01/03/2026",
    "Nơi cấp giấy phép sản phẩm": "Sở Y tế Cà Mau",
}
ENGLISH = (
    "Product License Type",
    "Product License Number",
    "Date of Issuance",
    "Place of Issuance",
)


def licence_form(*names: str) -> tuple[Any, ...]:
    """The four lines that food is asked for since 2026-05-26, under names told at run time."""
    rows = [
        attribute(str(place), name, is_requried=True, is_customizable=True)
        for place, name in enumerate(names)
    ]
    return attributes_of({"attributes": rows})


@pytest.mark.parametrize(
    "names",
    [
        ENGLISH,
        ("License type", "Licence No.", "Issue date", "Issuing authority"),
        ("Loại giấy phép sản phẩm", "Số giấy phép sản phẩm", "Ngày cấp", "Nơi cấp"),
        ("Loại giấy tờ", "Số công bố sản phẩm", "Ngày ban hành", "Cơ quan cấp"),
    ],
)
def test_the_licence_of_food_is_told_from_its_declaration(names: tuple[str, ...]) -> None:
    filled = fill(licence_form(*names), LICENCE)
    assert [values[0]["name"] for values in filled.choices.values()] == list(LICENCE.values())
    assert filled.missing == []


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("Bản tự công bố sản phẩm", "Self-declaration of product"),
        ("Giấy tiếp nhận đăng ký bản công bố sản phẩm", "Product declaration registration"),
    ],
)
def test_a_kind_of_licence_is_chosen_by_its_meaning(said: str, chosen: str) -> None:
    kinds = (
        "Advertising permit",
        "Self-declaration of product",
        "Product declaration registration",
    )
    row = attribute("1", ENGLISH[0], *kinds, is_requried=True)
    filled = fill(attributes_of({"attributes": [row]}), {"Loại giấy phép sản phẩm": said})
    assert filled.choices["1"] == [{"id": f"1{kinds.index(chosen)}"}]


def test_what_the_papers_lack_of_a_licence_is_told_in_one_sentence() -> None:
    meta = CategoryMeta(
        form=licence_form(*ENGLISH), papers=(), size_needed=False, pays_on_delivery=True
    )
    tree = [{"id": "1", "parent_id": "0", "is_leaf": True, "local_name": "Mắm"}]
    metadata = MetadataCache(categories=categories_of(tree), by_leaf={1: meta})
    known = {name: LICENCE[name] for name in list(LICENCE)[:2]}
    (told,) = problems(listing("X", category="Mắm", attributes=known), metadata)
    assert told.code == "licence_missing"
    assert told.values["names"] == ENGLISH[2:]
    assert told.values["keys"] == tuple(LICENCE)[2:]


@pytest.mark.parametrize("name", ["Ngày cấp", "Số giấy phép kinh doanh", "Business license number"])
def test_another_licence_is_not_taken_for_that_of_the_product(name: str) -> None:
    assert fill(licence_form(name), LICENCE).choices == {}


def test_an_address_is_one_value_where_nothing_is_predefined() -> None:
    row = attribute("1", "Địa chỉ nhà sản xuất", is_customizable=True, is_multiple_selection=True)
    address = "12 Nguyễn Huệ, Phường 2, TP Cà Mau"
    empty: list[Any] = [[], None]
    for values in empty:
        form = attributes_of({"attributes": [{**row, "values": values}]})
        assert fill(form, {"Địa chỉ nhà sản xuất": address}).choices == {"1": [{"name": address}]}
