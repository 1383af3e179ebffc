"""Counts and movements told by a person, and goods that are held but not yet sold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("counts", _text("source", "catalog"))
    op.add_column("counts", sa.Column("reference", sa.Text, nullable=True))
    op.add_column("movements", sa.Column("held", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("movements", _text("note", ""))
    op.create_index(op.f("ix_counts_sku_reference"), "counts", ["sku", "reference"], unique=True)
    op.create_index(op.f("ix_movements_sku_held"), "movements", ["sku", "held"])


def downgrade() -> None:
    op.drop_index(op.f("ix_movements_sku_held"), "movements")
    op.drop_index(op.f("ix_counts_sku_reference"), "counts")
    for table, names in {"movements": ("note", "held"), "counts": ("reference", "source")}.items():
        for name in names:
            op.drop_column(table, name)


def _text(name: str, default: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)
