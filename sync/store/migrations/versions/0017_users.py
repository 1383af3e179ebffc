"""People: users, their sessions and tokens, and how often somebody tried to sign in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sync.store.columns import RowId

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _user_id(table: str, *, nullable: bool) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_user_id_users")
    return (
        sa.Column("user_id", RowId, nullable=nullable),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=name, ondelete="CASCADE"),
    )


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", RowId, nullable=False),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("name", "key", "role", "cooperatives")),
        *(sa.Column(name, sa.Text) for name in ("password", "language")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("key", name=op.f("uq_users_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.Text, nullable=False),
        *_user_id("sessions", nullable=True),
        *(sa.Column(name, MOMENT, nullable=False) for name in ("began_at", "used_at")),
        sa.Column("address", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user_id"), "sessions", ["user_id"])
    op.create_table(
        "sign_in_links",
        sa.Column("token_hash", sa.Text, nullable=False),
        *_user_id("sign_in_links", nullable=True),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_links")),
    )
    op.create_index(op.f("ix_sign_in_links_user_id"), "sign_in_links", ["user_id"])
    _make_tokens()


def _make_tokens() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("id", RowId, nullable=False),
        *_user_id("api_tokens", nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "token_hash")),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_api_tokens_user_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_attempts")),
    )
    op.create_index(op.f("ix_sign_in_attempts_since"), "sign_in_attempts", ["since"])


def downgrade() -> None:
    for table in ("sign_in_attempts", "api_tokens", "sign_in_links", "sessions", "users"):
        op.drop_table(table)
