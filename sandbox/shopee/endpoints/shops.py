"""The shop itself: its name, its state, and what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.shopee.facts import AUTHORIZATION_S, REGION
from sandbox.shopee.market import get, post
from sandbox.shopee.refusal import Refusal
from sandbox.shopee.taxonomy.channels import channel_list

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.market import Call


def shop_info(call: Call) -> Json:
    """The flat answer of GET get_shop_info."""
    return {
        "shop_name": call.shop.name,
        "region": REGION,
        "status": "NORMAL",
        **_authorization(call),
        "is_cb": False,
        "is_sip": False,
        "is_upgraded_cbsc": False,
        "merchant_id": None,
        "shop_fulfillment_flag": "Others",
        "is_main_shop": False,
        "is_direct_shop": False,
        "is_one_awb": False,
        "is_mart_shop": False,
        "is_outlet_shop": False,
    }


def profile(call: Call) -> Json:
    """GET get_profile."""
    return {"response": {"shop_logo": "", "description": "", "shop_name": call.shop.name}}


def warehouses(_: Call) -> Json:
    """An ordinary shop has none to name; `response` is null here."""
    return {
        "error": "warehouse.error_not_in_whitelist",
        "message": "Your shop is not in multi-warehouse whitelist.",
        "response": None,
    }


def shops_by_partner(call: Call) -> Json:
    """Every shop that authorized the app: GET get_shops_by_partner."""
    shops = [
        {"shop_id": shop_id, "region": REGION, **_authorization(call), "sip_affi_shop_list": []}
        for shop_id in call.market.shops
    ]
    return {"authed_shop_list": shops, "more": False}


def holiday_mode(call: Call) -> Json:
    """GET get_shop_holiday_mode."""
    return {"response": {"holiday_mode_on": call.knobs.holiday_mode, "holiday_mode_type": 0}}


def channels(_: Call) -> Json:
    """GET get_channel_list."""
    return {"response": {"logistics_channel_list": channel_list()}}


def not_granted(_: Call) -> Json:
    """An API that this app was never given."""
    raise Refusal("error_api_permission", "No permission to current api.", status=403)


def _authorization(call: Call) -> Json:
    now = call.market.clock.second()
    return {"auth_time": now - 86_400, "expire_time": now - 86_400 + AUTHORIZATION_S}


ENDPOINTS = {
    "/api/v2/shop/get_shop_info": get(shop_info),
    "/api/v2/shop/get_profile": get(profile),
    "/api/v2/shop/get_warehouse_detail": get(warehouses),
    "/api/v2/shop/get_shop_holiday_mode": get(holiday_mode),
    "/api/v2/public/get_shops_by_partner": get(shops_by_partner, "public"),
    "/api/v2/logistics/get_channel_list": get(channels),
    "/api/v2/product/batch_add_item": post(not_granted),
}
