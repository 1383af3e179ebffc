"""What every call must pass before its endpoint sees it, in Shopee's order as far as is known."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sandbox.rate_limit import TokenBuckets
from sandbox.shopee.facts import PARTNER_ID, PARTNER_KEY, TIMESTAMP_TOLERANCE_S, UINT32
from sandbox.shopee.fields import Refusal
from sandbox.shopee.state import MarketplaceState


def sign(partner_key: str, base: str) -> str:
    """HMAC-SHA256 in lowercase hex; the key is used as text, also when it looks like hex."""
    return hmac.new(partner_key.encode(), base.encode(), hashlib.sha256).hexdigest()


def is_signed(signature: str, partner_key: str, base: str) -> bool:
    """Whether the signature fits, compared in constant time."""
    return hmac.compare_digest(signature.encode(), sign(partner_key, base).encode())


RATE_LIMITED = (
    "error_rate_limit",
    "Too many requests. You have reached the rate limit. Please try again later.",
)
BAD_TOKEN = ("invalid_acceess_token", "Invalid access_token, please have a check.")


@dataclass(frozen=True, slots=True)
class GatewayCall:
    """A call at the gateway: its path, its query as received, and who must have signed it."""

    path: str
    query: Mapping[str, str]
    signer: str
    market: MarketplaceState
    pace: TokenBuckets

    @property
    def for_shop(self) -> bool:
        """An `either` endpoint is treated as the shop's when a token came along."""
        return self.signer == "shop" or (self.signer == "either" and "access_token" in self.query)

    @property
    def shop_id(self) -> int:
        return int(self.query["shop_id"])

    def refuse(self, error: str, message: str) -> Refusal:
        """A refusal with the HTTP status that is uncertain for these."""
        return Refusal(error, message, status=self.market.settings.gateway_auth_status)


def pass_gateway(call: GatewayCall) -> None:
    """Raise the first refusal that applies."""
    for check in CHECKS:
        check(call)


def _is_complete(call: GatewayCall) -> None:
    if "partner_id" not in call.query:
        raise Refusal("error_param", "There is no partner_id in query.")
    if "timestamp" not in call.query:
        raise Refusal("error_param", "no timestamp")
    if "sign" not in call.query:
        raise Refusal("error_param", "There is no sign in query.")


def _is_in_range(call: GatewayCall) -> None:
    for name in ("partner_id", "timestamp", "shop_id"):
        text = call.query.get(name, "0")
        if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= UINT32):
            message = (
                f"{name.capitalize()} is invalid, should be an integer between 0 and {UINT32}."
            )
            raise Refusal("error_param", message)


def _is_partner(call: GatewayCall) -> None:
    if int(call.query["partner_id"]) != PARTNER_ID:
        raise Refusal("invalid_partner_id", "Invalid partner_id, please have a check.")


def _is_on_time(call: GatewayCall) -> None:
    if abs(call.market.clock.now() - int(call.query["timestamp"])) > TIMESTAMP_TOLERANCE_S:
        raise call.refuse("error_param", "Timestamp is expired.")


def _names_shop(call: GatewayCall) -> None:
    for name in ("access_token", "shop_id"):
        if call.for_shop and not call.query.get(name):
            raise Refusal("error_param", f"There is no {name} in query.")


def _is_well_signed(call: GatewayCall) -> None:
    query = call.query
    base = query["partner_id"] + call.path + query["timestamp"]
    if call.for_shop:
        base += query["access_token"] + query["shop_id"]
    if not is_signed(query["sign"], PARTNER_KEY, base):
        raise call.refuse("error_sign", "Wrong sign.")


def _has_token(call: GatewayCall) -> None:
    if call.for_shop and not call.market.tokens.opens(call.query["access_token"], call.shop_id):
        raise Refusal(*BAD_TOKEN, status=403)


def _is_linked(call: GatewayCall) -> None:
    if call.for_shop and not call.market.settings.shop_linked:
        raise call.refuse("shop_no_linked", "Partner and shop has no linked.")


def _keeps_pace(call: GatewayCall) -> None:
    settings = call.market.settings
    if not settings.rate_limit_per_s or not call.for_shop:
        return
    if not call.pace.admits(call.shop_id, call.market.clock.now(), settings.rate_limit_per_s):
        raise Refusal(*RATE_LIMITED, status=settings.rate_limit_status)


CHECKS: tuple[Callable[[GatewayCall], None], ...] = (
    _is_complete,
    _is_in_range,
    _is_partner,
    _is_on_time,
    _names_shop,
    _is_well_signed,
    _has_token,
    _is_linked,
    _keeps_pace,
)
