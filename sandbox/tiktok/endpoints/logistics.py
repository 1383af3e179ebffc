"""Where goods lie and how they travel; what a shop must have set up before it can list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.tiktok.facts import RETURN_WAREHOUSE
from sandbox.tiktok.market import Endpoint
from sandbox.tiktok.refusal import Refusal, malformed
from sandbox.tiktok.taxonomy.delivery import DELIVERY_OPTIONS

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call

_CHECKS = (
    "SHOP_STATUS", "SHOP_TAX", "PICKUP_WAREHOUSE", "RETURN_WAREHOUSE", "DELIVERY_OPTION",
    "SHIPPING_TEMPLATE", "PRODUCT_QUANTITY_LIMIT", "EXTENDED_PRODUCER_RESPONSIBILITY",
    "BANk_ACCOUNT", "CONTACT_INFO",
)  # fmt: skip


def warehouses(call: Call) -> Json:
    """Sales warehouses, the default one first, and the one for returns."""
    sold_from = call.shop.warehouses
    rows = [
        _warehouse(call, each, f"Kho Cà Mau {place + 1}", is_default=place == 0)
        for place, each in enumerate(sold_from)
    ]
    returns = _warehouse(call, RETURN_WAREHOUSE, "Kho trả hàng", is_default=True)
    return {"warehouses": [*rows, returns | {"type": "RETURN_WAREHOUSE"}]}


def _warehouse(call: Call, warehouse_id: str, name: str, *, is_default: bool) -> Json:
    return {
        "id": warehouse_id,
        "entity_id": "7395366865142499073",
        "name": name,
        "effect_status": "RESTRICTED" if call.knobs.holiday_mode else "ENABLED",
        "type": "SALES_WAREHOUSE",
        "sub_type": "DOMESTIC_WAREHOUSE",
        "is_default": is_default,
        "address": {
            "region": "Vietnam",
            "region_code": "VN",
            "state": "Cà Mau",
            "city": "Cà Mau",
            "distict": "Ngọc Hiển",
            "full_address": "Ấp Đất Mũi, Cà Mau",
            "contact_person": "N***",
            "phone_number": "(+84)9****12",
            "postal_code": "970000",
        },
    }


def delivery_options(call: Call) -> Json:
    """How parcels may leave one warehouse."""
    if call.ids["warehouse_id"] not in [*call.shop.warehouses, RETURN_WAREHOUSE]:
        raise Refusal(12052097, "The warehouse does not exist")
    if call.query.text("scope", "PRODUCT") not in {"PRODUCT", "WAREHOUSE"}:
        raise malformed("invalid param error: scope")
    side = {"max_length": 120, "max_width": 120, "max_height": 120, "unit": "CM"}
    weight = {"max_weight": 30_000, "min_weight": 1, "unit": "GRAM"}
    rows = [
        {
            "id": key,
            "name": name,
            "description": "",
            "type": kind,
            "platform": ["TIKTOK_SHOP"],
            "dimension_limit": side,
            "weight_limit": weight,
        }
        for key, (name, kind) in DELIVERY_OPTIONS.items()
    ]
    return {"delivery_options": rows}


def prerequisites(call: Call) -> Json:
    """What still keeps the shop from listing."""
    day, count = call.shop.listed_on
    today = call.market.day()
    failed = {
        "SHOP_STATUS": not call.knobs.seller_active,
        "PRODUCT_QUANTITY_LIMIT": day == today and count >= call.knobs.daily_listing_limit,
    }
    rows = [
        {
            "check_item": item,
            "is_failed": failed.get(item, False),
            "fail_reasons": [f"{item} is not fulfilled"] if failed.get(item) else [],
        }
        for item in _CHECKS
    ]
    return {"check_results": rows}


ENDPOINTS = (
    Endpoint("GET", "/logistics/{version}/warehouses", warehouses, "seller.logistics"),
    Endpoint(
        "GET", "/logistics/{version}/warehouses/{warehouse_id}/delivery_options",
        delivery_options, "seller.logistics",
    ),
    Endpoint(
        "GET", "/product/{version}/prerequisites", prerequisites, "seller.product.basic",
        versions=frozenset({"202309", "202312"}),
    ),
)  # fmt: skip
