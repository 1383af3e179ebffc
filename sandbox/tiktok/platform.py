"""The TikTok replica at work: from a request to an answer in TikTok's own envelope."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from sandbox.push_delivery import Outbox, deliver_all, set_address, summary
from sandbox.rate_limit import TokenBuckets
from sandbox.replica import Answer, Basket, Edit, Json, json_answer
from sandbox.tiktok import audit, orders, pushes, seller_centre
from sandbox.tiktok.endpoints import ENDPOINTS
from sandbox.tiktok.entities import Shop
from sandbox.tiktok.facts import APP_KEY, APP_SECRET, SHOPS
from sandbox.tiktok.fields import MORE, Fields, Query, Refusal, at_gateway, malformed, read_body
from sandbox.tiktok.gateway import EXPIRED, TOO_MANY, Incoming, Quota, pass_gateway
from sandbox.tiktok.market import Call, Endpoint, Market, Upload, matching
from sandbox.tiktok.tokens import Tickets

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.clock import Clock
    from sandbox.faults import FaultRule
    from sandbox.pictures import PictureHost
    from sandbox.tiktok.settings import TikTokSettings


_OWN_WORDS = {
    "throttle": (TOO_MANY[1], TOO_MANY[0] + MORE, TOO_MANY[2]),
    "token_expired": (EXPIRED[1], EXPIRED[0] + MORE, EXPIRED[2]),
    "refuse": (12052910, "The input is not valid. Please check it and try again.", 200),
}
_LOGIN_HOST = "/api/v2/token/"  # a server of its own on the real platform


@dataclass
class Kept:
    """What the state file holds of one replica."""

    shops: dict[str, Shop]
    tickets: Tickets
    outbox: Outbox
    images: dict[str, Json]
    files: dict[str, Json]
    numbers: dict[str, int]


KEPT = TypeAdapter(Kept)
_OWN = ("shops", "outbox", "images", "files", "numbers")  # of the market itself


class TikTok:
    """One living TikTok Shop."""

    def __init__(self, clock: Clock) -> None:
        self.market = Market(clock)
        self._pace, self._quota = TokenBuckets(), Quota()

    @property
    def settings(self) -> TikTokSettings:
        return self.market.settings

    @property
    def pictures(self) -> PictureHost:
        return self.market.pictures

    async def answer(self, request: Request) -> Answer:
        if request.method != "GET" and request.url.path.startswith(_LOGIN_HOST):
            return Answer(b"404 page not found", 404, "404", "text/plain; charset=utf-8")
        path: str | None = None
        try:
            endpoint, ids = _route(request)
            path = endpoint.path.replace("{version}", ids.get("version", ""))
            result = endpoint.act(await self._call(request, endpoint, ids))
        except Refusal as refusal:
            return self._refused(refusal, path)
        if "location" in result:
            return Answer(b"", 302, headers=result, endpoint=path)
        return self._said(200, {"code": 0, "message": "Success"}, {"data": result}, path)

    async def _call(self, request: Request, endpoint: Endpoint, ids: dict[str, str]) -> Call:
        query = _first_values(request)
        seller = await self._admit(request, endpoint, query) if endpoint.scope else None
        fields, uploads = Fields({}), list[Upload]()
        if endpoint.multipart:
            fields, uploads = await _form(request)
        elif endpoint.scope:
            fields = read_body(await request.body())
        partial = bool(request.scope.get("sandbox.partial"))
        return Call(self.market, endpoint, Query(query), fields, ids, seller, uploads, partial)

    async def _admit(self, request: Request, endpoint: Endpoint, query: dict[str, str]) -> Shop:
        incoming = Incoming(
            endpoint=endpoint,
            path=request.url.path,
            query=query,
            content_types=tuple(request.headers.getlist("content-type")),
            token=request.headers.get("x-tts-access-token") or query.get("access_token", ""),
            body=await request.body(),
            market=self.market,
            pace=self._pace,
            quota=self._quota,
        )
        shop = pass_gateway(incoming)
        audit.settle(self.market, shop)
        return shop

    def refused(self, rule: FaultRule) -> Answer:
        code, message, status = _OWN_WORDS[rule.kind]
        if rule.error is not None and rule.error.isdecimal():
            code = int(rule.error)
        status = int(rule.status or status)
        return self._refused(Refusal(code, rule.message or message, status=status), None)

    def _refused(self, refusal: Refusal, path: str | None) -> Answer:
        """Errors name `data` where there is an API; the token host does not know it."""
        status = refusal.status
        if status is None:
            status = self.settings.business_error_status
        said: Json = {"code": refusal.code}
        if not 36_004_000 <= refusal.code < 36_005_000:
            said["data"] = {} if self.settings.errors_carry_empty_data else None
        return self._said(status, said | {"message": refusal.message}, {}, path)

    def _said(self, status: int, before: Json, after: Json, path: str | None) -> Answer:
        moment = datetime.fromtimestamp(self.market.clock.now(), UTC)
        request_id = f"{moment:%Y%m%d%H%M%S}{uuid.uuid4().hex[:20].upper()}"
        body = {**before, "request_id": request_id, **after}
        code = before["code"]
        answer = json_answer(body, status, str(code) if code else "ok")
        return Answer(answer.body, answer.status, answer.result, endpoint=path)

    def credentials(self) -> dict[str, str]:
        """The newest tokens of the first shop; a fresh replica's are the well-known ones."""
        shop = SHOPS[0]
        tickets = self.market.tokens.tickets
        return {
            "key": APP_KEY,
            "secret": APP_SECRET,
            "shop": shop.shop_id,
            "cipher": shop.cipher,
            "token": _newest(tickets.access, shop.shop_id),
            "refresh_token": _newest(tickets.refresh, shop.shop_id),
        }

    def state(self) -> Json:
        return seller_centre.picture(self.market)

    def edit(self, edit: Edit) -> None:
        seller_centre.edit(self.market, edit)

    def place_order(self, basket: Basket) -> Json:
        return orders.place_order(self.market, basket)

    def move_order(self, order_id: str, step: str) -> Json:
        return orders.move_order(self.market, order_id, step)

    def push_to(self, url: str, secret: str) -> None:
        set_address(self.market.outbox, url, secret)

    def pushes(self) -> Json:
        return summary(self.market.outbox)

    async def work(self) -> None:
        await deliver_all(self.market, pushes.sealed)

    def snapshot(self) -> Json:
        kept = Kept(
            tickets=self.market.tokens.tickets, **{n: getattr(self.market, n) for n in _OWN}
        )
        found: Json = KEPT.dump_python(kept, mode="json")
        return found

    def restore(self, snapshot: Json) -> None:
        kept = KEPT.validate_python(snapshot)
        self.market.tokens.tickets = kept.tickets
        for name in _OWN:
            setattr(self.market, name, getattr(kept, name))


def _route(request: Request) -> tuple[Endpoint, dict[str, str]]:
    """The endpoint of a path, then of its version, then of its verb."""
    known = list(matching(ENDPOINTS, request.url.path))
    if not known:
        message = "Invalid path. The specified path does not match any available endpoint."
        raise at_gateway(36009009, message, 404)
    served = [each for each in known if each[1].get("version", "202309") in each[0].versions]
    if not served:
        message = "The version name is invalid, please check and retry."
        raise Refusal(36009014, message, status=400)
    for endpoint, ids in served:
        if endpoint.method == request.method:
            return endpoint, ids
    message = "Invalid method. The HTTP method used is not supported by this endpoint."
    raise at_gateway(36009010, message)


def _first_values(request: Request) -> dict[str, str]:
    """The decoded query; of a repeated name the first value counts."""
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        found.setdefault(name, value)
    return found


def _newest(tickets: dict[str, tuple[str, float]], shop_id: str) -> str:
    owned = [token for token, (owner, _) in tickets.items() if owner == shop_id]
    return owned[-1] if owned else ""


async def _form(request: Request) -> tuple[Fields, list[Upload]]:
    texts: dict[str, Any] = {}
    uploads: list[Upload] = []
    try:
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads.append(Upload(name, await value.read()))
                else:
                    texts[name] = value
    except (MultiPartException, HTTPException) as error:
        raise malformed("invalid param error: the form cannot be read") from error
    return Fields(texts), uploads
