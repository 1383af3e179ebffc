"""What was ordered, without its buyers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.tiktok import TikTokShop
from adapters.tiktok.orders import order_of, window
from sync.model import Picture, Sku
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


def test_units_without_a_sku_are_nobodys() -> None:
    assert order_of(SHOP, order("UNPAID", "", "A")).lines[0].sku == Sku("A")


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
