"""What a plan says that will change is what will change, in words that a person can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from sync.model import Change, Code, Listing, ShopName
from sync.output.format import change_words
from sync.wording import say

SHOP, CODE = ShopName("lazada-camau"), Code("TOM")
HTML = '<article class="lzd"><p>Tôm đất phơi nắng ngoài sân.</p>- Khối lượng tịnh: 100 g</article>'
TEXT = "Tôm đất phơi nắng ngoài sân.\n- Khối lượng tịnh: 500 g"


class Vietnamese:
    def word(self, code: str, /, **values: Any) -> str:
        return say(code, values, "vi").what


def told(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *taken_back: str,
    stand: Mapping[str, str] | None = None,
) -> list[str]:
    change = Change(
        kind="revise",
        shop=SHOP,
        code=CODE,
        before=Listing(shop=SHOP, code=CODE, offers=()),
        after=Listing(shop=SHOP, code=CODE, offers=()),
        fields=("description", "attributes"),
        taken_back=taken_back,
        stand=stand,
    )
    return change_words(Vietnamese(), change, before, after).splitlines()


def test_attributes_that_a_platform_names_its_own_way_are_not_said_to_go() -> None:
    before = {"attributes": {"source": "api", "Trọng lượng": "100 g", "Hương vị": "mặn"}}
    (line,) = told(before, {"attributes": {"Trọng lượng": "500 g"}})
    assert "100 g" in line
    assert "500 g" in line


def test_attributes_that_are_taken_back_are_said_to_go_whatever_the_platform_calls_them() -> None:
    before = {"attributes": {"ocop_star_hb": "4", "Trọng lượng": "100 g"}}
    (line,) = told(before, {"attributes": {"Trọng lượng": "100 g"}}, "Chứng nhận OCOP")
    assert "Chứng nhận OCOP" in line
    assert "bỏ" in line


@pytest.mark.parametrize("native", [{"Net Weight": "100 g"}, {}, None])
def test_attributes_that_stand_there_under_other_names_are_not_said_to_come(
    native: Mapping[str, str] | None,
) -> None:
    wrote = {"Xuất xứ": "Việt Nam", "Trọng lượng": "100 g"}
    (line,) = told(
        {"attributes": native}, {"attributes": {**wrote, "Trọng lượng": "500 g"}}, stand=wrote
    )
    assert "Trọng lượng" in line
    assert "100 g" in line


def test_the_price_of_a_variant_that_comes_had_no_unknown_price_before() -> None:
    (line,) = told({"price": {}}, {"price": {"TOM-500": 120_000}})
    assert line == "giá TOM-500: 120.000 ₫"


def test_a_variant_that_only_gets_another_sku_neither_goes_nor_comes() -> None:
    before = {"variants": {"TOM-1": ["100 g"], "TOM-2": ["200 g"]}}
    after = {"variants": {"TB-1": ["100 g"], "TOM-2": ["200 g"]}, "price": {"TB-1": 115_000}}
    assert told(before, after) == ["SKU 100 g: TOM-1 → TB-1"]
    other = {"variants": {"TB-1": ["150 g"], "TOM-2": ["200 g"]}, "price": {"TB-1": 115_000}}
    assert len(told(before, other)) == 3


def test_papers_are_called_by_their_kind() -> None:
    papers = {"ocop 3981/QĐ-UBND": "4 ★, #a1"}
    added = {**papers, "ocop 3981/QĐ-UBND": "3 ★, #a1", "self_declaration 1": "#b2"}
    assert told({"papers": papers}, {"papers": added}) == [
        "giấy tờ chứng nhận OCOP 3981/QĐ-UBND: 4 ★, #a1 → 3 ★, #a1",
        "thêm giấy tờ bản tự công bố 1: #b2",
    ]


def test_of_a_description_the_words_that_differ_are_shown_and_no_tags() -> None:
    (line,) = told({"description": HTML}, {"description": TEXT})
    assert "<" not in line
    assert "100 g" in line
    assert "500 g" in line


LONG = "Tôm đất theo con nước vào vuông quanh năm, luộc với muối hột rồi phơi đủ nắng"


@pytest.mark.parametrize(
    ("field", "before", "after", "shown"),
    [
        ("description", f"<p>{LONG}</p>", f"{LONG}\n", "cùng chữ, khác cách trình bày"),
        ("title", "Tôm  khô", "Tôm khô", "cùng chữ, khác cách trình bày"),
        ("title", "Tôm khô".replace("ô", "o\u0302"), "Tôm khô", "cùng chữ, khác cách trình bày"),
        ("title", f"{LONG} một", f"{LONG} hai", "phơi đủ nắng hai"),
        ("title", "x" * 80 + "một", "x" * 80 + "hai", "…" + "x" * 12 + "hai"),
        ("brand", "a" * 60, "a" * 60 + "b", "…" + "a" * 12 + "b"),
    ],
)
def test_two_texts_are_never_shown_alike(field: str, before: str, after: str, shown: str) -> None:
    (line,) = told({field: before}, {field: after})
    assert shown in line
    old, _, new = line.partition(" → ")
    assert old.partition(": ")[2] != new


def test_a_category_is_called_by_its_name_where_only_its_id_stands_there() -> None:
    listing = Listing(shop=SHOP, code=CODE, offers=(), category="101129")
    called = {"101129": "Thực phẩm > Tôm khô"}
    change = Change(kind="revise", shop=SHOP, code=CODE, before=listing, after=listing)
    change = replace(change, fields=("category",), called=called)
    line = change_words(Vietnamese(), change, {"category": "101129"}, {"category": "Khô cá"})
    assert line == "ngành hàng: “Thực phẩm > Tôm khô” → “Khô cá”"
    same = {"category": "101129"}, {"category": "Thực phẩm > Tôm khô"}
    assert change_words(Vietnamese(), change, *same) == ""
    new = replace(change, kind="publish", before=None)
    assert "Thực phẩm > Tôm khô" in change_words(Vietnamese(), new, None, {})


def test_of_a_price_that_ends_that_there_was_none_is_known() -> None:
    (line,) = told({"list_price": {"TOM": None}}, {"list_price": {"TOM": 60000}})
    assert line == "giá niêm yết TOM: không có → 60.000 ₫"
