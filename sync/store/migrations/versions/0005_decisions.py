"""What people decide: approvals by change, holds, and what was taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f("ix_approvals_shop_digest"), "approvals")
    op.drop_table("approvals")  # never written
    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("shop", sa.Text, nullable=True),
        sa.Column("code", sa.Text, nullable=True),
        sa.Column("digest", sa.Text, nullable=True),
        sa.Column("change", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_decisions_shop_digest"), "decisions", ["shop", "digest"])
    op.create_table(
        "pins",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pins")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pins_shop"), "pins", ["shop"])


def downgrade() -> None:
    op.drop_index(op.f("ix_pins_shop"), "pins")
    op.drop_table("pins")
    op.drop_index(op.f("ix_decisions_shop_digest"), "decisions")
    op.drop_table("decisions")
    op.create_table(
        "approvals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_approvals_shop_digest"), "approvals", ["shop", "digest"])
