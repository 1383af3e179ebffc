"""How orders are read."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from adapters.lazada.orders import OrderHead, order_of, units_of, unnamed
from adapters.lazada.orders import order_page_of as orders_of
from sync.marketplace import Lost
from sync.model import ShopName, Sku

SHOP = ShopName("lazada-ca-mau")

SEEN = OrderHead(
    "400012345678901",
    datetime(2026, 2, 1, 1, 10, tzinfo=UTC),
    datetime(2026, 2, 1, 1, 12, 31, tzinfo=UTC),
)


def unit(sku: str, status: str, order: int = 400012345678901) -> dict[str, object]:
    return {"order_id": order, "sku": sku, "status": status}


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-01 08:12:31 +0700",
        "2026-02-01T08:12:31+07:00",
        "2026-02-01 08:12:31",
        "1769908351000",
        1769908351000,
        "1769908351",
    ],
)
def test_every_spelling_of_a_time(written: object) -> None:
    row = {"order_id": 400012345678901, "created_at": "2026-02-01 08:10:00 +0700"}
    page = orders_of({"countTotal": "1", "orders": [{**row, "updated_at": written}]})
    assert (page.seen, page.bad, page.total) == ((SEEN,), (), 1)


@pytest.mark.parametrize("written", [None, "", "hôm qua", "9" * 40, "0001-01-01 00:00:00", True])
def test_a_time_that_makes_no_sense_is_no_time(written: object) -> None:
    row = {"order_id": 1, "created_at": "2026-02-01 08:10:00 +0700", "updated_at": written}
    good = {**row, "updated_at": "2026-02-01 08:10:00 +0700"}
    page = orders_of({"orders": [row, good]})
    assert (len(page.seen), page.rows) == (1, 2)
    assert [number for number, _ in page.bad] == ["1"]


@pytest.mark.parametrize(
    ("statuses", "status", "lines"),
    [
        (["unpaid", "unpaid"], "reserved", {"reserved": 2}),
        (["pending", "unpaid"], "sold", {"sold": 1, "reserved": 1}),
        (["pending", "canceled"], "sold", {"sold": 1, "released": 1}),
        (["canceled", "canceled"], "released", {"released": 2}),
        (["returned", "canceled"], "returned", {"returned": 1, "released": 1}),
        (["delivered", "shipped_back_success"], "sold", {"sold": 1, "returned": 1}),
        (["lost_by_3pl", "failed_delivery"], "sold", {"sold": 2}),
        (["a status of next year"], "sold", {"sold": 1}),
    ],
)
def test_units_are_added_up_by_sku_and_by_how_they_stand(
    statuses: list[str], status: str, lines: dict[str, int]
) -> None:
    order = order_of(SHOP, SEEN, [unit("A", one) for one in statuses], {})
    assert order.status == status
    counted = Counter[str]()
    for line in order.lines:
        counted[str(line.status)] += line.quantity
    assert counted == lines
    assert {line.sku for line in order.lines} == {"A"}


def test_an_order_over_several_skus_keeps_no_buyer() -> None:
    rows = [unit("A", "pending"), unit("B", "pending"), unit("A", "pending")]
    data = [{"order_id": "400012345678901", "order_items": rows}]
    assert units_of(data) == {"400012345678901": rows}
    order = order_of(SHOP, SEEN, rows, {})
    assert [(line.sku, line.quantity, line.status) for line in order.lines] == [
        ("A", 2, "sold"),
        ("B", 1, "sold"),
    ]


def test_a_unit_without_sku_is_named_by_its_item_or_kept_under_lazadas_own_number() -> None:
    bare = {"status": "pending", "sku": "", "product_id": "2440001111"}
    units: list[dict[str, object]] = [
        {**bare, "sku_id": "10580001111"},
        {**bare, "sku_id": "10580001112"},
        {**bare, "sku": None, "sku_id": None, "product_id": None, "order_item_id": 7},
    ]
    assert unnamed(units) == {"2440001111"}
    order = order_of(SHOP, SEEN, units, {"10580001111": Sku("TOMKHO-200")})
    assert {line.sku for line in order.lines} == {"TOMKHO-200", "lazada:10580001112", "lazada:7"}
    assert {line.status for line in order.lines} == {"sold"}


def test_a_unit_whose_status_nobody_knows_stays_off_the_shelf() -> None:
    units = [unit("A", "a status of next year"), {**unit("A", ""), "status": None}]
    order = order_of(SHOP, SEEN, units, {})
    assert [(line.quantity, line.status, line.state, line.word) for line in order.lines] == [
        (1, "sold", "unknown", ""),
        (1, "sold", "unknown", "a status of next year"),
    ]


def test_an_order_without_units_is_half_an_answer() -> None:
    with pytest.raises(Lost):
        order_of(SHOP, SEEN, [], {})


NOW = datetime(2026, 1, 1, tzinfo=UTC)
