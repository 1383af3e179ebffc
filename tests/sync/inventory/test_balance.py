"""The ledger adds up, whatever happens in whatever order and is told however often."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.inventory import Balance, balance_of, history, movements_after
from sync.model import (
    BY_HAND,
    Count,
    Movement,
    Order,
    OrderLine,
    OrderStatus,
    ShopName,
    Sku,
    StockAccount,
)

SKU = Sku("TOM-200")
COUNTED = datetime(2026, 11, 23, 1, tzinfo=UTC)
SHOPS = [ShopName("a"), ShopName("b")]
ONWARDS: dict[OrderStatus, list[OrderStatus]] = {
    "reserved": ["reserved", "sold", "released"],
    "sold": ["sold", "released", "returned"],
    "released": ["released"],
    "returned": ["returned"],
}


def by_hand(reason: str, quantity: int, minute: int = 1) -> Movement:
    return Movement(
        shop=BY_HAND,
        reference=f"{reason}-{minute}",
        sku=SKU,
        reason=reason,
        quantity=quantity,
        at=COUNTED + timedelta(minutes=minute),
    )


def ordered(reference: int, minute: int, quantity: int, status: OrderStatus) -> Order:
    return Order(
        shop=SHOPS[reference % 2],
        reference=str(reference // 2),  # the same number in two shops is two orders
        status=status,
        placed_at=COUNTED,
        updated_at=COUNTED + timedelta(minutes=minute),
        lines=(OrderLine(sku=SKU, quantity=quantity),),
    )


def test_where_each_unit_went() -> None:
    moved = movements_after(
        [
            ordered(0, 1, 4, "sold"),
            ordered(1, 2, 3, "sold"),
            ordered(1, 3, 3, "released"),
            ordered(2, 4, 2, "reserved"),
            ordered(3, 5, 1, "sold"),
            ordered(3, 6, 1, "returned"),
        ],
        [],
    )
    moved += [by_hand("received", 10), by_hand("lost", -2)]
    added = balance_of(StockAccount(Count(20), COUNTED, tuple(moved)))
    assert added == Balance(counted=20, received=10, lost=2, sold=5, returned=1, held=2)
    assert (added.on_hand, added.reserved, added.available, added.missing) == (24, 2, 22, 0)


def test_goods_of_an_unpaid_order_are_counted_on_the_shelf_and_may_not_be_sold() -> None:
    account = StockAccount(Count(15), COUNTED, held_before=2)
    assert (balance_of(account).on_hand, balance_of(account).available) == (15, 13)
    paid = replace(by_hand("sold", 0), shop=SHOPS[0], held=-2)
    after = balance_of(replace(account, movements=(paid,)))
    assert (after.on_hand, after.reserved, after.available) == (13, 0, 13)


def test_what_was_sold_and_is_not_there_is_missing_until_it_is_received() -> None:
    oversold = (by_hand("sold", -5),)
    short = balance_of(StockAccount(Count(2), COUNTED, oversold))
    assert (short.on_hand, short.available, short.missing) == (0, 0, 3)
    filled = balance_of(StockAccount(Count(2), COUNTED, (*oversold, by_hand("received", 10, 2))))
    assert (filled.on_hand, filled.missing) == (7, 0)
    assert balance_of(StockAccount(Count(0), COUNTED, oversold)).missing == 5


def test_the_history_begins_with_the_count_and_ends_where_things_stand() -> None:
    moved = (by_hand("lost", -1, 9), by_hand("received", 10, 3), by_hand("sold", -2, 5))
    account = StockAccount(Count(10), COUNTED, (*moved, by_hand("sold", -3, -5)))
    lines = list(history(account))
    assert [line.balance.on_hand for line in lines] == [10, 20, 18, 17]
    assert [line.movement and line.movement.reason for line in lines] == [
        None,
        "received",
        "sold",
        "lost",
    ]
    assert [line.at - COUNTED for line in lines] == [timedelta(minutes=n) for n in (0, 3, 5, 9)]
    assert lines[-1].balance == balance_of(account)


@st.composite
def lives(draw: st.DrawFn) -> list[list[Order]]:
    """Some orders in two shops, each as it went on: its quantity only falls."""
    found = []
    for reference in range(draw(st.integers(0, 4))):
        quantity = draw(st.integers(1, 5))
        status: OrderStatus = draw(st.sampled_from(ONWARDS["reserved"][:2]))
        life = [ordered(reference, 1, quantity, status)]
        for minute in range(2, draw(st.integers(2, 5))):
            status = draw(st.sampled_from(ONWARDS[status]))
            if status in ("reserved", "sold"):
                quantity = draw(st.integers(0, quantity))
            life.append(ordered(reference, minute, quantity, status))
        found.append(life)
    return found


@st.composite
def told(draw: st.DrawFn) -> tuple[list[Order], list[Order]]:
    """What reaches us of the orders, in any order and several times; and how each really ended."""
    orders = draw(lives())
    every = [version for life in orders for version in life]
    again = draw(st.lists(st.sampled_from(every), max_size=10)) if every else []
    return draw(st.permutations([*every, *again])), [life[-1] for life in orders]


def sum_of(ends: list[Order], status: OrderStatus) -> int:
    return sum(end.lines[0].quantity for end in ends if end.status == status)


@given(
    st.integers(0, 30),
    told(),
    st.lists(st.integers(1, 9), max_size=3),
    st.lists(st.integers(1, 9), max_size=3),
)
def test_counted_and_received_less_lost_and_sold_and_returned_is_on_hand(
    counted: int, orders: tuple[list[Order], list[Order]], came: list[int], spoilt: list[int]
) -> None:
    told_orders, ends = orders
    moved = movements_after(told_orders, [])
    moved += [by_hand("received", quantity, minute) for minute, quantity in enumerate(came, 1)]
    moved += [by_hand("lost", -quantity, minute) for minute, quantity in enumerate(spoilt, 1)]
    added = balance_of(StockAccount(Count(counted), COUNTED, tuple(moved)))
    assert counted + sum(came) - sum(spoilt) - sum_of(ends, "sold") == added.balance
    assert added.counted + added.received - added.lost - added.sold + added.returned == (
        added.on_hand - added.missing
    )
    assert added.reserved == sum_of(ends, "reserved")
    assert 0 <= added.available <= added.on_hand


@given(st.data(), told(), st.integers(0, 30))
def test_taking_anything_in_twice_changes_nothing(
    data: st.DataObject, orders: tuple[list[Order], list[Order]], counted: int
) -> None:
    moved = movements_after(orders[0], [])
    assert movements_after(orders[0], moved) == []
    once = balance_of(StockAccount(Count(counted), COUNTED, tuple(moved)))
    shuffled = tuple(data.draw(st.permutations(moved)))
    assert balance_of(StockAccount(Count(counted), COUNTED, shuffled)) == once


@given(st.data(), lives(), st.integers(0, 6))
def test_with_a_count_amid_the_orders_what_comes_late_never_makes_more(
    data: st.DataObject, orders: list[list[Order]], minute: int
) -> None:
    """A sale of which we first hear late is dated late: taken off once more, never sold twice.

    What came back is dated when we hear of it; a count just before that may have seen it already.
    """
    every = sorted(
        (v for life in orders for v in life if v.status != "returned"),
        key=lambda version: version.updated_at,
    )
    late = data.draw(st.permutations(every))
    counted = COUNTED + timedelta(minutes=minute)
    in_time = balance_of(_account(movements_after(every, []), counted))
    as_told = balance_of(_account(movements_after(late, []), counted))
    assert as_told.available <= in_time.available
    assert 0 <= as_told.available <= as_told.on_hand


def _account(moved: list[Movement], counted: datetime) -> StockAccount:
    before = sum(movement.held for movement in moved if movement.at <= counted)
    return StockAccount(Count(20), counted, tuple(moved), held_before=before)
