"""A partner API replica at work: from a request to an answer in the contract's envelope."""

from __future__ import annotations

import asyncio
import inspect
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sandbox.partner import (
    access,
    batches,
    categories,
    idempotency,
    lifecycle,
    media,
    operator,
    orders,
    products,
    upsert,
    webhook,
)
from sandbox.partner.entities import SHOPS
from sandbox.partner.envelope import (
    Outcome,
    Refusal,
    granted,
    refused,
    sound_request_id,
    wrapped,
)
from sandbox.partner.facts import BASE
from sandbox.partner.gateway import (
    Found,
    Turnstile,
    check_maintenance,
    check_scope,
    check_unlocked,
    read_body,
    route,
    shop_of,
)
from sandbox.partner.market import Call, Market
from sandbox.partner.tokens import Tickets
from sandbox.push_delivery import poll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from sandbox.clock import Clock
    from sandbox.faults import FaultRule
    from sandbox.partner.entities import Shop
    from sandbox.partner.market import Endpoint
    from sandbox.partner.profiles import MarketProfile, PartnerSettings
    from sandbox.pictures import PictureHost
    from sandbox.replica import Answer, Basket, Edit, Json, OrderLine

_OWN_CODES = {"throttle": 4290, "token_expired": 4011, "refuse": 4094}
_OWN_PARAMS = {4290: {"scope": "shop"}, 4094: {"state": "PENDING"}}


def endpoints(profile: MarketProfile) -> tuple[Endpoint, ...]:
    """Every path of the partner API; fixed ones first, so that no placeholder swallows them."""
    found = (
        *access.ENDPOINTS,
        *categories.ENDPOINTS,
        *media.ENDPOINTS,
        *upsert.ENDPOINTS,
        *products.ENDPOINTS,
        *batches.ENDPOINTS,
        *orders.ENDPOINTS,
        *(webhook.ENDPOINTS if profile.webhook else ()),
    )
    return tuple(sorted(found, key=lambda endpoint: endpoint.path.count("{")))


class Partner:
    """One living marketplace that speaks the partner API."""

    def __init__(self, profile: MarketProfile, clock: Clock) -> None:
        self.market = Market(profile, clock)
        self._endpoints = endpoints(profile)
        self._turnstile = Turnstile(self.market)
        self._running: set[tuple[str, str]] = set()

    @property
    def settings(self) -> PartnerSettings:
        return self.market.settings

    @property
    def pictures(self) -> PictureHost:
        return self.market.pictures

    async def answer(self, request: Request) -> Answer:
        found: Found | None = None
        shop: Shop | None = None
        try:
            found = route(self._endpoints, request)
            check_maintenance(self.market)
            shop = self._visited(request, found)
            outcome = await self._admit(request, found, shop)
        except Refusal as refusal:
            outcome = refused(refusal)
        return self._said(request, outcome, found, shop)

    def _visited(self, request: Request, found: Found) -> Shop | None:
        """The shop of the token; None where no token is asked for."""
        if not found.endpoint.scope:
            return None
        shop = shop_of(self.market, request)
        check_scope(self.market, found.endpoint)
        return shop

    async def _admit(self, request: Request, found: Found, shop: Shop | None) -> Outcome:
        if shop is None:
            return await self._work(request, found, shop)
        self._turnstile.enter(shop, found.endpoint)
        try:
            return await self._work(request, found, shop)
        finally:
            self._turnstile.leave(shop)

    async def _work(self, request: Request, found: Found, shop: Shop | None) -> Outcome:
        body, uploads = await read_body(request, found.endpoint)
        if shop is not None:
            check_unlocked(self.market, found.endpoint)
            lifecycle.settle(self.market, shop)
        call = Call(
            market=self.market,
            endpoint=found.endpoint,
            ids=found.ids,
            query=dict(request.query_params),
            headers=request.headers,
            body=body,
            uploads=uploads,
            visited=shop,
            partial=bool(request.scope.get("sandbox.partial")),
        )
        ticket = idempotency.ticket(call, request.scope["path"])
        return await (_act(call) if ticket is None else self._once(call, ticket))

    async def _once(self, call: Call, ticket: idempotency.Ticket) -> Outcome:
        """Carry a keyed request out, or say again what came of it."""
        stored = ticket.replay(self._running)
        if stored is not None:
            return stored
        self._running.add(ticket.running)
        try:
            await asyncio.sleep(self.settings.write_takes_s)
            outcome = await _act(call)
            ticket.keep(outcome)
        finally:
            self._running.discard(ticket.running)
        return outcome

    def _said(
        self, request: Request, outcome: Outcome, found: Found | None, shop: Shop | None
    ) -> Answer:
        request_id = sound_request_id(request.headers.get("x-request-id"))
        answer = wrapped(self.market, outcome, request_id)
        limits = self._turnstile.headers(shop, found.endpoint if found else None)
        endpoint = BASE + found.endpoint.path if found else None
        return replace(answer, headers={**limits, **answer.headers}, endpoint=endpoint)

    async def work(self) -> None:
        """Between calls: verdicts fall due, and events are carried to the shops' addresses."""
        await poll(self._deliver_due)

    async def _deliver_due(self) -> None:
        if self.settings.maintenance:
            return
        for shop in list(self.market.shops.values()):
            if shop.webhook.status == "ON":
                lifecycle.settle(self.market, shop)
                await webhook.deliver_due(self.market, shop)

    def refused(self, rule: FaultRule) -> Answer:
        code = _OWN_CODES[rule.kind]
        if rule.error is not None and rule.error.isdecimal():
            code = int(rule.error)
        outcome = refused(Refusal(code, _OWN_PARAMS.get(code)))
        answer = wrapped(self.market, outcome, None)
        return replace(answer, status=int(rule.status or outcome.status))

    def credentials(self) -> dict[str, str]:
        """Of the first shop, with its newest token; there is no refresh token."""
        known = self.market.profile.connections[0]
        tokens = self.market.tokens.tickets.access.items()
        owned = [token for token, (owner, *_) in tokens if owner == known.shop_code]
        return {
            "key": known.client_id,
            "secret": known.secrets[self.settings.secrets_alive == "second"],
            "shop": known.shop_code,
            "token": owned[-1] if owned else "",
            "refresh_token": "",
        }

    def state(self) -> Json:
        return operator.picture(self.market)

    def edit(self, edit: Edit) -> None:
        operator.edit(self.market, edit)

    def place_order(self, basket: Basket) -> Json:
        return operator.place_order(self.market, basket)

    def move_order(self, order_id: str, step: str) -> Json:
        return operator.move_order(self.market, order_id, step)

    def move_part(self, order_id: str, step: str, lines: Sequence[OrderLine]) -> Json:
        return operator.move_part(self.market, order_id, step, lines)

    def snapshot(self) -> Json:
        return {
            "shops": SHOPS.dump_python(self.market.shops),
            "numbers": self.market.numbers,
            "tickets": vars(self.market.tokens.tickets),
        }

    def restore(self, snapshot: Json) -> None:
        self.market.shops = SHOPS.validate_python(snapshot["shops"])
        self.market.numbers = snapshot["numbers"]
        tickets = snapshot["tickets"]
        access = {token: tuple(known) for token, known in tickets["access"].items()}
        self.market.tokens.tickets = Tickets(access, tickets["issued"])


async def _act(call: Call) -> Outcome:
    try:
        done: Any = call.endpoint.act(call)
        return granted(await done if inspect.isawaitable(done) else done)
    except Refusal as refusal:
        return refused(refusal)
