"""What is to be done, where many machines do it: asked for, tried in vain, asked for lately."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tasks",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("due_at", sa.Double, nullable=False),
        sa.Column("asked_at", sa.Double, nullable=False),
        sa.Column("at_work", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("shop", "kind", "about", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_due_at"), "tasks", ["due_at"])
    op.create_table(
        "task_failures",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("again_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("shop", "kind", "about", name=op.f("pk_task_failures")),
    )
    op.create_table(
        "ticks",
        sa.Column("shop", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("shop", "kind", "about", name=op.f("pk_ticks")),
    )


def downgrade() -> None:
    op.drop_table("ticks")
    op.drop_table("task_failures")
    op.drop_index(op.f("ix_tasks_due_at"), "tasks")
    op.drop_table("tasks")
