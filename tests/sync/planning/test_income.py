"""What is left of a price is the price less each fee that holds on the day, rounded against us."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sync.model import Dong, Fee
from sync.planning import fees_of, income_of, income_of_order, net_of_order, price_for

TODAY = date(2026, 11, 30)
PAYMENT = Fee(name="thanh toán", source="x", percent=6)
HANDLING = Fee(name="xử lý đơn", source="x", fixed=Dong(3000), per="order")
CAPPED = Fee(name="mã giảm giá", source="x", percent=5, cap=Dong(50_000))


def test_each_fee_is_named_and_the_rest_is_kept() -> None:
    income = income_of(Dong(100_000), [PAYMENT, HANDLING])
    assert income.fees == (("thanh toán", 6000), ("xử lý đơn", 3000))
    assert income.net == 91_000


def test_a_part_of_a_dong_is_taken_off_whole() -> None:
    assert income_of(Dong(1001), [PAYMENT]).fees == (("thanh toán", 61),)


def test_a_fee_of_an_order_is_shared_by_its_units() -> None:
    assert income_of(Dong(20_000), [HANDLING], units=2).net == 18_500


def test_a_fee_is_never_more_than_its_cap() -> None:
    assert income_of(Dong(2_000_000), [CAPPED]).net == 1_950_000


def test_what_is_too_cheap_leaves_less_than_nothing() -> None:
    assert income_of(Dong(2000), [HANDLING]).net == -1000


def test_a_row_holds_for_its_platforms_categories_and_days() -> None:
    old = Fee(name="cũ", source="x", platforms=("shopee",), until=date(2026, 5, 22))
    new = Fee(name="mới", source="x", platforms=("shopee",), since=date(2026, 5, 23))
    honey = Fee(name="mật ong", source="x", categories=("mat-ong",))
    table = [old, new, honey, PAYMENT]
    assert fees_of(table, "shopee", "tom-kho", TODAY) == [new, PAYMENT]
    assert fees_of(table, "shopee", "tom-kho", date(2026, 5, 22)) == [old, PAYMENT]
    assert fees_of(table, "lazada", "mat-ong", TODAY) == [honey, PAYMENT]


def test_no_price_leaves_more_than_the_fees_let() -> None:
    assert price_for(Dong(1000), [Fee(name="tất cả", source="x", percent=100)], Dong(10**9)) is None


def test_the_price_for_an_income_is_found() -> None:
    assert price_for(Dong(91_000), [PAYMENT, HANDLING], Dong(10**9)) == 100_000


FEES = st.lists(
    st.builds(
        Fee,
        name=st.just("phí"),
        source=st.just("x"),
        percent=st.integers(0, 20).map(float),
        fixed=st.integers(0, 10_000).map(Dong),
    ),
    max_size=4,
)


@given(st.integers(0, 5_000_000).map(Dong), FEES)
def test_the_price_that_is_found_leaves_what_was_asked_for_and_hardly_more(
    net: Dong, fees: list[Fee]
) -> None:
    price = price_for(net, fees, Dong(10**9))
    assert price is not None
    assert net <= income_of(price, fees).net <= net + len(fees) + 1


ORDER_FEE = Fee(name="hạ tầng", source="báo", fixed=Dong(3_000), per="order")
SHARE = Fee(name="giao dịch", source="báo", percent=6, cap=Dong(4_000))
UNIT_FEE = Fee(name="gói", source="báo", fixed=Dong(500))


def test_the_lines_of_an_order_share_what_is_taken_once_of_it() -> None:
    lines = [(1, Dong(50_000), [ORDER_FEE, SHARE]), (2, Dong(100_000), [ORDER_FEE, SHARE])]
    assert net_of_order(lines) == [50_000 - 1_000 - 3_000, 200_000 - 2_000 - 8_000]


LINE = st.tuples(st.integers(1, 40), st.integers(1, 900_000).map(Dong))


@given(st.lists(LINE, min_size=1, max_size=6))
def test_what_is_left_of_lines_and_what_is_taken_add_up_to_the_money(
    lines: list[tuple[int, Dong]],
) -> None:
    fees = [ORDER_FEE, SHARE, UNIT_FEE]
    left = sum(net_of_order([(units, price, fees) for units, price in lines]))
    shares = sum(units * min(-(-price * 6 // 100), 4_000) for units, price in lines)
    packed = sum(units * 500 for units, _ in lines)
    money = sum(units * price for units, price in lines)
    assert left == money - shares - packed - 3_000
    incomes = income_of_order([(units, price, fees) for units, price in lines])
    taken = Counter[str]()
    for income in incomes:
        taken.update(dict(income.fees))
    assert sum(income.price for income in incomes) == money
    assert taken == {ORDER_FEE.name: 3_000, SHARE.name: shares, UNIT_FEE.name: packed}
