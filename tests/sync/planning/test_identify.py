from __future__ import annotations

from typing import Any

from sync.model import Code, Sku
from sync.planning import identify

OWNERS = {"A": Code("A"), "A-1": Code("A"), "B": Code("B"), "B-1": Code("B")}


def test_the_remembered_id_goes_before_code_and_sku(make: Any) -> None:
    listing = make.seen("B", remote_id="9", offers=(make.offer("B-1"),))
    found = identify([listing], {Code("A"): "9"}, OWNERS)
    assert list(found.by_code) == ["A"]
    assert found.by_code[Code("A")].code == "A"


def test_our_code_goes_before_the_sku(make: Any) -> None:
    found = identify([make.seen("A", offers=(make.offer("B-1"),))], {}, OWNERS)
    assert list(found.by_code) == ["A"]


def test_a_sku_tells_whose_a_listing_without_our_code_is(make: Any) -> None:
    offers = (make.offer("X"), make.offer("A-1"))
    found = identify([make.seen("", offers=offers)], {}, OWNERS)
    assert list(found.by_code) == ["A"]


def test_what_is_nobodys_is_foreign(make: Any) -> None:
    stranger = make.seen("X", remote_id="5", offers=(make.offer("Y"),))
    found = identify([stranger], {Code("A"): "9", Code("B"): None}, OWNERS)
    assert (found.by_code, found.foreign) == ({}, (stranger,))


def test_two_listings_for_one_product_are_a_problem_and_neither_is_taken(make: Any) -> None:
    twice = [make.seen("A", remote_id="2"), make.seen("A", remote_id="1")]
    found = identify(twice, {}, OWNERS)
    assert found.by_code == {}
    problem = found.duplicates[Code("A")]
    assert (problem.code, problem.values["remote_ids"]) == ("duplicate_listing", ("1", "2"))


def test_one_listing_with_the_skus_of_two_products_is_a_problem_of_both(make: Any) -> None:
    mixed = make.seen("", offers=(make.offer(Sku("A-1")), make.offer(Sku("B-1"))))
    found = identify([mixed], {}, OWNERS)
    assert {code: p.code for code, p in found.duplicates.items()} == {
        "A": "listing_mixes_products",
        "B": "listing_mixes_products",
    }
    assert found.by_code == {}


def test_a_deleted_listing_is_not_there(make: Any) -> None:
    assert identify([make.seen("A", status="deleted")], {}, OWNERS).by_code == {}


def test_beside_the_one_that_is_remembered_the_other_is_a_twin(make: Any) -> None:
    ours, other = make.seen("A", remote_id="1"), make.seen("A", remote_id="2")
    found = identify([other, ours], {Code("A"): "1"}, OWNERS)
    assert found.by_code == {"A": ours}
    assert found.twins == {"A": (other,)}
    assert found.duplicates == {}


def test_what_sells_other_skus_too_is_no_twin(make: Any) -> None:
    ours = make.seen("A", remote_id="1", offers=(make.offer("A-1"),))
    other = make.seen("A", remote_id="2", offers=(make.offer("A-1"), make.offer("A-2")))
    found = identify([ours, other], {Code("A"): "1"}, OWNERS)
    assert (found.twins, list(found.duplicates)) == ({}, ["A"])
    beside = [make.seen("B", remote_id="3"), make.seen("B", remote_id="4")]
    both = identify([ours, *beside], {Code("A"): "1", Code("B"): "3"}, OWNERS)
    assert both.twins == {"B": (beside[1],)}
