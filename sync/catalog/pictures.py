"""Looks at the pictures of products: are they there, readable and large enough."""

from __future__ import annotations

import hashlib
import os
import stat
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from sync.catalog.beside import MOST_HINTS, Outside, find_beside
from sync.catalog.diagnostics import Finding
from sync.catalog.nearest import nearest
from sync.catalog.open_picture import opened
from sync.catalog.reading.parts import MOST_PROBLEMS
from sync.model import ImageFile, Value

MIN_SIDE_PX = 500
MOST_TO_ONE = 8  # the long side over the short one: narrower, none is left within 500 to 4,096
MAX_BYTES = 50 * 1024 * 1024
# To open no link that was put there meanwhile, and to wait for nobody to fill a pipe.
_AS_IT_IS = sum(
    getattr(os, name, 0) for name in ("O_RDONLY", "O_BINARY", "O_NOFOLLOW", "O_NONBLOCK")
)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found: the picture, or the code of what is wrong with it."""

    image: ImageFile | None = None
    code: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


def pictures_of(
    names: tuple[str, ...], folder: Path
) -> tuple[tuple[ImageFile, ...], list[Finding]]:
    """Find the pictures that a product names, relative to its file's folder."""
    images, findings = list[ImageFile](), list[Finding]()
    for index, name in enumerate(names):
        if len(findings) > MOST_PROBLEMS:
            break
        look = look_beside(folder, name, _look, "picture_outside")
        if look.image is not None:
            images.append(look.image)
        else:
            values = {"picture": name[:200], **look.values}
            findings.append(Finding(look.code, ("images", index), values=values))
    return tuple(images), findings


def look_beside(folder: Path, name: str, look: Callable[[str], Look], outside: str) -> Look:
    """Look at a file below the folder; of what lies elsewhere nothing is told but that it does."""
    try:
        return look(find_beside(folder, name))
    except Outside:
        return Look(code=outside)


def _look(path: str) -> Look:
    """Look at a file; a path stays text until it is known to be news, for there are very many."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return _missing(Path(path))
    except (OSError, ValueError):
        return Look(code="picture_unreadable")
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        return Look(code="picture_unreadable")
    return _measured(path, status.st_mtime_ns, status.st_size)


def _missing(path: Path) -> Look:
    meant = likely_meant(path)
    code = "picture_missing_near" if meant else "picture_missing"
    return Look(code=code, values={"nearest": meant})


def likely_meant(path: Path) -> str | None:
    """Name the file that was most likely meant: capitals differ on Windows and Linux."""
    there = _names_in(str(path.parent))
    return nearest(path.name, there) if len(there) <= MOST_HINTS else None


@lru_cache(maxsize=1000)
def _names_in(folder: str) -> tuple[str, ...]:
    try:
        return tuple(each.name for each in Path(folder).iterdir())
    except OSError:
        return ()


def read_again(path: Path) -> bytes:
    """Read a file that was looked at before: by now it may lead elsewhere, never end, or be huge.

    Raises `OSError`.
    """
    if any(each.is_symlink() for each in (path, *path.parents)):
        raise FileNotFoundError(path.name)  # it was resolved: a link there is news
    with os.fdopen(os.open(path, _AS_IT_IS), "rb") as file:  # what is judged is what is read
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            raise FileNotFoundError(path.name)
        return file.read(MAX_BYTES)


@lru_cache(maxsize=200_000)
def _measured(path: str, _mtime_ns: int, _size: int) -> Look:
    """Read a picture once for as long as its file does not change; whoever shows it shares it."""
    try:
        content = read_again(Path(path))
        width, height = decoded_size(content)
    except Exception:  # noqa: BLE001 - a decoder met with any bytes may raise anything
        return Look(code="picture_unreadable")
    if min(width, height) < MIN_SIDE_PX:
        values = {"width": width, "height": height, "least": MIN_SIDE_PX}
        return Look(code="picture_too_small", values=values)
    if max(width, height) > MOST_TO_ONE * min(width, height):
        values = {"width": width, "height": height, "most": MOST_TO_ONE}
        return Look(code="picture_too_narrow", values=values)
    return Look(ImageFile(Path(path), hashlib.sha256(content).hexdigest()))


def decoded_size(content: bytes) -> tuple[int, int]:
    """Measure a picture and decode it, coarsely where possible: a copy cut short is found."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a decompression bomb is only warned of
        with opened(content) as image:
            size = image.size
            image.draft("RGB", (64, 64))
            image.load()
    return size
