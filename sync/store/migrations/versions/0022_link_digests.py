"""Links are told apart by a digest, and looked up in indexes that hold all that a round asks."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

AT_ONCE = 500
LINKS = sa.table(
    "links", *(sa.column(name) for name in ("shop", "code", "applied", "before", "digest"))
)
BY_SHOP = ["shop", "remote_id", "code", "file", "applied_at", "digest"]
SEEN = ["shop", "status", "remote_id", "digest"]


def upgrade() -> None:
    op.add_column("links", sa.Column("digest", sa.Text))
    _digest_what_is_there()
    op.drop_index(op.f("ix_links_shop_remote_id"), "links")
    op.create_index(op.f(f"ix_links_{'_'.join(BY_SHOP)}"), "links", BY_SHOP)
    op.drop_index(op.f("ix_observations_shop_status_remote_id"), "observations")
    op.create_index(op.f(f"ix_observations_{'_'.join(SEEN)}"), "observations", SEEN)


def downgrade() -> None:
    op.drop_index(op.f(f"ix_observations_{'_'.join(SEEN)}"), "observations")
    op.create_index(op.f("ix_observations_shop_status_remote_id"), "observations", SEEN[:3])
    op.drop_index(op.f(f"ix_links_{'_'.join(BY_SHOP)}"), "links")
    op.create_index(op.f("ix_links_shop_remote_id"), "links", ["shop", "remote_id"])
    op.drop_column("links", "digest")


def _digest_what_is_there() -> None:
    """Digest some at a time: those that are still without one and have anything to be digested."""
    bind = op.get_bind()
    of_row = (LINKS.c.shop == sa.bindparam("of"), LINKS.c.code == sa.bindparam("named"))
    asked = sa.select(LINKS.c.shop, LINKS.c.code, LINKS.c.applied, LINKS.c.before).where(
        LINKS.c.applied.is_not(None), LINKS.c.digest.is_(None)
    )
    while rows := bind.execute(asked.limit(AT_ONCE)).all():
        found = [
            {
                "of": row.shop,
                "named": row.code,
                "found": hashlib.blake2b(
                    repr((row.applied, row.before)).encode("utf-8", errors="surrogatepass"),
                    digest_size=16,
                ).hexdigest(),
            }
            for row in rows
        ]
        bind.execute(sa.update(LINKS).where(*of_row).values(digest=sa.bindparam("found")), found)
