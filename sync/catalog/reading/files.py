"""Lists and reads the files of the configuration; whatever lies there, it answers."""

from __future__ import annotations

import stat
from pathlib import Path

from sync.catalog.reading.text import decode
from sync.catalog.reading.unread import unread
from sync.model import Location

MAX_FILE_BYTES = 256 * 1024 * 1024
_SUFFIXES = {".yaml", ".yml"}


def catalog_files(folder: Path) -> list[Path]:
    """List the catalog files of a folder by name; hidden files and other kinds are left out."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES]
    except OSError as error:
        where = Location(printable(folder), 1, 1)
        code = "folder_missing" if isinstance(error, FileNotFoundError) else "file_unreadable"
        raise unread(code, where, reason=error.strerror or "") from error
    return sorted(path for path in found if not path.name.startswith("."))


def read(path: Path) -> str:
    """Read a file as NFC text; raises `Unread` with the reason when that cannot be done."""
    return decode(read_bytes(path), printable(path))


def read_bytes(path: Path) -> bytes:
    """Read a regular file; a folder, a pipe, a loop of links or a vanished file is `Unread`."""
    where = Location(printable(path), 1, 1)
    if printable(path) != str(path):
        raise unread("file_name_unreadable", where)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise unread("file_not_regular", where)
        if status.st_size > MAX_FILE_BYTES:
            raise unread("yaml_too_large", where)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise unread("file_vanished", where) from error
    except OSError as error:
        raise unread("file_unreadable", where, reason=error.strerror or "") from error


def printable(path: Path) -> str:
    """Write a path so that it can be shown; bytes that are not UTF-8 become question marks."""
    return str(path).encode("utf-8", errors="replace").decode("utf-8")
