"""When a SKU got another name, and an index for the files that products came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("renamed_skus", sa.Column("at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_links_file"), "links", ["file"])


def downgrade() -> None:
    op.drop_index(op.f("ix_links_file"), table_name="links")
    op.drop_column("renamed_skus", "at")
