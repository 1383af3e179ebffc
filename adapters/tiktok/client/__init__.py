"""Describes calls to TikTok Shop: what is sent, how it is signed, and how the answer is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

import orjson

from adapters.tiktok.client.answers import heard, heard_once
from adapters.tiktok.client.endpoints import (
    AUTH_HOST,
    AUTHORIZE,
    SHOPS,
    UPLOAD_FILE,
    UPLOAD_IMAGE,
    Place,
    at,
)
from adapters.tiktok.features import FEATURES
from adapters.tiktok.signing import sign
from sync.marketplace import Call, Connection, Credentials, FormPart, Request
from sync.marketplace.error_mapping import Sent
from sync.marketplace.json_values import Json

Pairs = Sequence[tuple[str, str]]
Method = Literal["GET", "POST", "PUT"]

JSON = {"content-type": "application/json"}


@dataclass(frozen=True, slots=True)
class Write:
    """One change to be sent: "once" if sent twice it might stand there twice."""

    place: Place
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

    def ask(self, cipher: str, place: Place, query: Pairs = ()) -> Call[Json]:
        """Read something."""

        def build(access: Credentials) -> Request:
            return self._request("GET", place, self._named(cipher, query), access)

        return Call(endpoint=place.endpoint, build=build, read=heard, repeatable=True)

    def shops(self) -> Call[Json]:
        """Read which shops the token opens."""
        return self.ask("", at(SHOPS))

    def look(self, cipher: str, place: Place, body: Json, query: Pairs = ()) -> Call[Json]:
        """Read something that is asked for by a body."""
        content = orjson.dumps(body) if body else b""  # "{}" is signed by some and not by others

        def build(access: Credentials) -> Request:
            return self._request("POST", place, self._named(cipher, query), access, content)

        return Call(endpoint=place.endpoint, build=build, read=heard, repeatable=True)

    def write(self, cipher: str, write: Write) -> Call[Json]:
        """Change something."""
        content = orjson.dumps(write.body)
        read = heard_once if write.sent == "once" else heard

        def build(access: Credentials) -> Request:
            query = self._named(cipher)
            return self._request(write.method, write.place, query, access, content)

        again = write.sent == "repeatable"
        return Call(endpoint=write.place.endpoint, build=build, read=read, repeatable=again)

    def upload(self, part: FormPart, use_case: str) -> Call[Json]:
        """Upload a picture; one uploaded twice lies there unused, which harms nobody."""
        return self._upload(at(UPLOAD_IMAGE), part, {"use_case": use_case})

    def upload_file(self, part: FormPart) -> Call[Json]:
        """Upload a PDF."""
        return self._upload(at(UPLOAD_FILE), part, {"name": part.filename})

    def _upload(self, place: Place, part: FormPart, form: Mapping[str, str]) -> Call[Json]:
        def build(access: Credentials) -> Request:
            return Request(
                method="POST",
                url=self._connection.host + place.path,
                query=self._signed(place, (), access),
                headers={"x-tts-access-token": access.token},
                form=form,
                parts=(part,),
            )

        return Call(endpoint=place.endpoint, build=build, read=heard, repeatable=True)

    def open(self, path: str, query: Pairs) -> Call[Json]:
        """Ask for tokens: unsigned, the secret in the query. A lost pair may be asked for again."""
        app = (("app_key", self._connection.key), ("app_secret", self._connection.secret))

        def build(_: Credentials) -> Request:
            return Request(method="GET", url=self._auth_host + path, query=(*app, *query))

        return Call(endpoint=path, build=build, read=heard, repeatable=True, signed_in=False)

    def authorize_url(self, state: str) -> str:
        """Make the address where a seller lets us in; TikTok knows the app's redirect address."""
        query = urlencode([("app_key", self._connection.key), ("state", state)])
        return f"{self._auth_host}{AUTHORIZE}?{query}"

    def _request(
        self, method: Method, place: Place, query: Pairs, access: Credentials, content: bytes = b""
    ) -> Request:
        return Request(
            method=method,
            url=self._connection.host + place.path,
            query=self._signed(place, query, access, content),
            headers={**JSON, "x-tts-access-token": access.token},
            content=content or None,
        )

    def _named(self, cipher: str, query: Pairs = ()) -> Pairs:
        return (*query, ("shop_cipher", cipher)) if cipher else query

    def _signed(
        self, place: Place, query: Pairs, access: Credentials, content: bytes = b""
    ) -> tuple[tuple[str, str], ...]:
        timestamp = str(int(access.now.timestamp()))
        pairs = (("app_key", self._connection.key), ("timestamp", timestamp), *query)
        return (*pairs, ("sign", sign(self._connection.secret, place.path, pairs, content)))
