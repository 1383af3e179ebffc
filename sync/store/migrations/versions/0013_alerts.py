"""What people are told without asking, and what could not be sent to them yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sync.store.columns import RowId

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("lasts_s", sa.Double, nullable=False),
        sa.Column("ends", sa.Boolean, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_alerts")),
    )
    op.create_table(
        "messages",
        sa.Column("id", RowId, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("channel", "subject", "text")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_messages_next_try_at"), "messages", ["next_try_at"])


def downgrade() -> None:
    op.drop_table("messages")
    op.drop_table("alerts")
