"""What a shop's people decide is never written over; what they want to be asked about waits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Dong, ListedPaper, Listing, Plan, Sku
from sync.planning import Consent, change_digest
from sync.planning.ownership import as_it_stands, decided_there
from tests.sync.planning.conftest import ECHOES, plan

WORDS = {"title": "Tôm khô loại một", "description": "Kể lại."}


def planned(make: Any, owner: str, wanted: Listing, seen: Listing, **more: Any) -> Plan:
    names = ("title", "price", "images", "papers", "attributes", "gtin", "weight_g")
    fields = dict.fromkeys(names, owner)
    link = more.pop("link", make.applied())
    shop_state = make.shop_state([wanted], [seen], {"TOMKHO": link}, shop=make.shop(fields=fields))
    return plan(shop_state, make.guard_input(**more))


def shown(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    return [(change.kind, change.fields) for change in plan.theirs]


def test_what_somebody_edited_there_stays_and_is_told(make: Any) -> None:
    made = planned(make, "theirs", make.listing(), make.seen(title="đặt ở sàn"))
    assert (made.changes, made.held) == ((), ())
    assert shown(made) == [("revise", ("title",))]
    (theirs,) = made.theirs
    assert theirs.before is not None
    assert (theirs.before.title, theirs.after.title) == ("đặt ở sàn", "Tôm khô Tân Tiến")


def test_a_new_value_in_the_catalog_does_not_go_there_either(make: Any) -> None:
    wanted = make.with_offer(make.listing(**WORDS), price=Dong(120_000))
    made = planned(make, "theirs", wanted, make.seen())
    (change,) = made.changes
    assert change.fields == ("description",)
    assert change.after.title == "Tôm khô Tân Tiến"
    assert shown(made) == [("reprice", ("price",)), ("revise", ("title",))]


def test_what_the_platform_does_not_echo_is_wanted_as_we_wrote_it_first(make: Any) -> None:
    paper = ListedPaper(kind="other", number="1", sha256="cc")
    wanted = make.listing(images=(), papers=(paper,), description="Kể lại.")
    made = planned(make, "theirs", wanted, make.seen())
    (change,) = made.changes
    assert change.fields == ("description",)
    assert change.after.images == make.listing().images
    assert change.after.papers == ()
    assert shown(made) == [("revise", ("images", "papers"))]


def test_of_attributes_only_those_that_are_ours_to_write_are_looked_at(make: Any) -> None:
    there = {"Xuất xứ": "Thái Lan", "Màu": "đỏ"}
    case = make.case(make.listing(), make.seen(attributes=there), make.applied())
    kept = as_it_stands(case, {"attributes"}, {"attributes"})
    assert kept.desired is not None
    assert kept.desired.attributes == {"Xuất xứ": "Thái Lan"}

    bare = make.case(make.listing(), make.seen(attributes=there), make.link())
    assert as_it_stands(bare, {"attributes"}, {"attributes"}).desired == kept.desired
    none = make.case(make.listing(attributes=None), make.seen(attributes=there), make.link())
    kept = as_it_stands(none, {"attributes"}, {"attributes"})
    assert kept.desired is not None
    assert kept.desired.attributes == {}


def test_a_variant_that_is_new_there_comes_with_our_price(make: Any) -> None:
    offers = (make.offer("TOMKHO-2", options=("2",)), make.offer(price=Dong(110_000)))
    seen = make.with_offer(make.seen(), price=Dong(105_000))
    case = make.case(make.listing(offers=offers), seen, make.applied())
    kept = as_it_stands(case, {"price", "gtin"}, ECHOES)
    assert kept.desired is not None
    prices = {offer.sku: offer.price for offer in kept.desired.offers}
    assert prices == {Sku("TOMKHO"): 105_000, Sku("TOMKHO-2"): 100_000}


def test_what_is_not_shown_there_and_was_never_applied_is_not_managed(make: Any) -> None:
    case = make.case(make.listing(), make.with_offer(make.seen(), price=None), make.link())
    kept = as_it_stands(case, {"price", "brand"}, ECHOES)
    assert kept.desired is not None
    assert [offer.price for offer in kept.desired.offers] == [None]


@pytest.mark.parametrize(
    ("seen", "begun", "decided"),
    [
        ({"status": "live"}, False, True),
        ({"status": "hidden"}, False, True),
        ({"status": "hidden"}, True, False),
        ({"status": "refused"}, False, False),
        ({"status": "deleted"}, False, False),
    ],
)
def test_nobody_has_decided_while_we_still_bring_the_listing(
    make: Any, seen: dict[str, str], *, begun: bool, decided: bool
) -> None:
    link = make.link() if begun else make.applied()
    assert decided_there(make.case(make.listing(), make.seen(**seen), link)) is decided


def test_nobody_has_decided_what_is_not_there_or_not_wanted(make: Any) -> None:
    assert not decided_there(make.case(make.listing(), None, None))
    unwanted = make.case(None, make.seen(), make.applied())
    assert not decided_there(unwanted)
    assert as_it_stands(unwanted, {"title"}, ECHOES) == unwanted


def test_a_new_listing_brings_every_field(make: Any) -> None:
    fields = {"title": "theirs", "price": "ask"}
    shop_state = make.shop_state([make.listing()], [], {}, shop=make.shop(fields=fields))
    (change,) = plan(shop_state, make.guard_input()).changes
    assert (change.kind, change.after.title) == ("publish", "Tôm khô Tân Tiến")


def test_each_difference_that_is_asked_about_waits_and_the_rest_goes(make: Any) -> None:
    wanted = make.with_offer(make.listing(**WORDS), price=Dong(120_000))
    made = planned(make, "ask", wanted, make.seen(title="đặt ở sàn"))
    assert [(c.kind, c.fields) for c in made.changes] == [("revise", ("description",))]
    assert made.changes[0].after.title == "đặt ở sàn"
    waiting = [(h.change.kind, h.change.fields, h.problem.code) for h in made.held]
    assert waiting == [
        ("reprice", ("price",), "field_asked"),
        ("revise", ("title",), "field_asked"),
    ]
    assert made.theirs == ()


def test_a_person_allows_what_was_asked(make: Any) -> None:
    seen = make.seen(title="đặt ở sàn")
    (held,) = planned(make, "ask", make.listing(), seen).held
    consent = Consent(approved={change_digest(held.change)})
    made = planned(make, "ask", make.listing(), seen, consent=consent)
    assert [(c.kind, c.fields) for c in made.changes] == [("revise", ("title",))]


def test_stock_goes_on_whoever_decides_the_rest(make: Any) -> None:
    wanted = make.with_offer(make.listing(), quantity=3)
    for owner in ("theirs", "ask"):
        (change,) = planned(make, owner, wanted, make.seen(title="đặt ở sàn")).changes
        assert (change.kind, change.fields) == ("restock", ("quantity",))


def test_pictures_that_are_asked_about_are_written_as_we_know_them(make: Any) -> None:
    wanted = replace(make.listing(description="Kể lại."), images=())
    made = planned(make, "ask", wanted, make.seen())
    assert made.changes[0].after.images == make.listing().images
    assert [held.change.fields for held in made.held] == [("images",)]
