"""Opening a shop, and the shop itself: consent, tokens, name, carriers."""

from __future__ import annotations

from sandbox.replica import Json
from sandbox.shopee.facts import AUTHORIZATION_S, PARTNER_ID, REGION, SHOPS
from sandbox.shopee.fields import Refusal
from sandbox.shopee.state import ReplicaCall, get, post
from sandbox.shopee.taxonomy import channel_list
from sandbox.shopee.tokens import Pair


def authorize(call: ReplicaCall) -> Json:
    """The seller says yes at once: back to `redirect` with a one-time code."""
    shop_id = call.fields.integer("shop_id", SHOPS[0].shop_id)
    if shop_id not in call.market.shops:
        raise Refusal("error_auth", "Invalid partner_id or shopid.")
    redirect = call.fields.text("redirect")
    joint = "&" if "?" in redirect else "?"
    code = call.market.tokens.code(shop_id)
    return {"location": f"{redirect}{joint}code={code}&shop_id={shop_id}"}


def exchange(call: ReplicaCall) -> Json:
    """A code for the first pair of tokens: POST auth/token/get."""
    _check_partner(call)
    shop_id = call.fields.integer("shop_id")
    pair = call.market.tokens.exchange(call.fields.text("code"), shop_id)
    return {**_pair(pair, call), "shop_id_list": [shop_id], "merchant_id_list": []}


def renew(call: ReplicaCall) -> Json:
    """A refresh token, once, for the next pair: POST auth/access_token/get."""
    _check_partner(call)
    shop_id = call.fields.integer("shop_id")
    pair = call.market.tokens.renew(call.fields.text("refresh_token"), shop_id)
    return {"partner_id": PARTNER_ID, "shop_id": shop_id, **_pair(pair, call)}


def _check_partner(call: ReplicaCall) -> None:
    if call.fields.integer("partner_id") != PARTNER_ID:
        raise Refusal("error_auth", "partner_id is invalid")


def _pair(pair: Pair, call: ReplicaCall) -> Json:
    return {
        "access_token": pair.access_token,
        "refresh_token": pair.refresh_token,
        "expire_in": int(call.settings.access_token_ttl_s),
    }


def shop_info(call: ReplicaCall) -> Json:
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


def profile(call: ReplicaCall) -> Json:
    """GET get_profile."""
    return {"response": {"shop_logo": "", "description": "", "shop_name": call.shop.name}}


def shops_by_partner(call: ReplicaCall) -> Json:
    """Every shop that authorized the app: GET get_shops_by_partner."""
    shops = [
        {"shop_id": shop_id, "region": REGION, **_authorization(call), "sip_affi_shop_list": []}
        for shop_id in call.market.shops
    ]
    return {"authed_shop_list": shops, "more": False}


def channels(_: ReplicaCall) -> Json:
    """GET get_channel_list."""
    return {"response": {"logistics_channel_list": channel_list()}}


def _authorization(call: ReplicaCall) -> Json:
    now = call.market.clock.second()
    return {"auth_time": now - 86_400, "expire_time": now - 86_400 + AUTHORIZATION_S}


ENDPOINTS = {
    "/api/v2/shop/auth_partner": get(authorize, "public"),
    "/api/v2/auth/token/get": post(exchange, "public"),
    "/api/v2/auth/access_token/get": post(renew, "public"),
    "/api/v2/shop/get_shop_info": get(shop_info),
    "/api/v2/shop/get_profile": get(profile),
    "/api/v2/public/get_shops_by_partner": get(shops_by_partner, "public"),
    "/api/v2/logistics/get_channel_list": get(channels),
}
