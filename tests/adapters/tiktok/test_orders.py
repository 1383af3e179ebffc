"""What was ordered, without its buyers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.tiktok import TikTokShop, marketplace
from adapters.tiktok.orders import order_of, unnamed_of, window
from sync.marketplace import Connection, Lost
from sync.model import Listing, Picture, Sku
from tests.adapters.tiktok.conftest import (
    SHOP,
    Json,
    Operator,
    PlainLine,
    listing,
    offer,
    published,
    two_sizes,
)


def order(status: str, *units: str | tuple[str, str]) -> Json:
    rows = [(unit, status) if isinstance(unit, str) else unit for unit in units]
    return {
        "id": "577086512123755123",
        "status": status,
        "create_time": 1772150500,
        "update_time": 1772150531,
        "user_id": "7021436810468230477",
        "recipient_address": {"name": "Nguyễn V***"},
        "line_items": [
            {"id": str(place), "seller_sku": sku, "display_status": shown}
            for place, (sku, shown) in enumerate(rows)
        ],
    }


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("UNPAID", "reserved"),
        ("ON_HOLD", "reserved"),
        ("AWAITING_SHIPMENT", "sold"),
        ("PARTIALLY_SHIPPING", "sold"),
        ("AWAITING_COLLECTION", "sold"),
        ("IN_TRANSIT", "sold"),
        ("DELIVERED", "sold"),
        ("COMPLETED", "sold"),
        ("CANCELLED", "released"),
        ("CANCEL", "released"),
    ],
)
def test_every_state_of_an_order_is_one_of_ours(status: str, ours: str) -> None:
    found = order_of(SHOP, order(status, "A", "A", "B"))
    assert found.status == ours
    assert {line.sku: line.quantity for line in found.lines} == {"A": 2, "B": 1}
    assert found.updated_at == datetime(2026, 2, 27, 0, 2, 11, tzinfo=UTC)


def test_a_unit_that_alone_was_cancelled_is_given_back() -> None:
    found = order_of(SHOP, order("AWAITING_SHIPMENT", "A", ("A", "CANCELLED"), ("B", "CANCELLED")))
    assert {line.sku: line.quantity for line in found.lines} == {"A": 1, "B": 0}


def test_a_unit_that_names_nothing_is_kept_under_tiktoks_own_number() -> None:
    found = order_of(SHOP, order("UNPAID", "", "A"))
    assert [line.sku for line in found.lines] == ["tiktok:0", "A"]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({}, "released"),
        ({"cancel_user": "SYSTEM"}, "released"),  # nobody paid, or nobody sent it
        ({"rts_time": 1787290054, "cancel_user": "BUYER"}, "released"),  # before the carrier came
        ({"rts_time": 1787290054, "cancel_user": "SELLER"}, "released"),
        ({"tracking_number": "WSWH0000000000"}, "released"),  # a label is no hand-over
        ({"rts_time": 1787290054, "cancel_user": "SYSTEM"}, "sold"),
        ({"rts_time": 1787290054, "cancel_reason": "Giao gói hàng thất bại"}, "sold"),
        ({"rts_time": 1787290054, "cancel_reason": "Package delivery failed"}, "sold"),
        ({"rts_time": 1787290054, "cancel_reason": "Kiện hàng bị thất lạc"}, "sold"),
        ({"collection_time": 1787290054, "cancel_user": "BUYER"}, "sold"),
        ({"package_status": "FULFILLING", "cancel_user": "BUYER"}, "sold"),
    ],
)
def test_what_was_cancelled_after_its_hand_over_is_not_on_the_shelf(
    told: Json, status: str
) -> None:
    row = order("CANCELLED", "A", "A")
    of_unit = {**row, "line_items": [{**unit, **told} for unit in row["line_items"]]}
    assert order_of(SHOP, of_unit).status == status
    initiator = {"cancellation_initiator": told.get("cancel_user")}
    of_order = {**row, **told, **initiator}
    assert "package_status" in told or order_of(SHOP, of_order).status == status


def test_a_unit_that_alone_went_out_stays_sold_when_the_order_is_cancelled() -> None:
    row = order("CANCELLED", "A", "A", "B")
    row["line_items"][0] |= {"rts_time": 1787290054, "cancel_user": "SYSTEM"}
    found = order_of(SHOP, row)
    assert found.status == "sold"
    assert {line.sku: line.quantity for line in found.lines} == {"A": 1, "B": 0}


def test_a_unit_without_a_name_of_ours_is_named_by_its_id_or_kept_as_unknown() -> None:
    row = order("AWAITING_SHIPMENT", "", "")
    row["line_items"][0]["sku_id"], row["line_items"][1]["sku_id"] = "17", "18"
    found = order_of(SHOP, row, {"17": Sku("A")})
    assert {line.sku: line.quantity for line in found.lines} == {"A": 1, "tiktok:18": 1}


@pytest.mark.parametrize("moment", [0, -1, 1, 2**39, 10**15, 10**30, "x", None])
def test_a_time_that_no_order_can_have_is_not_believed(moment: Any) -> None:
    for name in ("create_time", "update_time"):
        with pytest.raises(Lost):
            order_of(SHOP, {**order("UNPAID", "A"), name: moment})


async def test_a_sku_that_lost_its_name_is_found_by_its_product(
    shop: TikTokShop, operator: Operator, connection: Connection, line: PlainLine, there: Listing
) -> None:
    reference = await operator.order(("TOM-KHO-200", 2))
    await operator.turn(orders_hide_seller_sku=True)
    fresh = marketplace.open(connection, line)
    (found,) = await fresh.orders_named([reference])
    assert {one.sku: one.quantity for one in found.lines} == {"TOM-KHO-200": 2}


def test_nothing_of_the_buyer_is_kept() -> None:
    assert "Nguy" not in repr(order_of(SHOP, order("UNPAID", "A")))
    assert "7021436810468230477" not in repr(order_of(SHOP, order("UNPAID", "A")))


def test_a_window_holds_its_last_second() -> None:
    since, until = datetime(2026, 2, 27, tzinfo=UTC), datetime(2026, 2, 28, 0, 0, 0, 5, tzinfo=UTC)
    assert window(since, until) == {"update_time_ge": 1772150400, "update_time_lt": 1772236801}


async def test_units_are_added_up(shop: TikTokShop, operator: Operator, picture: Picture) -> None:
    await published(shop, two_sizes("TOM", images=(picture,)))
    await operator.order(("TOM-200", 3), ("TOM-500", 1))
    now = datetime.now(UTC)
    (order,) = [o async for o in shop.orders(now - timedelta(hours=1), now + timedelta(seconds=5))]
    assert {line.sku: line.quantity for line in order.lines} == {"TOM-200": 3, "TOM-500": 1}
    assert order.status == "reserved"


async def test_an_order_is_followed_from_reserved_to_released(
    shop: TikTokShop, operator: Operator, line: PlainLine, picture: Picture
) -> None:
    await published(shop, listing("A", images=(picture,)))
    paid, cancelled = await operator.order(("A", 1)), await operator.order(("A", 2))
    await operator.ask("POST", f"/orders/{paid}/pay")
    await operator.ask("POST", f"/orders/{cancelled}/cancel")
    now = datetime.now(UTC)
    found = {
        o.reference: o
        async for o in shop.orders(now - timedelta(hours=1), now + timedelta(seconds=5))
    }
    assert (found[paid].status, found[cancelled].status) == ("sold", "released")
    assert [one.quantity for one in found[cancelled].lines] == [2]


async def test_more_orders_than_a_page_come_each_once(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    stock = offer("A", quantity=500)
    await published(shop, listing("A", stock, images=(picture,)))
    placed = [await operator.order(("A", 1)) for _ in range(120)]
    now = datetime.now(UTC)
    found = [o async for o in shop.orders(now - timedelta(hours=1), now + timedelta(seconds=5))]
    assert sorted(o.reference for o in found) == sorted(placed)


async def test_goods_in_a_van_are_told_of_and_come_back_by_hand_only(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    reference = await operator.order(("TOM-KHO-200", 2))
    await operator.turn(cancelled_after_hand_over=True)
    await operator.ask("POST", f"/orders/{reference}/cancel")
    since = datetime.now(UTC) - timedelta(hours=1)
    (found,) = [one async for one in shop.orders(since, since + timedelta(hours=2))]
    assert found.status == "sold"
    assert [(line.quantity, line.state) for line in found.lines] == [(2, "coming_back")]
    assert found.reference == reference


def test_a_word_that_nobody_told_us_of_counts_as_sold() -> None:
    found = order_of(SHOP, order("TELEPORTED", "A"))
    assert found.status == "sold"
    assert [(line.state, line.word) for line in found.lines] == [("unknown", "TELEPORTED")]


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        ("Giao gói hàng thất bại", "coming_back"),
        ("Kiện hàng bị thất lạc", "lost"),
        ("Package damaged on the way", "lost"),
        ("Hoàn hàng về người bán", "coming_back"),
    ],
)
def test_what_was_cancelled_on_its_way_is_coming_back_or_lost(reason: str, state: str) -> None:
    row = order("CANCELLED", "A") | {"rts_time": 1787290054, "cancel_reason": reason}
    assert [line.state for line in order_of(SHOP, row).lines] == [state]


@pytest.mark.parametrize(
    ("status", "state"),
    [("AWAITING_COLLECTION", "sold"), ("IN_TRANSIT", "in_transit"), ("COMPLETED", "delivered")],
)
def test_where_the_goods_of_a_standing_order_are(status: str, state: str) -> None:
    assert [line.state for line in order_of(SHOP, order(status, "A")).lines] == [state]


def test_a_kit_takes_its_parts_off_the_shelf() -> None:
    row = order("AWAITING_SHIPMENT", "KIT", "KIT", "A")
    parts = [
        {"sku_id": "1", "seller_sku": "A", "sku_count": 2},
        {"sku_id": "2", "seller_sku": "", "product_id": "9"},
    ]
    for unit in row["line_items"][:2]:
        unit["combined_listing_skus"] = parts
    found = order_of(SHOP, row, {"2": Sku("B")})
    assert {line.sku: line.quantity for line in found.lines} == {"A": 5, "B": 2}
    assert set(unnamed_of(row)) == {("9", "2")}
