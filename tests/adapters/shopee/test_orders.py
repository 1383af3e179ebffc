"""Orders, read without their buyers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shopee.features import FEATURES
from adapters.shopee.orders import order_of, windows
from sync.marketplace import Lost
from sync.model import Sku
from tests.adapters.shopee.conftest import SHOP


def test_a_partly_cancelled_order_counts_what_is_left() -> None:
    line = {"item_id": 1, "model_id": 2, "model_sku": "A", "model_quantity_purchased": 3}
    row = {
        "order_sn": "S",
        "create_time": 1767225600,
        "update_time": 1767225601,
        "order_status": "READY_TO_SHIP",
    }
    left = order_of(SHOP, row | {"item_list": [line | {"cancelled_qty": 1}]})
    assert [one.quantity for one in left.lines] == [2]
    gone = row | {"order_status": "CANCELLED", "item_list": [line | {"cancelled_qty": 3}]}
    assert [one.quantity for one in order_of(SHOP, gone).lines] == [3]


LINE = {"item_id": 1, "model_id": 2, "model_sku": "A", "model_quantity_purchased": 3}
CANCELLED = {
    "order_sn": "S",
    "create_time": 1767225600,
    "update_time": 1767225601,
    "order_status": "CANCELLED",
    "item_list": [LINE],
}


def lines_of(row: dict[str, Any]) -> list[tuple[str, int, str | None]]:
    return [(line.sku, line.quantity, line.status) for line in order_of(SHOP, row).lines]


def package(status: str, quantity: int = 3, model_id: int = 2) -> dict[str, Any]:
    inside = [{"item_id": 1, "model_id": model_id, "model_quantity": quantity}]
    return {"logistics_status": status, "item_list": inside}


@pytest.mark.parametrize(
    "status", ["PICKUP_DONE", "DELIVERY_DONE", "DELIVERY_FAILED", "LOST", "NOBODY_KNOWS"]
)
def test_what_is_cancelled_after_the_carrier_had_it_stays_sold(status: str) -> None:
    row = CANCELLED | {"package_list": [package(f"LOGISTICS_{status}")]}
    assert order_of(SHOP, row).status == "sold"
    assert lines_of(row) == [("A", 3, "sold")]


@pytest.mark.parametrize(
    "status",
    ["NOT_START", "READY", "INVALID", "REQUEST_CANCELED", "PICKUP_FAILED", "COD_REJECTED", ""],
)
def test_what_is_cancelled_before_it_left_comes_back(status: str) -> None:
    row = CANCELLED | {"package_list": [package(f"LOGISTICS_{status}" if status else "")]}
    assert order_of(SHOP, row).status == "released"
    assert lines_of(row) == [("A", 3, "released")]
    assert lines_of(CANCELLED) == [("A", 3, "released")]
    assert lines_of(CANCELLED | {"package_list": None}) == [("A", 3, "released")]


def test_of_a_split_order_only_what_left_stays_sold() -> None:
    packages = [package("LOGISTICS_PICKUP_DONE", 1), package("LOGISTICS_INVALID", 2)]
    row = CANCELLED | {"package_list": packages}
    assert lines_of(row) == [("A", 1, "sold"), ("A", 2, "released")]
    parts_of_a_kit = [package("LOGISTICS_PICKUP_DONE", 1, model_id=9)]
    assert lines_of(CANCELLED | {"package_list": parts_of_a_kit}) == [("A", 3, "sold")]
    countless = CANCELLED | {"package_list": [package("LOGISTICS_PICKUP_DONE", 0)]}
    assert lines_of(countless) == [("A", 3, "sold")]
    silent = CANCELLED | {"package_list": [{"logistics_status": "LOGISTICS_LOST"}]}
    assert lines_of(silent) == [("A", 3, "sold")]


def states_of(row: dict[str, Any]) -> list[tuple[int, str | None]]:
    return [(line.quantity, line.state) for line in order_of(SHOP, row).lines]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("PICKUP_DONE", "coming_back"),
        ("DELIVERY_FAILED", "coming_back"),
        ("LOST", "lost"),
        ("DELIVERY_DONE", "delivered"),
        ("NOBODY_KNOWS", "unknown"),
    ],
)
def test_where_the_goods_of_a_cancelled_order_are(status: str, state: str) -> None:
    row = CANCELLED | {"package_list": [package(f"LOGISTICS_{status}")]}
    assert states_of(row) == [(3, state)]
    (line,) = order_of(SHOP, row).lines
    assert line.word == ("NOBODY_KNOWS" if state == "unknown" else "")


def test_a_package_that_fails_while_the_order_stands_is_coming_back() -> None:
    packages = [package("LOGISTICS_DELIVERY_FAILED", 1), package("LOGISTICS_PICKUP_DONE", 2)]
    row = CANCELLED | {"order_status": "SHIPPED", "package_list": packages}
    assert states_of(row) == [(1, "coming_back"), (2, "in_transit")]
    lost = row | {"package_list": [package("LOGISTICS_LOST", 3)]}
    assert states_of(lost) == [(3, "lost")]


@pytest.mark.parametrize(
    ("status", "returned", "parts"),
    [
        ("TO_RETURN", 1, [(1, "coming_back"), (2, "delivered")]),
        ("TO_RETURN", None, [(3, "coming_back")]),
        ("COMPLETED", 1, [(1, "coming_back"), (2, "delivered")]),
        ("COMPLETED", 0, [(3, "delivered")]),
        ("COMPLETED", 9, [(3, "coming_back")]),
        ("TO_CONFIRM_RECEIVE", -1, [(3, "delivered")]),
    ],
)
def test_part_of_an_order_is_sent_back(
    status: str, returned: int | None, parts: list[tuple[int, str]]
) -> None:
    row = CANCELLED | {"order_status": status, "item_list": [LINE | {"returned_qty": returned}]}
    assert states_of(row) == parts


def test_a_word_that_no_document_tells_of_is_kept() -> None:
    (line,) = order_of(SHOP, CANCELLED | {"order_status": "AT_CUSTOMS"}).lines
    assert (line.status, line.state, line.word) == ("sold", "unknown", "AT_CUSTOMS")


@pytest.mark.parametrize("reason", ["Failed Delivery", "FAILED_DELIVERY", "PARCEL_LOST"])
def test_a_reason_on_the_way_says_as_much_as_a_package(reason: str) -> None:
    row = CANCELLED | {"cancel_reason": reason}
    assert order_of(SHOP, row).status == "sold"
    assert states_of(row) == [(3, "lost" if "LOST" in reason else "coming_back")]


@pytest.mark.parametrize("reason", ["Buyer changed their mind", "UNDELIVERABLE_AREA", None])
def test_other_reasons_say_nothing(reason: str | None) -> None:
    assert order_of(SHOP, CANCELLED | {"cancel_reason": reason}).status == "released"


@pytest.mark.parametrize("status", ["READY_TO_SHIP", "TO_RETURN", "IN_CANCEL", "BRAND_NEW", None])
def test_every_other_status_is_sold_whatever_it_means(status: str | None) -> None:
    assert order_of(SHOP, CANCELLED | {"order_status": status}).status == "sold"


def test_a_line_without_a_sku_is_known_by_its_model_or_kept_under_its_ids() -> None:
    row = CANCELLED | {"item_list": [LINE | {"model_sku": "", "item_sku": "PARENT"}]}
    assert [sku for sku, _, _ in lines_of(row)] == ["shopee:1:2"]
    (line,) = order_of(SHOP, row, {(1, 2): Sku("A-200")}).lines
    assert line.sku == "A-200"
    single = CANCELLED | {"item_list": [LINE | {"model_id": 0, "model_sku": "", "item_sku": "B"}]}
    assert [sku for sku, _, _ in lines_of(single)] == ["B"]


@pytest.mark.parametrize("quantity", [-1, None, "many", "1e999999999"])
def test_a_quantity_that_is_none_is_no_sale(quantity: Any) -> None:
    with pytest.raises(Lost):
        order_of(SHOP, CANCELLED | {"item_list": [LINE | {"model_quantity_purchased": quantity}]})


def test_a_buyers_name_never_enters() -> None:
    row = {
        "order_sn": "S",
        "create_time": 1767225600,
        "update_time": 1767225601,
        "order_status": "SHIPPED",
        "recipient_address": {"name": "Nguyễn Văn A", "phone": "0900000000"},
        "buyer_username": "nguyenvana",
        "item_list": [LINE],
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
