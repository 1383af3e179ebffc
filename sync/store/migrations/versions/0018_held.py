"""What waits for a person's yes, and how listings stand: the page asks for both at every look."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

STATUS = {
    "sqlite": "UPDATE observations SET status = json_extract(listing, '$.status')",
    "postgresql": "UPDATE observations SET status = listing::json ->> 'status'",
}


def upgrade() -> None:
    op.create_table(
        "held_changes",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("shop", "digest", "alike", "code")),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("shop", "digest", name=op.f("pk_held_changes")),
    )
    op.add_column("observations", sa.Column("status", sa.Text))
    op.execute(STATUS[op.get_bind().dialect.name])


def downgrade() -> None:
    with op.batch_alter_table("observations") as table:
        table.drop_column("status")
    op.drop_table("held_changes")
