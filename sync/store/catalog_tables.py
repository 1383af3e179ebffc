"""The tables of a catalog that is kept in the database."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, LargeBinary, Table, Text

from sync.store.columns import Moment, RowId, Written
from sync.store.tables import metadata

FILES: Written[Mapping[str, str]] = Written(Mapping[str, str])

catalog_versions = Table(
    "catalog_versions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("version", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("files", FILES, nullable=False),
    sqlite_autoincrement=True,
)

catalog_contents = Table(
    "catalog_contents",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
