"""A special price is read with its days, or not at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from adapters.lazada.special_price import OVER, price_of, sale_in, sale_of, sale_over
from sync.model import VIETNAM, DatedPrice, Dong, Offer, Sku

SALE = DatedPrice(
    Dong(50_000),
    datetime(2027, 1, 15, 8, tzinfo=VIETNAM),
    datetime(2027, 2, 1, tzinfo=VIETNAM),
)
ROW = {
    "special_price": 50000.0,
    "special_from_time": "2027-01-15 08:00",
    "special_to_time": "2027-02-01 00:00:00",
}


def offer(price: int = 90_000, sale: DatedPrice | None = None) -> Offer:
    return Offer(sku=Sku("A"), price=Dong(price), sale=sale)


def test_what_is_written_is_read_back() -> None:
    written = sale_of(offer(sale=SALE))
    read = {name.replace("_date", "_time"): said for name, said in written.items()}
    assert sale_in(ROW) == sale_in(read) == SALE


@pytest.mark.parametrize(
    "odd",
    [
        {"special_price": 0.0},
        {"special_price": None},
        {"special_from_time": ""},
        {"special_to_time": "hôm nay"},
        {"special_to_time": None},
        {"special_to_time": 7},
    ],
)
def test_without_its_price_or_its_days_it_is_no_campaign(odd: dict[str, Any]) -> None:
    assert sale_in(ROW | odd) is None


@pytest.mark.parametrize("ends", ["9999-12-31 23:59:59", "9999-12-31T23:59:59-11:00"])
def test_one_that_goes_on_for_ever_ends_within_the_calendar(ends: str) -> None:
    found = sale_in(ROW | {"special_to_time": ends, "special_from_time": "0001-01-01 00:00:00"})
    assert found is not None
    assert found.begins.astimezone(VIETNAM) < SALE.begins < found.ends.astimezone(VIETNAM)


def test_a_sale_that_is_wanted_no_more_gets_days_that_are_past() -> None:
    over = sale_over(offer(), offer(sale=SALE))
    assert over["special_price"] == "50000"
    assert over["special_to_date"] == f"{OVER[1]:%Y-%m-%d %H:%M:%S}"
    assert sale_over(offer(), offer()) == sale_over(offer(), None) == {}
    assert sale_over(offer(sale=SALE), None) == sale_of(offer(sale=SALE))


def test_a_price_goes_below_a_special_price_that_stands_there() -> None:
    assert price_of(offer(60_000), offer(sale=SALE)) == {"Price": "60000"}
    assert price_of(offer(50_000), offer(sale=SALE))["SalePrice"] == "49999"
    assert price_of(offer(50_000), None) == {"Price": "50000"}
