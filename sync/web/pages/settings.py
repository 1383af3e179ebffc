"""Cài đặt: one's own password, sessions and tokens; and for owners, the users."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog import Configuration
from sync.model import Problem
from sync.model.assortment import file_of
from sync.model.people import Permission, Role, Viewer
from sync.running.sign_in import signed_in
from sync.store.passwords import hashed, password_flaw
from sync.store.users import User, UserRefused
from sync.web.access import Route, address_of, said, store_of, with_session
from sync.web.context import context_of
from sync.web.forms import Fields, fields_of
from sync.web.rendering import page

SETTINGS: Final = "/settings"
USERS: Final = "/settings/users"
Act = Callable[[Request, Fields], Awaitable[Any]]


def own_user(request: Request) -> User | None:
    """Give the user that is signed in; None is the owner of a computer without users."""
    found: User | None = getattr(request.state, "user", None)
    return found


async def settings(request: Request) -> Response:
    """Show what is one's own."""
    return await _own(request)


async def _own(
    request: Request, problem: Problem | None = None, token: str | None = None
) -> Response:
    user, store = own_user(request), store_of(request)
    return page(
        request,
        "settings.html",
        status=200 if problem is None else 400,
        user=user,
        tokens=await store.sessions.tokens(user) if user else (),
        made=token,
        problem_of_form=problem,
    )


async def change_password(request: Request) -> Response:
    """Take another password from whoever knows the old one; every other session ends."""
    fields, user, store = await fields_of(request), own_user(request), store_of(request)
    if user is None:
        return await _own(request, Problem(code="page_without_users"))
    chosen = fields.get("password", "")
    if user.password is not None:
        old = await signed_in(store, user.name, fields.get("old", ""), address_of(request))
        if isinstance(old, Problem):
            return await _own(request, old)
    if flaw := password_flaw(chosen, user.name):
        return await _own(request, Problem(code=flaw))
    if fields.get("again") != chosen:
        return await _own(request, Problem(code="passwords_differ"))
    await store.users.set_password(user.name, await asyncio.to_thread(hashed, chosen))
    await store.decisions.add([said(request, "users", f"password {user.name}")])
    session = await store.sessions.begin(user, address_of(request), datetime.now(UTC))
    return with_session(request, RedirectResponse(SETTINGS, 303), session)


async def add_token(request: Request) -> Response:
    """Make a token of the API and show it this once."""
    fields, user, store = await fields_of(request), own_user(request), store_of(request)
    if user is None:
        return await _own(request, Problem(code="page_without_users"))
    name = fields.get("name", "")
    try:
        token = await store.sessions.add_token(user, name, datetime.now(UTC))
    except UserRefused as error:
        return await _own(request, error.problem)
    await store.decisions.add([said(request, "users", f"token {user.name} {name[:60]}")])
    return await _own(request, token=token)


async def drop_token(request: Request) -> Response:
    """Let a token open nothing any more."""
    fields, user, store = await fields_of(request), own_user(request), store_of(request)
    name = fields.get("name", "")
    try:
        if user is not None:
            await store.sessions.drop_token(user, name)
            await store.decisions.add([said(request, "users", f"drop-token {user.name} {name}")])
    except UserRefused as error:
        return await _own(request, error.problem)
    return RedirectResponse(SETTINGS, 303)


async def end_others(request: Request) -> Response:
    """Sign oneself out everywhere else."""
    store = store_of(request)
    ended = await store.sessions.end_all(own_user(request), but=request.state.session)
    if ended:
        await store.decisions.add([said(request, "sign_out", str(ended))])
    return RedirectResponse(SETTINGS, 303)


async def users(request: Request) -> Response:
    """Show everybody."""
    return await _everybody(request)


async def _everybody(request: Request, problem: Problem | None = None, **values: Any) -> Response:
    store, now = store_of(request), datetime.now(UTC)
    shown = {"link": None, "link_name": None} | values
    sessions = await store.sessions.all(now)
    return page(
        request,
        "users.html",
        status=200 if problem is None else 400,
        users=await store.users.all(),
        signed_in={each.user.name: each.used_at for each in reversed(sessions) if each.user},
        roles=list(Role),
        files=_named_files(context_of(request).app.configuration),
        problem_of_form=problem,
        **shown,
    )


def _named_files(configuration: Configuration) -> Mapping[str, str]:
    """Say whose each catalog file is, by their names; one that cannot be read is its own name."""
    names = {file_of(each): each.cooperative.name for each in configuration.products}
    found = {file: names.get(file, file) for file in _files(configuration)}
    return dict(sorted(found.items(), key=lambda each: each[1].casefold()))


def _files(configuration: Configuration) -> frozenset[str]:
    return configuration.files | configuration.unread


def _viewer(request: Request, fields: Fields) -> Viewer:
    """Read who is meant; raises `UserRefused`."""
    name = fields.get("name", "")
    named = tuple(each for each in fields.get("cooperative", "").split(",") if each)
    if fields.get("role") not in set(Role):
        raise UserRefused("user_role_missing", name[:60])
    if not _files(context_of(request).app.configuration).issuperset(named):
        raise UserRefused("user_cooperative_gone", name[:60])
    role = Role(fields["role"])
    return Viewer(name=name, role=role, cooperatives=() if role in ("union", "owner") else named)


async def add_user(request: Request) -> Response:
    """Take somebody in: a link opens the page to them, and there they choose a password.

    The first is whoever sits there: from then on a session without a user opens nothing.
    """
    fields, store, now = await fields_of(request), store_of(request), datetime.now(UTC)
    first = not await store.users.any()
    try:
        viewer = _viewer(request, fields)
        added = await store.users.add(viewer, None, now)
    except UserRefused as error:
        return await _everybody(request, error.problem)
    words = " ".join(("add", added.name, added.role, *added.cooperatives))
    await store.decisions.add([said(request, "users", words)])
    if first:
        session = await store.sessions.begin(added, address_of(request), now)
        return with_session(request, RedirectResponse(SETTINGS, 303), session)
    return await _with_link(request, added)


async def _with_link(request: Request, user: User) -> Response:
    token = await store_of(request).sessions.link(user, datetime.now(UTC))
    link = f"{str(request.base_url).rstrip('/')}/enter?token={token}"
    return await _everybody(request, link=link, link_name=user.name)


def _on_user(act: Act) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of what is done to a user."""

    async def endpoint(request: Request) -> Response:
        fields = await fields_of(request)
        try:
            answer = await act(request, fields)
        except UserRefused as error:
            return await _everybody(request, error.problem)
        return answer if isinstance(answer, Response) else RedirectResponse(USERS, 303)

    return endpoint


async def change_user(request: Request, fields: Fields) -> None:
    """Give somebody another role; it holds at once."""
    store = store_of(request)
    found = await store.users.change(_viewer(request, fields))
    words = " ".join(("role", found.name, found.role, *found.cooperatives))
    await store.decisions.add([said(request, "users", words)])


async def remove_user(request: Request, fields: Fields) -> None:
    """Let somebody in no more."""
    found = await store_of(request).users.remove(fields.get("name", ""))
    await store_of(request).decisions.add([said(request, "users", f"remove {found.name}")])


async def end_sessions(request: Request, fields: Fields) -> None:
    """Sign somebody out everywhere."""
    found = await store_of(request).users.known(fields.get("name", ""))
    await store_of(request).sessions.end_all(found)
    await store_of(request).decisions.add([said(request, "users", f"sign-out {found.name}")])


async def link_user(request: Request, fields: Fields) -> Response:
    """Show a link that opens the page to somebody once."""
    found = await store_of(request).users.known(fields.get("name", ""))
    await store_of(request).decisions.add([said(request, "users", f"link {found.name}")])
    return await _with_link(request, found)


def _post(
    path: str, endpoint: Callable[[Request], Awaitable[Response]], needs: Permission
) -> Route:
    return Route(path, endpoint, needs=needs, methods="POST")


ROUTES: Final = [
    Route(SETTINGS, settings, needs=Permission.ACCOUNT),
    _post(f"{SETTINGS}/password", change_password, Permission.ACCOUNT),
    _post(f"{SETTINGS}/tokens", add_token, Permission.ACCOUNT),
    _post(f"{SETTINGS}/tokens/drop", drop_token, Permission.ACCOUNT),
    _post(f"{SETTINGS}/sessions/end", end_others, Permission.ACCOUNT),
    Route(USERS, users, needs=Permission.USERS),
    _post(USERS, add_user, Permission.USERS),
    _post(f"{USERS}/role", _on_user(change_user), Permission.USERS),
    _post(f"{USERS}/remove", _on_user(remove_user), Permission.USERS),
    _post(f"{USERS}/sign-out", _on_user(end_sessions), Permission.USERS),
    _post(f"{USERS}/link", _on_user(link_user), Permission.USERS),
]
