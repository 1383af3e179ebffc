"""A listing is judged as it was composed; only the field that says what it may not is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sync.model import Code, ListedPaper, Listing, Party, Safety, ShopName, Sku
from sync.planning import GuardInput, composed_claims, judged, project, propose
from sync.wording.listing import is_link


def found(listing: Listing, product_set: int | None = None) -> set[tuple[str, str, str]]:
    return {
        (each.code, each.severity, *(each.fields or ()))
        for each in composed_claims(listing, product_set)
    }


def test_all_that_we_compose_of_sound_facts_may_be_said(make: Any) -> None:
    listing = project(make.certified_product(), make.shop(), {}, make.today)
    assert any(map(is_link, listing.attributes or {}))
    assert composed_claims(listing, None) == []


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"title": "Mật gấu rừng"}, ("wild_animal", "stop", "title")),
        ({"title": "Rượu nếp than"}, ("alcohol_elsewhere", "hold", "title")),
        ({"title": "Cua Cà Mau sống"}, ("live_goods", "hold", "title")),
        ({"title": "Trà chữa mất ngủ"}, ("disease_claim", "hold", "title")),
        ({"title": "Tôm khô 0912 345 678"}, ("contact_in_text", "hold", "title")),
        ({"description": "Ngon.\n- Trị ho"}, ("disease_claim", "hold", "description")),
        ({"description": "Gọi 0912\n345 678"}, ("contact_in_text", "hold", "description")),
        ({"attributes": {"Phòng": "ung thư"}}, ("disease_claim", "hold", "attributes")),
        ({"description": "Thương hiệu số 1"}, ("superlative", "warning", "description")),
        ({"attributes": {"Zalo": "shop"}}, ("contact_in_text", "hold", "attributes")),
        ({"brand": "Trà Trị Ho"}, ("disease_claim", "hold", "brand")),
        ({"option_names": ("Zalo 0912 345 678",)}, ("contact_in_text", "hold", "variants")),
    ],
)
def test_each_field_is_held_for_what_it_says(make: Any, more: Any, what: Any) -> None:
    assert found(make.listing(**more)) == {what}


def test_a_paper_is_read_with_who_issued_it(make: Any) -> None:
    paper = ListedPaper(kind="food_safety", number="12/2026/ATTP", sha256="c1")
    called = replace(paper, issued_by="Sở Y tế, hotline 0912 345 678")
    assert found(make.listing(papers=(paper,))) == set()
    assert found(make.listing(papers=(paper, called))) == {("contact_in_text", "hold", "papers")}


@pytest.mark.parametrize(
    ("title", "product_set"), [("Rượu nếp than", 14), ("Bia thủ công", 15), ("Cua sống", 23)]
)
def test_what_stands_among_its_own_kind_is_called_by_its_name(
    make: Any, title: str, product_set: int
) -> None:
    assert found(make.listing(title=title), product_set) == set()


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Mua trên Lazada rẻ hơn.", True),
        ("ghé gian hàng tren lazada", True),
        ("Ghé shop Voso", True),
        ("Bán trên Shopee.", False),
        ("Ở Lazi có tôm.", False),
    ],
)
def test_no_marketplace_lets_a_text_send_its_buyers_to_another(
    make: Any, text: str, *, held: bool
) -> None:
    others = frozenset({"lazada", "voso"})
    said = composed_claims(make.listing(description=text), None, "vi", others)
    assert [each.code for each in said] == (["contact_in_text"] if held else [])


def test_what_is_not_managed_says_nothing() -> None:
    assert composed_claims(Listing(shop=ShopName("cho"), code=Code("A"), offers=()), None) == []


def test_a_field_is_held_once_with_the_words_that_were_found_first(make: Any) -> None:
    listing = make.listing(attributes={"A": "trị ho", "B": "chữa mất ngủ"})
    (problem,) = composed_claims(listing, None)
    assert (problem.values["words"], problem.about) == ("trị ho", "TOMKHO")


def test_what_a_cooperative_is_called_holds_the_texts_that_name_it_and_no_price(make: Any) -> None:
    named = Party(name="HTX Thuốc nam chữa bệnh Tân Tiến", address="Ấp 1, tỉnh Cà Mau")
    before = make.listing(title="Tôm", attributes={}, offers=(make.offer(price=90_000),))
    listing = project(
        make.product(cooperative=named), make.shop(), {Sku("TOMKHO"): 10}, date(2026, 11, 23)
    )
    state = make.shop_state(
        [listing], [replace(before, remote_id="1")], {"TOMKHO": make.applied(before)}
    )
    objections = {listing.code: composed_claims(listing, None)}
    made = judged(propose(state), state, GuardInput(safety=Safety(), objections=objections))
    assert {name for held in made.held for name in held.change.fields} == {
        "description",
        "attributes",
    }
    assert [(c.kind, c.fields) for c in made.changes] == [
        ("reprice", ("price",)),
        ("revise", ("title",)),
    ]
