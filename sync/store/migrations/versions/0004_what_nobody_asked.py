"""Two columns that nobody read go: a link's state, and attempts that were never counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("links", "state")
    op.drop_column("conclusions", "attempts")


def downgrade() -> None:
    op.add_column(
        "conclusions", sa.Column("attempts", sa.Integer, nullable=False, server_default="1")
    )
    op.add_column("links", sa.Column("state", sa.Text, nullable=False, server_default="live"))
