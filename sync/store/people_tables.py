"""People, as tables: users, what opens the page to them, and how often somebody tried."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from sync.store.columns import Moment, RowId, Written
from sync.store.tables import metadata

NAMES: Written[Sequence[str]] = Written(Sequence[str])


def _user_id(*, or_owner: bool = False) -> Column[int]:
    """Whose it is; where it may be NULL, that is the owner of a computer without users."""
    of = ForeignKey("users.id", ondelete="CASCADE")
    return Column("user_id", RowId, of, nullable=or_owner, index=or_owner or None)


users = Table(
    "users",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("name", Text, nullable=False),  # as it is shown and written into the log
    Column("key", Text, nullable=False, unique=True),  # the same however it is typed
    Column("role", Text, nullable=False),
    Column("cooperatives", NAMES, nullable=False),  # catalog files
    Column("password", Text),  # argon2id; NULL: none yet, a link alone opens
    Column("language", Text),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),
    _user_id(or_owner=True),
    Column("began_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
    Column("address", Text, nullable=False),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("token_hash", Text, primary_key=True),
    _user_id(or_owner=True),
    Column("ends_at", Moment, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", RowId, primary_key=True),
    _user_id(),
    Column("name", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment),
    UniqueConstraint("user_id", "name"),
    sqlite_autoincrement=True,
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("key", Text, primary_key=True),  # of an address or of a name
    Column("times", Integer, nullable=False),
    Column("since", Moment, nullable=False, index=True),
)
