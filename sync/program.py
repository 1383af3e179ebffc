"""Tells this program from any other, and from itself once somebody has changed it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

Stamp = tuple[str, int, int]  # a source file, its bytes, when it was changed


@cache
def program_stamp(*folders: str) -> tuple[object, ...]:
    """Stamp the sources below these folders of the program, and what is installed beside it.

    Installing or removing a package changes the folder of all packages.
    """
    root = Path(__file__).parent.parent
    sources = sorted(stamp for name in folders for stamp in _sources(str(root / name)))
    found = find_spec("pydantic")
    packages = Path(found.origin).parents[1] if found and found.origin else root
    return (*sources, packages.stat().st_mtime_ns)


def _sources(folder: str) -> Iterator[Stamp]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _sources(entry.path)
            elif entry.name.endswith(".py"):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
