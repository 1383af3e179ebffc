"""Signing in by a password or by a link, and signing out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.model import Problem
from sync.model.address import parts_of
from sync.model.people import Permission
from sync.running.sign_in import signed_in
from sync.store.users import LONGEST_NAME, UserRefused
from sync.web.access import (
    NotAllowed,
    Route,
    address_of,
    cookie_name,
    said,
    session_token,
    store_of,
    viewer_of_user,
    with_session,
)
from sync.web.rendering import page

SIGN_IN: Final = "/sign-in"
LONGEST: Final = 1_000  # of what is typed into a field


async def sign_in_form(request: Request) -> Response:
    """Ask for name and password; a computer without users is opened by a link alone."""
    if request.state.viewer is not None:
        return RedirectResponse("/", 303)
    if not await store_of(request).users.any():
        raise NotAllowed("page_closed")
    return _form(request, None, place_in_page(request.query_params.get("next", "/")))


async def sign_in(request: Request) -> Response:
    """Open a new session for whoever knows the password; an older one of this browser ends."""
    fields = await request.form(max_files=0, max_fields=10, max_part_size=LONGEST)
    name, password = (str(fields.get(key, ""))[:LONGEST] for key in ("name", "password"))
    back = place_in_page(str(fields.get("next", "/")))
    store, address = store_of(request), address_of(request)
    found = await signed_in(store, name, password, address)
    if isinstance(found, Problem):
        return _form(request, found, back, name[:LONGEST_NAME])
    before = session_token(request)
    session = await store.sessions.begin(found, address, datetime.now(UTC), instead_of=before)
    request.state.viewer = found.viewer
    await store.decisions.add([said(request, "sign_in")])
    return with_session(request, RedirectResponse(back, 303), session)


def _form(request: Request, problem: Problem | None, back: str, name: str = "") -> Response:
    status = 200 if problem is None else 429 if problem.code == "sign_in_wait" else 403
    values = {"problem_of_form": problem, "back": back, "name": name}
    return page(request, "sign_in.html", status=status, **values)


async def link_form(request: Request) -> Response:
    """Open the session of a link that somebody typed or clicked; what only looks on uses up none.

    Chats and mail programs open every address that they show, and a browser that comes from there
    would not send the new cookie along: then a button is shown first.
    """
    token = request.query_params.get("token", "")[:LONGEST]
    if request.headers.get("sec-fetch-site") in ("none", "same-origin"):
        return await _entered(request, token)
    return page(request, "enter.html", token=token)


async def enter(request: Request) -> Response:
    """Open the session of a link."""
    fields = await request.form(max_files=0, max_fields=2, max_part_size=LONGEST)
    return await _entered(request, str(fields.get("token", ""))[:LONGEST])


async def _entered(request: Request, token: str) -> Response:
    store, now = store_of(request), datetime.now(UTC)
    before = session_token(request)
    try:
        user, session = await store.sessions.take_link(token, address_of(request), now)
    except UserRefused as error:
        raise NotAllowed(error.problem.code) from error
    if before:
        await store.sessions.end(before)
    request.state.viewer = viewer_of_user(user)
    await store.decisions.add([said(request, "sign_in", "link")])
    asks_password = user is not None and user.password is None
    back = "/settings" if asks_password else "/"
    return with_session(request, RedirectResponse(back, 303), session)


async def sign_out(request: Request) -> Response:
    """End this session."""
    store = store_of(request)
    await store.sessions.end(request.state.session or "")
    await store.decisions.add([said(request, "sign_out")])
    answer = RedirectResponse(SIGN_IN, 303)
    answer.delete_cookie(cookie_name(request))
    return answer


def place_in_page(given: str) -> str:
    """Take the path of an address of this page; what leads elsewhere leads to its beginning."""
    parts = parts_of(given[:LONGEST])
    inside = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    if not inside or given.startswith("//") or "\\" in given or not given.isprintable():
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


ROUTES: Final = [
    Route(SIGN_IN, sign_in_form, needs=None),
    Route(SIGN_IN, sign_in, needs=None, methods="POST"),
    Route("/enter", link_form, needs=None),
    Route("/enter", enter, needs=None, methods="POST"),
    Route("/sign-out", sign_out, needs=Permission.ACCOUNT, methods="POST"),
]
