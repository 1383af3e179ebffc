"""A folder of catalog files as a value: the digest of each file, and what became of two copies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from sync.catalog.followed import MOST_BYTES, MOST_FILES, FetchFailed

MOST_FILE_BYTES: Final = 64 * 1024**2
MARK: Final = ".ocop-version"  # in the folder: which version its files were, before edits
_NAMES_A_DRIVE: Final = (":", "\\")

Files = Mapping[str, str]  # the SHA-256 in hex of each file, by its path with slashes


@dataclass(frozen=True, slots=True)
class Merge:
    """What a folder takes over from a newer version, and what was changed on both sides."""

    taken: Mapping[str, str | None]  # a digest by path; None: it is there no more
    contested: tuple[str, ...]


def files_in(folder: Path) -> dict[str, str]:
    """Tell the files below a folder by their digests; raises `FetchFailed` where they are too many.

    What begins with a dot is none of them, and a link neither.
    """
    found: dict[str, str] = {}
    size = 0
    for path in _files_below(folder):
        bytes_ = path.stat().st_size
        size += bytes_
        if bytes_ > MOST_FILE_BYTES or size > MOST_BYTES or len(found) == MOST_FILES:
            raise FetchFailed("catalog_files_huge", file=path.name)
        found[path.relative_to(folder).as_posix()] = digest_of(path.read_bytes())
    return found


def _files_below(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files_below(path)
        elif path.is_file():
            yield path


def digest_of(content: bytes) -> str:
    """Know a content again."""
    return hashlib.sha256(content).hexdigest()


def version_of(files: Files) -> str:
    """Give the files of a folder a number together."""
    return digest_of(json.dumps(sorted(files.items()), ensure_ascii=False).encode())


def is_below(path: str) -> bool:
    """Whether a path from elsewhere stays below the folder that it is written into."""
    parts = PurePosixPath(path).parts
    plain = not any(sign in path for sign in _NAMES_A_DRIVE) and not path.startswith("/")
    return bool(parts) and plain and not any(part.startswith(".") for part in parts)


def merged(base: Files, mine: Files, theirs: Files) -> Merge:
    """Bring what others changed since `base` into a folder that was edited since, too.

    What was deleted here and changed there comes back.
    """
    to_take = differing(base, theirs) & differing(mine, theirs)
    contested = to_take & differing(base, mine) & mine.keys()
    taken = {path: theirs.get(path) for path in sorted(to_take - contested)}
    return Merge(taken, tuple(sorted(contested)))


def differing(one: Files, other: Files) -> set[str]:
    """Name the files that are not the same in both, or in one alone."""
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
