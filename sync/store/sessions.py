"""What opens the page to people: sessions, links that open one once, and tokens of the API.

Of each only a hash is kept: who reads the database can sign in with none of them.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model.people import Viewer
from sync.store.database import Database
from sync.store.people_tables import api_tokens, sessions, sign_in_links, users
from sync.store.users import User, UserRefused, user_of

IDLE: Final = timedelta(days=7)  # a session that nobody used for so long ends
LONGEST: Final = timedelta(days=30)  # so does any
LINK_LASTS: Final = timedelta(days=1)
NOTED_EVERY: Final = timedelta(minutes=5)  # when a session or token was last used
MOST_SESSIONS: Final = 50  # of one person; of more the oldest end
MOST_TOKENS: Final = 20
TOKEN_MARK: Final = "ocop_"  # noqa: S105 - by which a leaked one is found


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSession:
    """One that stands, or may be opened by a link; `user` None: a computer without users."""

    user: User | None
    began_at: datetime
    used_at: datetime
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A token of somebody's, by the name that they gave it."""

    id: int
    name: str
    created_at: datetime
    used_at: datetime | None


def token_hash(token: str) -> str:
    """Hash what is as long as a key; no salt, since nobody can guess it."""
    return hashlib.sha256(token.encode()).hexdigest()


class Sessions:
    """Who is signed in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(
        self, user: User | None, address: str, now: datetime, instead_of: str | None = None
    ) -> str:
        """Open a session and answer its token; the one that the browser had before is over.

        `user` None is the owner, while there are no users.
        """
        token = secrets.token_urlsafe(32)
        async with self._database.writing() as connection:
            if instead_of:
                await _drop(connection, instead_of)
            row = {"token_hash": token_hash(token), "user_id": user and user.id}
            times = {"began_at": now, "used_at": now, "address": address[:100]}
            await connection.execute(insert(sessions).values(row | times))
            await _keep_newest(connection, user)
        return token

    async def of(self, token: str, now: datetime) -> UserSession | None:
        """Find the session that a browser names, unless it is over."""
        asked = (
            select(sessions, users)
            .outerjoin(users, users.c.id == sessions.c.user_id)
            .where(sessions.c.token_hash == token_hash(token), _stands(now))
        )
        anybody = select(users.c.id).limit(1)
        async with self._database.reading() as connection:
            row = (await connection.execute(asked)).mappings().first()
            if row is None or (
                row["user_id"] is None and await connection.scalar(anybody) is not None
            ):
                return None
        found = _session(row)
        if now - found.used_at >= NOTED_EVERY:
            await self._used(sessions, token, now)
        return found

    async def end(self, token: str) -> None:
        """Sign out."""
        async with self._database.writing() as connection:
            await _drop(connection, token)

    async def end_all(self, user: User | None, but: str | None = None) -> int:
        """Sign somebody out everywhere, but for one session; answers how many ended."""
        which = sessions.c.user_id == (user and user.id)
        others = delete(sessions).where(which, sessions.c.token_hash != token_hash(but or ""))
        async with self._database.writing() as connection:
            return (await connection.execute(others)).rowcount

    async def all(self, now: datetime) -> list[UserSession]:
        """Recall every session that stands, the newest first."""
        asked = (
            select(sessions, users)
            .outerjoin(users, users.c.id == sessions.c.user_id)
            .where(_stands(now))
            .order_by(sessions.c.used_at.desc())
        )
        async with self._database.asking() as connection:
            return [_session(row) for row in (await connection.execute(asked)).mappings()]

    async def link(self, user: User | None, now: datetime, lasts: timedelta = LINK_LASTS) -> str:
        """Make a token that opens one session; one made for the same person before is over."""
        token = secrets.token_urlsafe(32)
        row = {"token_hash": token_hash(token), "user_id": user and user.id, "ends_at": now + lasts}
        async with self._database.writing() as connection:
            same = sign_in_links.c.user_id == (user and user.id)
            await connection.execute(delete(sign_in_links).where(same))
            await connection.execute(insert(sign_in_links).values(row))
        return token

    async def take_link(self, token: str, address: str, now: datetime) -> tuple[User | None, str]:
        """Open the session of a link, once; answers whose and its token. Raises `UserRefused`."""
        which = sign_in_links.c.token_hash == token_hash(token)
        taken = delete(sign_in_links).where(which).returning(
            sign_in_links.c.user_id, sign_in_links.c.ends_at
        )  # fmt: skip
        async with self._database.writing() as connection:
            row = (await connection.execute(taken)).first()
            if row is None or row.ends_at < now:
                raise UserRefused("sign_in_link_over", "")
            asked = select(users).where(users.c.id == row.user_id)
            found = (await connection.execute(asked)).mappings().first()
        user = user_of(found) if found else None
        return user, await self.begin(user, address, now)

    async def forget_over(self, now: datetime) -> int:
        """Forget sessions and links that open nothing any more; answers how many."""
        async with self._database.writing() as connection:
            gone = await connection.execute(delete(sessions).where(~_stands(now)))
            links = delete(sign_in_links).where(sign_in_links.c.ends_at < now)
            return gone.rowcount + (await connection.execute(links)).rowcount

    async def add_token(self, user: User, name: str, now: datetime) -> str:
        """Make a token of the API and answer it, this once; raises `UserRefused`."""
        token, named = TOKEN_MARK + secrets.token_urlsafe(32), " ".join(name.split())[:60]
        mine = api_tokens.c.user_id == user.id
        async with self._database.writing() as connection:
            names = list(await connection.scalars(select(api_tokens.c.name).where(mine)))
            if not named or named in names:
                raise UserRefused("token_name_taken", named)
            if len(names) >= MOST_TOKENS:
                raise UserRefused("tokens_too_many", named)
            row = {"user_id": user.id, "name": named, "created_at": now}
            await connection.execute(insert(api_tokens).values(token_hash=token_hash(token), **row))
        return token

    async def tokens(self, user: User) -> list[ApiToken]:
        """Recall somebody's tokens."""
        columns = [api_tokens.c[name] for name in ApiToken.__slots__]
        asked = select(*columns).where(api_tokens.c.user_id == user.id).order_by(api_tokens.c.id)
        async with self._database.asking() as connection:
            return [ApiToken(**row) for row in (await connection.execute(asked)).mappings()]

    async def drop_token(self, user: User, name: str) -> None:
        """Let a token open nothing any more; raises `UserRefused`."""
        which = (api_tokens.c.user_id == user.id) & (api_tokens.c.name == name)
        async with self._database.writing() as connection:
            if not (await connection.execute(delete(api_tokens).where(which))).rowcount:
                raise UserRefused("token_unknown", name[:60])

    async def viewer_of_token(self, token: str, now: datetime) -> Viewer | None:
        """Find whose token this is."""
        asked = (
            select(users, api_tokens.c.used_at)
            .join(api_tokens, api_tokens.c.user_id == users.c.id)
            .where(api_tokens.c.token_hash == token_hash(token))
        )
        async with self._database.asking() as connection:
            row = (await connection.execute(asked)).mappings().first()
        if row is None:
            return None
        if row["used_at"] is None or now - row["used_at"] >= NOTED_EVERY:
            await self._used(api_tokens, token, now)
        return user_of(row).viewer

    async def _used(self, table: Table, token: str, now: datetime) -> None:
        which = table.c.token_hash == token_hash(token)
        async with self._database.jotting() as connection:
            await connection.execute(update(table).where(which).values(used_at=now))


def _stands(now: datetime) -> ColumnElement[bool]:
    return and_(sessions.c.used_at >= now - IDLE, sessions.c.began_at >= now - LONGEST)


def _session(row: Any) -> UserSession:
    user = user_of(row) if row["id"] is not None else None
    times = {name: row[name] for name in ("began_at", "used_at", "address")}
    return UserSession(user=user, **times)


async def _drop(connection: AsyncConnection, token: str) -> None:
    await connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash(token)))


async def _keep_newest(connection: AsyncConnection, user: User | None) -> None:
    mine = sessions.c.user_id == (user and user.id)
    newest = select(sessions.c.token_hash).where(mine).order_by(sessions.c.began_at.desc())
    count = await connection.scalar(select(func.count()).select_from(sessions).where(mine))
    if (count or 0) > MOST_SESSIONS:
        kept = sessions.c.token_hash.in_(newest.limit(MOST_SESSIONS))
        await connection.execute(delete(sessions).where(mine, ~kept))
