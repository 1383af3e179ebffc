"""Units that left the shelf come back once: by the platform's word, or by a person's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sync.inventory import RECEIVED_BACK, movements_after, movements_of, units_away
from sync.model import COUNTS_AS, Movement, Order, OrderLine, ShopName, Sku, UnitState

PLACED = datetime(2026, 11, 23, 1, tzinfo=UTC)
SHOP, A = ShopName("cho-ca-mau"), Sku("A")


def order(minute: int, *states: UnitState, word: str = "", reference: str = "1") -> Order:
    """An order of one SKU, a line a unit, as it was so many minutes after it was placed."""
    return Order(
        shop=SHOP,
        reference=reference,
        status="sold",
        placed_at=PLACED,
        updated_at=PLACED + timedelta(minutes=minute),
        lines=tuple(
            OrderLine(sku=A, quantity=1, status=COUNTS_AS[state], state=state, word=word)
            for state in states
        ),
    )


def test_the_parts_of_a_bundle_that_is_received_back_wait_for_nobody() -> None:
    away = [replace(back(2, 2), sku=Sku("BOX")), replace(back(2, 4, "@BOX"), note="BOX")]
    assert units_away(away) == []


def back(came: int, for_sale: int, turn: str = "") -> Movement:
    """What a person says arrived."""
    return Movement(
        shop=SHOP,
        reference="1",
        sku=A,
        reason=RECEIVED_BACK + turn,
        quantity=for_sale,
        at=PLACED + timedelta(hours=5),
        note=str(came),
    )


def on_shelf(moved: list[Movement]) -> int:
    return sum(movement.on_hand for movement in moved)


def away(moved: list[Movement]) -> list[tuple[str, int]]:
    return [(each.state, each.units) for each in units_away(moved)]


@pytest.mark.parametrize("state", COUNTS_AS)
def test_only_what_never_left_or_is_back_is_stock_again(state: UnitState) -> None:
    moved = movements_after([order(0, "sold"), order(5, state)], [])
    free = sum(movement.quantity for movement in moved)
    assert free == (0 if state in ("released", "returned") else -1)


def test_what_comes_back_is_told_once_and_counted_when_the_platform_saw_it_arrive() -> None:
    moved = movements_after([order(0, "sold", "sold"), order(5, "coming_back", "sold")], [])
    assert (on_shelf(moved), away(moved)) == (-2, [("coming_back", 1)])
    assert movements_of(order(6, "coming_back", "sold"), moved) == []
    moved += movements_of(order(9, "returned", "delivered"), moved)
    assert (on_shelf(moved), away(moved)) == (-1, [])


def test_a_return_that_was_refused_is_waited_for_no_more() -> None:
    moved = movements_after([order(0, "coming_back"), order(9, "delivered")], [])
    assert (on_shelf(moved), away(moved)) == (-1, [])


def test_more_that_comes_back_later_is_told_anew() -> None:
    moved = movements_after(
        [order(0, "coming_back", "sold"), order(9, "coming_back", "coming_back")], []
    )
    assert away(moved) == [("coming_back", 2)]
    assert [movement.reason for movement in moved] == ["sold", "coming_back", "coming_back#2"]


@pytest.mark.parametrize(
    "later", [("coming_back", "coming_back"), ("returned", "returned"), ("released", "released")]
)
def test_what_a_person_received_counts_once_whatever_the_platform_says_later(
    later: tuple[UnitState, ...],
) -> None:
    moved = [*movements_of(order(0, "coming_back", "coming_back"), []), back(2, 2)]
    assert (on_shelf(moved), away(moved)) == (0, [])
    moved += movements_of(order(400, *later), moved)
    assert (on_shelf(moved), away(moved)) == (0, [])


@pytest.mark.parametrize("later", ["coming_back", "returned", "released"])
def test_what_cannot_be_sold_again_never_counts_even_if_the_platform_says_it_is_back(
    later: UnitState,
) -> None:
    moved = [*movements_of(order(0, "coming_back", "coming_back"), []), back(2, 0)]
    moved += movements_of(order(400, later, later), moved)
    assert (on_shelf(moved), away(moved)) == (-2, [])


def test_one_received_by_hand_and_one_by_the_platform_are_two() -> None:
    moved = [*movements_of(order(0, "coming_back", "coming_back"), []), back(1, 1)]
    assert (on_shelf(moved), away(moved)) == (-1, [("coming_back", 1)])
    moved += movements_of(order(400, "returned", "returned"), moved)
    assert (on_shelf(moved), away(moved)) == (0, [])


def test_a_unit_that_is_cancelled_beside_one_received_by_hand_comes_back_too() -> None:
    moved = [*movements_of(order(0, "coming_back", "sold"), []), back(1, 1)]
    moved += movements_of(order(400, "coming_back", "released"), moved)
    assert on_shelf(moved) == 0


def test_two_words_of_a_person_add_up() -> None:
    moved = [*movements_of(order(0, "coming_back", "coming_back"), []), back(1, 1)]
    moved.append(back(1, 0, "#2"))
    assert (on_shelf(moved), away(moved)) == (-1, [])


def test_a_word_that_nobody_knows_is_kept_and_never_counted_back() -> None:
    moved = movements_after([order(0, "sold"), order(5, "unknown", word="AT_CUSTOMS NOW")], [])
    (told,) = units_away(moved)
    assert (told.state, told.units, told.word, on_shelf(moved)) == (
        "unknown", 1, "AT_CUSTOMS NOW", -1,
    )  # fmt: skip
    assert (told.shop, told.reference, told.sku, told.since) == (
        SHOP, "1", A, PLACED + timedelta(minutes=5),
    )  # fmt: skip
    assert away([*moved, *movements_of(order(9, "delivered"), moved)]) == []
    (told,) = units_away([*moved, *movements_of(order(9, "unknown", word="X" * 99), moved)])
    assert told.word == "X" * 40


def test_what_a_person_settled_is_first_of_what_was_coming_back() -> None:
    moved = movements_of(order(0, "coming_back", "lost", "lost"), [])
    assert away(moved) == [("coming_back", 1), ("lost", 2)]
    assert away([*moved, back(2, 1)]) == [("lost", 1)]


def test_a_line_of_no_units_that_comes_back_asks_nobody() -> None:
    line = OrderLine(sku=A, quantity=0, status="sold", state="coming_back")
    assert away(movements_of(replace(order(0), lines=(line,)), [])) == []


def test_the_oldest_is_told_first() -> None:
    moved = movements_of(order(9, "lost", reference="1"), [])
    moved += movements_of(order(0, "lost", reference="2"), [])
    assert [each.reference for each in units_away(moved)] == ["2", "1"]


def test_where_the_units_of_a_sale_are_that_nobody_believes_is_no_question_yet() -> None:
    line = OrderLine(sku=A, quantity=9, status="sold", state="coming_back")
    first = Order(
        shop=SHOP,
        reference="1",
        status="sold",
        placed_at=PLACED,
        updated_at=PLACED,
        lines=(line,),
    )
    moved = movements_after([first], [], {A: 5})
    assert [movement.reason for movement in moved] == ["unbelieved"]
    assert movements_after([first], moved, {A: 5}) == []
    other = OrderLine(sku=Sku("B"), quantity=1, status="sold", state="coming_back")
    both = movements_after([replace(first, lines=(line, other))], [], {A: 5, other.sku: 5})
    assert [(movement.sku, movement.reason) for movement in both] == [
        ("A", "unbelieved"),
        ("B", "sold"),
        ("B", "coming_back"),
    ]
