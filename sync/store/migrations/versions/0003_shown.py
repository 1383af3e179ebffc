"""What each shop may be showing of each SKU."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shown",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("sku", sa.Text, nullable=False),
        sa.Column("figure", sa.BigInteger, nullable=False),
        sa.Column("unseen", sa.BigInteger, nullable=False),
        sa.Column("unseen_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("shop", "sku", name=op.f("pk_shown")),
    )
    op.create_index(op.f("ix_shown_sku"), "shown", ["sku"])


def downgrade() -> None:
    op.drop_index(op.f("ix_shown_sku"), "shown")
    op.drop_table("shown")
