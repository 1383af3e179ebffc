"""Movements by time: what was sold lately is found without reading all that was ever sold."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_movements_at"), "movements", ["at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_movements_at"), "movements")
