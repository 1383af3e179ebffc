"""Describes calls to Shopee, and sends those of one shop over its line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from urllib.parse import urlencode

import orjson

from adapters.shopee.endpoints import AUTHORIZE, KEPT_S, MODEL_LIST, UPLOAD_IMAGE
from adapters.shopee.errors import parse, parse_create, parse_rows, response_of
from adapters.shopee.signing import sign
from sync.marketplace import (
    ApiClient,
    Call,
    Connection,
    Credentials,
    FormPart,
    Kept,
    MarketplaceError,
    Rejected,
    Request,
    Response,
    ends_batch,
    outcome_of,
)
from sync.marketplace.json_values import Json
from sync.model import Outcome, Problem, ShopName

Pairs = Sequence[tuple[str, str]]
Step = Callable[[Outcome], Awaitable[str | None]]


class Client:
    """Builds the calls of one shop; sends nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, path: str, query: Pairs = ()) -> Call[Json]:
        """Read something."""

        def build(access: Credentials) -> Request:
            return self._request("GET", path, (*self._for_shop(path, access), *query))

        kept = Kept(f"{path}?{urlencode(query)}", KEPT_S[path]) if path in KEPT_S else None
        return Call(endpoint=path, build=build, read=parse, repeatable=True, reads=True, kept=kept)

    def update(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Set something to a value, which may be sent twice."""
        return self._post(path, body, parse)

    def update_rows(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Set several things to values; each may fail by itself."""
        return self._post(path, body, parse_rows)

    def create(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Create something, which sent twice would stand there twice."""
        return self._post(path, body, parse_create)

    def _post(
        self, path: str, body: Mapping[str, object], read: Callable[[Response], Json]
    ) -> Call[Json]:
        content = orjson.dumps(body)

        def build(access: Credentials) -> Request:
            return self._request("POST", path, self._for_shop(path, access), content)

        return Call(endpoint=path, build=build, read=read, repeatable=read is not parse_create)

    def tokens(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Ask for tokens: signed by the app alone. A lost pair may be asked for once more."""
        return self.update_app(path, {**body, "partner_id": int(self._connection.key)})

    def get_app(self, path: str) -> Call[Json]:
        """Read something that is the app's and no shop's."""

        def build(access: Credentials) -> Request:
            return self._request("GET", path, self._public(path, access.now))

        return Call(
            endpoint=path, build=build, read=parse, repeatable=True, signed_in=False, reads=True
        )

    def update_app(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Set something that is the app's and no shop's; it may be sent twice."""
        content = orjson.dumps(body)

        def build(access: Credentials) -> Request:
            return self._request("POST", path, self._public(path, access.now), content)

        return Call(endpoint=path, build=build, read=parse, repeatable=True, signed_in=False)

    def upload(self, parts: Sequence[FormPart]) -> Call[Json]:
        """Upload pictures; one uploaded twice lies there unused, which harms nobody."""

        def build(access: Credentials) -> Request:
            return Request(
                method="POST",
                url=self._connection.host + UPLOAD_IMAGE,
                query=self._public(UPLOAD_IMAGE, access.now),
                form={"scene": "normal"},
                parts=tuple(parts),
            )

        return Call(
            endpoint=UPLOAD_IMAGE, build=build, read=parse, repeatable=True, signed_in=False
        )

    def authorize_url(self, redirect_url: str, state: str, now: datetime) -> str:
        """Sign the address where a seller lets us in; good for five minutes.

        Shopee echoes no state of its own, so it travels inside the redirect address.
        """
        if not redirect_url:
            needed = Problem(code="consent_needs_address", values={"platform": "Shopee"})
            raise Rejected([needed])
        joint = "&" if "?" in redirect_url else "?"
        redirect = f"{redirect_url}{joint}{urlencode({'state': state})}"
        query = urlencode([*self._public(AUTHORIZE, now), ("redirect", redirect)])
        return f"{self._connection.host}{AUTHORIZE}?{query}"

    def _request(
        self,
        method: Literal["GET", "POST"],
        path: str,
        query: tuple[tuple[str, str], ...],
        content: bytes | None = None,
    ) -> Request:
        headers = {} if content is None else {"content-type": "application/json"}
        url = self._connection.host + path
        return Request(method=method, url=url, query=query, headers=headers, content=content)

    def _public(self, path: str, now: datetime) -> tuple[tuple[str, str], ...]:
        partner, time = self._connection.key, str(int(now.timestamp()))
        signature = sign(self._connection.secret, partner, path, time)
        return (("partner_id", partner), ("timestamp", time), ("sign", signature))

    def _for_shop(self, path: str, access: Credentials) -> tuple[tuple[str, str], ...]:
        partner, shop = self._connection.key, self._connection.account
        time = str(int(access.now.timestamp()))
        signature = sign(self._connection.secret, partner, path, time, access.token, shop)
        return (
            ("partner_id", partner),
            ("timestamp", time),
            ("access_token", access.token),
            ("shop_id", shop),
            ("sign", signature),
        )


@dataclass(frozen=True, slots=True)
class ShopApi:
    """The calls of one shop, sent over its line; each answers what stood under `response`."""

    shop: ShopName
    line: ApiClient
    client: Client

    async def get(self, path: str, *query: tuple[str, str]) -> Json:
        """Read something."""
        return response_of(await self.line.call(self.client.get(path, query)))

    async def update(self, path: str, body: Json) -> None:
        """Set something to a value; what is answered says nothing new."""
        await self.line.call(self.client.update(path, body))

    async def update_rows(self, path: str, body: Json) -> Json:
        """Set several things to values; answers which were set and which were not."""
        return response_of(await self.line.call(self.client.update_rows(path, body)))

    async def create(self, path: str, body: Json) -> Json:
        """Create something."""
        return response_of(await self.line.call(self.client.create(path, body)))

    async def models(self, item_id: str) -> Json:
        """Read the models of an item as they are now: their ids do not last."""
        return await self.get(MODEL_LIST, ("item_id", item_id))


async def then(outcomes: Sequence[Outcome], step: Step) -> list[Outcome]:
    """Take one more step for each outcome that is `done` so far; a step answers the remote id.

    An error ends its own change; one that would meet the next change too ends the batch, and the
    rest is not tried. The remote id that a change already has is never dropped.
    """
    after: list[Outcome] = []
    last: MarketplaceError | None = None
    closed = False
    for outcome in outcomes:
        if outcome.status != "done":
            after.append(outcome)
        elif closed and last:
            after.append(outcome_of(outcome.change, last, outcome.remote_id))
        else:
            try:
                after.append(replace(outcome, remote_id=await step(outcome)))
                last = None
            except MarketplaceError as error:
                closed, last = ends_batch(error, last), error
                after.append(outcome_of(outcome.change, error, outcome.remote_id))
    return after
