"""Describes the calls of one shop: what is sent, how it is signed, how the answer is read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

import orjson

from adapters.tiktok.endpoints import (
    AUTH_HOST,
    AUTHORIZE,
    KEPT_S,
    SHOPS,
    UPLOAD_FILE,
    UPLOAD_IMAGE,
    WAREHOUSES,
    Endpoint,
    Pairs,
    at,
)
from adapters.tiktok.errors import parse, parse_create
from adapters.tiktok.features import FEATURES
from adapters.tiktok.metadata import MetadataCache, Warehouses, warehouses_of
from adapters.tiktok.signing import sign
from sync.marketplace import (
    ApiClient,
    Call,
    Connection,
    Credentials,
    FormPart,
    Kept,
    Rejected,
    Request,
)
from sync.marketplace.error_mapping import Sent
from sync.marketplace.json_values import Json, rows, text, unclear
from sync.model import Problem, ShopName, Value

Method = Literal["GET", "POST", "PUT"]

JSON = {"content-type": "application/json"}


@dataclass(frozen=True, slots=True)
class Write:
    """One change to be sent: "once" if sent twice it might stand there twice."""

    endpoint: Endpoint
    body: Json
    method: Literal["POST", "PUT"] = "POST"
    sent: Sent = "repeatable"


class Client:
    """Builds the calls of one shop; sends nothing.

    `cipher` names the shop where a call is about one; the others must not carry it.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        real = connection.host == FEATURES.host
        self._auth_host = AUTH_HOST if real else connection.host

    def ask(self, cipher: str, endpoint: Endpoint, query: Pairs = ()) -> Call[Json]:
        """Read something."""

        def build(credentials: Credentials) -> Request:
            return self._request("GET", endpoint, self._named(cipher, query), credentials)

        return Call(
            endpoint=endpoint.name,
            build=build,
            read=parse,
            repeatable=True,
            reads=True,
            kept=_kept(endpoint, query),
        )

    def shops(self) -> Call[Json]:
        """Read which shops the token opens."""
        return self.ask("", at(SHOPS))

    def look(self, cipher: str, endpoint: Endpoint, body: Json, query: Pairs = ()) -> Call[Json]:
        """Read something that is asked for by a body."""
        content = orjson.dumps(body) if body else b""  # "{}" is signed by some and not by others

        def build(credentials: Credentials) -> Request:
            return self._request("POST", endpoint, self._named(cipher, query), credentials, content)

        return Call(endpoint=endpoint.name, build=build, read=parse, repeatable=True, reads=True)

    def write(self, cipher: str, write: Write) -> Call[Json]:
        """Change something."""
        content = orjson.dumps(write.body)
        read = parse_create if write.sent == "once" else parse

        def build(credentials: Credentials) -> Request:
            query = self._named(cipher)
            return self._request(write.method, write.endpoint, query, credentials, content)

        again = write.sent == "repeatable"
        return Call(endpoint=write.endpoint.name, build=build, read=read, repeatable=again)

    def upload(self, part: FormPart, use_case: str) -> Call[Json]:
        """Upload a picture; one uploaded twice lies there unused, which harms nobody."""
        return self._upload(at(UPLOAD_IMAGE), part, {"use_case": use_case})

    def upload_file(self, part: FormPart) -> Call[Json]:
        """Upload a PDF."""
        return self._upload(at(UPLOAD_FILE), part, {"name": part.filename})

    def _upload(self, endpoint: Endpoint, part: FormPart, form: Mapping[str, str]) -> Call[Json]:
        def build(credentials: Credentials) -> Request:
            return Request(
                method="POST",
                url=self._connection.host + endpoint.path,
                query=self._signed(endpoint, (), credentials),
                headers={"x-tts-access-token": credentials.token},
                form=form,
                parts=(part,),
            )

        return Call(endpoint=endpoint.name, build=build, read=parse, repeatable=True)

    def open(self, path: str, query: Pairs) -> Call[Json]:
        """Ask for tokens: unsigned, the secret in the query. A lost pair may be asked for again."""
        app = (("app_key", self._connection.key), ("app_secret", self._connection.secret))

        def build(_: Credentials) -> Request:
            return Request(method="GET", url=self._auth_host + path, query=(*app, *query))

        return Call(endpoint=path, build=build, read=parse, repeatable=True, signed_in=False)

    def authorize_url(self, state: str) -> str:
        """Make the address where a seller lets us in; TikTok knows the app's redirect address."""
        query = urlencode([("app_key", self._connection.key), ("state", state)])
        return f"{self._auth_host}{AUTHORIZE}?{query}"

    def _request(
        self,
        method: Method,
        endpoint: Endpoint,
        query: Pairs,
        credentials: Credentials,
        content: bytes = b"",
    ) -> Request:
        return Request(
            method=method,
            url=self._connection.host + endpoint.path,
            query=self._signed(endpoint, query, credentials, content),
            headers={**JSON, "x-tts-access-token": credentials.token},
            content=content or None,
        )

    def _named(self, cipher: str, query: Pairs = ()) -> Pairs:
        return (*query, ("shop_cipher", cipher)) if cipher else query

    def _signed(
        self, endpoint: Endpoint, query: Pairs, credentials: Credentials, content: bytes = b""
    ) -> tuple[tuple[str, str], ...]:
        timestamp = str(int(credentials.now.timestamp()))
        pairs = (("app_key", self._connection.key), ("timestamp", timestamp), *query)
        return (*pairs, ("sign", sign(self._connection.secret, endpoint.path, pairs, content)))


def _kept(endpoint: Endpoint, query: Pairs) -> Kept | None:
    stands_s = KEPT_S.get(endpoint.name)
    return None if stands_s is None else Kept(f"{endpoint.path}?{urlencode(query)}", stands_s)


@dataclass(frozen=True, slots=True)
class ShopApi:
    """One shop: its name, its line, its calls, and what was learned of it."""

    shop: ShopName
    account: str
    line: ApiClient
    client: Client
    metadata: MetadataCache = field(default_factory=MetadataCache)

    async def cipher(self) -> str:
        """Give TikTok's name of the shop in calls, read once; raises `Rejected` if not ours."""
        if not self.metadata.cipher:
            self.metadata.cipher = cipher_of(
                self.account, await self.line.call(self.client.shops())
            )
        return self.metadata.cipher

    async def ask(self, endpoint: Endpoint, query: Pairs = ()) -> Json:
        """Read something."""
        return await self.line.call(self.client.ask(await self.cipher(), endpoint, query))

    async def look(self, endpoint: Endpoint, body: Json, query: Pairs = ()) -> Json:
        """Read something that is asked for by a body."""
        return await self.line.call(self.client.look(await self.cipher(), endpoint, body, query))

    async def pages(self, endpoint: Endpoint, body: Json, query: Pairs) -> AsyncIterator[Json]:
        """Read page after page of what is asked for by a body.

        Raises `Lost` where the same page is named again: it would go round for ever, or end before
        the end.
        """
        token, passed = "", {""}
        while True:
            told = await self.look(endpoint, body, [*query, *_page(token)])
            yield told
            token = text(told.get("next_page_token"))
            if not token:
                return
            if token in passed:
                raise unclear("next_page_token")
            passed.add(token)

    async def write(self, write: Write) -> Json:
        """Change something."""
        return await self.line.call(self.client.write(await self.cipher(), write))

    async def warehouses(self) -> Warehouses:
        """Say where the shop sells from, read once."""
        if self.metadata.warehouses is None:
            self.metadata.warehouses = await self.warehouses_now()
        return self.metadata.warehouses

    async def warehouses_now(self) -> Warehouses:
        """Read where the shop sells from, and whether it is on holiday."""
        found = warehouses_of(await self.ask(at(WAREHOUSES)))
        if not found.default:
            raise Rejected([Problem(code="warehouse_missing")])
        return found


def cipher_of(account: str, answer: Json) -> str:
    """Find the name of our shop among those that a token opens; raises `Rejected` if not ours."""
    shops = rows(answer.get("shops"))
    ciphers = {text(row.get("id")): text(row.get("cipher")) for row in shops}
    if not ciphers.get(account):
        values: dict[str, Value] = {"account": account, "found": tuple(ciphers)}
        raise Rejected([Problem(code="shop_not_granted", values=values)])
    return ciphers[account]


def _page(token: str) -> Pairs:
    return [("page_token", token)] if token else []
