"""Writes edits into the catalog's files: one writer at a time, whole or not at all, undoable."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sync.catalog.editing import Edit, EditRefused, edited
from sync.store.instance import lock_of, locked

LOCK: Final = "edit.lock"
KEPT: Final = "edits"  # the bytes before each edit, below the home
PATIENCE_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class FileEdit:
    """A catalog file that was edited; `digest` names what it holds since, for taking it back."""

    file: Path
    before: bytes
    digest: str


def edit_file(file: Path, edits: Iterable[Edit], home: Path, seen: bytes) -> FileEdit:
    """Make the edits in a file that still holds what was `seen`.

    The bytes before stay in the home. Raises `EditRefused`, or `Unread`; then nothing was written.
    """
    file = file.resolve()  # a link goes on pointing at the file
    with closing(lock_of(home, LOCK, PATIENCE_S)) as lock:
        if not locked(lock):
            raise EditRefused("edit_locked", file=file.name)
        content = _read(file)
        if content != seen:
            raise EditRefused("edit_file_changed", file=file.name)
        after = edited(content, edits)
        done = FileEdit(file, content, digest_of(after))
        _keep(home, done)
        _write(file, after, content)
        return done


def take_back(file: Path, digest: str, home: Path) -> None:
    """Put back what stood in a file before an edit, if nobody has changed it since.

    Raises `EditRefused`.
    """
    file, kept = file.resolve(), home / KEPT / f"{digest}.yaml"
    with closing(lock_of(home, LOCK, PATIENCE_S)) as lock:
        if not locked(lock):
            raise EditRefused("edit_locked", file=file.name)
        content = _read(file)
        if digest_of(content) != digest:
            raise EditRefused("edit_file_changed_since", file=file.name, kept=str(kept))
        _write(file, _read(kept), content)


def digest_of(content: bytes) -> str:
    """Name the content of a file."""
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise EditRefused("edit_unwritable", file=file.name, why=error.strerror or "") from error


def _keep(home: Path, done: FileEdit) -> None:
    folder = home / KEPT
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{done.digest}.yaml").write_bytes(done.before)


def _write(file: Path, content: bytes, expected: bytes) -> None:
    """Put a whole new file in the place of the old one, which must still hold what was expected."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with draft.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        shutil.copymode(file, draft)
        if file.read_bytes() != expected:  # an editor knows nothing of our lock
            raise EditRefused("edit_file_changed", file=file.name)
        draft.replace(file)
    except OSError as error:
        raise EditRefused("edit_unwritable", file=file.name, why=error.strerror or "") from error
    finally:
        draft.unlink(missing_ok=True)
