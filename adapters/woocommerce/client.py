"""Calls of one shop: how they are signed in, and which way of it this shop's host lets through."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeVar
from urllib.parse import quote

import orjson

from adapters.woocommerce import errors
from adapters.woocommerce.endpoints import MEDIA, Endpoint
from adapters.woocommerce.metadata import MetadataCache
from adapters.woocommerce.signing import Keys, Pairs, basic, signed
from sync.marketplace import (
    ApiClient,
    Call,
    Connection,
    Credentials,
    Kept,
    LoginExpired,
    Request,
    Response,
)
from sync.marketplace.json_values import Json
from sync.model import Change, ShopName

Answer = TypeVar("Answer")
Way = Literal["header", "query", "signature"]
AGENT = "ocop-sync/1"
JSON: Mapping[str, str] = {"Content-Type": "application/json"}


class RowPage(NamedTuple):
    """Some rows of a list, and how many it has in all where that was told."""

    rows: list[Json]
    total: int | None


class Client:
    """Builds the calls of one shop; sends nothing.

    Keys go in a header. Some hosts take that header away: there they go in the address, once the
    header has failed. Without HTTPS nothing is shown and every call is signed.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.configured = Keys(connection.key, connection.secret)
        self.host = connection.host
        self.is_https = connection.host.startswith("https://")
        self.by_query = False

    def keys(self, token: str) -> Keys:
        """Give what opens the shop: what shops.yaml says, else what the owner's consent brought."""
        if self.configured.are_given:
            return self.configured
        name, _, secret = token.partition(":")
        return Keys(name, secret)

    def ask(self, endpoint: Endpoint, query: Pairs = (), kept_s: float = 0.0) -> Call[Json]:
        """Read one object."""
        return self._reading(endpoint, query, errors.read_row, kept_s)

    def ask_rows(self, endpoint: Endpoint, query: Pairs = (), kept_s: float = 0.0) -> Call[RowPage]:
        """Read a page of a list."""

        def read(response: Response) -> RowPage:
            return RowPage(errors.read_rows(response), errors.total_of(response))

        return self._reading(endpoint, query, read, kept_s)

    def _reading(
        self,
        endpoint: Endpoint,
        query: Pairs,
        read: Callable[[Response], Answer],
        kept_s: float,
    ) -> Call[Answer]:
        name = f"{endpoint.path}?{query}"
        return Call(
            endpoint=endpoint.name,
            build=lambda access: self._request("GET", endpoint, access, query),
            read=read,
            repeatable=True,
            reads=True,
            kept=Kept(name, kept_s) if kept_s else None,
        )

    def put(self, endpoint: Endpoint, body: Json) -> Call[Json]:
        """Set something to a value: it may be sent twice.

        WooCommerce takes POST for PUT, and some hosts let no PUT through.
        """
        return self._writing(endpoint, body, errors.read_row)

    def put_once(self, endpoint: Endpoint, body: Json) -> Call[Json]:
        """Set what must not be set twice: a stock, over a sale that came meanwhile."""
        return self._writing(endpoint, body, errors.changed_row)

    def make(self, endpoint: Endpoint, body: Json) -> Call[Json]:
        """Make something: sent twice, the second would meet the first, or stand beside it."""
        return self._writing(endpoint, body, errors.made_row)

    def _writing(
        self, endpoint: Endpoint, body: Json, read: Callable[[Response], Json]
    ) -> Call[Json]:
        content = orjson.dumps(body)

        def build(access: Credentials) -> Request:
            return replace(self._request("POST", endpoint, access), content=content)

        repeatable = read is errors.read_row
        return Call(endpoint=endpoint.name, build=build, read=read, repeatable=repeatable)

    def upload(self, filename: str, content: bytes, media_type: str) -> Call[Json]:
        """Put a file into the media library, which WooCommerce's own keys do not open."""

        def build(access: Credentials) -> Request:
            request = self._request("POST", MEDIA, access)
            headers = {
                **request.headers,
                "Content-Type": media_type,
                "Content-Disposition": f'attachment; filename="{quote(filename)}"',
            }
            return replace(request, headers=headers, content=content)

        return Call(endpoint=MEDIA.name, build=build, read=errors.made_row)

    def _request(
        self,
        method: Literal["GET", "POST"],
        endpoint: Endpoint,
        access: Credentials,
        query: Pairs = (),
    ) -> Request:
        url, keys = self.host + endpoint.path, self.keys(access.token)
        headers = {"Accept": "application/json", "User-Agent": AGENT, **JSON}
        pairs = list(query)
        match self._way(keys):
            case "signature":
                stamp = int(access.now.timestamp()), secrets.token_hex(16)
                pairs = list(signed(method, url, query, keys, stamp))
            case "query":
                pairs += [("consumer_key", keys.name), ("consumer_secret", keys.secret)]
            case "header":
                headers["Authorization"] = basic(keys)
        return Request(method=method, url=url, query=tuple(pairs), headers=headers)

    def _way(self, keys: Keys) -> Way:
        if not keys.are_consumer_keys:
            return "header"
        if not self.is_https:
            return "signature"
        return "query" if self.by_query else "header"


@dataclass(frozen=True, slots=True)
class ShopApi:
    """One shop's calls, sent over its line, and what was learned of the shop."""

    shop: ShopName
    line: ApiClient
    client: Client
    metadata: MetadataCache = field(default_factory=MetadataCache)

    async def ask(self, endpoint: Endpoint, query: Pairs = (), kept_s: float = 0.0) -> Json:
        """Read one object."""
        return await self.call(self.client.ask(endpoint, query, kept_s))

    async def rows(self, endpoint: Endpoint, query: Pairs = (), kept_s: float = 0.0) -> RowPage:
        """Read a page of a list."""
        return await self.call(self.client.ask_rows(endpoint, query, kept_s))

    async def put(self, endpoint: Endpoint, body: Json) -> Json:
        """Set something to a value."""
        return await self.call(self.client.put(endpoint, body))

    async def put_once(self, endpoint: Endpoint, body: Json) -> Json:
        """Set what must not be set twice."""
        return await self.call(self.client.put_once(endpoint, body))

    async def make(self, endpoint: Endpoint, body: Json) -> Json:
        """Make something."""
        return await self.call(self.client.make(endpoint, body))

    async def call(self, call: Call[Answer]) -> Answer:
        """Make a call; where a header was never let through, once more with keys in the address.

        What was refused for its keys had no effect.
        """
        client = self.client
        try:
            answer = await self.line.call(call)
        except LoginExpired:
            if not client.is_https or client.by_query or self.metadata.header_worked:
                raise
            client.by_query = True
            try:
                return await self.line.call(call)
            except LoginExpired:
                client.by_query = False
                raise
        self.metadata.header_worked = self.metadata.header_worked or not client.by_query
        return answer


def item_of(change: Change) -> str:
    """Name the product that a change touches."""
    return (change.before and change.before.remote_id) or change.after.remote_id or "0"


def all_of(*names: str) -> tuple[str, str]:
    """Ask for these members alone: a shop's plugins write much besides."""
    return "_fields", ",".join(names)


EDITING: tuple[str, str] = ("context", "edit")  # as stored, not as themes and plugins show it
