"""Orders, read without their buyers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from adapters.shopee.features import FEATURES
from adapters.shopee.orders import order_of, windows
from tests.adapters.shopee.conftest import SHOP


def test_a_partly_cancelled_order_counts_what_is_left() -> None:
    line = {"item_id": 1, "model_id": 2, "model_sku": "A", "model_quantity_purchased": 3}
    row = {"order_sn": "S", "create_time": 1, "update_time": 2, "order_status": "READY_TO_SHIP"}
    left = order_of(SHOP, row | {"item_list": [line | {"cancelled_qty": 1}]})
    assert [one.quantity for one in left.lines] == [2]
    gone = row | {"order_status": "CANCELLED", "item_list": [line | {"cancelled_qty": 3}]}
    assert [one.quantity for one in order_of(SHOP, gone).lines] == [3]
    foreign = order_of(SHOP, row | {"item_list": [line | {"model_sku": ""}]})
    assert foreign.lines == ()


def test_a_buyers_name_never_enters() -> None:
    row = {
        "order_sn": "S",
        "create_time": 1,
        "update_time": 2,
        "order_status": "SHIPPED",
        "recipient_address": {"name": "Nguyễn Văn A", "phone": "0900000000"},
        "buyer_username": "nguyenvana",
    }
    assert "uy" not in repr(order_of(SHOP, row))


@given(st.datetimes(timezones=st.just(UTC)), st.floats(0, 5_000_000))
def test_windows_cover_the_time_without_a_gap(since: datetime, seconds: float) -> None:
    since = since.replace(year=2026)
    until = since + timedelta(seconds=seconds)
    cut = list(windows(since, until, FEATURES.order_window_days))
    assert all(0 < end - start <= 15 * 86_400 for start, end in cut)
    assert all(one[1] == other[0] for one, other in pairwise(cut))
    if cut:
        assert cut[0][0] <= since.timestamp()
        assert cut[-1][1] >= until.timestamp()
