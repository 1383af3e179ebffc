"""What every call must pass before its endpoint sees it, in Shopee's order as far as is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.shopee.facts import PARTNER_ID, PARTNER_KEY, TIMESTAMP_TOLERANCE_S, UINT32
from sandbox.shopee.refusal import Refusal
from sandbox.shopee.signing import is_signed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.pace import Pace
    from sandbox.shopee.market import Market

RATE_LIMITED = (
    "error_rate_limit",
    "Too many requests. You have reached the rate limit. Please try again later.",
)
BAD_TOKEN = ("invalid_acceess_token", "Invalid access_token, please have a check.")


@dataclass(frozen=True, slots=True)
class Visit:
    """A call at the gateway: its path, its query as received, and who must have signed it."""

    path: str
    query: Mapping[str, str]
    signer: str
    market: Market
    pace: Pace

    @property
    def for_shop(self) -> bool:
        """An `either` endpoint is treated as the shop's when a token came along."""
        return self.signer == "shop" or (self.signer == "either" and "access_token" in self.query)

    @property
    def shop_id(self) -> int:
        return int(self.query["shop_id"])

    def refuse(self, error: str, message: str) -> Refusal:
        """A refusal with the HTTP status that is uncertain for these."""
        return Refusal(error, message, status=self.market.knobs.gateway_auth_status)


def pass_gateway(visit: Visit) -> None:
    """Raise the first refusal that applies."""
    for check in CHECKS:
        check(visit)


def _is_complete(visit: Visit) -> None:
    if "partner_id" not in visit.query:
        raise Refusal("error_param", "There is no partner_id in query.")
    if "timestamp" not in visit.query:
        raise Refusal("error_param", "no timestamp")
    if "sign" not in visit.query:
        raise Refusal("error_param", "There is no sign in query.")


def _is_in_range(visit: Visit) -> None:
    for name in ("partner_id", "timestamp", "shop_id"):
        text = visit.query.get(name, "0")
        if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= UINT32):
            message = (
                f"{name.capitalize()} is invalid, should be an integer between 0 and {UINT32}."
            )
            raise Refusal("error_param", message)


def _is_partner(visit: Visit) -> None:
    if int(visit.query["partner_id"]) != PARTNER_ID:
        raise Refusal("invalid_partner_id", "Invalid partner_id, please have a check.")


def _is_on_time(visit: Visit) -> None:
    if abs(visit.market.clock.now() - int(visit.query["timestamp"])) > TIMESTAMP_TOLERANCE_S:
        raise visit.refuse("error_param", "Timestamp is expired.")


def _names_shop(visit: Visit) -> None:
    for name in ("access_token", "shop_id"):
        if visit.for_shop and not visit.query.get(name):
            raise Refusal("error_param", f"There is no {name} in query.")


def _is_well_signed(visit: Visit) -> None:
    query = visit.query
    base = query["partner_id"] + visit.path + query["timestamp"]
    if visit.for_shop:
        base += query["access_token"] + query["shop_id"]
    if not is_signed(query["sign"], PARTNER_KEY, base):
        raise visit.refuse("error_sign", "Wrong sign.")


def _has_token(visit: Visit) -> None:
    if visit.for_shop and not visit.market.tokens.opens(visit.query["access_token"], visit.shop_id):
        raise Refusal(*BAD_TOKEN, status=403)


def _is_linked(visit: Visit) -> None:
    if visit.for_shop and not visit.market.knobs.shop_linked:
        raise visit.refuse("shop_no_linked", "Partner and shop has no linked.")


def _keeps_pace(visit: Visit) -> None:
    knobs = visit.market.knobs
    if not knobs.rate_limit_per_s or not visit.for_shop:
        return
    if not visit.pace.admits(visit.shop_id, visit.market.clock.now(), knobs.rate_limit_per_s):
        raise Refusal(*RATE_LIMITED, status=knobs.rate_limit_status)


CHECKS: tuple[Callable[[Visit], None], ...] = (
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
