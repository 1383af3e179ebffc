"""What one unit was sold for, as the platform told it with the order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("movements", sa.Column("price", sa.BigInteger, nullable=True))


def downgrade() -> None:
    op.drop_column("movements", "price")
