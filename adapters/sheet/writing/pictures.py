"""Puts pictures by, and packs those that a run needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from adapters.sheet.book import write_whole
from adapters.sheet.writing.task import Task
from sync.marketplace import Image, Uploaded

KEPT = "anh"  # below the shop's folder, each picture once, by its content
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same pictures make the same bytes


def keep(folder: Path, image: Image) -> Uploaded:
    """Put a picture by under its content's name."""
    kind = Path(image.filename).suffix.lower() or ".jpg"
    name = image.sha256 + kind
    file = folder / KEPT / name
    if not file.is_file() or file.stat().st_size != len(image.content):
        write_whole(file, image.content)
    return Uploaded(image.sha256, name)


def kept(folder: Path, sha256: str) -> Path | None:
    """Find a picture that was put by."""
    found = sorted((folder / KEPT).glob(f"{sha256}.*"))
    return found[0] if found else None


def packed(folder: Path, tasks: Iterable[Task]) -> bytes | None:
    """Pack the pictures of a run; None when it needs none. Raises FileNotFoundError."""
    wanted = {name: sha256 for task in tasks for name, sha256 in task.pictures}
    if not wanted:
        return None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, sha256 in sorted(wanted.items()):
            file = kept(folder, sha256)
            if file is None:
                raise FileNotFoundError(name)
            entry = zipfile.ZipInfo(f"anh/{name}", LONG_AGO)
            entry.create_system = 3
            archive.writestr(entry, file.read_bytes())
    return buffer.getvalue()
