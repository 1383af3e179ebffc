"""The people who may use the page: named, with a role, and an argon2id password."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.model import Language, Problem
from sync.model.people import Role, Viewer
from sync.store.database import Database, one_at_a_time
from sync.store.people_tables import sessions, sign_in_links, users

LONGEST_NAME: Final = 60
MOST_USERS: Final = 1_000


class UserRefused(Exception):
    """Nothing was changed; `problem` says why."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code)
        self.problem = Problem(code=code, values={"name": name})


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may sign in; without a password only by a link."""

    id: int
    name: str
    role: Role
    cooperatives: tuple[str, ...]
    password: str | None = field(default=None, repr=False)
    language: Language | None = None
    created_at: datetime

    @property
    def viewer(self) -> Viewer:
        """What they may do, as everything that answers asks it."""
        return Viewer(
            name=self.name, role=self.role, cooperatives=self.cooperatives, language=self.language
        )


def user_key(name: str) -> str:
    """Write a name as it is found by, however it was typed."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


class Users:
    """Everybody; the first is an owner, and there is always one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> list[User]:
        """Recall everybody, by name."""
        async with self._database.asking() as connection:
            rows = await connection.execute(select(users).order_by(users.c.key))
            return [user_of(row) for row in rows.mappings()]

    async def any(self) -> bool:
        """Whether anybody has to sign in here."""
        async with self._database.asking() as connection:
            return await connection.scalar(select(users.c.id).limit(1)) is not None

    async def named(self, name: str) -> User | None:
        """Find somebody by the name that they type."""
        async with self._database.asking() as connection:
            return await _named(connection, name)

    async def known(self, name: str) -> User:
        """Find somebody who is there; raises `UserRefused`."""
        async with self._database.reading() as connection:
            return await _known(connection, name)

    async def add(self, viewer: Viewer, password: str | None, now: datetime) -> User:
        """Take somebody in, with a hashed password; raises `UserRefused`."""
        name = " ".join(unicodedata.normalize("NFC", viewer.name).split())
        if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
            raise UserRefused("user_name_form", name[:LONGEST_NAME])
        _refuse_unbound(viewer, name)
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "users")
            if await _named(connection, name) is not None:
                raise UserRefused("user_name_taken", name)
            count = await connection.scalar(select(func.count()).select_from(users)) or 0
            if count == 0 and viewer.role != Role.OWNER:
                raise UserRefused("user_first_is_owner", name)
            if count >= MOST_USERS:
                raise UserRefused("users_too_many", name)
            row = _row(viewer) | {"name": name, "key": user_key(name), "password": password}
            await connection.execute(insert(users).values(**row, created_at=now))
            if count == 0:  # from now on everybody signs in
                for table in (sessions, sign_in_links):
                    await connection.execute(delete(table).where(table.c.user_id.is_(None)))
            return await _known(connection, name)

    async def set_password(self, name: str, password: str) -> User:
        """Give somebody another hashed password, and end their sessions; raises `UserRefused`."""
        async with self._database.writing() as connection:
            user = await _known(connection, name)
            which = users.c.id == user.id
            await connection.execute(update(users).where(which).values(password=password))
            for table in (sessions, sign_in_links):
                await connection.execute(delete(table).where(table.c.user_id == user.id))
            return user

    async def renew_hash(self, user: User, password: str) -> None:
        """Keep the same password by today's costs."""
        which = (users.c.id == user.id) & (users.c.password == user.password)
        async with self._database.writing() as connection:
            await connection.execute(update(users).where(which).values(password=password))

    async def change(self, viewer: Viewer) -> User:
        """Give somebody another role, cooperatives or language; raises `UserRefused`."""
        _refuse_unbound(viewer, viewer.name)
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "users")
            user = await _known(connection, viewer.name)
            if viewer.role != Role.OWNER:
                await _refuse_last_owner(connection, user)
            which = users.c.id == user.id
            await connection.execute(update(users).where(which).values(**_row(viewer)))
            return await _known(connection, user.name)

    async def remove(self, name: str) -> User:
        """Let somebody in no more, by nothing that they have; raises `UserRefused`."""
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "users")
            user = await _known(connection, name)
            await _refuse_last_owner(connection, user)
            await connection.execute(delete(users).where(users.c.id == user.id))
            return user


def user_of(row: Any) -> User:
    """Read a row of the table."""
    return User(
        id=row["id"],
        name=row["name"],
        role=Role(row["role"]),
        cooperatives=tuple(row["cooperatives"]),
        password=row["password"],
        language=row["language"],
        created_at=row["created_at"],
    )


def _row(viewer: Viewer) -> dict[str, str | Sequence[str] | None]:
    return {
        "role": viewer.role.value,
        "cooperatives": viewer.cooperatives,
        "language": viewer.language,
    }


def _refuse_unbound(viewer: Viewer, name: str) -> None:
    """A cooperative's people have one, and who sees all has none."""
    if viewer.role == Role.COOPERATIVE and not viewer.cooperatives:
        raise UserRefused("user_needs_cooperative", name)
    if viewer.role in (Role.UNION, Role.OWNER) and viewer.cooperatives:
        raise UserRefused("user_has_all_cooperatives", name)


async def _named(connection: AsyncConnection, name: str) -> User | None:
    rows = await connection.execute(select(users).where(users.c.key == user_key(name)))
    row = rows.mappings().first()
    return None if row is None else user_of(row)


async def _known(connection: AsyncConnection, name: str) -> User:
    user = await _named(connection, name)
    if user is None:
        raise UserRefused("user_unknown", name[:LONGEST_NAME])
    return user


async def _refuse_last_owner(connection: AsyncConnection, user: User) -> None:
    other = (users.c.role == Role.OWNER.value) & (users.c.id != user.id)
    if user.role == Role.OWNER and await connection.scalar(select(users.c.id).where(other)) is None:
        raise UserRefused("user_last_owner", user.name)
