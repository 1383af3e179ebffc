from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.inventory import movements_after, movements_of
from sync.model import Dong, Movement, Order, OrderLine, OrderStatus, ShopName, Sku

PLACED = datetime(2026, 11, 23, 1, tzinfo=UTC)


def order(status: OrderStatus, minute: int, **quantities: int) -> Order:
    """An order as it was so many minutes after it was placed."""
    lines = tuple(
        OrderLine(sku=Sku(sku), quantity=quantity) for sku, quantity in quantities.items()
    )
    return Order(
        shop=ShopName("cho-ca-mau"),
        reference="2611230001",
        status=status,
        placed_at=PLACED,
        updated_at=PLACED + timedelta(minutes=minute),
        lines=lines,
    )


def steps(moved: list[Movement]) -> list[tuple[str, str, int]]:
    return [(movement.sku, movement.reason, movement.quantity) for movement in moved]


def test_an_order_takes_its_goods_once_from_reserved_to_sold() -> None:
    history = [order("reserved", 0, A=2, B=1), order("sold", 5, A=2, B=1)]
    moved = movements_after(history, [])
    assert steps(moved) == [
        ("A", "reserved", -2),
        ("B", "reserved", -1),
        ("A", "sold", 0),
        ("B", "sold", 0),
    ]
    assert [(movement.held, movement.on_hand) for movement in moved] == [
        (2, 0),
        (1, 0),
        (-2, -2),
        (-1, -1),
    ]


def test_an_unpaid_order_that_is_cancelled_never_touches_the_shelf() -> None:
    moved = movements_after([order("reserved", 0, A=2), order("released", 9, A=2)], [])
    assert steps(moved) == [("A", "reserved", -2), ("A", "released", 2)]
    assert [movement.on_hand for movement in moved] == [0, 0]


def test_a_part_that_is_cancelled_before_the_rest_is_paid_is_freed() -> None:
    moved = movements_after([order("reserved", 0, A=3), order("sold", 9, A=1)], [])
    assert steps(moved) == [("A", "reserved", -3), ("A", "sold", 0), ("A", "reduced", 2)]
    assert [movement.on_hand for movement in moved] == [0, -1, 0]


def test_what_is_sold_is_never_merely_held_again() -> None:
    known = movements_after([order("sold", 5, A=2)], [])
    assert movements_of(order("reserved", 5, A=2), known) == []


def units(minute: int, *statuses: OrderStatus) -> Order:
    """An order of one SKU whose units go their own ways."""
    lines = tuple(
        OrderLine(sku=Sku("A"), quantity=1, status=status) for number, status in enumerate(statuses)
    )
    return replace(order("sold", minute), lines=lines)


def test_units_that_are_cancelled_and_returned_one_by_one_are_told_apart() -> None:
    history = [
        units(0, "sold", "sold", "sold"),
        units(5, "sold", "released", "sold"),
        units(9, "sold", "released", "returned"),
    ]
    moved = movements_after(history, [])
    assert steps(moved) == [("A", "sold", -3), ("A", "reduced", 1), ("A", "returned", 1)]
    assert [(movement.at - PLACED).seconds // 60 for movement in moved] == [0, 0, 9]
    assert steps(movements_after([history[0], history[2]], [])) == [
        ("A", "sold", -3),
        ("A", "returned", 1),
        ("A", "reduced", 1),
    ]


def test_of_an_order_that_was_returned_and_cancelled_in_part_each_part_is_told() -> None:
    end = replace(units(9, "returned", "released"), status="returned")
    moved = movements_after([units(0, "sold", "sold"), end], [])
    assert steps(moved) == [("A", "sold", -2), ("A", "returned", 1), ("A", "reduced", 1)]
    assert [(movement.at - PLACED).seconds // 60 for movement in moved] == [0, 9, 0]


def test_the_same_order_again_moves_nothing() -> None:
    first = order("sold", 5, A=2)
    known = movements_of(first, [])
    assert movements_of(first, known) == []


def test_an_older_state_of_more_units_takes_none_and_a_newer_one_does() -> None:
    known = movements_of(order("sold", 9, A=3), [])
    assert movements_of(order("sold", 5, A=5), known) == []
    assert steps(movements_of(order("sold", 9, A=5), known)) == [("A", "sold#2", -2)]


def test_what_is_left_of_an_order_that_gave_something_back_is_sold_all_the_same() -> None:
    history = [order("reserved", 0, A=3), order("reserved", 5, A=2), order("sold", 9, A=2)]
    moved = movements_after(history, [])
    assert steps(moved) == [("A", "reserved", -3), ("A", "reduced", 1), ("A", "sold", 0)]
    assert sum(movement.on_hand for movement in moved) == -2


def test_what_is_cancelled_after_a_return_is_not_returned_once_more() -> None:
    history = [
        units(0, "sold", "sold", "sold"),
        units(5, "returned", "sold", "sold"),
        units(9, "returned", "released", "sold"),
    ]
    assert steps(movements_after(history, [])) == [
        ("A", "sold", -3),
        ("A", "returned", 1),
        ("A", "reduced", 1),
    ]


def test_a_sale_keeps_for_how_much_each_sku_was_sold() -> None:
    priced = replace(order("sold", 5, A=2, B=1), prices={Sku("A"): Dong(90_000)})
    assert [m.price for m in movements_after([priced], [])] == [90_000, None]


def test_of_what_was_taken_in_yesterday_only_what_is_new_moves_today() -> None:
    yesterday = movements_after([order("reserved", 0, A=2)], [])
    today = [order("reserved", 0, A=2), order("sold", 9, A=2)]
    assert steps(movements_after(today, yesterday)) == [("A", "sold", 0)]


def test_two_lines_of_one_sku_are_one_movement() -> None:
    lines = tuple(OrderLine(sku=Sku("A"), quantity=2) for line in "12")
    both = Order(
        shop=ShopName("s"),
        reference="1",
        status="sold",
        placed_at=PLACED,
        updated_at=PLACED,
        lines=lines,
    )
    assert steps(movements_of(both, [])) == [("A", "sold", -4)]


@pytest.mark.parametrize("status", ["released", "returned"])
def test_what_comes_back_comes_back_whole_and_once(status: Any) -> None:
    history = [order("sold", 5, A=2), order(status, 9, A=2), order(status, 12, A=2)]
    assert steps(movements_after(history, [])) == [("A", "sold", -2), ("A", status, 2)]


def test_a_cancelled_order_that_lists_nothing_any_more_gives_everything_back() -> None:
    history = [order("sold", 5, A=2), order("released", 9)]
    assert steps(movements_after(history, [])) == [("A", "sold", -2), ("A", "released", 2)]


def test_a_part_that_is_cancelled_comes_back_in_part() -> None:
    history = [order("sold", 5, A=3), order("sold", 7, A=2), order("sold", 9, A=1)]
    assert steps(movements_after(history, [])) == [
        ("A", "sold", -3),
        ("A", "reduced", 1),
        ("A", "reduced#2", 1),
    ]


def test_an_order_that_was_cancelled_before_we_saw_it_moves_nothing_ever() -> None:
    known = movements_after([order("released", 9, A=2)], [])
    assert steps(known) == [("A", "released", 0)]
    assert movements_of(order("sold", 5, A=2), known) == []


def test_a_sale_and_its_cancelling_fall_on_the_same_side_of_a_count() -> None:
    sold, released = movements_after([order("sold", 5, A=2), order("released", 99, A=2)], [])
    assert sold.at == released.at


def test_a_return_is_dated_when_it_came() -> None:
    _, returned = movements_after([order("sold", 5, A=2), order("returned", 99, A=2)], [])
    assert returned.at == PLACED + timedelta(minutes=99)


def test_movements_of_other_orders_are_not_mistaken_for_this_one() -> None:
    mine = order("sold", 5, A=2)
    others = [
        Movement(shop=shop, reference=ref, sku=Sku("A"), reason="sold", quantity=-2, at=PLACED)
        for shop, ref in [(mine.shop, "other"), (ShopName("other"), mine.reference)]
    ]
    assert steps(movements_of(mine, others)) == [("A", "sold", -2)]


WAYS: dict[OrderStatus, list[OrderStatus]] = {
    "reserved": ["reserved", "sold", "released"],
    "sold": ["sold", "released", "returned"],
    "released": ["released"],
    "returned": ["returned"],
}


@st.composite
def histories(draw: st.DrawFn) -> list[Order]:
    """An order as it really went: every unit goes its own way, and only onwards."""
    start: list[OrderStatus] = ["reserved", "sold"]
    states = draw(st.lists(st.sampled_from(start), min_size=1, max_size=3))
    history = [units(0, *states)]
    for minute in range(1, draw(st.integers(1, 4))):
        states = [draw(st.sampled_from(WAYS[state])) for state in states]
        history.append(units(minute, *states))
    return history


def count_of(seen: Order, status: OrderStatus) -> int:
    return sum(line.quantity for line in seen.lines if line.status == status)


@given(st.data(), histories())
def test_in_whatever_order_and_however_often_an_order_comes_the_newest_counts(
    data: st.DataObject, history: list[Order]
) -> None:
    delivered = data.draw(st.lists(st.sampled_from(history), min_size=1, max_size=8))
    moved: list[Movement] = []
    for each in delivered:
        moved += movements_of(each, moved)
    newest = max(delivered, key=lambda each: each.updated_at)
    assert sum(movement.held for movement in moved) == count_of(newest, "reserved")
    assert -sum(movement.on_hand for movement in moved) == count_of(newest, "sold")


@given(st.data(), histories())
def test_no_two_movements_share_a_name_so_the_store_keeps_them_all(
    data: st.DataObject, history: list[Order]
) -> None:
    delivered = data.draw(st.lists(st.sampled_from(history), min_size=1, max_size=8))
    moved = movements_after(delivered, [])
    assert len({movement.reason for movement in moved}) == len(moved)
    assert movements_after(delivered, moved) == []


def test_a_sale_of_more_than_a_shelf_can_hold_is_kept_and_moves_nothing() -> None:
    absurd = order("sold", 5, A=10**18, B=2)
    moved = movements_after([absurd], [])
    assert steps(moved) == [("A", "unbelieved", 0), ("B", "sold", -2)]
    assert moved[0].note == str(10**18)
    assert movements_after([absurd, absurd], moved) == []
    assert steps(movements_after([order("sold", 6, A=10**18, B=2, C=1)], moved)) == [
        ("C", "sold", -1)
    ]


def test_an_unpaid_order_that_nobody_believes_holds_nothing() -> None:
    (moved,) = movements_after([order("reserved", 5, A=10**18)], [])
    assert (moved.reason, moved.quantity, moved.held) == ("unbelieved", 0, 0)


@pytest.mark.parametrize("quantity", [0, -3])
def test_a_line_of_no_units_takes_none(quantity: int) -> None:
    moved = movements_after([order("sold", 5, A=quantity, B=2)], [])
    assert [(movement.sku, movement.quantity) for movement in moved] == [("A", 0), ("B", -2)]


@pytest.mark.parametrize(("quantity", "reason"), [(100_000, "sold"), (100_001, "unbelieved")])
def test_the_bound_of_a_sale_is_exact(quantity: int, reason: str) -> None:
    assert movements_after([order("sold", 5, A=quantity)], [])[0].reason == reason


def test_a_file_sells_no_more_than_was_on_sale_however_many_rows_it_has() -> None:
    rows = [replace(order("sold", 5, A=2), reference=str(number)) for number in range(4)]
    moved = movements_after(rows, [], {Sku("A"): 5})
    assert [movement.reason for movement in moved] == ["sold", "sold", "unbelieved", "unbelieved"]
    assert sum(movement.quantity for movement in moved) == -4


def test_what_comes_back_in_a_file_takes_nothing_from_what_the_file_may_sell() -> None:
    sold = movements_after([order("sold", 5, A=2)], [], {Sku("A"): 5})
    back = order("released", 6, A=2)
    more = replace(order("sold", 6, A=5), reference="another")
    assert steps(movements_after([back, more], sold, {Sku("A"): 5})) == [
        ("A", "released", 2),
        ("A", "sold", -5),
    ]


def test_what_was_not_believed_counts_once_the_file_is_corrected() -> None:
    doubted = movements_after([order("sold", 5, A=50)], [], {Sku("A"): 5})
    again = movements_after([order("sold", 6, A=40)], doubted, {Sku("A"): 5})
    assert [(m.reason, m.note) for m in (*doubted, *again)] == [
        ("unbelieved", "50"),
        ("unbelieved#2", "40"),
    ]
    corrected = movements_after([order("sold", 7, A=5)], [*doubted, *again], {Sku("A"): 5})
    assert steps(corrected) == [("A", "sold", -5)]
    beside = movements_after([order("sold", 6, A=50, B=50)], doubted, {Sku("A"): 5, Sku("B"): 50})
    assert steps(beside) == [("B", "sold", -50)]


def test_what_a_person_took_off_an_order_never_comes_back_with_it() -> None:
    sold = movements_after([order("sold", 5, A=9)], [])
    cancelled = replace(sold[0], reason="cancelled", quantity=9)
    later = [order("sold", 6, A=9), order("released", 7, A=9), order("returned", 8, A=9)]
    assert movements_after(later, [*sold, cancelled]) == []
