"""What a shop shows fewer of may be sold: an order explains it, or a person; nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sync.inventory import at_risk, fall_when_moved, fall_when_observed, fall_when_written
from sync.model import Movement, ShopName, ShownQuantity, Sku

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
NEW = ShownQuantity(shop=ShopName("cho"), sku=Sku("CUA"), figure=30)
SHOWS_30 = replace(NEW, expected=30)
FELL_2 = replace(SHOWS_30, fell=2, fell_at=NOON)


def moved(reason: str, quantity: int) -> Movement:
    return Movement(
        shop=NEW.shop, reference="1", sku=NEW.sku, reason=reason, quantity=quantity, at=NOON
    )


def test_what_is_first_seen_is_as_it_should_be() -> None:
    assert fall_when_observed(NEW, 28, NOON) == replace(NEW, expected=28)


def test_fewer_than_expected_fell_since_it_was_seen_so() -> None:
    assert fall_when_observed(SHOWS_30, 28, NOON) == FELL_2
    assert fall_when_observed(FELL_2, 28, LATER) == FELL_2


def test_more_that_fell_is_dated_anew_and_less_is_not() -> None:
    assert fall_when_observed(FELL_2, 27, LATER) == replace(FELL_2, fell=3, fell_at=LATER)
    assert fall_when_observed(FELL_2, 29, LATER) == replace(FELL_2, fell=1)


def test_what_was_put_back_did_not_fall() -> None:
    assert fall_when_observed(FELL_2, 30, LATER) == SHOWS_30
    assert fall_when_observed(FELL_2, 31, LATER) == replace(SHOWS_30, expected=31)


@pytest.mark.parametrize("before", [SHOWS_30, FELL_2])
def test_an_order_explains_a_fall_that_was_seen_or_one_to_come(before: ShownQuantity) -> None:
    sold = fall_when_moved(before, moved("sold", -2))
    assert sold == replace(SHOWS_30, expected=28)
    assert fall_when_observed(sold, 28, LATER) == sold
    assert fall_when_moved(before, moved("sold", -31)) == replace(SHOWS_30, expected=0)


def test_an_order_of_a_part_leaves_the_rest_unexplained() -> None:
    assert fall_when_moved(FELL_2, moved("sold", -1)) == replace(FELL_2, expected=29, fell=1)


def test_what_is_cancelled_beside_a_fall_hides_nothing_of_it() -> None:
    put_back = fall_when_moved(FELL_2, moved("released", 1))
    assert put_back == replace(FELL_2, expected=31, fell=3)
    assert fall_when_observed(put_back, 29, LATER) == replace(FELL_2, expected=31)


@pytest.mark.parametrize(
    ("before", "movement"),
    [
        (NEW, moved("sold", -1)),  # nobody knows what it should show
        (SHOWS_30, moved("unbelieved", 0)),
        (SHOWS_30, moved("released", 1)),  # the platform puts it back, or has
        (FELL_2, moved("returned", 1)),  # it lies here, and no platform knows
    ],
)
def test_what_tells_nothing_of_a_figure_leaves_it(
    before: ShownQuantity, movement: Movement
) -> None:
    assert fall_when_moved(before, movement) == before


def test_a_write_explains_nothing() -> None:
    written = fall_when_written(FELL_2, 38)
    assert written == replace(FELL_2, expected=40)
    assert fall_when_observed(written, 38, LATER) == written


def test_what_fell_is_offered_by_no_other_shop() -> None:
    assert at_risk([replace(FELL_2, figure=28)]) == 30
    assert at_risk([replace(FELL_2, figure=28, unseen=2)]) == 30
