"""The first shape of the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "leases",
    "links",
    "rounds",
    "marks",
    "journal",
    "conclusions",
    "open_intents",
    "observations",
    "pictures",
    "counts",
    "movements",
    "tokens",
    "pace",
    "breakers",
    "approvals",
)


def upgrade() -> None:
    _create_work()
    _create_journal()
    _create_conclusions()
    _create_seen()
    _create_stock()
    _create_doors()
    _create_approvals()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_work() -> None:
    _table(
        "leases",
        [_text("shop", key=True), _text("holder", null=True), _whole("epoch")],
        [_number("ttl_s"), _moment("expires_at")],
    )
    _table(
        "links",
        [_text("shop", key=True), _text("code", key=True), _text("remote_id", null=True)],
        [_text("state"), _text("applied", null=True), _moment("applied_at", null=True)],
        [_text("before", null=True)],
    )
    _table(
        "rounds",
        [_counted_id(), _text("shop"), _moment("started_at")],
        [_moment("finished_at", null=True), _text("summary", null=True)],
        sqlite_autoincrement=True,
    )
    _index("rounds", "shop", "id")
    _table("marks", [_text("shop", key=True), _text("name", key=True), _moment("at")])


def _create_journal() -> None:
    _table(
        "journal",
        [_counted_id(), _whole("round_id"), _moment("at"), _text("shop"), _text("code")],
        [_text("sku", null=True), _text("kind"), _text("change")],
        [_text("noted", null=True), _text("problem", null=True)],
        sqlite_autoincrement=True,
    )
    _index("journal", "shop", "code", "id")
    _index("journal", "code", "id")


def _create_conclusions() -> None:
    _table(
        "conclusions",
        [_counted_id(), _entry(ondelete="CASCADE"), _moment("at"), _text("status")],
        [_text("remote_id", null=True), _text("problem", null=True)],
        [sa.Column("attempts", sa.Integer, nullable=False)],
        [_moment("started_at", null=True), _moment("finished_at", null=True)],
        sqlite_autoincrement=True,
    )
    _index("conclusions", "entry_id", "id")
    _table("open_intents", [_entry(primary_key=True, autoincrement=False), _text("shop")])
    _index("open_intents", "shop")


def _create_seen() -> None:
    _table(
        "observations",
        [_text("shop", key=True), _text("remote_id", key=True)],
        [_text("listing"), _text("digest"), _moment("observed_at")],
    )
    _table(
        "pictures",
        [_text("shop", key=True), _text("sha256", key=True)],
        [_text("remote_id"), _moment("uploaded_at")],
    )


def _create_stock() -> None:
    _table(
        "counts",
        [_counted_id(), _text("sku"), _whole("quantity")],
        [_text("counted_on", null=True), _moment("taken_at")],
        sqlite_autoincrement=True,
    )
    _index("counts", "sku", "id")
    _table(
        "movements",
        [_counted_id(), _text("shop"), _text("reference"), _text("sku"), _text("reason")],
        [_whole("quantity"), _moment("at")],
        [sa.UniqueConstraint("shop", "reference", "sku", "reason")],
        sqlite_autoincrement=True,
    )
    _index("movements", "sku", "at")


def _create_doors() -> None:
    _table("tokens", [_text("shop", key=True), _text("sealed")])
    _table("pace", [_text("key", key=True), _number("step_s"), _number("free_at")])
    _table(
        "breakers",
        [_text("key", key=True), sa.Column("failures", sa.Integer, nullable=False)],
        [_moment("open_until", null=True)],
    )


def _create_approvals() -> None:
    _table(
        "approvals",
        [_counted_id(), _text("shop"), _text("digest"), _text("who")],
        [_moment("approved_at"), _moment("consumed_at", null=True)],
        sqlite_autoincrement=True,
    )
    _index("approvals", "shop", "digest")


def _table(name: str, *columns: Sequence[Any], sqlite_autoincrement: bool = False) -> None:
    op.create_table(
        name,
        *[column for group in columns for column in group],
        sqlite_autoincrement=sqlite_autoincrement,
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _row_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _counted_id() -> sa.Column[int]:
    return sa.Column("id", _row_id(), primary_key=True)


def _entry(*, ondelete: str | None = None, **options: Any) -> sa.Column[int]:
    reference = sa.ForeignKey("journal.id", ondelete=ondelete)
    return sa.Column("entry_id", _row_id(), reference, nullable=False, **options)


def _text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=null)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _number(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Double, nullable=False)


def _moment(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)
