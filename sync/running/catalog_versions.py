"""Brings a catalog that is kept in the database into a folder, and what was edited there back."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sync.catalog.followed import FetchFailed, broken
from sync.catalog.versions import (
    MARK,
    differing,
    digest_of,
    files_in,
    is_below,
    merged,
    version_of,
)
from sync.store.catalog_versions import CatalogVersion, CatalogVersions, Read
from sync.store.database import Database
from sync.store.errors import StoreUnavailable
from sync.store.migrate import bring_up_to_date

T = TypeVar("T")
Run = Callable[[Coroutine[Any, Any, T]], T]


@asynccontextmanager
async def kept_versions(address: str) -> AsyncIterator[CatalogVersions]:
    """Open the database for its catalog alone; raises `FetchFailed`."""
    try:
        database = Database(address)
        try:
            await bring_up_to_date(database)
            yield CatalogVersions(database)
        finally:
            await database.close()
    except StoreUnavailable as error:
        raise FetchFailed("followed_database", why=error.problem.code) from error


@dataclass(frozen=True, slots=True)
class DatabaseSource:
    """The versions that were saved in a database."""

    address: str
    run: Run[Any]  # within a thread of its own
    folder: str = "."

    def newest(self) -> str:
        """Ask what was saved last; raises `FetchFailed`."""
        found: CatalogVersion = self.run(_newest(self.address))
        return found.version

    def write(self, version: str, draft: Path, before: Path | None) -> None:
        """Write the files of a version; those that stay are copied from the one in use."""
        self.run(_write(self.address, version, draft, before))


async def _newest(address: str) -> CatalogVersion:
    async with kept_versions(address) as kept:
        if (found := await kept.newest()) is None:
            raise FetchFailed("catalog_never_saved")
        return found


async def _write(address: str, version: str, draft: Path, before: Path | None) -> None:
    async with kept_versions(address) as kept:
        if (found := await kept.known(version)) is None:
            raise broken(version)
        await _fill(kept, found, found.files, draft, before)


async def _fill(
    kept: CatalogVersions,
    of: CatalogVersion,
    files: Mapping[str, str],
    into: Path,
    before: Path | None,
) -> None:
    """Write some files of a version into a folder; raises `FetchFailed` for one that climbs out."""
    for path, digest in files.items():
        if not is_below(path):
            raise broken(of.version, path)
        target, there = into / path, before and before / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if there and there.is_file() and digest_of(there.read_bytes()) == digest:
            shutil.copyfile(there, target)
            continue
        content = await kept.content(digest)
        if content is None or digest_of(content) != digest:
            raise broken(of.version, path)
        target.write_bytes(content)


def _reading(folder: Path, files: Mapping[str, str]) -> Read:
    """Read the very contents that were told; raises `FetchFailed` for one just edited."""

    def read(path: str) -> bytes:
        content = (folder / path).read_bytes()
        if digest_of(content) != files[path]:
            raise FetchFailed("catalog_file_edited", file=path)
        return content

    return read


@dataclass(frozen=True, slots=True)
class Saved:
    """Which version a folder is now, and the files by which it differs from the one before."""

    version: str
    changed: tuple[str, ...]


class SavedMeanwhile(Exception):
    """Somebody else saved the catalog since this folder was fetched; nothing was changed."""

    def __init__(self, code: str, newest: CatalogVersion, paths: Collection[str]) -> None:
        super().__init__(code)
        self.code, self.newest, self.paths = code, newest, sorted(paths)


async def save(address: str, folder: Path, by: str, now: datetime) -> Saved:
    """Keep a folder's files as the newest version.

    Raises `SavedMeanwhile` where another was saved since it was fetched; `FetchFailed`.
    """
    files = files_in(folder)
    new = CatalogVersion(version_of(files), now, by, files)
    async with kept_versions(address) as kept:
        newest = await kept.newest()
        changed = differing(newest.files if newest else {}, files)
        if newest and changed and marked(folder) != newest.version:
            raise SavedMeanwhile("catalog_saved_meanwhile", newest, changed)
        after, read = newest.version if newest else None, _reading(folder, files)
        if changed and not await kept.save(new, read, after):
            raise SavedMeanwhile("catalog_saved_meanwhile", await kept.newest() or new, changed)
    _mark(folder, new.version)
    return Saved(new.version, tuple(sorted(changed)))


async def fetch(address: str, folder: Path) -> Saved:
    """Bring what others saved into a folder; what was edited there since stays.

    Raises `SavedMeanwhile` where both changed one file, and then takes nothing; `FetchFailed`.
    """
    mine = files_in(folder)
    async with kept_versions(address) as kept:
        if (newest := await kept.newest()) is None:
            raise FetchFailed("catalog_never_saved")
        base = await kept.known(marked(folder) or "")
        merge = merged(base.files if base else {}, mine, newest.files)
        if merge.contested:
            raise SavedMeanwhile("catalog_changed_twice", newest, merge.contested)
        draft = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        try:
            draft.mkdir(parents=True)
            written = {path: digest for path, digest in merge.taken.items() if digest}
            await _fill(kept, newest, written, draft, None)
            _take_over(draft, folder, merge.taken)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    _mark(folder, newest.version)
    return Saved(newest.version, tuple(merge.taken))


def _take_over(draft: Path, folder: Path, taken: Mapping[str, str | None]) -> None:
    for path, digest in taken.items():
        if digest is None:
            (folder / path).unlink(missing_ok=True)
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (draft / path).replace(folder / path)


def marked(folder: Path) -> str | None:
    """Say of which version a folder's files were, before they were edited."""
    try:
        return (folder / MARK).read_text("ascii").strip()
    except (OSError, ValueError):
        return None


def _mark(folder: Path, version: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(version, "ascii")
