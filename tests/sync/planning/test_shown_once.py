"""While a SKU goes from one listing to another no unit of it is shown in both."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model import Code, Kept, Sku, Status
from sync.planning import ShopState, shown_once
from tests.sync.planning.conftest import Make

OLD, NEW, S = Code("TOMKHO"), Code("KHAC"), Sku("TOMKHO")


def going(make: Make, old: int, new: int | None, **more: Any) -> ShopState:
    """A SKU of which nine may be shown goes from a listing of its own to another product."""
    kept: Kept | None = more.pop("kept", "removed")
    status: Status = more.pop("status", "live")
    there = (make.offer("KHAC"), *((make.offer(S, quantity=new),) if new is not None else ()))
    seen = [
        make.seen(offers=(make.offer(S, quantity=old),), status=more.pop("old_status", "live")),
        make.seen("KHAC", remote_id="2", offers=there, status=status),
    ]
    wanted = [
        make.listing(offers=(make.offer(S, quantity=9),)),
        make.listing("KHAC", offers=(make.offer("KHAC"), make.offer(S, quantity=9))),
    ]
    links = {
        "TOMKHO": make.applied(),
        "KHAC": replace(make.applied(make.listing("KHAC"), remote_id="2"), code=NEW),
    }
    return make.shop_state(
        wanted,
        seen,
        links,
        kept={OLD: kept} if kept else {},
        features=make.features(**more),
    )


def figures(shop_state: ShopState) -> tuple[int | None, int | None]:
    """What is wanted of the SKU in the old listing and in the new one."""
    found = {
        (code, offer.sku): offer.quantity
        for code, listing in shop_state.desired.items()
        for offer in listing.offers
    }
    return found[OLD, S], found[NEW, S]


@pytest.mark.parametrize(
    ("old", "new", "more", "wanted", "waits"),
    [
        (5, None, {}, (9, 0), 1),  # it sells on until the other has it
        (5, 0, {"status": "reviewing"}, (9, 0), 1),  # where no buyer sees it yet
        (5, 0, {}, (0, 0), 1),
        (5, 3, {}, (0, 3), 1),  # both show some: the old one none, the other no more
        (0, 0, {}, (0, 9), 0),
        (0, 9, {"kept": "unread"}, (0, 9), 0),  # its file cannot be read: it left all the same
        (5, None, {"delivery": "files"}, (9, 9), 0),
        (5, 9, {"delivery": "files"}, (0, 9), 0),
        (5, None, {"old_status": "hidden"}, (9, 9), 0),
        (5, None, {"kept": None}, (9, 9), 0),  # two products of one SKU are no catalog
        (5, 0, {"sku_moves": "never"}, (9, 9), 0),
    ],
)
def test_the_old_listing_sells_until_the_new_one_can_and_then_shows_none(
    make: Make, old: int, new: int | None, more: Any, wanted: Any, waits: int
) -> None:
    found = shown_once(going(make, old, new, **more))
    assert figures(found.shop_state) == wanted
    assert [(each.code, each.about) for each in found.waits] == [("stock_waits", NEW)] * waits
    assert found.moving == (wanted != (9, 9) or "delivery" in more)


@given(old=st.integers(0, 9), new=st.none() | st.integers(0, 9), lost=st.integers(0, 3))
def test_step_by_step_all_units_come_over_and_never_more_than_there_are(
    old: int, new: int | None, lost: int
) -> None:
    """Each step is written, some answers come late; what stood twice before only falls."""
    make = Make()
    most = max(9, old + (new or 0))
    for step in range(8):
        wants = figures(shown_once(going(make, old, new)).shop_state)
        assert None not in wants
        # Lowering comes first; a raise is written when the look after it tells of no more.
        old, new = (old if step < lost else min(old, wants[0] or 0)), wants[1]
        assert old + (new or 0) <= most
    assert (old, new) == (0, 9)
