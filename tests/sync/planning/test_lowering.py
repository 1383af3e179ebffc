"""While orders are unread a figure may fall and none may rise; what moved meanwhile is left."""

from __future__ import annotations

import pytest

from sync.model import Sku
from sync.planning import ShopState
from tests.sync.planning.conftest import Make

TOM = Sku("TOMKHO")


def showing(make: Make, seen: int | None, wanted: int | None = None) -> ShopState:
    """A shop that shows so many of one SKU and is to show so many."""
    shown = make.seen(offers=(make.offer(quantity=seen),))
    return make.shop_state(
        [make.listing(offers=(make.offer(quantity=wanted),))], [shown], {"TOMKHO": make.link()}
    )


def figures(state: ShopState) -> dict[Sku, int | None]:
    return {offer.sku: offer.quantity for x in state.desired.values() for offer in x.offers}


def test_a_figure_above_what_may_be_offered_is_lowered(make: Make) -> None:
    assert figures(showing(make, 10).only_lowered({TOM: 4})) == {TOM: 4}


@pytest.mark.parametrize(("seen", "most"), [(3, 4), (4, 4), (10, None), (None, 4), (0, 0)])
def test_no_figure_is_raised_or_guessed(make: Make, seen: int | None, most: int | None) -> None:
    assert figures(showing(make, seen).only_lowered({TOM: most})) == {TOM: None}


def test_a_figure_that_is_wanted_stays_wanted(make: Make) -> None:
    assert figures(showing(make, 10, wanted=2).only_lowered({TOM: 4})) == {TOM: 2}


def test_a_listing_that_is_not_there_yet_gets_no_figure(make: Make) -> None:
    state = make.shop_state([make.listing(offers=(make.offer(quantity=None),))], [], {})
    assert figures(state.only_lowered({TOM: 4})) == {TOM: None}


def test_what_moved_meanwhile_is_wanted_as_it_was_seen(make: Make) -> None:
    state = showing(make, 7, wanted=10)
    assert figures(state.left_as_seen({TOM})) == {TOM: 7}
    assert figures(state.left_as_seen({Sku("KHAC")})) == {TOM: 10}
    assert figures(state.left_as_seen(())) == {TOM: 10}


def test_of_a_sku_in_two_listings_each_keeps_its_own_figure(make: Make) -> None:
    old = make.listing(offers=(make.offer(TOM, quantity=9),))
    new = make.listing("KHAC", offers=old.offers)
    seen = [
        make.seen(offers=(make.offer(TOM, quantity=0),)),
        make.seen("KHAC", remote_id="2", offers=(make.offer(TOM, quantity=5),)),
    ]
    links = {"TOMKHO": make.applied(), "KHAC": make.applied(new, remote_id="2")}
    state = make.shop_state([old, new], seen, links).left_as_seen({TOM})
    assert [each.offers[0].quantity for each in state.desired.values()] == [0, 5]
