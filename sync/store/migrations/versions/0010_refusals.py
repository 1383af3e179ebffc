"""What platforms refused: it is not sent again as it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "refusals",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("shop", "code", "kind", "digest")),
        sa.Column("fields", sa.Text, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("shop", "code", "kind", "digest", name=op.f("pk_refusals")),
    )


def downgrade() -> None:
    op.drop_table("refusals")
