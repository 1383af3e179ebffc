from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sync.model import Dong
from sync.planning import merge_applied, stale
from tests.sync.planning.conftest import plan

SETTLE_S = 15.0


def written(make: Any, **more: Any) -> Any:
    """We just moved the price from 100.000 to 120.000."""
    applied = make.with_offer(make.listing(), price=Dong(120_000))
    return make.applied(applied, before=make.seen(), **more)


@pytest.mark.parametrize(("after_s", "expected"), [(0, 1), (15, 1), (16, 0)])
def test_the_old_value_is_doubted_until_the_platform_has_settled(
    make: Any, after_s: int, expected: int
) -> None:
    now = make.now + timedelta(seconds=after_s)
    assert stale(make.seen(), written(make), now, SETTLE_S) == bool(expected)


def test_the_new_value_is_believed(make: Any) -> None:
    seen = make.with_offer(make.seen(), price=Dong(120_000))
    assert not stale(seen, written(make), make.now, SETTLE_S)


def test_a_third_value_is_somebodys_edit(make: Any) -> None:
    seen = make.with_offer(make.seen(), price=Dong(99_000))
    assert not stale(seen, written(make), make.now, SETTLE_S)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Tên cũ"),
        ("description", "Lời cũ"),
        ("category", "7"),
        ("status", "hidden"),
    ],
)
def test_every_field_that_we_write_may_be_read_too_early(make: Any, field: str, value: str) -> None:
    before = make.seen(**{field: value})
    assert stale(before, make.applied(before=before), make.now, SETTLE_S)


def test_a_review_may_be_over_in_a_moment(make: Any) -> None:
    reviewing = make.seen(status="reviewing")
    assert stale(reviewing, make.applied(before=make.seen()), make.now, SETTLE_S)
    late = make.now + timedelta(seconds=SETTLE_S + 1)
    assert not stale(reviewing, make.applied(before=None), late, SETTLE_S)


def test_a_fresh_listing_is_given_time(make: Any) -> None:
    fresh = make.applied(before=None)
    early = [
        None,
        make.seen(status="hidden"),
        make.seen(offers=()),
        make.with_offer(make.seen(), quantity=0),
    ]
    assert all(stale(seen, fresh, make.now, SETTLE_S) for seen in early)
    assert not stale(make.seen(), fresh, make.now, SETTLE_S)


def test_a_fresh_variant_is_given_time(make: Any) -> None:
    applied = make.listing(offers=(make.offer(), make.offer("B")))
    link = make.applied(applied, before=make.seen())
    assert stale(make.seen(), link, make.now, SETTLE_S)
    empty = make.seen(offers=(make.offer(), make.offer("B", quantity=0)))
    assert stale(empty, link, make.now, SETTLE_S)
    there = make.seen(offers=(make.offer(), make.offer("B")))
    assert not stale(there, link, make.now, SETTLE_S)


def test_a_fresh_variant_that_is_sold_out_is_believed_to_be(make: Any) -> None:
    sold_out = make.with_offer(make.listing(), quantity=0)
    seen = make.with_offer(make.seen(), quantity=0)
    assert not stale(seen, make.applied(sold_out, before=None), make.now, SETTLE_S)


def test_an_old_listing_that_is_gone_is_gone(make: Any) -> None:
    assert not stale(None, make.applied(before=make.seen()), make.now, SETTLE_S)


def test_what_we_never_wrote_cannot_be_stale(make: Any) -> None:
    assert not stale(make.seen(), make.link(), make.now, SETTLE_S)
    assert not stale(make.seen(), written(make, applied_at=None), make.now, SETTLE_S)


def test_a_done_change_is_remembered_and_nothing_beside_it(make: Any) -> None:
    applied = make.listing(brand="Tân Tiến")
    desired = make.with_offer(make.listing(title="Tên mới", brand="khác"), price=Dong(90_000))
    shop_state = make.shop_state([desired], [make.seen()], {"TOMKHO": make.applied(applied)})
    reprice, revise = plan(shop_state, make.guard_input()).changes
    assert merge_applied(applied, reprice) == make.with_offer(applied, price=Dong(90_000))
    assert merge_applied(applied, revise) == replace(applied, title="Tên mới", brand="khác")


def test_a_new_variant_is_remembered_whole_and_the_others_as_they_were(make: Any) -> None:
    applied = make.listing()
    new = make.offer("B", price=Dong(5_000))
    desired = make.listing(offers=(make.offer(price=Dong(90_000), options=("to",)), new))
    shop_state = make.shop_state([desired], [make.seen()], {"TOMKHO": make.applied(applied)})
    revise = plan(shop_state, make.guard_input()).changes[-1]
    assert merge_applied(applied, revise).offers == (make.offer(options=("to",)), new)


def test_a_variant_that_was_deleted_and_made_anew_is_remembered_as_made(make: Any) -> None:
    applied = make.listing(offers=(make.offer(), make.offer("B", price=Dong(5_000))))
    desired = make.listing(offers=(make.offer(), make.offer("B", price=Dong(6_000))))
    shop_state = make.shop_state([desired], [make.seen()], {"TOMKHO": make.applied(applied)})
    (revise,) = plan(shop_state, make.guard_input()).changes
    assert merge_applied(applied, revise).offers == desired.offers


def test_a_withdrawn_listing_is_remembered_as_hidden(make: Any) -> None:
    shop_state = make.shop_state([], [make.seen()], {"TOMKHO": make.applied()})
    (change,) = plan(shop_state, make.guard_input()).changes
    assert merge_applied(make.listing(), change) == make.listing(status="hidden")
