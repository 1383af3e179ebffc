"""Goods in motion at the partner API: what left the house comes back by hand alone."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from adapters.partner.endpoints import ORDERS
from adapters.partner.orders import MOST, parse_order, windows, write_moment
from sync.marketplace import Lost
from tests.adapters.partner.test_fuzz import PAGE, SHOP, good, opened
from tests.adapters.spoiling import ScriptedLine
from tests.conformance.stall import Stall, copies, stall_of

VAN = {"carrier": "VNPOST", "tracking_no": "VN1", "shipped_at": "2026-11-22T10:00:00+07:00"}
UNTIL = datetime(2026, 11, 23, tzinfo=UTC)


def order(**changes: Any) -> dict[str, Any]:
    line = {"line_id": "1", "sku": "TOMKHO-100", "quantity": 5, "cancelled_quantity": 0}
    plain = {
        "order_id": "DH2611230017",
        "status": "NEW",
        "created_at": "2026-11-23T09:15:42+07:00",
        "updated_at": "2026-11-23T09:16:42+07:00",
        "lines": [{**line, "returned_quantity": 0, **changes.pop("line", {})}],
        "payment": {"method": "COD", "paid_at": None},
        "buyer": {"name": "N*** V*** A***", "phone": "09******12"},
    }
    return {**plain, **changes}


UNPAID = {"payment": {"method": "TRANSFER", "paid_at": None}}
CASES: list[tuple[dict[str, Any], str, dict[str, int]]] = [
    (order(), "sold", {"sold": 5}),
    (order(**UNPAID), "reserved", {"reserved": 5}),
    (order(status="CONFIRMED", **UNPAID), "sold", {"sold": 5}),
    (order(status="CANCELLED", line={"cancelled_quantity": 5}), "released", {"released": 5}),
    (order(status="CANCELLED"), "released", {"released": 5}),
    (order(line={"cancelled_quantity": 2}), "sold", {"released": 2, "sold": 3}),
    (order(status="DELIVERED", line={"returned_quantity": 1}), "sold", {"returned": 1, "sold": 4}),
    (order(status="RETURNED", line={"returned_quantity": 5}), "returned", {"returned": 5}),
    (order(status="LOST_AT_SEA"), "sold", {"sold": 5}),
]


@pytest.mark.parametrize(("row", "status", "units"), CASES)
def test_units_move_by_themselves(row: dict[str, Any], status: str, units: dict[str, int]) -> None:
    read = parse_order(SHOP, row)
    assert (read.reference, read.status) == ("DH2611230017", status)
    assert {line.status: line.quantity for line in read.lines} == units
    assert "N***" not in repr(read)


@pytest.mark.parametrize(
    "changes", [{"lines": []}, {"status": None}, {"updated_at": "hôm qua"}, {"order_id": None}]
)
def test_an_order_that_makes_no_sense_is_not_taken_in(changes: dict[str, Any]) -> None:
    with pytest.raises(Lost):
        parse_order(SHOP, order(**changes))


def test_windows_touch_and_begin_earlier_since_lists_lag() -> None:
    since = datetime(2026, 11, 1, tzinfo=UTC)
    cut = list(windows(since, since + timedelta(days=31)))
    assert cut[0][0] == since - timedelta(seconds=60)
    assert all(end - start <= timedelta(days=15) for start, end in cut)
    assert [end for _, end in cut[:-1]] == [start for start, _ in cut[1:]]
    assert write_moment(since) == "2026-11-01T07:00:00+07:00"


@pytest.mark.parametrize(
    ("row", "units"),
    [
        (order(status="CANCELLED", shipment=VAN), {"sold": 5}),
        (order(status="CANCELLED", shipment=VAN, line={"cancelled_quantity": 5}), {"sold": 5}),
        (
            order(status="CANCELLED", shipment=VAN, line={"cancelled_quantity": 2}),
            {"released": 2, "sold": 3},
        ),
        (
            order(status="CANCELLED", shipment={"carrier": "VNPOST", "tracking_no": "VN1"}),
            {"released": 5},
        ),
    ],
)
def test_what_was_called_off_in_the_van_stays_sold(
    row: dict[str, Any], units: dict[str, int]
) -> None:
    assert {line.status: line.quantity for line in parse_order(SHOP, row).lines} == units


@pytest.mark.parametrize(
    ("row", "states"),
    [
        (order(status="SHIPPED"), {"in_transit": 5}),
        (order(status="RETURNED"), {"coming_back": 5}),
        (
            order(status="RETURNED", line={"returned_quantity": 2}),
            {"returned": 2, "coming_back": 3},
        ),
        (order(status="CANCELLED", shipment=VAN), {"coming_back": 5}),
    ],
)
def test_where_the_units_are(row: dict[str, Any], states: dict[str, int]) -> None:
    assert {line.state: line.quantity for line in parse_order(SHOP, row).lines} == states


def test_a_line_without_a_sku_is_kept_under_the_marketplaces_id() -> None:
    read = parse_order(SHOP, order(line={"sku": "", "product_id": "PRD-000123"}))
    assert [(line.sku, line.quantity) for line in read.lines] == [("partner:PRD-000123", 5)]


@pytest.mark.parametrize("quantity", [MOST + 1, 9 * 10**18, "9e18", -1, None])
async def test_an_absurd_quantity_is_no_sale_and_stops_no_other_order(quantity: Any) -> None:
    bad = order(line={"quantity": quantity}, order_id="DH1")
    page = {"items": [bad, order(order_id="DH2")], **PAGE}
    body = orjson.loads(good()[ORDERS]) | {"data": page}
    shop = opened(ScriptedLine(good() | {ORDERS: orjson.dumps(body)}))
    found = shop.orders(UNTIL - timedelta(days=1), UNTIL)
    assert (await anext(found)).reference == "DH2"
    with pytest.raises(Lost):
        await anext(found)


async def test_a_status_that_nobody_told_us_of_counts_as_sold_and_is_told() -> None:
    page = {"items": [order(status="AT_CUSTOMS"), order(status="NEW")], **PAGE}
    body = orjson.loads(good()[ORDERS]) | {"data": page}
    shop = opened(ScriptedLine(good() | {ORDERS: orjson.dumps(body)}))
    read = [each async for each in shop.orders(UNTIL - timedelta(days=1), UNTIL)]
    assert [each.status for each in read] == ["sold", "sold"]
    told = [(line.state, line.word) for each in read for line in each.lines]
    assert told == [("unknown", "AT_CUSTOMS"), ("sold", "")]


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_of("postmart", tmp_path) as opened_stall:
        opened_stall.sell(copies(1))
        assert (await opened_stall.round()).true
        await opened_stall.reviewed()
        yield opened_stall


async def shown(stall: Stall, sku: str) -> int:
    variants = [each for listing in await stall.remote() for each in listing["variants"]]
    return next(int(each["stock"]) for each in variants if each["sku"] == sku)


async def seller_does(stall: Stall, reference: str, step: str, **body: str) -> None:
    headers = {
        "Authorization": f"Bearer {await stall.tokens.access()}",
        "Idempotency-Key": str(uuid.uuid4()),
    }
    path = f"/partner/v1/orders/{reference}/{step}"
    answer = await stall.operator.http.post(stall.operator.url + path, headers=headers, json=body)
    assert answer.json()["code"] == 0, answer.text


async def test_an_order_called_off_after_the_hand_over_puts_nothing_back_on_the_shelf(
    stall: Stall,
) -> None:
    sku = (await stall.remote())[0]["variants"][0]["sku"]
    before = await shown(stall, sku)
    reference = await stall.buyer_orders(sku, 3)
    await seller_does(stall, reference, "confirm")
    await seller_does(stall, reference, "ship", carrier="VNPOST", tracking_no="VN1")
    await stall.advance(30)
    await stall.round()
    await stall.ask("POST", f"orders/{reference}/cancel")
    for _ in range(2):
        await stall.advance(30)
        await stall.round()
    assert await shown(stall, sku) == before - 3
