"""Finds the files that a catalog names: only what lies below the folder of the catalog file."""

from __future__ import annotations

import os
import unicodedata
from functools import lru_cache
from pathlib import Path, PureWindowsPath

MOST_HINTS = 200  # files of one folder that are guessed at; guessing at thousands takes minutes


class Outside(Exception):
    """The name leads out of the folder: nothing there is looked at, and nothing told of it."""


def find_beside(folder: Path, name: str) -> str:
    """Answer the real path of a file below the folder, whether it is there or not.

    A name in other Unicode (a zip from a Mac) is the same name. Raises `Outside` for an absolute
    path, one with a drive or a server, and one that climbs or is linked out of the folder.
    """
    steps = _steps(name)
    if steps is None:
        raise Outside
    path = os.path.join(folder, *steps)  # noqa: PTH118 - text, for there are very many
    root, real = _real_folder(str(folder)), _real(path)
    if real != root and not real.startswith(root + os.sep):
        raise Outside
    return real if os.path.lexists(real) else _composed_otherwise(real)


@lru_cache(maxsize=10_000)
def _steps(name: str) -> tuple[str, ...] | None:
    """Take a name apart; None for one that climbs or begins elsewhere."""
    written = PureWindowsPath(name)  # knows both slashes, drives and servers
    outside = written.drive or written.root or "\x00" in name or ".." in written.parts
    return None if outside else written.parts


def _real(path: str) -> str:
    """Resolve links; the folder once, the file itself only where it is one."""
    head, tail = os.path.split(path)
    path = os.path.join(_real_folder(head), tail)  # noqa: PTH118
    return os.path.realpath(path) if os.path.islink(path) else path  # noqa: PTH114


@lru_cache(maxsize=10_000)
def _real_folder(folder: str) -> str:
    return os.path.realpath(folder)


def _composed_otherwise(path: str) -> str:
    """Find a file, or a folder on the way to it, whose name is there in other Unicode."""
    head, tail = os.path.split(path)
    if tail and not os.path.lexists(head):
        head = _composed_otherwise(head)
    for form in ("NFD", "NFC"):
        other = os.path.join(head, unicodedata.normalize(form, tail))  # noqa: PTH118
        if os.path.lexists(other):
            return other
    return path
