"""Opening a shop: the seller's consent, the code, the pair of tokens, and whose shop it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sandbox.lazada.errors import gateway_error, missing
from sandbox.lazada.market import either, get
from sandbox.lazada.settings import APP_KEY, SELLERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.lazada.market import Call, Market
    from sandbox.lazada.tokens import Pair
    from sandbox.replica import Json


CONSENT = "/oauth/authorize"


def consent(market: Market, query: Mapping[str, str]) -> str:
    """The seller says yes at once: the address to go back to, with a one-time code.

    `account` chooses the seller, as logging in does on the real page.
    """
    if query.get("client_id") != APP_KEY:
        raise gateway_error(market.settings.unknown_app_code, "The specified App Key is invalid")
    redirect = query.get("redirect_uri", "")
    if not redirect:
        raise missing("redirect_uri")
    seller_id = query.get("account", SELLERS[0].seller_id)
    if seller_id not in market.shops:
        raise gateway_error("InvalidAccount", "There is no such seller")
    back = {"code": market.tokens.code(seller_id)}
    if query.get("state"):
        back["state"] = query["state"]
    return f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(back)}"


def create_token(call: Call) -> Json:
    """A code for the first pair of tokens: /auth/token/create."""
    pair = call.market.tokens.exchange(call.required("code"))
    return _pair(pair, call) | {"country_user_info": [_user(pair)]}


def refresh_token(call: Call) -> Json:
    """A refresh token, once, for the next pair: /auth/token/refresh spells one field otherwise."""
    pair = call.market.tokens.renew(call.required("refresh_token"))
    return _pair(pair, call) | {"country_user_info_list": [_user(pair)]}


def _pair(pair: Pair, call: Call) -> Json:
    ends = {"expires_in": pair.access_until, "refresh_expires_in": pair.refresh_until}
    lives = {name: round(until - call.market.clock.now()) for name, until in ends.items()}
    return {
        "access_token": pair.access_token,
        "refresh_token": pair.refresh_token,
        **({n: str(s) for n, s in lives.items()} if call.settings.odd_shapes else lives),
        "country": "vn",
        "account_platform": "seller_center",
        "account": f"{pair.owner}@example.vn",
    }


def _user(pair: Pair) -> Json:
    (seller,) = (known for known in SELLERS if known.seller_id == pair.owner)
    return {
        "country": "vn",
        "user_id": pair.owner,
        "seller_id": pair.owner,
        "short_code": seller.short_code,
    }


def seller(call: Call) -> Json:
    """GET /seller/get."""
    (known,) = (each for each in SELLERS if each.seller_id == call.shop.seller_id)
    return {
        "data": {
            "seller_id": int(known.seller_id),
            "name": known.name,
            "short_code": known.short_code,
            "status": "ACTIVE" if call.settings.seller_active else "INACTIVE",
            "verified": call.settings.seller_verified,
            "cb": False,
            "email": f"{known.seller_id}@example.vn",
            "location": "Cà Mau",
            "name_company": known.name,
            "logo_url": "",
            "marketplaceEaseMode": False,
        }
    }


ENDPOINTS = {
    "/auth/token/create": either(create_token).for_everyone,
    "/auth/token/refresh": either(refresh_token).for_everyone,
    "/seller/get": get(seller),
}
