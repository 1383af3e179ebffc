"""The versions of a catalog that is kept in the database, and the files in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sync.store.columns import RowId

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalog_versions",
        sa.Column("id", RowId, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalog_versions")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "catalog_contents",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_catalog_contents")),
    )


def downgrade() -> None:
    op.drop_table("catalog_contents")
    op.drop_table("catalog_versions")
