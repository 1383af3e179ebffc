"""Getting a token, and what the marketplace says of the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner import answers, bodies
from sandbox.partner.envelope import Refusal
from sandbox.partner.facts import SCOPES, next_maintenance, secret_ends_at, today, written
from sandbox.partner.market import Done, Endpoint

if TYPE_CHECKING:
    from sandbox.partner.market import Call
    from sandbox.partner.profiles import PartnerSettings


def token(call: Call) -> Done:
    """A token for the shop of the connection; there is no refresh token."""
    given: bodies.CredentialsBody = call.payload()
    market = call.market
    connection = market.tokens.known(given["client_id"], given["client_secret"])
    if connection.shop_code != given["shop_code"]:
        raise Refusal(4031)
    shop = market.shops[connection.shop_code]
    if call.now >= secret_ends_at(shop.connected_at):
        raise Refusal(4013)
    made: answers.Token = {
        "access_token": market.tokens.grant(shop.code),
        "token_type": "Bearer",
        "expires_in": int(call.settings.token_ttl_s),
        "scopes": scopes(call.settings),
        "shop": {"code": shop.code, "name": shop.name, "status": call.settings.shop_status},
    }
    return Done(made)


def scopes(settings: PartnerSettings) -> list[str]:
    """The scopes that the shop's owner granted."""
    return settings.granted_scopes.split() or list(SCOPES)


def shop(call: Call) -> Done:
    """The shop, its limits, what it has used of them, and the next maintenance."""
    seller = call.shop
    begin, end = next_maintenance(call.now)
    webhook = seller.webhook
    shown: answers.Shop = {
        "code": seller.code,
        "name": seller.name,
        "status": call.settings.shop_status,
        "credentials": {"expires_on": today(secret_ends_at(seller.connected_at))},
        "limits": _limits(call),
        "usage": {"new_products_today": seller.created_on.get(today(call.now), 0)},
        "maintenance": [{"from": written(begin), "to": written(end)}],
        "webhook": {"status": webhook.status, "url": webhook.url} if call.profile.webhook else None,
    }
    return Done(shown)


def _limits(call: Call) -> answers.ShopLimits:
    profile, settings = call.profile, call.settings
    return {
        "requests_per_minute": settings.requests_per_minute,
        "parallel": settings.parallel,
        "media_per_minute": settings.media_per_minute,
        "new_products_per_day": settings.new_products_per_day,
        "batch": profile.batch,
        "page_size": profile.page_size,
        "find_skus": profile.find_skus,
        "images": profile.images,
        "variants": profile.variants,
        "name": list(profile.name_length),
    }


ENDPOINTS = (
    Endpoint(
        "POST", "/auth/token", token, "", "Get a token", answers.Token, bodies.CredentialsBody
    ),
    Endpoint("GET", "/shop", shop, "products.read", "The shop and its limits", answers.Shop),
)
