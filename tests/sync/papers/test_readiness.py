"""What is missing before a product may be sold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sync.marketplace import AskedPapers
from sync.model import Dong, ImageFile, Label, Paper, Party, Sku, Variant
from sync.papers import Demands, lacking
from sync.wording import known_codes
from tests.sync.papers.conftest import TODAY, product

SCAN = ImageFile(Path("a.pdf"), "0" * 64)
EITHER: AskedPapers = (("food_safety", "self_declaration"),)


def codes(demands: Demands, **facts: Any) -> list[str]:
    found = [problem.code for problem in lacking(product(**facts), demands, TODAY)]
    assert set(found) <= known_codes()
    return found


def test_a_thing_that_nobody_asks_anything_of_is_ready() -> None:
    assert codes(Demands()) == []


def test_packed_food_is_self_declared_by_law_fresh_food_is_not() -> None:
    assert codes(Demands(food=True)) == ["lacks_self_declaration"]
    assert codes(Demands(food=True), product_set=2) == []
    declared = Label(declaration=Paper("01/VD/2026"))
    assert codes(Demands(food=True), label=declared) == []


def test_one_paper_of_a_choice_is_enough() -> None:
    asked = Demands(papers=EITHER)
    assert codes(asked) == ["lacks_food_safety_or_self_declaration"]
    assert codes(asked, papers=(Paper("A", kind="food_safety"),)) == []
    assert codes(asked, label=Label(food_safety_certificate=Paper("A"))) == []


def test_what_the_law_asks_is_not_asked_twice() -> None:
    assert codes(Demands(food=True, papers=EITHER)) == ["lacks_self_declaration"]


@pytest.mark.parametrize(
    "paper",
    [
        Paper("A", kind="food_safety", expires_on=date(2026, 11, 28)),
        Paper("A", kind="food_safety", issued_on=date(2026, 11, 30)),
    ],
    ids=["ended yesterday", "begins tomorrow"],
)
def test_a_paper_that_is_not_in_force_does_not_count(paper: Paper) -> None:
    assert codes(Demands(papers=(("food_safety",),)), papers=(paper,)) == ["lacks_food_safety"]


def test_where_the_paper_itself_is_handed_in_its_scan_is_asked_for() -> None:
    asked = Demands(papers=(("food_safety",),), handed_in=True)
    assert codes(asked, papers=(Paper("A", kind="food_safety"),)) == ["lacks_scan"]
    assert codes(asked, papers=(Paper("A", kind="food_safety", file=SCAN),)) == []


def test_a_barcode_is_asked_of_every_variant() -> None:
    bare = Variant(sku=Sku("A"), price=Dong(1000))
    coded = Variant(sku=Sku("B"), price=Dong(1000), gtin="8936000000017")
    assert codes(Demands(gtin=True), variants=(coded, bare)) == ["lacks_gtin"]
    assert codes(Demands(gtin=True), variants=(coded,)) == []


def test_a_category_and_the_seller_are_asked_for() -> None:
    assert codes(Demands(category=False)) == ["lacks_category"]
    assert codes(Demands(), cooperative=Party(name="HTX Ví Dụ")) == ["seller_identity_missing"]
