"""How far each platform's clock is from ours, when a pace was written, and a product's file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
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
    op.add_column("pace", sa.Column("written_at", sa.Double, nullable=False, server_default="0"))
    op.add_column("links", sa.Column("file", sa.Text, nullable=True))


def downgrade() -> None:
    op.drop_column("links", "file")
    op.drop_column("pace", "written_at")
    op.drop_table("clocks")
