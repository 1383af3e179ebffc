"""What every call must pass before its endpoint sees it, in the order of the contract."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from sandbox.partner import facts
from sandbox.partner.buckets import Buckets, Size
from sandbox.partner.endpoints.access import scopes
from sandbox.partner.keys import canonical
from sandbox.partner.market import Upload
from sandbox.partner.moments import next_window
from sandbox.partner.refusal import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.partner.knobs import PartnerKnobs
    from sandbox.partner.market import Endpoint, Market
    from sandbox.partner.shelf import Shop

_SHOP, _MEDIA = "shop", "media"
_UNPLANNED_S = 600


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
    begin, end = next_window(now)
    if market.knobs.sunday_maintenance and now >= begin:
        raise Refusal(5030, retry_after_s=math.ceil(end - now))
    if market.knobs.maintenance:
        raise Refusal(5030, retry_after_s=_UNPLANNED_S)


def shop_of(market: Market, request: Request) -> Shop:
    """The shop that the token opens; Refusal 4010, 4011 or 4012."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Refusal(4010)
    return market.shops[market.tokens.owner(token.strip())]


def check_scope(market: Market, endpoint: Endpoint) -> None:
    """The shop's owner granted what this endpoint needs."""
    if endpoint.scope not in scopes(market.knobs):
        raise Refusal(4032, {"scope": endpoint.scope})


class Turnstile:
    """How fast, and how many at once."""

    def __init__(self, market: Market) -> None:
        self._market, self._buckets = market, Buckets()
        self._inside: dict[str, int] = {}

    def enter(self, shop: Shop, endpoint: Endpoint) -> None:
        """Count one request in; Refusal 4290."""
        kind, knobs, now = _kind(endpoint), self._market.knobs, self._market.clock.now()
        wait_s = self._buckets.wait_s((shop.code, kind), now, _size(knobs, kind))
        if wait_s:
            raise Refusal(4290, {"scope": kind}, retry_after_s=wait_s)
        if knobs.parallel and self._inside.get(shop.code, 0) >= knobs.parallel:
            raise Refusal(4290, {"scope": "parallel"}, retry_after_s=1)
        self._inside[shop.code] = self._inside.get(shop.code, 0) + 1

    def leave(self, shop: Shop) -> None:
        self._inside[shop.code] -= 1

    def headers(self, shop: Shop | None, endpoint: Endpoint | None) -> dict[str, str]:
        """What every answer tells of the bucket; strangers see a full one."""
        kind = _SHOP if endpoint is None else _kind(endpoint)
        key = (shop.code if shop else "", kind)
        size = _size(self._market.knobs, kind)
        return self._buckets.headers(key, self._market.clock.now(), size)


def _kind(endpoint: Endpoint) -> str:
    return _MEDIA if endpoint.form else _SHOP


def _size(knobs: PartnerKnobs, kind: str) -> Size:
    per_minute = knobs.media_per_minute if kind == _MEDIA else knobs.requests_per_minute
    return Size(per_minute, knobs.burst)


async def read_body(request: Request, endpoint: Endpoint) -> tuple[Any, dict[str, Upload]]:
    """Body and files; Refusal 4130, 4150 or 4000."""
    raw = await request.body()
    if not endpoint.writes:
        return None, {}
    if len(raw) > (facts.FORM_BYTES if endpoint.form else facts.JSON_BYTES):
        raise Refusal(4130)
    wanted = "multipart/form-data" if endpoint.form else "application/json"
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not raw and not endpoint.body.fields and not endpoint.form:
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
    if endpoint.writes and market.knobs.shop_status == "LOCKED":
        raise Refusal(4030)
