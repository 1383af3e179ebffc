"""What every call must pass before its API sees it, in Lazada's order as far as is known.

Parameters travel in query, form, multipart or flat JSON; all of them are signed as one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile

from sandbox.lazada.errors import Refusal, gateway_error, missing
from sandbox.lazada.settings import APP_KEY, APP_SECRET, WINDOW_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from sandbox.lazada.market import Endpoint, Market


def sign(secret: str, path: str, texts: Mapping[str, str]) -> str:
    """HMAC-SHA256 in upper-case hex; `path` without /rest, names in ASCII order."""
    base = path + "".join(name + texts[name] for name in sorted(texts) if name != "sign")
    return hmac.new(secret.encode(), _bytes(base), hashlib.sha256).hexdigest().upper()


def without_empty(texts: Mapping[str, str]) -> dict[str, str]:
    """The parameters as those SDKs sign them that skip empty ones."""
    return {name: text for name, text in texts.items() if text}


def is_one_of(signature: str, accepted: Iterable[str]) -> bool:
    """Whether the signature is among those accepted, each compared in constant time."""
    return any(hmac.compare_digest(_bytes(signature), _bytes(each)) for each in accepted)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Parameters:
    """Texts by name, and files by name; of a name given twice the first counts."""

    texts: Mapping[str, str]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The text, empty when absent."""
        return self.texts.get(name, "")


async def read_parameters(request: Request) -> Parameters:
    """Merge everything that the call carries."""
    texts: dict[str, str] = {}
    _merge(texts, request.query_params.multi_items())
    kind = request.headers.get("content-type", "").lower()
    if kind.startswith("multipart/"):
        return Parameters(texts, await _read_form(request, texts))
    body = await request.body()
    if kind.startswith("application/json"):
        _merge(texts, _flat(body))
    elif body:
        _merge(texts, parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Parameters(texts)


def _merge(texts: dict[str, str], pairs: Iterable[tuple[str, str]]) -> None:
    for name, text in pairs:
        texts.setdefault(name, text)


async def _read_form(request: Request, texts: dict[str, str]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files.setdefault(name, await value.read())
            else:
                texts.setdefault(name, value)
    return files


def _flat(body: bytes) -> list[tuple[str, str]]:
    """The texts at the top of a JSON object; anything else in it is no parameter."""
    try:
        values = json.loads(body)
    except ValueError:
        return []
    if not isinstance(values, dict):
        return []
    return [(name, value) for name, value in values.items() if isinstance(value, str)]


INVENTORY = frozenset(
    {
        "/product/price_quantity/update",
        "/product/stock/sellable/update",
        "/product/stock/sellable/adjust",
    }
)
_DAY_S = 86_400


def banned(code: str, seconds: float) -> Refusal:
    """The gateway's ban with its length in the sentence."""
    last = f"this ban will last {math.ceil(seconds)} seconds"
    return gateway_error(code, f"Api access frequency exceeds the limit. {last}")


def check_limits(market: Market, path: str, seller_id: str | None) -> None:
    """Raise the refusal of the first limit that this call breaks."""
    _check_day(market)
    if path in market.settings.throttled_back.split():
        raise gateway_error("AppCallLimit", "App call limited")
    _check_app(market, path)
    if seller_id is not None:
        _check_seller(market, path, seller_id)


def _check_day(market: Market) -> None:
    now = market.clock.now()
    day = int(now // _DAY_S)
    if market.bans.day != day:
        market.bans.day, market.bans.calls_of_day = day, 0
    market.bans.calls_of_day += 1
    most = market.settings.app_calls_per_day
    if most and market.bans.calls_of_day > most:
        raise banned("AppCallLimit", (day + 1) * _DAY_S - now)


def _check_app(market: Market, path: str) -> None:
    settings, now = market.settings, market.clock.now()
    until = market.bans.until.get(path, 0.0)
    if settings.api_calls_per_s and now < until:
        raise banned("ApiCallLimit", until - now)
    if not _fits(market, path, settings.api_calls_per_s):
        market.bans.until[path] = now + settings.ban_s
        raise banned("ApiCallLimit", settings.ban_s)
    if not _fits(market, "app", settings.app_calls_per_s):
        raise too_frequent()


def too_frequent() -> Refusal:
    """The business side's own complaint."""
    return Refusal(
        "901",
        "E901: The request is too frequent, or the requested functionality is temporarily"
        " disabled.",
    )


def _check_seller(market: Market, path: str, seller_id: str) -> None:
    settings = market.settings
    if not _fits(market, ("seller", seller_id), settings.seller_calls_per_s):
        raise banned("SellerCallLimit", settings.seller_ban_s)
    if path in INVENTORY and not _fits(
        market, ("inventory", seller_id), settings.inventory_calls_per_s
    ):
        raise banned("SellerCallLimit", settings.seller_ban_s)


def _fits(market: Market, key: object, per_second: float) -> bool:
    return not per_second or market.pace.admits(key, market.clock.now(), per_second)


BAD_TOKEN = ("IllegalAccessToken", "The specified access token is invalid or expired")


@dataclass(frozen=True, slots=True)
class GatewayCall:
    """A call at the gateway; `path` is without /rest."""

    path: str
    method: str
    parameters: Parameters
    endpoint: Endpoint
    market: Market

    @property
    def seller_id(self) -> str | None:
        return self.market.tokens.opens(self.parameters.get("access_token"))


def pass_gateway(call: GatewayCall) -> None:
    """Raise the first refusal that applies."""
    for check in CHECKS:
        check(call)


def _is_app(call: GatewayCall) -> None:
    app_key = call.parameters.get("app_key")
    if not app_key:
        raise missing("app_key")
    if app_key != APP_KEY:
        raise gateway_error(
            call.market.settings.unknown_app_code, "The specified App Key is invalid"
        )


def _is_complete(call: GatewayCall) -> None:
    names = ["timestamp", "sign_method", "sign"]
    names += ["access_token"] if call.endpoint.needs_token else []
    for name in names:
        if not call.parameters.get(name):
            raise missing(name)
    if call.market.settings.partner_required and not call.parameters.get("partner_id"):
        raise gateway_error("MissingPartner", "The partner_id is mandatory for this request")


def _is_on_time(call: GatewayCall) -> None:
    stamp = _timestamp_s(call.parameters.get("timestamp"))
    if stamp is None or abs(call.market.clock.now() - stamp) > WINDOW_S:
        message = "The specified timestamp is invalid or expired"
        raise gateway_error(call.market.settings.stale_timestamp_code, message)


def _timestamp_s(text: str) -> float | None:
    """Milliseconds since 1970, or UTC text such as 2017-11-11T12:00:00Z."""
    if text.isascii() and text.isdigit() and len(text) <= 15:
        return int(text) / 1000
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _is_well_signed(call: GatewayCall) -> None:
    texts = call.parameters.texts
    accepted = [sign(APP_SECRET, call.path, texts)]
    if not call.market.settings.strict_empty_params:
        accepted.append(sign(APP_SECRET, call.path, without_empty(texts)))
    known = texts["sign_method"] == "sha256"
    if not known or not is_one_of(texts["sign"], accepted):
        message = "The request signature does not conform to platform standards"
        raise gateway_error("IncompleteSignature", message)


def _has_token(call: GatewayCall) -> None:
    if call.endpoint.needs_token and call.seller_id is None:
        raise gateway_error(*BAD_TOKEN)
    if call.endpoint.needs_token and not call.market.settings.subscribed:
        message = "The seller has not subscribed the app, or the subscription has ended"
        raise gateway_error("AppNotSubscribed", message)


def _keeps_pace(call: GatewayCall) -> None:
    seller_id = call.seller_id if call.endpoint.needs_token else None
    check_limits(call.market, call.path, seller_id)


def _has_right_verb(call: GatewayCall) -> None:
    if call.method not in call.endpoint.methods:
        message = f"The request method {call.method} is not supported by {call.path}"
        raise gateway_error("UnsupportedHTTPMethod", message)


def _seller_may_trade(call: GatewayCall) -> None:
    settings = call.market.settings
    if not call.endpoint.needs_token or not call.path.startswith("/product"):
        return
    if not settings.seller_active:
        raise gateway_error("SellerNotActive", "The seller is not active")
    if not settings.seller_verified:
        raise gateway_error("SellerNotVerified", "The seller is not verified")


CHECKS: tuple[Callable[[GatewayCall], None], ...] = (
    _is_app,
    _is_complete,
    _is_on_time,
    _is_well_signed,
    _has_token,
    _keeps_pace,
    _has_right_verb,
    _seller_may_trade,
)
