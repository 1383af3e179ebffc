"""The Shopee replica at work: from a request to an answer in Shopee's own envelope."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from starlette.datastructures import UploadFile

from sandbox.push_delivery import Outbox, deliver_all, summary
from sandbox.rate_limit import TokenBuckets
from sandbox.replica import Answer, Basket, Edit, Json, json_answer
from sandbox.shopee import (
    account,
    media,
    metadata,
    orders,
    price_and_stock,
    products_read,
    products_write,
    push,
    seller_centre,
    variations,
)
from sandbox.shopee.facts import PARTNER_ID, PARTNER_KEY, SHOPS
from sandbox.shopee.fields import Fields, Query, Refusal, read_body
from sandbox.shopee.gateway import BAD_TOKEN, RATE_LIMITED, GatewayCall, pass_gateway
from sandbox.shopee.shop import ReplicaShop
from sandbox.shopee.state import Endpoint, MarketplaceState, ReplicaCall, Upload
from sandbox.shopee.tokens import Tickets

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.clock import Clock
    from sandbox.faults import FaultRule
    from sandbox.pictures import PictureHost
    from sandbox.shopee.facts import ShopeeSettings


ENDPOINTS = {
    **account.ENDPOINTS,
    **metadata.ENDPOINTS,
    **media.ENDPOINTS,
    **products_write.ENDPOINTS,
    **variations.ENDPOINTS,
    **products_read.ENDPOINTS,
    **price_and_stock.ENDPOINTS,
    **orders.ENDPOINTS,
    **push.ENDPOINTS,
}
_OWN_WORDS = {
    "throttle": (*RATE_LIMITED, 200),
    "token_expired": (*BAD_TOKEN, 403),
    "refuse": ("product.error_busi", "Invalid product setting. Please verify.", 200),
}


@dataclass
class Snapshot:
    """What a state file keeps of one Shopee."""

    shops: dict[int, ReplicaShop]
    images: dict[str, float]
    numbers: dict[str, int]
    tickets: Tickets
    outbox: Outbox
    push_key: str
    push_codes: list[int]


_SNAPSHOT = TypeAdapter(Snapshot)


class Shopee:
    """One living Shopee."""

    def __init__(self, clock: Clock) -> None:
        self.market = MarketplaceState(clock)
        self._pace = TokenBuckets()

    @property
    def settings(self) -> ShopeeSettings:
        return self.market.settings

    @property
    def pictures(self) -> PictureHost:
        return self.market.pictures

    async def answer(self, request: Request) -> Answer:
        path = request.url.path
        endpoint = ENDPOINTS.get(path)
        if endpoint is None or endpoint.method != request.method:
            return _refused(Refusal("error_not_found", "Path not found.", status=404))
        try:
            seller = self._admit(request, endpoint)
            call = await self._call(request, seller)
            acted = endpoint.act(call)
            result = await acted if isinstance(acted, Awaitable) else acted
        except Refusal as refusal:
            return _refused(refusal)
        return _granted(result, endpoint)

    def _admit(self, request: Request, endpoint: Endpoint) -> ReplicaShop | None:
        """The shop that a shop-level call is about; None for public calls."""
        query = dict(request.query_params)
        gateway_call = GatewayCall(
            request.url.path, query, endpoint.signer, self.market, self._pace
        )
        pass_gateway(gateway_call)
        return self.market.shops[gateway_call.shop_id] if gateway_call.for_shop else None

    async def _call(self, request: Request, seller: ReplicaShop | None) -> ReplicaCall:
        code = "product.error_param" if "/product/" in request.url.path else "error_param"
        partial = bool(request.scope.get("sandbox.partial"))
        fields: Fields
        uploads: list[Upload] = []
        if request.method == "GET":
            fields = Query(request.query_params.multi_items(), code)
        elif request.headers.get("content-type", "").lower().startswith("multipart/"):
            fields, uploads = await _form(request, code)
        else:
            fields = read_body(await request.body(), code)
        return ReplicaCall(self.market, fields, seller, uploads, partial)

    def refused(self, rule: FaultRule) -> Answer:
        error, message, status = _OWN_WORDS[rule.kind]
        return _refused(
            Refusal(rule.error or error, rule.message or message, status=int(rule.status or status))
        )

    def credentials(self) -> dict[str, str]:
        """The newest tokens of the first shop; a fresh replica's are the well-known ones."""
        shop_id = SHOPS[0].shop_id
        tickets = self.market.tokens.tickets
        return {
            "key": str(PARTNER_ID),
            "secret": PARTNER_KEY,
            "shop": str(shop_id),
            "token": _newest(tickets.access, shop_id),
            "refresh_token": _newest(tickets.refresh, shop_id),
        }

    def state(self) -> Json:
        return seller_centre.picture(self.market)

    def edit(self, edit: Edit) -> None:
        seller_centre.edit(self.market, edit)

    def place_order(self, basket: Basket) -> Json:
        return seller_centre.place_order(self.market, basket)

    def move_order(self, order_id: str, step: str) -> Json:
        return seller_centre.move_order(self.market, order_id, step)

    def push_to(self, url: str, secret: str) -> None:
        """Every push goes there, signed with the push key if the console gave one."""
        self.market.outbox.url, self.market.push_key = url, secret
        self.market.push_codes = list(push.CODES)

    def pushes(self) -> Json:
        return summary(self.market.outbox)

    async def work(self) -> None:
        await deliver_all(self.market, push.sealed)

    def snapshot(self) -> Json:
        market = self.market
        kept = Snapshot(
            market.shops,
            market.images,
            market.numbers,
            market.tokens.tickets,
            market.outbox,
            market.push_key,
            market.push_codes,
        )
        found: Json = _SNAPSHOT.dump_python(kept, mode="json")
        return found

    def restore(self, snapshot: Json) -> None:
        kept, market = _SNAPSHOT.validate_python(snapshot), self.market
        market.shops, market.images, market.numbers = kept.shops, kept.images, kept.numbers
        market.tokens.tickets, market.outbox = kept.tickets, kept.outbox
        market.push_key, market.push_codes = kept.push_key, kept.push_codes


def _newest(tickets: dict[str, tuple[int, float]], shop_id: int) -> str:
    owned = [token for token, (owner, _) in tickets.items() if owner == shop_id]
    return owned[-1] if owned else ""


async def _form(request: Request, code: str) -> tuple[Fields, list[Upload]]:
    texts: dict[str, Any] = {}
    uploads: list[Upload] = []
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads.append(Upload(name, await value.read()))
            else:
                texts[name] = value
    return Fields(texts, code), uploads


def _granted(result: Json, endpoint: Endpoint) -> Answer:
    if "location" in result:
        return Answer(b"", 302, headers={"location": result["location"]})
    envelope: Json = {"error": "", "message": "", "request_id": uuid.uuid4().hex}
    if "response" in result:
        envelope["warning"] = ""
    if endpoint.method == "GET":
        envelope["debug_message"] = ""
    envelope |= result
    return json_answer(envelope, result=envelope["error"] or "ok")


def _refused(refusal: Refusal) -> Answer:
    envelope: Json = {
        "error": refusal.error,
        "message": refusal.message,
        "request_id": uuid.uuid4().hex,
    }
    if refusal.response is not None:
        envelope |= {"warning": "", "response": refusal.response}
    return json_answer(envelope, refusal.status, refusal.error)
