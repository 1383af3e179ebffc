"""Getting a token, and what the marketplace says of the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.facts import SCOPES
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.moments import next_window, today, told
from sandbox.partner.refusal import Refusal
from sandbox.partner.shapes import Line, Table
from sandbox.partner.tokens import secret_ends_at

if TYPE_CHECKING:
    from sandbox.partner.knobs import PartnerKnobs
    from sandbox.partner.market import Call
    from sandbox.replica import Json


def token(call: Call) -> Done:
    """A token for the shop of the connection; there is no refresh token."""
    wish, market = call.wish(), call.market
    connection = market.tokens.known(wish["client_id"], wish["client_secret"])
    if connection.shop_code != wish["shop_code"]:
        raise Refusal(4031)
    shop = market.shops[connection.shop_code]
    if call.now >= secret_ends_at(shop.connected_at):
        raise Refusal(4013)
    return Done(
        {
            "access_token": market.tokens.grant(shop.code),
            "token_type": "Bearer",
            "expires_in": int(call.knobs.token_ttl_s),
            "scopes": scopes(call.knobs),
            "shop": {"code": shop.code, "name": shop.name, "status": call.knobs.shop_status},
        }
    )


def scopes(knobs: PartnerKnobs) -> list[str]:
    """The scopes that the shop's owner granted."""
    return knobs.granted_scopes.split() or list(SCOPES)


def shop(call: Call) -> Done:
    """The shop, its limits, what it has used of them, and the next maintenance."""
    seller = call.shop
    begin, end = next_window(call.now)
    return Done(
        {
            "code": seller.code,
            "name": seller.name,
            "status": call.knobs.shop_status,
            "credentials": {"expires_on": today(secret_ends_at(seller.connected_at))},
            "limits": _limits(call),
            "usage": {"new_products_today": seller.created_on.get(today(call.now), 0)},
            "maintenance": [{"from": told(begin), "to": told(end)}],
            "webhook": _webhook(call),
        }
    )


def _limits(call: Call) -> Json:
    house, knobs = call.house, call.knobs
    return {
        "requests_per_minute": knobs.requests_per_minute,
        "parallel": knobs.parallel,
        "media_per_minute": knobs.media_per_minute,
        "new_products_per_day": knobs.new_products_per_day,
        "batch": house.batch,
        "page_size": house.page_size,
        "find_skus": house.find_skus,
        "images": house.images,
        "variants": house.variants,
        "name": list(house.name_length),
    }


def _webhook(call: Call) -> Json | None:
    hook = call.shop.hook
    return {"status": hook.status, "url": hook.url} if call.house.webhook else None


_CREDENTIALS = Table(
    {"client_id": Line(64), "client_secret": Line(64), "shop_code": Line(64)},
    ("client_id", "client_secret", "shop_code"),
)


def endpoints() -> tuple[Endpoint, ...]:
    """Access."""
    return (
        Endpoint("POST", "/auth/token", token, "", "Get a token", "Token", _CREDENTIALS),
        Endpoint("GET", "/shop", shop, "products.read", "The shop and its limits", "Shop"),
    )
