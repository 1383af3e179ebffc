"""The versions of a catalog that is kept in the database; a file that stays is kept once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from sync.store.catalog_tables import catalog_contents, catalog_versions
from sync.store.database import Database, in_chunks, one_at_a_time

KEPT: Final = 20  # versions, so that what two people changed since one of them can be told apart
Read = Callable[[str], bytes]  # the content of a file, by its path


@dataclass(frozen=True, slots=True)
class CatalogVersion:
    """What a catalog was once somebody had saved it: the digest of each file by its path."""

    version: str  # in hex
    saved_at: datetime
    saved_by: str
    files: Mapping[str, str]


class CatalogVersions:
    """All that was saved lately; methods raise `StoreUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def newest(self) -> CatalogVersion | None:
        """Recall what was saved last."""
        return await self._found(_NEWEST)

    async def known(self, version: str) -> CatalogVersion | None:
        """Recall a version, if it is still kept."""
        return await self._found(_NEWEST.where(catalog_versions.c.version == version))

    async def saved(self) -> list[CatalogVersion]:
        """Recall all that are kept, the newest first."""
        async with self._database.asking() as connection:
            found = await connection.execute(_NEWEST.limit(KEPT))
            return [CatalogVersion(**row) for row in found.mappings()]

    async def save(self, new: CatalogVersion, read: Read, after: str | None) -> bool:
        """Keep a version whole or not at all; False: somebody saved one since `after`."""
        async with self._database.writing() as connection:
            await one_at_a_time(connection, "catalog")
            if await connection.scalar(_NEWEST.with_only_columns(_COLUMNS[0])) != after:
                return False
            await _keep_contents(connection, new.files, read)
            row = {column.name: getattr(new, column.name) for column in _COLUMNS}
            await connection.execute(insert(catalog_versions).values(row))
            await _forget_oldest(connection)
        return True

    async def content(self, digest: str) -> bytes | None:
        """Read a file by its digest."""
        asked = select(catalog_contents.c.content).where(catalog_contents.c.digest == digest)
        async with self._database.asking() as connection:
            content: bytes | None = await connection.scalar(asked)
        return content

    async def _found(
        self, asked: Select[tuple[str, datetime, str, Mapping[str, str]]]
    ) -> CatalogVersion | None:
        async with self._database.asking() as connection:
            row = (await connection.execute(asked)).mappings().first()
        return None if row is None else CatalogVersion(**row)


async def _keep_contents(connection: AsyncConnection, files: Mapping[str, str], read: Read) -> None:
    """Write what is not there yet, a file at a time: all at once may be gigabytes."""
    paths = {digest: path for path, digest in files.items()}
    for digest in await _not_kept(connection, paths):
        values = {"digest": digest, "content": read(paths[digest])}
        await connection.execute(insert(catalog_contents).values(values))


async def _not_kept(connection: AsyncConnection, digests: Iterable[str]) -> list[str]:
    missing: list[str] = []
    for some in in_chunks(digests):
        asked = select(catalog_contents.c.digest).where(catalog_contents.c.digest.in_(some))
        there = set(await connection.scalars(asked))
        missing += [digest for digest in some if digest not in there]
    return missing


async def _forget_oldest(connection: AsyncConnection) -> None:
    oldest = select(catalog_versions.c.id).order_by(catalog_versions.c.id.desc()).limit(KEPT)
    kept = catalog_versions.c.id.in_(oldest.scalar_subquery())
    if not (await connection.execute(delete(catalog_versions).where(~kept))).rowcount:
        return
    files = await connection.scalars(select(catalog_versions.c.files))
    named = {digest for each in files for digest in each.values()}
    there = set(await connection.scalars(select(catalog_contents.c.digest)))
    for some in in_chunks(there - named):
        await connection.execute(
            delete(catalog_contents).where(catalog_contents.c.digest.in_(some))
        )


_COLUMNS = (
    catalog_versions.c.version,
    catalog_versions.c.saved_at,
    catalog_versions.c.saved_by,
    catalog_versions.c.files,
)
_NEWEST = select(*_COLUMNS).order_by(catalog_versions.c.id.desc()).limit(1)
