"""Describes calls to Shopee: what is sent, how it is signed, and how the answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal
from urllib.parse import urlencode

import orjson

from adapters.shopee.client.answers import heard, heard_once, heard_rows
from adapters.shopee.client.endpoints import AUTHORIZE, UPLOAD_IMAGE
from adapters.shopee.signing import sign
from sync.marketplace import Call, Connection, Credentials, FormPart, Request, Response
from sync.marketplace.json_values import Json

Pairs = Sequence[tuple[str, str]]


class Client:
    """Builds the calls of one shop; sends nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ask(self, path: str, query: Pairs = ()) -> Call[Json]:
        """Read something."""

        def build(access: Credentials) -> Request:
            return self._request("GET", path, (*self._for_shop(path, access), *query))

        return Call(endpoint=path, build=build, read=heard, repeatable=True)

    def put(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Set something to a value, which may be sent twice."""
        return self._post(path, body, heard)

    def put_rows(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Set several things to values; each may fail by itself."""
        return self._post(path, body, heard_rows)

    def make(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Create something, which sent twice would stand there twice."""
        return self._post(path, body, heard_once)

    def _post(
        self, path: str, body: Mapping[str, object], read: Callable[[Response], Json]
    ) -> Call[Json]:
        content = orjson.dumps(body)

        def build(access: Credentials) -> Request:
            return self._request("POST", path, self._for_shop(path, access), content)

        return Call(endpoint=path, build=build, read=read, repeatable=read is not heard_once)

    def open(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Ask for tokens: signed by the app alone. A lost pair may be asked for once more."""
        return self.put_of_app(path, {**body, "partner_id": int(self._connection.key)})

    def ask_of_app(self, path: str) -> Call[Json]:
        """Read something that is the app's and no shop's."""

        def build(access: Credentials) -> Request:
            return self._request("GET", path, self._public(path, access.now))

        return Call(endpoint=path, build=build, read=heard, repeatable=True, signed_in=False)

    def put_of_app(self, path: str, body: Mapping[str, object]) -> Call[Json]:
        """Set something that is the app's and no shop's; it may be sent twice."""
        content = orjson.dumps(body)

        def build(access: Credentials) -> Request:
            return self._request("POST", path, self._public(path, access.now), content)

        return Call(endpoint=path, build=build, read=heard, repeatable=True, signed_in=False)

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
            endpoint=UPLOAD_IMAGE, build=build, read=heard, repeatable=True, signed_in=False
        )

    def authorize_url(self, redirect_url: str, state: str, now: datetime) -> str:
        """Sign the address where a seller lets us in; good for five minutes.

        Shopee echoes no state of its own, so it travels inside the redirect address.
        """
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
