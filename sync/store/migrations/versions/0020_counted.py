"""How listings stand in all shops is counted from indexes, without reading a listing."""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_links_shop_remote_id"), "links", ["shop", "remote_id"])
    columns = ["shop", "status", "remote_id"]
    op.create_index(op.f("ix_observations_shop_status_remote_id"), "observations", columns)


def downgrade() -> None:
    op.drop_index(op.f("ix_observations_shop_status_remote_id"), "observations")
    op.drop_index(op.f("ix_links_shop_remote_id"), "links")
