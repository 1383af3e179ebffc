"""Where pushes are sent and what signs them: any `serve` may receive them, whoever registered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "push_registrations",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("registered_at", sa.DateTime(timezone=True)),
        sa.Column("sealed", sa.Text),
        sa.Column("came_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("shop", name=op.f("pk_push_registrations")),
    )


def downgrade() -> None:
    op.drop_table("push_registrations")
