"""Copies what a home remembers into one file, also while the service works, and puts it back.

The keys stay out of it: whoever finds a backup shall open no shop. Logs and what can be made
again stay out as well.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, mkstemp
from typing import BinaryIO, Final

from sync.store.home import DATABASE, EXCHANGE, note_restored
from sync.store.home import FILE as INSTALLATION
from sync.store.private import keep_private

# What zipfile raises of bytes from anywhere: damaged, locked by a password, packed otherwise, names
# that are a file and a folder at once; and SQLite of a database that is none.
UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError,
    ValueError, FileExistsError, NotADirectoryError, IsADirectoryError, sqlite3.Error,
)  # fmt: skip
SET_ASIDE: Final = "before-restore-%Y%m%d-%H%M%S"  # what a restore took the place of, and when
MOST_BYTES: Final = 16 * 1024**3  # of all that a backup may unpack to


class BackupRefused(Exception):
    """Nothing was copied, or put back; the code says why."""

    def __init__(self, code: str, file: Path) -> None:
        super().__init__(code)
        self.code, self.file = code, file


@dataclass(frozen=True, slots=True)
class Restored:
    """How many files were put back, and where those lie that were there before."""

    files: int
    before: Path | None


def back_up(home: Path, file: Path) -> int:
    """Write everything into a new zip file; answers its bytes. Raises `BackupRefused`."""
    if file.exists():
        raise BackupRefused("backup_exists", file)
    if not (home / DATABASE).is_file():
        raise BackupRefused("backup_nothing", home)
    draft: Path | None = None
    try:
        number, name = mkstemp(dir=file.parent, prefix=f"{file.name}.")  # its owner's alone
        draft = Path(name)
        with os.fdopen(number, "wb") as opened:
            _fill(opened, home)
        draft.replace(file)  # over nothing: it was not there
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise BackupRefused("backup_unwritable", file) from error
    return file.stat().st_size


def _fill(opened: BinaryIO, home: Path) -> None:
    with (
        TemporaryDirectory() as folder,
        zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        archive.write(_copied(home / DATABASE, Path(folder, DATABASE)), DATABASE)
        for path in (home / INSTALLATION, *sorted((home / EXCHANGE).rglob("*"))):
            if path.is_file() and not path.is_symlink():
                archive.write(path, path.relative_to(home).as_posix())


def restore(home: Path, file: Path, now: datetime) -> Restored:
    """Put a backup in the place of what a home remembers, which is kept beside.

    No service may run meanwhile. Raises `BackupRefused`.
    """
    keep_private(home)
    home.mkdir(parents=True, exist_ok=True)
    with _unpacked(home, file) as fresh:
        note_restored(home, now)
        before = _set_aside(home, home / f"{now:{SET_ASIDE}}")
        moved = 0
        for path in sorted(fresh.iterdir()):
            if path.name != INSTALLATION or not (home / INSTALLATION).exists():
                moved += sum(1 for each in (path, *path.rglob("*")) if each.is_file())
                shutil.move(path, home / path.name)
    return Restored(moved, before)


def forget_set_aside(home: Path, before: datetime) -> int:
    """Remove what restores of before then set aside; answers how many there were.

    Only folders that a restore named: nobody else's is touched, nor what a link leads to.
    """
    gone = 0
    for folder in home.glob("before-restore-*"):
        with contextlib.suppress(ValueError, OSError):
            at = datetime.strptime(folder.name, SET_ASIDE).replace(tzinfo=before.tzinfo)
            if at < before and folder.is_dir() and not folder.is_symlink():
                shutil.rmtree(folder)
                gone += 1
    return gone


def _copied(database: Path, into: Path) -> Path:
    """Copy a database as of one moment, whoever is writing to it."""
    with (
        contextlib.closing(sqlite3.connect(database)) as source,
        contextlib.closing(sqlite3.connect(into)) as target,
    ):
        source.backup(target)
    return into


@contextmanager
def _unpacked(home: Path, file: Path) -> Iterator[Path]:
    """Unpack a backup beside its place, and prove that it is whole."""
    with TemporaryDirectory(dir=home) as folder:
        try:
            _extract(file, Path(folder))
        except FileNotFoundError as error:
            raise BackupRefused("backup_missing", file) from error
        except UNREADABLE as error:
            raise BackupRefused("backup_damaged", file) from error
        except OSError as error:
            raise BackupRefused("backup_unreadable", file) from error
        yield Path(folder)


def _extract(file: Path, folder: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        if not _is_ours(archive):
            raise BackupRefused("backup_not_ours", file)
        archive.extractall(folder)
    if not _is_sound(folder / DATABASE):
        raise BackupRefused("backup_damaged", file)


def _is_ours(archive: zipfile.ZipFile) -> bool:
    entries = archive.infolist()
    places = [PurePosixPath(entry.filename) for entry in entries]
    known = all(
        place.parts[:1] in {(DATABASE,), (INSTALLATION,), (EXCHANGE,)} and ".." not in place.parts
        for place in places
    )
    small = sum(entry.file_size for entry in entries) <= MOST_BYTES
    return known and small and PurePosixPath(DATABASE) in places


def _is_sound(database: Path) -> bool:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        found: object = connection.execute("PRAGMA integrity_check").fetchone()
        ours = connection.execute(  # a sound database of something else is none of ours
            "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'movements')"
        ).fetchone()
        return found == ("ok",) and ours == (2,)


def _set_aside(home: Path, into: Path) -> Path | None:
    """Move what is there into a folder of its own; a database takes its write-ahead log along."""
    names = [DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", EXCHANGE]
    there = [home / name for name in names if (home / name).exists()]
    if not there:
        return None
    into.mkdir()
    for path in there:
        shutil.move(path, into / path.name)
    return into
