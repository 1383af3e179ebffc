"""What was sold is what orders took and nobody brought back, in units and money."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sync.inventory import balance_of, movements_after, sales_by, sales_sum, sold_lines
from sync.model import (
    BY_HAND,
    Count,
    Dong,
    Movement,
    Order,
    OrderLine,
    ShopName,
    Sku,
    StockAccount,
)

AT = datetime(2026, 11, 30, 3, tzinfo=UTC)
SHOP, OTHER = ShopName("shopee-camau"), ShopName("lazada-camau")
TOM, CUA = Sku("TOM"), Sku("CUA")


def moved(
    quantity: int,
    reason: str = "sold",
    *,
    shop: ShopName = SHOP,
    sku: Sku = TOM,
    price: int | None = None,
) -> Movement:
    return Movement(
        shop=shop,
        reference="1",
        sku=sku,
        reason=reason,
        quantity=quantity,
        at=AT,
        price=None if price is None else Dong(price),
    )


def test_an_order_is_sold_at_its_price() -> None:
    (line,) = sold_lines([moved(-3, price=65_000)])
    assert (line.shop, line.reference, line.sku, line.at) == (SHOP, "1", TOM, AT)
    assert (line.units, line.price) == (3, 65_000)


def test_what_was_paid_for_later_counts_once() -> None:
    (line,) = sold_lines([moved(-2, "reserved", price=65_000), moved(0, "sold", price=65_000)])
    assert line.units == 2


def test_what_was_cancelled_or_came_back_is_not_sold() -> None:
    assert sold_lines([moved(-2), moved(2, "released")]) == []
    (line,) = sold_lines([moved(-3), moved(1, "returned"), moved(1, "received_back")])
    assert line.units == 1


def test_sales_at_the_market_are_sales_and_other_entries_by_hand_are_not() -> None:
    by_hand = [
        moved(-2, "sold_by_hand", shop=BY_HAND),
        moved(-1, "lost", shop=BY_HAND, sku=CUA),
        moved(9, "received", shop=BY_HAND, sku=Sku("MAT")),
    ]
    assert [(line.sku, line.units) for line in sold_lines(by_hand)] == [(TOM, 2)]


def test_a_sale_at_the_market_that_was_taken_back_is_none() -> None:
    entry = [moved(-2, "sold_by_hand", shop=BY_HAND), moved(2, "corrected", shop=BY_HAND)]
    assert sold_lines(entry) == []


def test_money_is_of_the_units_whose_price_is_known() -> None:
    lines = sold_lines([moved(-2, price=65_000), moved(-1, sku=CUA)])
    found = sales_sum(lines)
    assert (found.orders, found.units, found.money, found.unpriced) == (1, 3, 130_000, 1)


def test_sums_are_by_whatever_is_asked_for() -> None:
    lines = sold_lines([moved(-2), moved(-1, sku=CUA), moved(-4, shop=OTHER)])
    by_shop = sales_by(lines, lambda line: line.shop)
    assert {shop: each.units for shop, each in by_shop.items()} == {SHOP: 3, OTHER: 4}
    assert {sku: each.units for sku, each in sales_by(lines, lambda x: x.sku).items()} == {
        TOM: 6,
        CUA: 1,
    }


SALES = st.lists(
    st.tuples(st.sampled_from([SHOP, OTHER]), st.sampled_from([TOM, CUA]), st.integers(1, 9))
)


@given(SALES)
def test_however_it_is_cut_the_parts_make_the_whole(sales: list[tuple[ShopName, Sku, int]]) -> None:
    lines = sold_lines(moved(-n, shop=shop, sku=sku, price=1000) for shop, sku, n in sales)
    whole = sales_sum(lines)
    for parts in (sales_by(lines, lambda x: x.shop), sales_by(lines, lambda x: x.sku)):
        assert sum(part.units for part in parts.values()) == whole.units
        assert sum(part.money for part in parts.values()) == whole.money


LINES = st.dictionaries(st.sampled_from([TOM, CUA]), st.integers(1, 9), min_size=1)
TOLD = st.tuples(
    st.sampled_from([SHOP, OTHER]),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["reserved", "sold", "released", "returned"]),
    st.integers(0, 600),
    LINES,
)
PRICES = {TOM: Dong(65_000), CUA: Dong(210_000)}


@given(st.lists(TOLD, max_size=12), st.lists(st.tuples(st.sampled_from([TOM, CUA]), st.just(1))))
def test_money_is_what_left_the_ledger_for_orders_however_they_were_told(
    told: list[tuple[ShopName, str, str, int, dict[Sku, int]]], at_the_market: list[tuple[Sku, int]]
) -> None:
    """Late, twice, backwards, in part, given back: a unit is money once, while it is gone."""
    orders = [
        Order(
            shop=shop,
            reference=reference,
            status=status,  # type: ignore[arg-type]  # drawn of its words
            placed_at=AT,
            updated_at=AT + timedelta(minutes=minute),
            lines=tuple(OrderLine(sku=sku, quantity=n) for sku, n in lines.items()),
            prices=PRICES,
        )
        for shop, reference, status, minute, lines in told
    ]
    by_hand = [
        replace(
            moved(-n, "sold_by_hand", shop=BY_HAND, sku=sku, price=PRICES[sku]), reference=f"x{at}"
        )
        for at, (sku, n) in enumerate(at_the_market)
    ]
    ledger = [*movements_after(orders, []), *by_hand]
    lines = sold_lines(ledger)
    gone = dict.fromkeys(PRICES, 0)
    for sku in PRICES:
        of_sku = tuple(movement for movement in ledger if movement.sku == sku)
        account = StockAccount(Count(10_000), AT - timedelta(days=1), of_sku)
        gone[sku] = 10_000 - balance_of(account).available
    by_sku = sales_by(lines, lambda line: line.sku)
    assert {sku: found.units for sku, found in by_sku.items()} == {
        k: n for k, n in gone.items() if n
    }
    assert sales_sum(lines).money == sum(n * PRICES[sku] for sku, n in gone.items())
    assert sales_sum(lines).unpriced == 0
