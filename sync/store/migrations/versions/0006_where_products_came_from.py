"""Which catalog file each product in a shop came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("links") as table:
        table.add_column(sa.Column("file", sa.Text, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("links") as table:
        table.drop_column("file")
