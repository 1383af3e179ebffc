"""The line to a marketplace: an adapter says what to send and how to read the answer, no more.

Whoever owns the line (the engine) paces it, signs in, refreshes tokens, retries, and keeps secrets
out of the log; an adapter builds requests and reads answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, Literal, Protocol, TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request is signed with: the shop's token ("" when none) and the platform's time."""

    token: str
    now: datetime


@dataclass(frozen=True, slots=True)
class FormPart:
    """One file of a multipart form."""

    field: str
    filename: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request, ready to go: `url` is complete, `query` is added in this order."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    url: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[FormPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """Names an answer that stays the same for a while: it is kept with its date.

    `name` says what is asked, and holds no secret. A kept answer stands in for a call for
    `stands_s`; with 0 it never does, and is only read where nothing can be called.
    """

    name: str
    stands_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Generic[Answer]):
    """One call, described: built anew (and signed anew) for every attempt.

    `read` turns the response into an answer or raises one of `errors`. `repeatable` says that
    sending it twice does no more than sending it once, so a lost answer may simply be asked again.
    `signed_in` is False for what needs no shop token (getting one, above all). `reads` says that
    it changes nothing at all.
    """

    endpoint: str  # the platform's name of it: for pace, journal and log; never holds a secret
    build: Callable[[Credentials], Request]
    read: Callable[[Response], Answer]
    repeatable: bool = False
    signed_in: bool = True
    reads: bool = False
    kept: Kept | None = None


class ApiClient(Protocol):
    """A paced, signed-in line to one shop."""

    async def call(self, call: Call[Answer]) -> Answer:
        """Make the call; raises what `read` raises once waiting and retrying are used up."""
        ...

    async def pause(self, seconds: float) -> None:
        """Wait because the platform's documents say so (never to retry)."""
        ...


async def token_call(client: ApiClient, call: Call[Answer]) -> tuple[Answer, datetime]:
    """Make a call for tokens; answers too when it was built, which a token's life counts from."""
    asked_at: list[datetime] = []

    def build(credentials: Credentials) -> Request:
        asked_at.append(credentials.now)
        return call.build(credentials)

    answer = await client.call(replace(call, build=build))
    return answer, asked_at[-1]


def by_token(call: Call[Answer], token: str) -> Call[Answer]:
    """Make a call with a token that nobody keeps yet: whose shop it opens is to be seen first."""

    def build(credentials: Credentials) -> Request:
        return call.build(Credentials(token, credentials.now))

    return replace(call, build=build, signed_in=False)
