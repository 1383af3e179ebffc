"""What every call must pass before its endpoint sees it.

The real order is not published; this one has a signature checked before a token, as captures show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.tiktok.facts import APP_KEY, APP_SECRET, EARLIEST_S, LATEST_S, SCOPES
from sandbox.tiktok.fields import at_gateway, malformed
from sandbox.tiktok.market import CIPHER_MISSING
from sandbox.tiktok.signing import MULTIPART, base_string, is_signed, media_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.rate_limit import TokenBuckets
    from sandbox.tiktok.entities import Shop
    from sandbox.tiktok.market import Endpoint, Market


TOO_MANY = (
    "Too many requests. You've made too many requests in a short period of time.",
    36009002,
    429,
)
EXPIRED = (
    "Expired credentials. The 'access_token' or 'x-tts-access-token' header has expired.",
    105002,
    401,
)
_TIME = "Invalid timestamp. The value of the 'timestamp' query parameter must not "
_NO_SCOPE = (
    "Access denied. The app is not authorized to access the endpoint because the access scopes "
    "granted for the app or the access token do not contain the required access scope for the "
    "endpoint."
)
HOUR_S = 3600


class Quota:
    """Calls per shop within the hour that began with the first of them."""

    def __init__(self) -> None:
        self._hours: dict[str, tuple[float, int]] = {}

    def admits(self, shop_id: str, now: float, most: int) -> bool:
        began, count = self._hours.get(shop_id, (now, 0))
        if now >= began + HOUR_S:
            began, count = now, 0
        self._hours[shop_id] = (began, count + 1)
        return count < most


@dataclass(frozen=True, slots=True)
class Incoming:
    """A call at the gateway, as it was received."""

    endpoint: Endpoint
    path: str
    query: Mapping[str, str]
    content_types: tuple[str, ...]
    token: str
    body: bytes
    market: Market
    pace: TokenBuckets
    quota: Quota

    @property
    def content_type(self) -> str:
        return media_type(self.content_types[0]) if self.content_types else ""

    @property
    def shop(self) -> Shop:
        """The shop that the token opens."""
        owned = self.market.tokens.owner(self.token)
        if owned is None:
            raise malformed("Invalid credentials. The 'x-tts-access-token' header is invalid.")
        return self.market.shops[owned[0]]


def pass_gateway(incoming: Incoming) -> Shop:
    """The shop that the token opens; raises the first refusal that applies."""
    for check in CHECKS:
        check(incoming)
    return incoming.shop


def _is_app(incoming: Incoming) -> None:
    if incoming.query.get("app_key") != APP_KEY:
        raise malformed("Invalid credentials. Invalid 'app_key' query parameter.")


def _is_on_time(incoming: Incoming) -> None:
    text = incoming.query.get("timestamp", "")
    digits = text.removeprefix("-")
    number = digits.isascii() and digits.isdigit() and len(digits) < 19
    timestamp, now = int(text) if number else 0, incoming.market.clock.now()
    if timestamp < 0:
        raise malformed(_TIME + "be lesser than 0.")
    if timestamp < now - EARLIEST_S:
        raise malformed(_TIME + "be earlier than 5 minutes before the current time.")
    if timestamp > now + LATEST_S:
        raise malformed(_TIME + "exceed the current time by more than 30 seconds.")


def _is_signed(incoming: Incoming) -> None:
    if not incoming.query.get("sign"):
        raise malformed(
            "Missing credentials. The request does not include a required signature in the query."
        )
    body = b"" if incoming.content_type == MULTIPART else incoming.body
    base = base_string(incoming.path, incoming.query, body)
    if not is_signed(incoming.query["sign"], APP_SECRET, base):
        message = "Invalid credentials. The 'sign' query parameter is invalid."
        raise at_gateway(106001, message, 401)


def _has_media_type(incoming: Incoming) -> None:
    if incoming.endpoint.multipart:
        if incoming.content_type != MULTIPART:
            raise at_gateway(36009023, "The request must be multipart/form-data.")
    elif len(incoming.content_types) > 1 or (
        incoming.body and incoming.content_type != "application/json"
    ):
        raise at_gateway(36009022, "Invalid request format. The content type must be JSON.")


def _has_token(incoming: Incoming) -> None:
    status = incoming.market.settings.token_error_status
    owned = incoming.market.tokens.owner(incoming.token)
    if owned is not None and incoming.market.clock.now() >= owned[1]:
        raise at_gateway(EXPIRED[1], EXPIRED[0], status)
    if incoming.shop and incoming.market.settings.deauthorized:
        message = "access token is invalid; detail:your token has been deauthorized"
        raise at_gateway(105001, message, status)


def _is_at_home(incoming: Incoming) -> None:
    if not incoming.market.settings.ip_allowed:
        raise at_gateway(36009033, "The IP address is not in the IP allow list of the app.", 403)


def scopes(market: Market) -> list[str]:
    """The scopes that the seller granted."""
    return market.settings.granted_scopes.split() or list(SCOPES)


def _has_scope(incoming: Incoming) -> None:
    if incoming.endpoint.scope not in scopes(incoming.market):
        raise at_gateway(105005, _NO_SCOPE, 401)


def _names_shop(incoming: Incoming) -> None:
    cipher = incoming.query.get("shop_cipher")
    if not incoming.endpoint.ciphered:
        if cipher is not None:
            raise malformed(
                "Unexpected identifier. The 'shop_cipher' query parameter is not required for "
                "this request."
            )
    elif not cipher:
        raise at_gateway(106013, CIPHER_MISSING)
    elif cipher != incoming.shop.cipher:
        raise at_gateway(101000, "The access token is not valid for this shop or user type.")


def _keeps_pace(incoming: Incoming) -> None:
    settings, now = incoming.market.settings, incoming.market.clock.now()
    shop_id = incoming.shop.shop_id
    key, per_second = (shop_id, incoming.endpoint.path), settings.rate_limit_per_s
    if per_second and not incoming.pace.admits(key, now, per_second):
        raise at_gateway(TOO_MANY[1], TOO_MANY[0], TOO_MANY[2])
    if settings.hourly_quota and not incoming.quota.admits(shop_id, now, settings.hourly_quota):
        raise at_gateway(36009037, "The call quota of this hour is used up.", 429)


CHECKS: tuple[Callable[[Incoming], None], ...] = (
    _is_app,
    _is_on_time,
    _is_signed,
    _has_media_type,
    _has_token,
    _is_at_home,
    _has_scope,
    _names_shop,
    _keeps_pace,
)
