"""Looks at the pictures of products: are they there, readable and large enough."""

from __future__ import annotations

import hashlib
import io
import stat
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PIL import Image

from sync.catalog.findings import Finding
from sync.catalog.nearest import nearest
from sync.model import ImageFile, Value

MIN_SIDE_PX = 500
MAX_BYTES = 50 * 1024 * 1024
_FORMATS = ("JPEG", "PNG")


@dataclass(frozen=True, slots=True)
class Look:
    """What a picture is: its hash, or the code of what is wrong with it."""

    sha256: str = ""
    code: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


def pictures_of(
    names: tuple[str, ...], folder: Path
) -> tuple[tuple[ImageFile, ...], list[Finding]]:
    """Find the pictures that a product names, relative to its file's folder."""
    images, findings = [], []
    for index, name in enumerate(names):
        path = folder / name.replace("\\", "/")
        look = _look(path)
        if look.code:
            values = {"picture": name[:200], **look.values}
            findings.append(Finding(look.code, ("images", index), values=values))
        else:
            images.append(ImageFile(path, look.sha256))
    return tuple(images), findings


def _look(path: Path) -> Look:
    try:
        status = path.stat()
    except FileNotFoundError:
        return _missing(path)
    except (OSError, ValueError):
        return Look(code="picture_unreadable")
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        return Look(code="picture_unreadable")
    return _measured(path, status.st_mtime_ns, status.st_size)


def _missing(path: Path) -> Look:
    """Name the file that was most likely meant: capitals differ on Windows and Linux."""
    try:
        there = [each.name for each in path.parent.iterdir()]
    except OSError:
        there = []
    meant = nearest(path.name, there)
    code = "picture_missing_near" if meant else "picture_missing"
    return Look(code=code, values={"nearest": meant})


@lru_cache(maxsize=200_000)
def _measured(path: Path, _mtime_ns: int, _size: int) -> Look:
    """Read a picture once for as long as its file does not change."""
    try:
        content = path.read_bytes()
        width, height = _decoded_size(content)
    except Exception:  # noqa: BLE001 - a decoder met with any bytes may raise anything
        return Look(code="picture_unreadable")
    if min(width, height) < MIN_SIDE_PX:
        values = {"width": width, "height": height, "least": MIN_SIDE_PX}
        return Look(code="picture_too_small", values=values)
    return Look(sha256=hashlib.sha256(content).hexdigest())


def _decoded_size(content: bytes) -> tuple[int, int]:
    """Measure a picture and decode it, coarsely where possible: a copy cut short is found."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a decompression bomb is only warned of
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            size = image.size
            image.draft("RGB", (64, 64))
            image.load()
    return size
