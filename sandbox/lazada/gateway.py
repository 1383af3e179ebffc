"""What every call must pass before its API sees it, in Lazada's order as far as is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sandbox.lazada import limits
from sandbox.lazada.facts import APP_KEY, APP_SECRET, WINDOW_S
from sandbox.lazada.refusal import gateway, missing
from sandbox.lazada.signing import is_one_of, sign, without_empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.lazada.market import Endpoint, Market
    from sandbox.lazada.parameters import Parameters

BAD_TOKEN = ("IllegalAccessToken", "The specified access token is invalid or expired")


@dataclass(frozen=True, slots=True)
class Visit:
    """A call at the gateway; `path` is without /rest."""

    path: str
    method: str
    parameters: Parameters
    endpoint: Endpoint
    market: Market

    @property
    def seller_id(self) -> str | None:
        return self.market.tokens.opens(self.parameters.get("access_token"))


def pass_gateway(visit: Visit) -> None:
    """Raise the first refusal that applies."""
    for check in CHECKS:
        check(visit)


def _is_app(visit: Visit) -> None:
    app_key = visit.parameters.get("app_key")
    if not app_key:
        raise missing("app_key")
    if app_key != APP_KEY:
        raise gateway(visit.market.knobs.unknown_app_code, "The specified App Key is invalid")


def _is_complete(visit: Visit) -> None:
    names = ["timestamp", "sign_method", "sign"]
    names += ["access_token"] if visit.endpoint.needs_token else []
    for name in names:
        if not visit.parameters.get(name):
            raise missing(name)


def _is_on_time(visit: Visit) -> None:
    stamp = _seconds(visit.parameters.get("timestamp"))
    if stamp is None or abs(visit.market.clock.now() - stamp) > WINDOW_S:
        message = "The specified timestamp is invalid or expired"
        raise gateway(visit.market.knobs.stale_timestamp_code, message)


def _seconds(text: str) -> float | None:
    """Milliseconds since 1970, or UTC text such as 2017-11-11T12:00:00Z."""
    if text.isascii() and text.isdigit() and len(text) <= 15:
        return int(text) / 1000
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _is_well_signed(visit: Visit) -> None:
    texts = visit.parameters.texts
    accepted = [sign(APP_SECRET, visit.path, texts)]
    if not visit.market.knobs.strict_empty_params:
        accepted.append(sign(APP_SECRET, visit.path, without_empty(texts)))
    known = texts["sign_method"] == "sha256"
    if not known or not is_one_of(texts["sign"], accepted):
        message = "The request signature does not conform to platform standards"
        raise gateway("IncompleteSignature", message)


def _has_token(visit: Visit) -> None:
    if visit.endpoint.needs_token and visit.seller_id is None:
        raise gateway(*BAD_TOKEN)


def _keeps_pace(visit: Visit) -> None:
    seller_id = visit.seller_id if visit.endpoint.needs_token else None
    limits.check(visit.market, visit.path, seller_id)


def _has_right_verb(visit: Visit) -> None:
    if visit.method not in visit.endpoint.methods:
        message = f"The request method {visit.method} is not supported by {visit.path}"
        raise gateway("UnsupportedHTTPMethod", message)


def _seller_may_trade(visit: Visit) -> None:
    knobs = visit.market.knobs
    if not visit.endpoint.needs_token or not visit.path.startswith("/product"):
        return
    if not knobs.seller_active:
        raise gateway("SellerNotActive", "The seller is not active")
    if not knobs.seller_verified:
        raise gateway("SellerNotVerified", "The seller is not verified")


CHECKS: tuple[Callable[[Visit], None], ...] = (
    _is_app,
    _is_complete,
    _is_on_time,
    _is_well_signed,
    _has_token,
    _keeps_pace,
    _has_right_verb,
    _seller_may_trade,
)
