"""Writes edits into the catalog's files: one writer at a time, all files or none, undoable.

What stood in the files before is kept in the home under the edit's name. A process that dies while
several files are put in place leaves a note behind; whoever comes next puts them back first.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sync.catalog.editing import Edit, EditRefused, edited, must_meet, undone
from sync.catalog.editing.recalls import LotName, lifted_recalls, with_lifted
from sync.store.instance import lock_of, locked

LOCK: Final = "edit.lock"
KEPT: Final = "edits"  # below the home, a folder an edit: the bytes before and after
UNFINISHED: Final = "unfinished"  # names the edit whose files are being put in place
PATIENCE_S: Final = 10.0
MOST_NAMED: Final = 5  # lots


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWork:
    """What to do to a file that still holds, where it matters, what was `seen`.

    A file that was not there (`seen` is None) begins as `begun`.
    """

    file: Path
    edits: tuple[Edit, ...] = ()
    seen: bytes | None = None
    begun: bytes = b""


@dataclass(frozen=True, slots=True)
class FileEdit:
    """A file and its bytes before and after; None where it was not there."""

    file: Path
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class CatalogEdit:
    """What was written in one go; `digest` names it, for taking it back."""

    digest: str
    files: tuple[FileEdit, ...] = field(repr=False)


def edit_file(file: Path, edits: Iterable[Edit], home: Path, seen: bytes) -> CatalogEdit:
    """Make the edits in one file; see `edit_files`."""
    return edit_files([FileWork(file=file, edits=tuple(edits), seen=seen)], home)


def edit_files(works: Sequence[FileWork], home: Path) -> CatalogEdit:
    """Make the edits in all these files, or none.

    What others wrote since into other places stays; who wrote into the same place is not written
    over. Raises `EditRefused`, or `Unread`; then nothing was written.
    """
    with _alone(home, works[0].file.name):
        done = [_made(work) for work in works]
        digest = _digest_of(done)
        _keep(home / KEPT / digest, done)
        _put_in_place(home, digest, done)
        return CatalogEdit(digest, tuple(done))


def _made(work: FileWork) -> FileEdit:
    file = work.file.resolve()  # a link goes on pointing at the file
    now = _read(file) if work.seen is not None or file.exists() else None
    if now is not None and now != work.seen:
        if work.seen is None:
            raise EditRefused("edit_file_changed", file=file.name)
        must_meet(work.seen, now, work.edits, file.name)
    return FileEdit(file, now, edited(work.begun if now is None else now, work.edits))


def take_back(digest: str, home: Path, *, lifting: bool = False) -> tuple[Path, ...]:
    """Put back what an edit changed; what was written since into other places stays.

    `lifting`: a person says that a recalled lot goes on sale again. Raises `EditRefused`, and then
    nothing was put back.
    """
    folder = home / KEPT / digest
    with _alone(home, digest):
        kept = _kept(folder)
        done = [_put_back(one, folder) for one in kept]
        lots = [lot for one in done for lot in lifted_recalls(one.before, one.after)]
        if lots and not lifting:
            named = ", ".join(f"{lot} ({owner})" for owner, lot in lots[:MOST_NAMED])
            raise EditRefused("edit_lifts_recall", lots=named)
        _put_in_place(home, digest, [_lifted(one, lots) for one in done] if lots else done)
        return tuple(one.file for one in done)


def _lifted(edit: FileEdit, lots: Collection[LotName]) -> FileEdit:
    """Have the file say what a person said: its silence alone puts nothing on sale again."""
    return edit if edit.after is None else replace(edit, after=with_lifted(edit.after, lots))


def _put_back(edit: FileEdit, folder: Path) -> FileEdit:
    now = _read(edit.file)
    if now == edit.after:
        return FileEdit(edit.file, now, edit.before)
    values = {"file": edit.file.name, "kept": str(folder)}
    if edit.before is None or edit.after is None:
        raise EditRefused("edit_file_changed_since", **values)
    try:
        return FileEdit(edit.file, now, undone(edit.before, edit.after, now))
    except EditRefused as error:
        raise EditRefused("edit_file_changed_since", **values) from error


@contextmanager
def _alone(home: Path, name: str) -> Iterator[None]:
    """Be the only one who writes, after what a dead writer left half-done was put back."""
    with closing(lock_of(home, LOCK, PATIENCE_S)) as lock:
        if not locked(lock):
            raise EditRefused("edit_locked", file=name)
        _finish_dead(home)
        yield


def _finish_dead(home: Path) -> None:
    note = home / KEPT / UNFINISHED
    if not note.exists():
        return
    with suppress(EditRefused):  # what cannot be read was not written either
        for one in _kept(home / KEPT / note.read_text(encoding="utf-8")):
            if one.file.exists() and _read(one.file) == one.after != one.before:
                _replace(one.file, one.before, one.after)
    note.unlink()


def _put_in_place(home: Path, digest: str, done: Sequence[FileEdit]) -> None:
    """Put every file in place; those that were are put back where one cannot be."""
    note = home / KEPT / UNFINISHED
    if len(done) > 1:
        _write_whole(note, digest.encode())
    placed: list[FileEdit] = []
    try:
        for one in done:
            _replace(one.file, one.after, one.before)
            placed.append(one)
    except EditRefused:
        for one in placed:
            _replace(one.file, one.before, one.after)
        raise
    finally:
        note.unlink(missing_ok=True)


def _digest_of(done: Sequence[FileEdit]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for one in done:
        for part in (str(one.file).encode(), one.before or b"", one.after or b""):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _keep(folder: Path, done: Sequence[FileEdit]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for number, one in enumerate(done):
        listed.append({"file": str(one.file), "new": one.before is None})
        _write_whole(folder / f"{number}-before.yaml", one.before or b"")
        _write_whole(folder / f"{number}-after.yaml", one.after or b"")
    _write_whole(folder / "files.json", json.dumps(listed).encode())


def _kept(folder: Path) -> list[FileEdit]:
    try:
        listed = json.loads((folder / "files.json").read_bytes())
        return [
            FileEdit(
                Path(one["file"]),
                None if one["new"] else (folder / f"{number}-before.yaml").read_bytes(),
                (folder / f"{number}-after.yaml").read_bytes(),
            )
            for number, one in enumerate(listed)
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EditRefused("edit_not_kept", file=str(folder)) from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise EditRefused("edit_unwritable", file=file.name, why=error.strerror or "") from error


def _replace(file: Path, content: bytes | None, expected: bytes | None) -> None:
    """Put a whole new file in the place of the old one, which must still hold what was expected."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        if content is not None:
            _write_whole(draft, content)
        there = file.read_bytes() if file.exists() else None
        if there != expected:  # an editor knows nothing of our lock
            raise EditRefused("edit_file_changed", file=file.name)
        if content is None:
            file.unlink()
            return
        if there is not None:
            shutil.copymode(file, draft)
        draft.replace(file)
    except OSError as error:
        raise EditRefused("edit_unwritable", file=file.name, why=error.strerror or "") from error
    finally:
        draft.unlink(missing_ok=True)


def _write_whole(file: Path, content: bytes) -> None:
    with file.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
