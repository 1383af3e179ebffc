"""How many calls were made on a day stands beside when the next may be."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("day", "calls"):
        op.add_column("pace", sa.Column(name, sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    for name in ("calls", "day"):
        op.drop_column("pace", name)
