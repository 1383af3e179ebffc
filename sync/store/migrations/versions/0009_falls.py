"""What a shop should show, and how many fewer it was seen to show without an order to tell why."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("shown", sa.Column("expected", sa.BigInteger, nullable=True))
    op.add_column("shown", sa.Column("fell", sa.BigInteger, nullable=False, server_default="0"))
    op.execute("UPDATE renamed_skus SET at = CURRENT_TIMESTAMP")  # whatever is there, was renamed
    op.add_column("shown", sa.Column("fell_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("fell_at", "fell", "expected"):
        op.drop_column("shown", column)
