"""What every call must pass before its endpoint sees it, in the order of the contract."""

from __future__ import annotations

import json
import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from sandbox.partner import facts
from sandbox.partner.access import scopes
from sandbox.partner.bodies import Nothing
from sandbox.partner.envelope import Refusal
from sandbox.partner.facts import MINUTE_S, next_maintenance
from sandbox.partner.idempotency import canonical
from sandbox.partner.market import Upload

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.partner.entities import Shop
    from sandbox.partner.market import Endpoint, Market
    from sandbox.partner.profiles import PartnerSettings

_SHOP, _MEDIA = "shop", "media"
_UNPLANNED_S = 600
PENALTY_S, PENALTY_MOST_S = 1, 60


@dataclass(frozen=True, slots=True)
class Found:
    """The endpoint of a call, and what stood in its path."""

    endpoint: Endpoint
    ids: dict[str, str]


def route(endpoints: tuple[Endpoint, ...], request: Request) -> Found:
    """The endpoint of path and method; Refusal 4040 or 4050."""
    path = request.scope["path"]
    under = path.removeprefix(facts.BASE) if path.startswith(facts.BASE + "/") else ""
    known = [Found(each, ids) for each in endpoints if (ids := each.ids(under)) is not None]
    if not known:
        raise Refusal(4040)
    nearest = known[0].endpoint.path
    served = {each.endpoint.method: each for each in known if each.endpoint.path == nearest}
    if request.method not in served:
        raise Refusal(4050, headers={"Allow": ", ".join(sorted(served))})
    return served[request.method]


def check_maintenance(market: Market) -> None:
    """All paths are closed, of a sudden or on Sunday night."""
    now = market.clock.now()
    begin, end = next_maintenance(now)
    if market.settings.sunday_maintenance and now >= begin:
        raise Refusal(5030, retry_after_s=math.ceil(end - now))
    if market.settings.maintenance:
        raise Refusal(5030, retry_after_s=_UNPLANNED_S)


def shop_of(market: Market, request: Request) -> Shop:
    """The shop that the token opens; Refusal 4010, 4011 or 4012."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Refusal(4010)
    return market.shops[market.tokens.owner(token.strip())]


def check_scope(market: Market, endpoint: Endpoint) -> None:
    """The shop's owner granted what this endpoint needs."""
    if endpoint.scope not in scopes(market.settings):
        raise Refusal(4032, {"scope": endpoint.scope})


@dataclass
class Bucket:
    """What is left of one bucket, and until when everything is refused."""

    level: float
    at: float
    refused_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Size:
    """How fast a bucket fills and how much it holds; 0 a minute is no limit at all."""

    per_minute: int
    burst: int

    @property
    def per_s(self) -> float:
        return self.per_minute / MINUTE_S


class Buckets:
    """One bucket per key, filled by the replica's clock."""

    def __init__(self) -> None:
        self._buckets: dict[Hashable, Bucket] = {}

    def wait_s(self, key: Hashable, now: float, size: Size) -> int:
        """Take one request out; 0 if it was there, else the whole seconds to wait."""
        if not size.per_minute:
            return 0
        bucket = self._filled(key, now, size)
        if now < bucket.refused_until:
            later = bucket.refused_until + PENALTY_S
            bucket.refused_until = min(later, now + PENALTY_MOST_S)
        elif bucket.level >= 1:
            bucket.level -= 1
            return 0
        else:
            bucket.refused_until = now + (1 - bucket.level) / size.per_s
        return max(1, math.ceil(bucket.refused_until - now))

    def headers(self, key: Hashable, now: float, size: Size) -> dict[str, str]:
        """What every answer tells about the bucket."""
        bucket = self._filled(key, now, size)
        missing_s = (size.burst - bucket.level) / size.per_s if size.per_minute else 0
        return {
            "X-RateLimit-Limit": str(size.per_minute),
            "X-RateLimit-Remaining": str(int(bucket.level)),
            "X-RateLimit-Reset": str(math.ceil(missing_s)),
        }

    def _filled(self, key: Hashable, now: float, size: Size) -> Bucket:
        bucket = self._buckets.setdefault(key, Bucket(size.burst, now))
        gained = max(now - bucket.at, 0.0) * size.per_s
        bucket.level, bucket.at = min(size.burst, bucket.level + gained), now
        return bucket


class Turnstile:
    """How fast, and how many at once."""

    def __init__(self, market: Market) -> None:
        self._market, self._buckets = market, Buckets()
        self._inside: dict[str, int] = {}

    def enter(self, shop: Shop, endpoint: Endpoint) -> None:
        """Count one request in; Refusal 4290."""
        kind, settings, now = _kind(endpoint), self._market.settings, self._market.clock.now()
        wait_s = self._buckets.wait_s((shop.code, kind), now, _size(settings, kind))
        if wait_s:
            raise Refusal(4290, {"scope": kind}, retry_after_s=wait_s)
        if settings.parallel and self._inside.get(shop.code, 0) >= settings.parallel:
            raise Refusal(4290, {"scope": "parallel"}, retry_after_s=1)
        self._inside[shop.code] = self._inside.get(shop.code, 0) + 1

    def leave(self, shop: Shop) -> None:
        self._inside[shop.code] -= 1

    def headers(self, shop: Shop | None, endpoint: Endpoint | None) -> dict[str, str]:
        """What every answer tells of the bucket; strangers see a full one."""
        kind = _SHOP if endpoint is None else _kind(endpoint)
        key = (shop.code if shop else "", kind)
        size = _size(self._market.settings, kind)
        return self._buckets.headers(key, self._market.clock.now(), size)


def _kind(endpoint: Endpoint) -> str:
    return _MEDIA if endpoint.form else _SHOP


def _size(settings: PartnerSettings, kind: str) -> Size:
    per_minute = settings.media_per_minute if kind == _MEDIA else settings.requests_per_minute
    return Size(per_minute, settings.burst)


async def read_body(request: Request, endpoint: Endpoint) -> tuple[Any, dict[str, Upload]]:
    """Body and files; Refusal 4130, 4150 or 4000."""
    raw = await request.body()
    if not endpoint.writes:
        return None, {}
    if len(raw) > (facts.FORM_BYTES if endpoint.form else facts.JSON_BYTES):
        raise Refusal(4130)
    wanted = "multipart/form-data" if endpoint.form else "application/json"
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not raw and endpoint.body is Nothing and not endpoint.form:
        return {}, {}
    if given != wanted:
        raise Refusal(4150)
    return await _form(request) if endpoint.form else (_json(raw), {})


def _json(raw: bytes) -> Any:
    try:
        value = json.loads(raw, parse_constant=_no_number)
        canonical(value)  # a lone surrogate can be read, and never be written again
    except (ValueError, RecursionError) as error:
        raise Refusal(4000) from error
    return value


def _no_number(text: str) -> Any:
    raise ValueError(text)  # NaN and Infinity are no JSON


async def _form(request: Request) -> tuple[Any, dict[str, Upload]]:
    texts: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    try:
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[name] = Upload(await value.read())
                else:
                    texts[name] = value
    except (MultiPartException, HTTPException) as error:
        raise Refusal(4000) from error
    return texts, uploads


def check_unlocked(market: Market, endpoint: Endpoint) -> None:
    """A locked shop may be read."""
    if endpoint.writes and market.settings.shop_status == "LOCKED":
        raise Refusal(4030)
