"""Opening a shop, and where its pushes go: consent, code, tokens, cipher, webhook addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sandbox.push_delivery import is_reachable
from sandbox.tiktok.facts import APP_KEY, APP_SECRET, REGION, SERVICE_ID, SHOPS
from sandbox.tiktok.fields import Refusal, malformed
from sandbox.tiktok.gateway import scopes

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.market import Call
    from sandbox.tiktok.tokens import Pair


_KNOWN = {shop.shop_id: shop for shop in SHOPS}


def consent(call: Call) -> Json:
    """The first shop's seller answers at once: back to the app's own address with a code."""
    named = {"service_id": SERVICE_ID} if call.query.has("service_id") else {"app_key": APP_KEY}
    for name, value in named.items():
        if call.query.text(name) != value:
            raise malformed(f"Invalid credentials. Invalid '{name}' query parameter.")
    answer = {"code": "null", "error": "auth_denied"}
    if call.settings.seller_consents:
        answer = {"code": call.market.tokens.code(SHOPS[0].shop_id)}
    if call.query.has("state"):
        answer["state"] = call.query.text("state")
    joint = "&" if "?" in call.settings.redirect_url else "?"
    return {"location": f"{call.settings.redirect_url}{joint}{urlencode(answer)}"}


def exchange(call: Call) -> Json:
    """A code for the first pair of tokens."""
    _check_app(call, "authorized_code")
    return _pair(call, call.market.tokens.exchange(call.query.text("auth_code", "")))


def renew(call: Call) -> Json:
    """A refresh token, once, for the next pair."""
    _check_app(call, "refresh_token")
    return _pair(call, call.market.tokens.renew(call.query.text("refresh_token", "")))


def _check_app(call: Call, grant_type: str) -> None:
    """Everything that is wrong here is told with HTTP 200 and without `data`."""
    query = call.query
    if query.get("app_key") != APP_KEY or query.get("app_secret") != APP_SECRET:
        raise Refusal(36004003, "invalid app_key or app_secret", status=200)
    if query.get("grant_type") != grant_type:
        raise Refusal(36004002, "invalid grant_type", status=200)


def _pair(call: Call, pair: Pair) -> Json:
    """The lives are absolute times, whatever their names say."""
    shop = _KNOWN[pair.owner]
    return {
        "access_token": pair.access_token,
        "access_token_expire_in": int(pair.access_until),
        "refresh_token": pair.refresh_token,
        "refresh_token_expire_in": int(pair.refresh_until),
        "open_id": shop.open_id,
        "seller_name": shop.name,
        "seller_base_region": REGION,
        "user_type": 0,
        "granted_scopes": scopes(call.market),
    }


def shops(call: Call) -> Json:
    """The shops of the token, with the cipher that every other call wants."""
    known = _KNOWN[call.shop.shop_id]
    row = {
        "id": known.shop_id,
        "name": known.name,
        "region": REGION,
        "seller_type": "LOCAL",
        "cipher": known.cipher,
        "code": known.code,
    }
    return {"shops": [row]}


_ADDRESS = re.compile(r"https://(?!\d+\.\d+\.\d+\.\d+)[^/:]+\.[^/:]+(/.*)?")
_MOST = 255
EVENTS = frozenset(
    {
        "ORDER_STATUS_CHANGE", "RECIPIENT_ADDRESS_UPDATE", "PACKAGE_UPDATE",
        "PRODUCT_STATUS_CHANGE", "SELLER_DEAUTHORIZATION", "UPCOMING_AUTHORIZATION_EXPIRATION",
        "CANCELLATION_STATUS_CHANGE", "RETURN_STATUS_CHANGE", "PRODUCT_INFORMATION_CHANGE",
        "PRODUCT_CREATION", "PRODUCT_CATEGORY_CHANGE", "INVOICE_STATUS_CHANGE",
        "PRODUCT_AUDIT_STATUS_CHANGE",
    }
)  # fmt: skip


def webhooks(call: Call) -> Json:
    """What is registered."""
    rows = list(call.shop.webhooks.values())
    return {"total_count": len(rows), "webhooks": rows}


def register(call: Call) -> Json:
    """One address for one kind of event: https, a domain name, no port; or on this machine."""
    event, address = _event(call), call.fields.text("address")
    sound = _ADDRESS.fullmatch(address) or is_reachable(address)
    if len(address) > _MOST or not sound:
        raise malformed("invalid param error: address")
    now = int(call.now)
    before = call.shop.webhooks.get(event, {"create_time": now})
    call.shop.webhooks[event] = {
        "event_type": event,
        "address": address,
        "create_time": before["create_time"],
        "update_time": now,
    }
    return {}


def _event(call: Call) -> str:
    event = call.fields.text("event_type")
    if event not in EVENTS:
        raise malformed("invalid param error: event_type")
    return event
