"""Clocks that differ, whose failures a breaker counts, and what has another name by now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clocks",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("skew_s", sa.Double, nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("shop", name=op.f("pk_clocks")),
    )
    op.create_table(
        "renamed_skus",
        sa.Column("old", sa.Text, nullable=False),
        sa.Column("new", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("old", name=op.f("pk_renamed_skus")),
    )
    op.create_table(
        "shops",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("shop", name=op.f("pk_shops")),
    )
    op.add_column("pace", sa.Column("written_at", sa.Double, nullable=False, server_default="0"))
    op.add_column("breakers", sa.Column("about", sa.Text, nullable=True))


def downgrade() -> None:
    op.drop_column("breakers", "about")
    op.drop_column("pace", "written_at")
    for table in ("shops", "renamed_skus", "clocks"):
        op.drop_table(table)
