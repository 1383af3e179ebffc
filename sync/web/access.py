"""Who looks at the page, and what each may do there.

Every request goes through `Access`: it finds the viewer by cookie or by token, refuses what another
site sends, and bounds the body. Every route names the permission that it needs, and is refused
without it before its endpoint hears of the request.

On a computer without users whoever opens the address that `ocop serve` prints is the owner: it
carries a token that opens one session.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route as StarletteRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.model.people import Permission, Role, Viewer
from sync.running.decisions import login_name
from sync.store import Decision, Store, Verdict
from sync.store.sessions import LONGEST
from sync.store.users import User
from sync.web.context import PageContext, context_of

COOKIE: Final = "ocop_session"
SECURE_COOKIE: Final = "__Host-ocop_session"  # no other host of the domain can set that one
PAGE_FILE: Final = "page.json"  # in the home: where the page is
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
API_BYTES: Final = 64 * 1024
USUAL_BYTES: Final = 256 * 1024  # of a form
BODY_S: Final = 20.0  # for a body to come, and more for one that is long
SLOWEST_BYTES_PER_S: Final = 16 * 1024
API: Final = "/api/"

Endpoint = Callable[[Request], Awaitable[Response]]


class NotAllowed(Exception):
    """Nobody is signed in, or somebody who may not do this; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TooLarge(Exception):
    """More was sent than the route takes."""


class SmallNumber(IntegerConvertor):
    """A number in an address: no row of ours has a longer one, and no database takes it."""

    regex = "[0-9]{1,9}"


register_url_convertor("int", SmallNumber())


class Route(StarletteRoute):
    """A route, the permission that it needs (None: open to anybody), and how much it takes."""

    def __init__(
        self,
        path: str,
        endpoint: Endpoint,
        *,
        needs: Permission | None,
        methods: str = "GET",
        most_bytes: int = USUAL_BYTES,
    ) -> None:
        checked = _guarded(endpoint, needs, most_bytes)
        super().__init__(path, checked, methods=methods.split(), name=path)
        self.needs = needs


def _guarded(endpoint: Endpoint, needs: Permission | None, most_bytes: int) -> Endpoint:
    async def checked(request: Request) -> Response:
        if needs is not None:
            must_be_allowed(request, needs)
        take_at_most(request, most_bytes)
        return await endpoint(request)

    return checked


def must_be_allowed(connection: HTTPConnection, needs: Permission) -> Viewer:
    """Answer who asks, if they may do this; raises `NotAllowed`."""
    viewer: Viewer | None = connection.state.viewer
    if viewer is None:
        raise NotAllowed("page_closed")
    if not viewer.may(needs):
        raise NotAllowed("page_forbidden")
    return viewer


def take_at_most(connection: HTTPConnection, most_bytes: int) -> None:
    """Let the body have so many bytes; raises `TooLarge` where it says that it has more."""
    connection.state.most_bytes = most_bytes
    if _told_length(connection) > most_bytes:
        raise TooLarge


def _told_length(connection: HTTPConnection) -> int:
    """Say how many bytes a request says that it has; more than any where that is no number."""
    length = connection.headers.get("content-length", "0")
    return int(length) if length.isdecimal() and len(length) < 12 else 10**12


class Access:
    """Puts the viewer on `request.state.viewer`, and refuses what another site sends."""

    def __init__(self, app: ASGIApp, context: PageContext) -> None:
        self._app, self._context = app, context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        connection = HTTPConnection(scope)
        state: dict[str, Any] = scope.setdefault("state", {})
        state.update(viewer=None, session=None, most_bytes=0)
        at_api = scope["path"].startswith(API)
        foreign = scope["method"] not in SAFE and not is_own(connection)
        if foreign and not at_api:
            await Response("cross-site\n", 403)(scope, receive, send)
            return
        state["most_bytes"] = API_BYTES if at_api else 0
        if at_api and (token := _bearer(connection)) is not None:
            await self._know_token(connection, token)
        elif not foreign and not scope["path"].startswith("/static/"):
            await self._know_session(connection)
        await self._app(scope, _bounded(receive, state, _told_length(connection)), send)

    async def _know_token(self, connection: HTTPConnection, token: str) -> None:
        sessions = self._context.app.store.sessions
        connection.state.viewer = await sessions.viewer_of_token(token, datetime.now(UTC))

    async def _know_session(self, connection: HTTPConnection) -> None:
        store, now = self._context.app.store, datetime.now(UTC)
        session = session_token(connection)
        found = await store.sessions.of(session, now) if session else None
        if found is not None:
            connection.state.session, connection.state.user = session, found.user
            connection.state.viewer = viewer_of_user(found.user)


async def is_signed_in(request: Request) -> bool:
    """Whether the session that a long answer was begun for still stands."""
    session: str | None = request.state.session
    now = datetime.now(UTC)
    return session is not None and await store_of(request).sessions.of(session, now) is not None


def _bearer(connection: HTTPConnection) -> str | None:
    """Give the token of a program; whoever sends one is asked for nothing else."""
    kind, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _bounded(receive: Receive, state: dict[str, Any], length: int) -> Receive:
    """Stop reading where more comes than the route said that it takes, or nothing for long."""
    taken, whole, clock = 0, False, asyncio.get_running_loop().time
    ends = clock() + BODY_S + length / SLOWEST_BYTES_PER_S

    async def at_most() -> Message:
        nonlocal taken, whole
        try:
            async with asyncio.timeout_at(None if whole else ends):
                message = await receive()
        except TimeoutError:
            raise ClientDisconnect from None  # as good as gone
        taken += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if taken > state["most_bytes"] and taken:
            raise TooLarge
        return message

    return at_most


def is_own(connection: HTTPConnection) -> bool:
    """Whether a browser says that a form of this page sends it; other programs say nothing."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = connection.headers.get("origin")
    return origin is not None and origin.partition("://")[2] == connection.headers.get("host")


def viewer_of_user(user: User | None) -> Viewer:
    """Say who this is: a user, or the owner of a computer without users."""
    return Viewer(name=login_name(), role=Role.OWNER) if user is None else user.viewer


def session_token(connection: HTTPConnection) -> str | None:
    """Give what the browser's cookie says."""
    return connection.cookies.get(cookie_name(connection))


def cookie_name(connection: HTTPConnection) -> str:
    """Name the cookie: over TLS one that only this host can have set."""
    return SECURE_COOKIE if connection.url.scheme == "https" else COOKIE


def with_session(request: Request, answer: Response, session: str) -> Response:
    """Have the browser keep a session, and give it to no script and no other site."""
    answer.set_cookie(
        cookie_name(request),
        session,
        httponly=True,
        samesite="strict",
        max_age=int(LONGEST.total_seconds()),  # a phone closes its browser all the time
        secure=request.url.scheme == "https",
    )
    return answer


def origin_of(connection: HTTPConnection) -> str:
    """Say from where somebody decides, for the log."""
    place = "api" if connection.scope["path"].startswith(API) else "page"
    return f"{place} {address_of(connection)}"


def address_of(connection: HTTPConnection) -> str:
    """The address that a request came from."""
    return connection.client.host if connection.client else "?"


def said(request: Request, verdict: Verdict, note: str = "", **about: Any) -> Decision:
    """Put down what the viewer says, now; `about` as in `Decision`."""
    viewer: Viewer | None = request.state.viewer
    who = viewer.name if viewer else "?"
    at, origin = datetime.now(UTC), origin_of(request)
    return Decision(at=at, who=who, origin=origin, verdict=verdict, note=note, **about)


def store_of(request: Request) -> Store:
    """Give the memory of this installation."""
    return context_of(request).app.store


def keep_address(home: Path, address: str) -> None:
    """Write down where the page is, for `ocop page`."""
    file = home / PAGE_FILE
    file.write_text(json.dumps({"address": address}) + "\n", encoding="utf-8")


def kept_address(home: Path) -> str | None:
    """Recall where the page is, or was."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads((home / PAGE_FILE).read_text(encoding="utf-8"))
        return cast("str", found["address"])
    return None
