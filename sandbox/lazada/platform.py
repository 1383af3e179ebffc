"""Every path that the Lazada replica knows, without /rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from sandbox.lazada import (
    access,
    amounts,
    attributes,
    buyers,
    categories,
    images,
    listings,
    orders,
    publish,
    seller_centre,
    takedown,
)
from sandbox.lazada.access import CONSENT, consent
from sandbox.lazada.errors import UPDATE_FAILED, Refusal, gateway_error
from sandbox.lazada.gateway import BAD_TOKEN, GatewayCall, banned, pass_gateway, read_parameters
from sandbox.lazada.market import Call, Market, restore, snapshot
from sandbox.lazada.settings import APP_KEY, APP_SECRET, REST, SELLERS
from sandbox.push_delivery import deliver_all, set_address, summary
from sandbox.replica import Answer, Basket, Edit, Json, json_answer

if TYPE_CHECKING:
    from sandbox.clock import Clock
    from sandbox.faults import FaultRule
    from sandbox.lazada.settings import LazadaSettings
    from sandbox.pictures import PictureHost


ENDPOINTS = {  # every path that is served, without /rest
    **access.ENDPOINTS,
    **categories.ENDPOINTS,
    **attributes.ENDPOINTS,
    **images.ENDPOINTS,
    **publish.ENDPOINTS,
    **amounts.ENDPOINTS,
    **takedown.ENDPOINTS,
    **listings.ENDPOINTS,
    **orders.ENDPOINTS,
}


_PUNISH = (
    "<!DOCTYPE html><html><head><title>Punish</title></head><body>"
    "<script>window._config_ = {action: 'captcha'};</script>"
    "Sorry, we have detected unusual traffic from your network.</body></html>"
)


class Lazada:
    """One living Lazada."""

    def __init__(self, clock: Clock) -> None:
        self.market = Market(clock)

    @property
    def settings(self) -> LazadaSettings:
        return self.market.settings

    @property
    def pictures(self) -> PictureHost:
        return self.market.pictures

    async def answer(self, request: Request) -> Answer:
        if self.settings.punished:
            return Answer(_PUNISH.encode(), media_type="text/html", result="punished")
        buyers.pass_time(self.market)
        try:
            if request.url.path == CONSENT:
                return self._consent(request)
            return self._granted(await self._act(request))
        except Refusal as refusal:
            return self._refused(refusal)

    def _consent(self, request: Request) -> Answer:
        return Answer(b"", 302, headers={"location": consent(self.market, request.query_params)})

    async def _act(self, request: Request) -> Json:
        path = request.url.path.removeprefix(REST)
        endpoint = ENDPOINTS.get(path)
        if endpoint is None or not request.url.path.startswith(REST):
            raise gateway_error("InvalidApiPath", f"The specified API path {path} is invalid")
        parameters = await read_parameters(request)
        call = GatewayCall(path, request.method, parameters, endpoint, self.market)
        pass_gateway(call)
        seller_id = call.seller_id if endpoint.needs_token else None
        shop = self.market.shops[seller_id] if seller_id else None
        partial = bool(request.scope.get("sandbox.partial"))
        return endpoint.act(Call(self.market, parameters, shop, partial))

    def _granted(self, result: Json) -> Answer:
        success: Json = {"code": 0, "detail": None} if self.settings.odd_shapes else {"code": "0"}
        return json_answer(success | result | self._traces())

    def _refused(self, refusal: Refusal) -> Answer:
        envelope: Json = {"code": refusal.code, "type": refusal.kind, "message": refusal.message}
        if refusal.detail is not None:
            envelope["detail"] = refusal.detail
        return json_answer(envelope | self._traces(), result=refusal.code)

    def _traces(self) -> Json:
        number = self.market.next_number("request") % 10_000
        request_id = f"21411373{int(self.market.clock.now() * 1000)}{number:04d}"
        return {"request_id": request_id, "_trace_id_": f"{request_id}e1f2"}

    def refused(self, rule: FaultRule) -> Answer:
        """Lazada says how long a ban lasts in its sentence, not in a header."""
        words = {
            "throttle": banned("ApiCallLimit", rule.retry_after_s or 1),
            "token_expired": gateway_error(*BAD_TOKEN),
            "refuse": Refusal(*UPDATE_FAILED, detail=[_INACTIVE]),
        }[rule.kind]
        if rule.error or rule.message:
            message = rule.message or words.message
            words = Refusal(rule.error or words.code, message, kind=words.kind)
        return self._refused(words)

    def credentials(self) -> dict[str, str]:
        """The newest tokens of the first seller; a fresh replica's are the well-known ones."""
        seller_id = SELLERS[0].seller_id
        tickets = self.market.tokens.tickets
        return {
            "key": APP_KEY,
            "secret": APP_SECRET,
            "shop": seller_id,
            "token": _newest(tickets.access, seller_id),
            "refresh_token": _newest(tickets.refresh, seller_id),
        }

    def state(self) -> Json:
        buyers.pass_time(self.market)
        return seller_centre.picture(self.market)

    def edit(self, edit: Edit) -> None:
        seller_centre.edit(self.market, edit)

    def place_order(self, basket: Basket) -> Json:
        buyers.pass_time(self.market)
        return buyers.place_order(self.market, basket)

    def move_order(self, order_id: str, step: str) -> Json:
        buyers.pass_time(self.market)
        return buyers.move_order(self.market, order_id, step)

    def push_to(self, url: str, secret: str) -> None:
        set_address(self.market.outbox, url, secret)

    def pushes(self) -> Json:
        return summary(self.market.outbox)

    async def work(self) -> None:
        await deliver_all(self.market, buyers.sealed)

    def snapshot(self) -> Json:
        return snapshot(self.market)

    def restore(self, snapshot: Json) -> None:
        restore(self.market, snapshot)


_INACTIVE = {"field": "Product", "message": "Category is inactive"}


def _newest(tickets: dict[str, tuple[str, float]], seller_id: str) -> str:
    owned = [token for token, (owner, _) in tickets.items() if owner == seller_id]
    return owned[-1] if owned else ""
