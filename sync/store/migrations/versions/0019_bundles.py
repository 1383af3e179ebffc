"""What bundles are made of, what lots there are, and what is set aside for a shop by the hour."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sync.store.columns import RowId

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bundles",
        sa.Column("id", RowId, nullable=False),
        sa.Column("sku", sa.Text, nullable=False),
        sa.Column("parts", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundles")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_bundles_sku_id"), "bundles", ["sku", "id"])
    op.create_table(
        "lots",
        sa.Column("sku", sa.Text, nullable=False),
        sa.Column("lots", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sku", name=op.f("pk_lots")),
    )
    op.create_table(
        "asides",
        sa.Column("id", RowId, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("sku", sa.Text, nullable=False),
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asides")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_asides_reference"), "asides", ["reference"], unique=True)
    op.create_index(op.f("ix_asides_ends_at"), "asides", ["ends_at"])


def downgrade() -> None:
    op.drop_table("asides")
    op.drop_table("lots")
    op.drop_table("bundles")
