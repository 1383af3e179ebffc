"""`ocop users`: who may use the page, with which role, and what opens it to them."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

from sync.app import App
from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.people import can_be_asked, decided
from sync.cli.prepare import load, opening, run, terminal_of
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal, laid_out
from sync.model.people import Role, Viewer
from sync.output.changes import Json
from sync.store.passwords import hashed, password_flaw
from sync.store.users import User, UserRefused

COLUMNS = ("user", "role", "of_cooperatives", "opened_by")
ROLES: Final[dict[str, Role]] = {
    **{role.value: role for role in Role},
    "xem": Role.VIEWER,
    "htx": Role.COOPERATIVE,
    "hop-tac-xa": Role.COOPERATIVE,
    "lien-hiep": Role.UNION,
    "chu": Role.OWNER,
}
Answer = TypeVar("Answer")


def everybody(session: Session) -> int:
    """Show who may use the page."""
    configuration, terminal = _ready(session)
    found = _on_store(session, configuration, lambda app: app.store.users.all())
    if found:
        laid_out(terminal, COLUMNS, [_row(terminal, user) for user in found])
    else:
        terminal.tell("users_none")
    terminal.answer({"users": [user_json(user) for user in found]})
    return exits.FINE


def add(session: Session, *, user: str, role: str, of_cooperatives: str | None = None) -> int:
    """Take somebody in; without a password they come in by a link and choose one themselves."""
    configuration, terminal = _ready(session)
    viewer = _viewer(configuration, user, role, of_cooperatives)
    password = _asked_password(terminal, user)

    async def work(app: App) -> tuple[User, str | None]:
        now = datetime.now(UTC)
        found = await app.store.users.add(viewer, password and hashed(password), now)
        await _log(app, "add", found.name, viewer.role.value, *viewer.cooperatives)
        return found, None if password else await app.store.sessions.link(found, now)

    found, token = _on_store(session, configuration, work)
    terminal.tell("user_added", name=found.name, role=terminal.word(f"word_role_{found.role}"))
    link = _told_link(session, terminal, found.name, token) if token else None
    terminal.answer({**user_json(found), "link": link})
    return exits.FINE


def role(session: Session, *, user: str, role: str, of_cooperatives: str | None = None) -> int:
    """Give somebody another role; it holds at once, also where they are signed in."""
    configuration, terminal = _ready(session)
    viewer = _viewer(configuration, user, role, of_cooperatives)

    async def work(app: App) -> User:
        found = await app.store.users.change(viewer)
        await _log(app, "role", found.name, viewer.role.value, *viewer.cooperatives)
        return found

    found = _on_store(session, configuration, work)
    terminal.tell("user_changed", name=found.name, role=terminal.word(f"word_role_{found.role}"))
    terminal.answer(user_json(found))
    return exits.FINE


def password(session: Session, *, user: str) -> int:
    """Give somebody another password; wherever they are signed in, they are no more."""
    configuration, terminal = _ready(session)
    chosen = _asked_password(terminal, user)
    if not chosen:
        raise Refused("password_missing", name=user)

    async def work(app: App) -> User:
        found = await app.store.users.set_password(user, hashed(chosen))
        await _log(app, "password", found.name)
        return found

    found = _on_store(session, configuration, work)
    terminal.tell("user_password_set", name=found.name)
    terminal.answer(user_json(found))
    return exits.FINE


def remove(session: Session, *, user: str) -> int:
    """Let somebody in no more."""
    configuration, terminal = _ready(session)

    async def work(app: App) -> User:
        found = await app.store.users.remove(user)
        await _log(app, "remove", found.name)
        return found

    found = _on_store(session, configuration, work)
    terminal.tell("user_removed", name=found.name)
    terminal.answer(user_json(found))
    return exits.FINE


def link(session: Session, *, known_user: str | None = None) -> int:
    """Make an address that opens the page once: for somebody, or for the owner without users."""
    configuration, terminal = _ready(session)

    async def work(app: App) -> str:
        users, now = app.store.users, datetime.now(UTC)
        if known_user is None and await users.any():
            raise Refused("link_for_whom")
        found = None if known_user is None else await app.store.users.known(known_user)
        token = await app.store.sessions.link(found, now)
        await _log(app, "link", known_user or "")
        return token

    token = _on_store(session, configuration, work)
    terminal.answer({"link": _told_link(session, terminal, known_user, token)})
    return exits.FINE


def token(session: Session, *, user: str, token_name: str | None = None, drop: bool = False) -> int:
    """Show somebody's tokens of the API, make one and show it this once, or drop one."""
    configuration, terminal = _ready(session)

    async def work(app: App) -> Json:
        found, sessions, made = await app.store.users.known(user), app.store.sessions, None
        if token_name and drop:
            await sessions.drop_token(found, token_name)
        elif token_name:
            made = await sessions.add_token(found, token_name, datetime.now(UTC))
        if token_name:
            await _log(app, "drop-token" if drop else "token", found.name, token_name)
        kept = [
            {"name": one.name, "created_at": one.created_at.isoformat(),
             "used_at": one.used_at.isoformat() if one.used_at else None}
            for one in await sessions.tokens(found)
        ]  # fmt: skip
        return {"user": found.name, "token": made, "tokens": kept}

    answer = _on_store(session, configuration, work)
    if answer["token"]:
        terminal.tell("token_made", token=answer["token"], name=answer["user"])
    elif token_name:
        terminal.tell("token_dropped", token=token_name, name=answer["user"])
    names = [one["name"] for one in answer["tokens"]]
    terminal.tell("tokens_of", name=answer["user"], tokens=names or "–")
    terminal.answer(answer)
    return exits.FINE


def user_json(user: User) -> Json:
    """`{"name", "role", "cooperatives", "has_password", "created_at"}`."""
    return {
        "name": user.name,
        "role": user.role.value,
        "cooperatives": list(user.cooperatives),
        "has_password": user.password is not None,
        "created_at": user.created_at.isoformat(),
    }


def _ready(session: Session) -> tuple[Configuration, Terminal]:
    configuration = load(session)
    return configuration, terminal_of(session, configuration)


def _on_store(
    session: Session, configuration: Configuration, work: Callable[[App], Awaitable[Answer]]
) -> Answer:
    async def opened() -> Answer:
        async with opening(session, configuration) as app:
            return await work(app)

    try:
        return run(opened())
    except UserRefused as error:
        raise Refused.of(error.problem) from error


async def _log(app: App, *words: str) -> None:
    """Write down who did what to whom."""
    await app.store.decisions.add([decided("users", note=" ".join(words))])


def _viewer(
    configuration: Configuration, name: str, role: str, of_cooperatives: str | None
) -> Viewer:
    meant = ROLES.get(role.strip().lower())
    if meant is None:
        raise Refused("role_unknown", given=role[:40], known=", ".join(ROLES))
    named = tuple(each.strip() for each in (of_cooperatives or "").split(",") if each.strip())
    files = configuration.files | configuration.unread
    for each in named:
        if each not in files:
            known = ", ".join(sorted(files)) or "–"
            raise Refused("user_cooperative_unknown", given=each[:60], known=known)
    return Viewer(name=name, role=meant, cooperatives=named)


def _asked_password(terminal: Terminal, name: str) -> str | None:
    """Ask twice where somebody sits there; else read a line of the input. Raises Refused."""
    if can_be_asked():
        terminal.note("password_ask", name=name)
        typed = getpass.getpass("")
        if typed:
            terminal.note("password_again")
            if getpass.getpass("") != typed:
                raise Refused("passwords_differ")
    else:
        typed = sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
    if not typed:
        return None
    if flaw := password_flaw(typed, name):
        raise Refused(flaw)
    return typed


def _told_link(session: Session, terminal: Terminal, name: str | None, token: str) -> str:
    """Say where somebody comes in; where no page runs here, by the end of the address."""
    from sync.web.access import kept_address

    found = f"{kept_address(session.home) or ''}/enter?token={token}"
    terminal.tell("sign_in_link", name=name, link=found)
    return found


def _row(terminal: Terminal, user: User) -> list[str]:
    return [
        user.name,
        terminal.word(f"word_role_{user.role}"),
        ", ".join(user.cooperatives) or terminal.word("word_all_cooperatives"),
        terminal.word("word_by_password" if user.password else "word_by_link"),
    ]
