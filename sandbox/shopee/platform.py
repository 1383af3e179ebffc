"""The Shopee replica at work: from a request to an answer in Shopee's own envelope."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile

from sandbox.courier import Outbox, carry, known_fields, outbox_to_json, picture
from sandbox.pace import Pace
from sandbox.replica import Answer, Basket, Edit, Json, json_answer
from sandbox.shopee import buyers, pushes, seller_centre
from sandbox.shopee.endpoints import ENDPOINTS
from sandbox.shopee.facts import PARTNER_ID, PARTNER_KEY, SHOPS
from sandbox.shopee.fields import Fields, Query, read_body
from sandbox.shopee.gateway import BAD_TOKEN, RATE_LIMITED, Visit, pass_gateway
from sandbox.shopee.market import Call, Endpoint, Market, Upload
from sandbox.shopee.refusal import Refusal
from sandbox.shopee.shelf_json import shop_from_json, shop_to_json
from sandbox.shopee.tokens import Tickets

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.clock import Clock
    from sandbox.faults import FaultRule
    from sandbox.shopee.knobs import ShopeeKnobs
    from sandbox.shopee.shelf import Shop

_OWN_WORDS = {
    "throttle": (*RATE_LIMITED, 200),
    "token_expired": (*BAD_TOKEN, 403),
    "refuse": ("product.error_busi", "Invalid product setting. Please verify.", 200),
}


class Shopee:
    """One living Shopee."""

    def __init__(self, clock: Clock) -> None:
        self.market = Market(clock)
        self._pace = Pace()

    @property
    def knobs(self) -> ShopeeKnobs:
        return self.market.knobs

    async def answer(self, request: Request) -> Answer:
        path = request.url.path
        endpoint = ENDPOINTS.get(path)
        if endpoint is None or endpoint.method != request.method:
            return _refused(Refusal("error_not_found", "Path not found.", status=404))
        try:
            seller = self._admit(request, endpoint)
            call = await self._call(request, seller)
            result = endpoint.act(call)
        except Refusal as refusal:
            return _refused(refusal)
        return _granted(result, endpoint)

    def _admit(self, request: Request, endpoint: Endpoint) -> Shop | None:
        """The shop that a shop-level call is about; None for public calls."""
        query = dict(request.query_params)
        visit = Visit(request.url.path, query, endpoint.signer, self.market, self._pace)
        pass_gateway(visit)
        return self.market.shops[visit.shop_id] if visit.for_shop else None

    async def _call(self, request: Request, seller: Shop | None) -> Call:
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
        return Call(self.market, fields, seller, uploads, partial)

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
        return buyers.place_order(self.market, basket)

    def move_order(self, order_id: str, step: str) -> Json:
        return buyers.move_order(self.market, order_id, step)

    def push_to(self, url: str, secret: str) -> None:
        """Every push goes there, signed with the push key if the console gave one."""
        self.market.outbox.url, self.market.push_key = url, secret
        self.market.push_codes = list(pushes.CODES)

    def pushes(self) -> Json:
        return picture(self.market.outbox)

    async def work(self) -> None:
        await carry(self.market, pushes.sealed)

    def snapshot(self) -> Json:
        market = self.market
        return {
            "shops": [shop_to_json(shop) for shop in market.shops.values()],
            "images": market.images,
            "numbers": market.numbers,
            "tickets": vars(market.tokens.tickets),
            "push": [outbox_to_json(market.outbox), market.push_key, market.push_codes],
        }

    def restore(self, snapshot: Json) -> None:
        market = self.market
        shops = [shop_from_json(raw) for raw in snapshot["shops"]]
        market.shops = {shop.shop_id: shop for shop in shops}
        market.images = snapshot["images"]
        market.numbers |= snapshot["numbers"]
        outbox, market.push_key, market.push_codes = snapshot.get("push", ({}, "", []))
        market.outbox = Outbox(**known_fields(Outbox, outbox))
        kinds = snapshot["tickets"].items()
        market.tokens.tickets = Tickets(
            **{kind: {t: tuple(owned) for t, owned in found.items()} for kind, found in kinds}
        )


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
