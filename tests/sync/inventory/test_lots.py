"""Lots with shelf life: first out is what ends first, and what has ended is offered no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.inventory import balance_of
from sync.inventory.lots import (
    LotStock,
    as_they_stand,
    is_on_sale,
    last_day_on_sale,
    lots_left,
    most_on_sale,
    still_recalled,
)
from sync.model import Count, Lot, Lots, Movement, ShopName, Sku, StockAccount

DAY = date(2026, 12, 1)
NOON = datetime(2026, 12, 1, 5, tzinfo=UTC)  # in Vietnam
OLD = Lot(number="CU", quantity=10, made_on=date(2026, 6, 1), best_before=date(2026, 12, 20))
NEW = Lot(number="MOI", quantity=20, made_on=date(2026, 11, 1), best_before=date(2027, 5, 1))


def moved(reason: str, quantity: int, days: float = 0, held: int = 0) -> Movement:
    return Movement(
        shop=ShopName("s"),
        reference=f"{days}",
        sku=Sku("A"),
        reason=reason,
        quantity=quantity,
        held=held,
        at=NOON + timedelta(days=days, seconds=1),
    )


def account(counted: int, *movements: Movement) -> StockAccount:
    return StockAccount(Count(counted), NOON, movements)


def left(
    counted: int, *movements: Movement, lots: tuple[Lot, ...] = (OLD, NEW), days: int = 0
) -> dict[str, int]:
    """What is left of each lot; `off` is what is not on sale, so many days later."""
    today = DAY + timedelta(days=days)
    found = lots_left(account(counted, *movements), Lots(lots, 10), today)
    units = {each.lot.number if each.lot else "?": each.units for each in found}
    return units | {"on sale": most_on_sale(found, 0)}


def test_what_ends_first_is_sold_first_and_no_more_in_its_last_days() -> None:
    assert last_day_on_sale(OLD, 10) == date(2026, 12, 10)
    assert last_day_on_sale(replace(OLD, best_before=None), 10) is None
    assert is_on_sale(OLD, date(2026, 12, 10), 10)
    assert not is_on_sale(OLD, date(2026, 12, 11), 10)
    assert is_on_sale(replace(OLD, best_before=None), date.max, 10)
    assert left(30) == {"CU": 10, "MOI": 20, "on sale": 30}
    assert left(30, moved("sold", -4)) == {"CU": 6, "MOI": 20, "on sale": 26}
    assert left(30, moved("sold", -4), days=12) == {"CU": 6, "MOI": 20, "on sale": 20}


def test_what_is_sold_after_a_lot_has_ended_was_of_the_others() -> None:
    sold = moved("sold", -4), moved("sold", -5, 11)
    assert left(30, *sold, days=12) == {"CU": 6, "MOI": 15, "on sale": 15}
    thrown = moved("lost", -6, 11.5)
    assert left(30, *sold, thrown, days=12) == {"CU": 0, "MOI": 15, "on sale": 15}


def test_a_count_that_is_less_than_the_lots_leaves_what_ends_last_whole() -> None:
    assert left(22) == {"CU": 2, "MOI": 20, "on sale": 22}


def test_counted_after_a_lot_has_ended_all_of_it_may_be_among_what_was_counted() -> None:
    ended = replace(OLD, best_before=date(2026, 12, 5))
    assert left(22, lots=(ended, NEW)) == {"CU": 10, "MOI": 12, "on sale": 12}


def test_what_is_of_no_lot_is_not_offered() -> None:
    assert left(35) == {"CU": 10, "MOI": 20, "?": 5, "on sale": 30}
    later = replace(NEW, made_on=date(2026, 12, 3))
    assert left(10, lots=(OLD, later)) == {"CU": 10, "MOI": 0, "on sale": 10}
    came = moved("received", 25, 3)
    assert left(10, came, lots=(OLD, later)) == {"CU": 10, "MOI": 20, "?": 5, "on sale": 30}


def test_a_recalled_lot_takes_all_that_it_may_have_off_sale() -> None:
    recalled = replace(OLD, recalled_on=DAY)
    assert left(30, moved("sold", -4), lots=(recalled, NEW)) == {
        "CU": 10,
        "MOI": 16,
        "on sale": 16,
    }
    unknown = replace(recalled, quantity=None)
    assert left(30, lots=(unknown, NEW))["on sale"] == 0


def test_a_lot_of_which_nobody_told_how_many_has_room_for_all() -> None:
    assert left(99, lots=(replace(NEW, quantity=None),)) == {"MOI": 99, "on sale": 99}


def test_what_comes_back_counts_as_of_the_lot_that_ends_first() -> None:
    sold, back = moved("sold", -14), moved("returned", 3, 12)
    assert left(30, sold) == {"CU": 0, "MOI": 16, "on sale": 16}
    assert left(30, sold, back, days=12) == {"CU": 3, "MOI": 16, "on sale": 16}


def test_more_sold_than_there_was_is_owed_by_what_comes_next() -> None:
    sold, came = moved("sold", -32), moved("received", 5, 1)
    assert left(30, sold) == {"CU": 0, "MOI": 0, "on sale": 0}
    assert left(30, sold, came) == {"CU": 0, "MOI": 3, "on sale": 3}


def test_what_is_kept_for_orders_is_not_offered_again() -> None:
    found = lots_left(account(30, moved("reserved", -4, held=4)), Lots((OLD, NEW)), DAY)
    assert most_on_sale(found, 4) == 26
    assert most_on_sale(found, 40) == 0


def test_movements_of_before_the_count_are_in_it() -> None:
    assert left(30, moved("sold", -4, -3)) == {"CU": 10, "MOI": 20, "on sale": 30}


@given(
    st.integers(0, 60),
    st.lists(
        st.tuples(
            st.sampled_from(["sold", "lost", "received", "returned"]),
            st.integers(1, 9),
            st.integers(0, 30),
        ),
        max_size=8,
    ),
    st.integers(0, 40),
)
def test_lots_never_hold_more_than_the_shelf_nor_is_more_offered(
    counted: int, steps: list[tuple[str, int, int]], days: int
) -> None:
    movements = [
        moved(reason, -units if reason in {"sold", "lost"} else units, at)
        for reason, units, at in steps
    ]
    of_sku = account(counted, *movements)
    found = lots_left(of_sku, Lots((OLD, NEW), 10), DAY + timedelta(days=days))
    on_hand = balance_of(of_sku).on_hand
    assert sum(each.units for each in found) <= max(on_hand, 0)
    assert most_on_sale(found, 0) <= on_hand
    assert all(each.units >= 0 for each in found)
    for each in found:
        assert each.lot is None or each.units <= (each.lot.quantity or 0)


@pytest.mark.parametrize("days", [0, 9])
def test_while_nothing_has_ended_all_that_is_counted_may_be_sold(days: int) -> None:
    assert left(30, moved("sold", -7), days=days)["on sale"] == 23


RECALLED = replace(NEW, recalled_on=date(2026, 12, 1))
KEPT = replace(RECALLED, word="unsaid")


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ([OLD, RECALLED], [OLD, RECALLED]),
        ([OLD, NEW], [OLD, KEPT]),
        ([OLD], [OLD, KEPT]),
        ([], [OLD, KEPT]),  # then nothing else is known of them either
        ([OLD, replace(NEW, word="lifted")], [OLD, replace(NEW, word="lifted")]),
    ],
)
def test_a_recall_holds_until_a_person_lifts_it(written: list[Lot], holds: list[Lot]) -> None:
    assert list(still_recalled(written, [OLD, RECALLED])) == holds


def test_a_recalled_lot_of_which_nothing_is_left_may_be_deleted() -> None:
    assert still_recalled([OLD], [OLD, replace(RECALLED, quantity=0)]) == (OLD,)


def test_lots_are_shown_as_they_hold() -> None:
    left = [LotStock(lot=KEPT, units=3, on_sale=False), LotStock(lot=None, units=1, on_sale=False)]
    assert as_they_stand([OLD, NEW], left) == [OLD, KEPT]
