from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.inventory import available, balance_of, counted_anew, counted_at, written_counts
from sync.model import (
    Code,
    Count,
    Dong,
    Location,
    Movement,
    Party,
    Product,
    ShopName,
    Sku,
    StockAccount,
    Variant,
)

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def moved(quantity: int, minutes: int = 1) -> Movement:
    return Movement(
        shop=ShopName("s"),
        reference=f"{quantity}/{minutes}",
        sku=Sku("A"),
        reason="sold",
        quantity=quantity,
        at=NOW + timedelta(minutes=minutes),
    )


def product(**stocks: Count | None) -> Product:
    variants = tuple(
        Variant(sku=Sku(sku), price=Dong(1_000), stock=stock) for sku, stock in stocks.items()
    )
    return Product(
        code=Code("P"),
        name="Muối",
        category="muoi",
        cooperative=Party(name="HTX"),
        variants=variants,
        source=Location("a.yaml", 1, 1),
    )


def test_a_count_that_cannot_be_read_leaves_what_was_counted_before() -> None:
    account = {Sku("A"): StockAccount(Count(10), NOW, (moved(-3),))}
    asked_no_more, unread = product(A=None), product(A=None)
    unread = replace(unread, variants=(replace(unread.variants[0], count_unread=True),))
    assert available([unread], account) == {"A": 7}
    assert available([unread], {}) == {"A": None}
    assert available([asked_no_more], account) == {"A": None}


def test_what_moved_after_the_count_is_added_up() -> None:
    assert (
        balance_of(StockAccount(Count(10), NOW, (moved(-3), moved(-2, 5), moved(1, 9)))).on_hand
        == 6
    )


def test_what_moved_before_the_count_is_in_it_already() -> None:
    assert balance_of(StockAccount(Count(10), NOW, (moved(-3, -1), moved(-2, 0)))).on_hand == 10


def test_what_was_oversold_leaves_none() -> None:
    assert balance_of(StockAccount(Count(2), NOW, (moved(-5),))).on_hand == 0


@given(st.integers(0, 100), st.lists(st.integers(-20, 20)))
def test_stock_is_never_negative(counted: int, quantities: list[int]) -> None:
    movements = tuple(moved(quantity) for quantity in quantities)
    assert balance_of(StockAccount(Count(counted), NOW, movements)).on_hand >= 0


def test_a_count_holds_from_when_we_saw_it() -> None:
    assert counted_at(Count(5), NOW) == NOW


def test_a_count_with_a_date_holds_from_the_first_minute_of_that_day_in_vietnam() -> None:
    counted = Count(5, date(2026, 11, 20))
    assert counted_at(counted, NOW) == datetime(2026, 11, 19, 17, tzinfo=UTC)


def test_a_count_from_the_future_holds_from_when_we_saw_it() -> None:
    assert counted_at(Count(5, date(2027, 1, 1)), NOW) == NOW


def test_the_counts_of_a_catalog_are_gathered_by_the_day_they_name_and_without_one_by_now() -> None:
    dated, other_day = Count(5, date(2026, 11, 20)), Count(0, date(2026, 11, 21))
    written = product(A=dated, B=Count(7), C=None, D=other_day)
    assert written_counts([written, product(E=Count(2))], NOW) == {
        datetime(2026, 11, 19, 17, tzinfo=UTC): {"A": dated},
        datetime(2026, 11, 20, 17, tzinfo=UTC): {"D": other_day},
        NOW: {"B": Count(7), "E": Count(2)},
    }


def test_a_stock_that_nobody_counted_is_unknown_even_if_it_was_counted_once() -> None:
    accounts = {Sku("A"): StockAccount(Count(9), NOW)}
    assert available([product(A=None)], accounts) == {"A": None}


def test_a_count_that_nobody_took_in_yet_counts_as_written() -> None:
    assert available([product(A=Count(4), B=Count(0))], {}) == {"A": 4, "B": 0}


def test_available_is_what_is_on_hand() -> None:
    accounts = {Sku("A"): StockAccount(Count(9), NOW, (moved(-4),))}
    assert available([product(A=Count(9))], accounts) == {"A": 5}


def test_what_a_person_counted_at_the_shelf_may_be_sold_though_the_catalog_gives_no_count() -> None:
    by_hand = StockAccount(Count(9), NOW, (moved(-4),), source="hand")
    assert available([product(A=None)], {Sku("A"): by_hand}) == {"A": 5}


def test_what_was_counted_anew_is_named_but_for_what_is_new() -> None:
    before = product(A=Count(3), B=Count(4), C=None)
    after = product(A=Count(3), B=Count(5), C=Count(0), D=Count(9))
    other = replace(after, code=Code("Q"))
    assert counted_anew([before], [after, other]) == {"B", "C"}
    assert counted_anew([before], [before, other]) == frozenset()
