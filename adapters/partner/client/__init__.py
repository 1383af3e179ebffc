"""Describes calls of the partner API: what is sent, with which token, how the answer is read."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import orjson

from adapters.partner.client.answers import told_of_read, told_of_write, whole_answer
from adapters.partner.client.endpoints import MEDIA, TOKEN, Place
from sync.marketplace import Call, Connection, Credentials, FormPart, Request
from sync.marketplace.json_values import Json

BASE = "/partner/v1"
AGENT = "ocop-sync/1"
FRESH_ONLY: Mapping[str, str] = {"If-None-Match": "*"}

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Write:
    """A write: `headers` narrow it; `keyed` writes carry a key that names the decision."""

    method: Literal["POST", "PUT", "PATCH"]
    place: Place
    body: Json
    headers: Mapping[str, str] = field(default_factory=dict)


class Client:
    """Builds the calls of one shop; sends nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ask(self, place: Place, query: Pairs = ()) -> Call[Json]:
        """Read something."""

        def build(access: Credentials) -> Request:
            return Request(
                method="GET",
                url=self._url(place.path),
                query=tuple(query),
                headers=_headers(access),
            )

        return Call(endpoint=place.name, build=build, read=told_of_read, repeatable=True)

    def set(self, write: Write) -> Call[Json]:
        """Set something to a value, which may be sent twice."""
        return self._write(write)

    def put(self, write: Write) -> Call[Json]:
        """Set all of a product; every attempt carries the key of this one decision."""
        return self._write(_keyed(write))

    def make(self, write: Write) -> Call[Json]:
        """Make a product; after a lost answer we look before we send it again."""
        fresh = Write(write.method, write.place, write.body, {**write.headers, **FRESH_ONLY})
        return self._write(_keyed(fresh), "once")

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

        return Call(endpoint=MEDIA, build=build, read=told_of_write, repeatable=True)

    def enter(self) -> Call[Json]:
        """Ask for a token with the key and secret of the connection."""
        body = {
            "client_id": self._connection.key,
            "client_secret": self._connection.secret,
            "shop_code": self._connection.account,
        }

        def build(_access: Credentials) -> Request:
            headers = {"Accept": "application/json", "User-Agent": AGENT, **OF_JSON}
            content = orjson.dumps(body)
            return Request(method="POST", url=self._url(TOKEN), headers=headers, content=content)

        return Call(
            endpoint=TOKEN, build=build, read=whole_answer, repeatable=True, signed_in=False
        )

    def _write(
        self, write: Write, sent: Literal["once", "repeatable"] = "repeatable"
    ) -> Call[Json]:
        content = orjson.dumps(write.body)

        def build(access: Credentials) -> Request:
            return Request(
                method=write.method,
                url=self._url(write.place.path),
                headers={**_headers(access), **OF_JSON, **write.headers},
                content=content,
            )

        return Call(
            endpoint=write.place.name,
            build=build,
            read=told_of_write,
            repeatable=sent == "repeatable",
        )

    def _url(self, path: str) -> str:
        return self._connection.host + BASE + path


OF_JSON: Mapping[str, str] = {"Content-Type": "application/json"}


def _headers(access: Credentials) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {access.token}",
        "Accept": "application/json",
        "User-Agent": AGENT,
    }


def _keyed(write: Write) -> Write:
    headers = {**write.headers, "Idempotency-Key": str(uuid.uuid4())}
    return Write(write.method, write.place, write.body, headers)
