"""Opening a shop: the seller's consent, the code, the pair of tokens and its renewal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.shopee.facts import PARTNER_ID, SHOPS
from sandbox.shopee.market import get, post
from sandbox.shopee.refusal import Refusal

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.shopee.market import Call
    from sandbox.shopee.tokens import Pair


def authorize(call: Call) -> Json:
    """The seller says yes at once: back to `redirect` with a one-time code."""
    shop_id = call.fields.integer("shop_id", SHOPS[0].shop_id)
    if shop_id not in call.market.shops:
        raise Refusal("error_auth", "Invalid partner_id or shopid.")
    redirect = call.fields.text("redirect")
    joint = "&" if "?" in redirect else "?"
    code = call.market.tokens.code(shop_id)
    return {"location": f"{redirect}{joint}code={code}&shop_id={shop_id}"}


def exchange(call: Call) -> Json:
    """A code for the first pair of tokens: POST auth/token/get."""
    _check_partner(call)
    shop_id = call.fields.integer("shop_id")
    pair = call.market.tokens.exchange(call.fields.text("code"), shop_id)
    return {**_pair(pair, call), "shop_id_list": [shop_id], "merchant_id_list": []}


def renew(call: Call) -> Json:
    """A refresh token, once, for the next pair: POST auth/access_token/get."""
    _check_partner(call)
    shop_id = call.fields.integer("shop_id")
    pair = call.market.tokens.renew(call.fields.text("refresh_token"), shop_id)
    return {"partner_id": PARTNER_ID, "shop_id": shop_id, **_pair(pair, call)}


def _check_partner(call: Call) -> None:
    if call.fields.integer("partner_id") != PARTNER_ID:
        raise Refusal("error_auth", "partner_id is invalid")


def _pair(pair: Pair, call: Call) -> Json:
    return {
        "access_token": pair.access_token,
        "refresh_token": pair.refresh_token,
        "expire_in": int(call.knobs.access_token_ttl_s),
    }


ENDPOINTS = {
    "/api/v2/shop/auth_partner": get(authorize, "public"),
    "/api/v2/auth/token/get": post(exchange, "public"),
    "/api/v2/auth/access_token/get": post(renew, "public"),
}
