"""Which catalog files something concerns that was saved: only these need to be looked at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import Path

_FOLDERS = re.compile(r".*[/\\]")


def concerned(saved: Collection[Path], files: Mapping[Path, Collection[str]]) -> set[Path] | None:
    """Name the files that are what was saved, or were read with it; None: any of them may be.

    `files` are those that were read, with the names of what lies beside them. Only names are
    compared: a folder may be reached by several paths. What nobody names may be behind a link.
    """
    left = {_alike(path.name) for path in saved}
    found = {file for file in files if _alike(file.name) in left}
    left -= {_alike(file.name) for file in found}
    matched = set[str]()
    for file, beside in files.items() if left else ():
        if here := left.intersection(_alike(_FOLDERS.sub("", name)) for name in beside):
            found.add(file)
            matched |= here
    return found if left <= matched else None


def _alike(name: str) -> str:
    """Reduce a name to what all file systems have of it."""
    return unicodedata.normalize("NFC", name).lower()
