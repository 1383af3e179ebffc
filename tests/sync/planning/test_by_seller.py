"""What somebody hid or deleted in the seller centre is put on sale again only when asked."""

from __future__ import annotations

from typing import Any

from tests.sync.planning.conftest import plan
from tests.sync.planning.test_guard import go, held


def test_what_somebody_hid_in_the_seller_centre_is_asked_about(make: Any) -> None:
    hidden = make.seen(status="hidden")
    made = plan(
        make.shop_state([make.listing()], [hidden], {"TOMKHO": make.applied()}), make.guard_input()
    )
    assert held(made) == [("restore", "hidden_by_seller")]
    by_us = make.applied(make.listing(status="hidden"))
    made = plan(make.shop_state([make.listing()], [hidden], {"TOMKHO": by_us}), make.guard_input())
    assert go(made) == ["restore"]


def test_what_was_sold_out_may_be_hidden_by_its_platform_and_is_shown_again(make: Any) -> None:
    hidden = make.with_offer(make.seen(status="hidden"), quantity=0)
    sold_out = make.applied(make.with_offer(make.listing(), quantity=0))
    made = plan(
        make.shop_state([make.listing()], [hidden], {"TOMKHO": sold_out}), make.guard_input()
    )
    assert (go(made), held(made)) == (["restock", "restore"], [])


def test_what_was_hidden_with_one_variant_left_is_asked_about(make: Any) -> None:
    offers = (make.offer("A", options=("100 g",), quantity=0), make.offer("B", options=("500 g",)))
    more = {"option_names": ("Cỡ",), "offers": offers}
    listing = make.listing(**more)
    known = {"TOMKHO": make.applied(listing)}
    shop_state = make.shop_state([listing], [make.seen(status="hidden", **more)], known)
    assert held(plan(shop_state, make.guard_input())) == [("restore", "hidden_by_seller")]


def test_where_a_person_carries_files_nothing_that_was_hidden_or_gone_is_asked(make: Any) -> None:
    by_file = make.features(delivery="files")
    known = {"TOMKHO": make.applied()}
    for seen, kind in (([make.seen(status="hidden")], "restore"), ([], "publish")):
        asked = make.shop_state([make.listing()], seen, known)
        assert [change for change, _ in held(plan(asked, make.guard_input()))] == [kind]
        carried = make.shop_state([make.listing()], seen, known, features=by_file)
        assert go(plan(carried, make.guard_input())) == [kind]
