"""Calls of the partner API: what is sent, with which token, and one shop that makes them."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

import orjson

from adapters.partner.endpoints import KEPT_S, MEDIA, PRODUCT, TOKEN, Endpoint, at
from adapters.partner.errors import parse_envelope, parse_read, parse_write
from adapters.partner.features import PartnerProfile
from sync.marketplace import ApiClient, Call, Connection, Credentials, FormPart, Kept, Request
from sync.marketplace.json_values import Json, rows, text, unclear
from sync.model import Place, ShopName

BASE = "/partner/v1"
AGENT = "ocop-sync/1"
OF_JSON: Mapping[str, str] = {"Content-Type": "application/json"}
FRESH_ONLY: Mapping[str, str] = {"If-None-Match": "*"}

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Write:
    """A write; `headers` narrow it. `repeatable`: sent twice it does no more than sent once."""

    method: Literal["POST", "PUT", "PATCH"]
    endpoint: Endpoint
    body: Json
    headers: Mapping[str, str] = field(default_factory=dict)
    repeatable: bool = True

    def keyed(self) -> Write:
        """Let every attempt carry the key of this one decision."""
        return replace(self, headers={**self.headers, "Idempotency-Key": str(uuid.uuid4())})


class Client:
    """Builds the calls of one shop; sends nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def account(self) -> str:
        """The marketplace's own code of the shop."""
        return self._connection.account

    def ask(self, endpoint: Endpoint, query: Pairs = ()) -> Call[Json]:
        """Read something."""

        def build(access: Credentials) -> Request:
            return Request(
                method="GET",
                url=self._url(endpoint.path),
                query=tuple(query),
                headers=_headers(access),
            )

        stands_s = KEPT_S.get(endpoint.name)
        name = f"{endpoint.path}?{urlencode(query)}"
        return Call(
            endpoint=endpoint.name,
            build=build,
            read=parse_read,
            repeatable=True,
            reads=True,
            kept=None if stands_s is None else Kept(name, stands_s),
        )

    def set(self, write: Write) -> Call[Json]:
        """Set something to a value."""
        content = orjson.dumps(write.body)

        def build(access: Credentials) -> Request:
            return Request(
                method=write.method,
                url=self._url(write.endpoint.path),
                headers={**_headers(access), **OF_JSON, **write.headers},
                content=content,
            )

        return Call(
            endpoint=write.endpoint.name,
            build=build,
            read=parse_write,
            repeatable=write.repeatable,
        )

    def put(self, sku: str, body: Json) -> Call[Json]:
        """Set all of a product."""
        return self.set(Write("PUT", at(PRODUCT, sku=sku), body).keyed())

    def make(self, sku: str, body: Json) -> Call[Json]:
        """Make a product; after a lost answer we look before we send it again."""
        fresh = Write("PUT", at(PRODUCT, sku=sku), body, FRESH_ONLY, repeatable=False)
        return self.set(fresh.keyed())

    def upload(self, part: FormPart, purpose: str) -> Call[Json]:
        """Upload a picture or a paper; the same content gets the same id again."""

        def build(access: Credentials) -> Request:
            return Request(
                method="POST",
                url=self._url(MEDIA),
                headers=_headers(access),
                form={"purpose": purpose},
                parts=(part,),
            )

        return Call(endpoint=MEDIA, build=build, read=parse_write, repeatable=True)

    def enter(self) -> Call[Json]:
        """Ask for a token with the key and secret of the connection."""
        content = orjson.dumps(
            {
                "client_id": self._connection.key,
                "client_secret": self._connection.secret,
                "shop_code": self._connection.account,
            }
        )

        def build(_access: Credentials) -> Request:
            headers = {"Accept": "application/json", "User-Agent": AGENT, **OF_JSON}
            return Request(method="POST", url=self._url(TOKEN), headers=headers, content=content)

        return Call(
            endpoint=TOKEN, build=build, read=parse_envelope, repeatable=True, signed_in=False
        )

    def _url(self, path: str) -> str:
        return self._connection.host + BASE + path


def _headers(access: Credentials) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {access.token}",
        "Accept": "application/json",
        "User-Agent": AGENT,
    }


@dataclass(frozen=True, slots=True)
class ShopApi:
    """One shop behind the partner API."""

    profile: PartnerProfile
    shop: ShopName
    ship_from: Place | None
    line: ApiClient
    client: Client

    async def ask(self, endpoint: Endpoint, query: Pairs = ()) -> Json:
        """Read something."""
        return await self.line.call(self.client.ask(endpoint, query))

    async def set(self, write: Write) -> Json:
        """Set something to a value."""
        return await self.line.call(self.client.set(write))

    async def product(self, sku: str) -> Json:
        """Read one product as it is now; raises `Rejected` (listing_gone) where there is none."""
        return await self.ask(at(PRODUCT, sku=sku))

    async def pages(self, endpoint: Endpoint, query: Pairs = ()) -> AsyncIterator[Json]:
        """Page through a list; a page may be empty and still not be the last."""
        token, passed = "", {""}
        while True:
            size = [("page_size", str(self.profile.page))]
            more = [("page_token", token)] if token else []
            page = await self.ask(endpoint, [*query, *size, *more])
            if not isinstance(page.get("items"), list) or "next_token" not in page:
                raise unclear("items")
            yield page
            token = text(page.get("next_token"))
            if not token:
                return
            if token in passed:  # it would go round for ever
                raise unclear("next_token")
            passed.add(token)

    async def rows(self, endpoint: Endpoint, query: Pairs = ()) -> list[Json]:
        """Read all of a list."""
        pages = self.pages(endpoint, query)
        return [row async for page in pages for row in rows(page.get("items"))]
