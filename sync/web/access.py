"""Who looks at the page, and what each may do there.

On a computer without users whoever opens the address that `ocop serve` prints is the owner: it
carries a token that opens one session, and a file in the home holds the next one (`ocop page`).
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route as StarletteRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from sync.model.people import Permission, Role, Viewer
from sync.running.decisions import login_name

COOKIE: Final = "ocop_session"
LINK_FILE: Final = "page.json"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_SESSIONS: Final = 50

Endpoint = Callable[[Request], Awaitable[Response]]


class NotAllowed(Exception):
    """Nobody is signed in, or somebody who may not do this; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Route(StarletteRoute):
    """A route and the permission that it needs; None is open to anybody."""

    def __init__(
        self, path: str, endpoint: Endpoint, *, needs: Permission | None, methods: str = "GET"
    ) -> None:
        super().__init__(path, _guarded(endpoint, needs), methods=methods.split(), name=path)
        self.needs = needs


def _guarded(endpoint: Endpoint, needs: Permission | None) -> Endpoint:
    async def checked(request: Request) -> Response:
        if needs is None:
            return await endpoint(request)
        viewer: Viewer | None = request.state.viewer
        if viewer is None:
            raise NotAllowed("page_closed")
        if not viewer.may(needs):
            raise NotAllowed("page_forbidden")
        return await endpoint(request)

    return checked


@dataclass(slots=True)
class OwnerSessions:
    """The sessions of a computer without users: each is opened by a token that is good once."""

    home: Path
    address: str = ""
    _token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    _sessions: dict[str, None] = field(default_factory=dict, repr=False)

    def link(self) -> str:
        """Give the address that opens the next session, for whoever may read the home."""
        link = f"{self.address}/enter?token={self._token}"
        file = self.home / LINK_FILE
        file.write_text(json.dumps({"address": link}) + "\n", encoding="utf-8")
        return link

    def enter(self, token: str) -> str | None:
        """Open a session; None where the token is not the one that is good now."""
        if not hmac.compare_digest(token.encode(), self._token.encode()):
            return None
        self._token = secrets.token_urlsafe(24)
        self.link()
        session = secrets.token_urlsafe(32)
        self._sessions[session] = None
        while len(self._sessions) > MOST_SESSIONS:
            self._sessions.pop(next(iter(self._sessions)))
        return session

    def viewer(self, session: str | None) -> Viewer | None:
        """Say who has this session."""
        if session is None or session not in self._sessions:
            return None
        return Viewer(name=login_name(), role=Role.OWNER)


class Access:
    """Puts the viewer on `request.state.viewer`, and refuses what another site sends."""

    def __init__(self, app: ASGIApp, sessions: OwnerSessions) -> None:
        self._app, self._sessions = app, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        connection = HTTPConnection(scope)
        if scope["method"] not in SAFE and not _is_own(connection):
            await Response("cross-site\n", 403)(scope, receive, send)
            return
        state: dict[str, Any] = scope.setdefault("state", {})
        state["viewer"] = self._sessions.viewer(connection.cookies.get(COOKIE))
        await self._app(scope, receive, send)


def _is_own(connection: HTTPConnection) -> bool:
    """Whether a browser says that a form of this page sends it; other programs say nothing."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = connection.headers.get("origin")
    return origin is not None and origin.partition("://")[2] == connection.headers.get("host")


async def enter(request: Request) -> Response:
    """Open a session by the token of the address."""
    sessions: OwnerSessions = request.app.state.sessions
    session = sessions.enter(request.query_params.get("token", ""))
    if session is None:
        raise NotAllowed("page_closed")
    answer = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=secure)
    return answer


ROUTES: Final = [Route("/enter", enter, needs=None)]
