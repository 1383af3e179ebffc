"""Looks at the scanned papers that products and cooperatives name: are they there and fit to send.

Like pictures, they are read once for as long as a file does not change.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from sync.catalog.diagnostics import Finding
from sync.catalog.pictures import MAX_BYTES as MAX_PICTURE_BYTES
from sync.catalog.pictures import Look, decoded_size, likely_meant, look_beside, read_again
from sync.catalog.reading import Path as Place
from sync.catalog.yaml_schema import WrittenPaper, WrittenProduct
from sync.model import ImageFile, Paper

MAX_BYTES = 5 * 1024 * 1024  # a PDF, at the strictest marketplace that takes papers
_PDF = b"%PDF-"


def papers_of(
    written: Iterable[WrittenPaper], folder: Path
) -> tuple[tuple[Paper, ...], list[Finding]]:
    """Find the files of `papers:`, relative to the catalog file's folder."""
    papers: list[Paper] = []
    findings: list[Finding] = []
    for index, paper in enumerate(written):
        file = None
        if paper.file:
            file, wrong = _file(paper.file, folder, ("papers", index, "file"))
            findings += wrong
        papers.append(
            Paper(
                number=paper.number,
                issued_on=paper.issued_on,
                issued_by=paper.issued_by,
                expires_on=paper.expires_on,
                kind=paper.kind,
                file=file,
            )
        )
    return tuple(papers), findings


def certificate_file(
    written: WrittenProduct, folder: Path
) -> tuple[ImageFile | None, list[Finding]]:
    """Find the scanned OCOP certificate, if one is named."""
    name = written.certificate.file if written.certificate else None
    return _file(name, folder, ("certificate", "file")) if name else (None, [])


def _file(name: str, folder: Path, path: Place) -> tuple[ImageFile | None, list[Finding]]:
    look = look_beside(folder, name, _look, "paper_file_outside")
    if look.image is not None:
        return look.image, []
    return None, [Finding(look.code, path, values={"file": name[:200], **look.values})]


def _look(path: str) -> Look:
    try:
        status = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        meant = likely_meant(Path(path))
        code = "paper_file_missing_near" if meant else "paper_file_missing"
        return Look(code=code, values={"nearest": meant})
    except (OSError, ValueError):
        return Look(code="paper_file_unreadable")
    if not stat.S_ISREG(status.st_mode):
        return Look(code="paper_file_unreadable")
    if status.st_size > MAX_PICTURE_BYTES:
        return _too_large(status.st_size, MAX_PICTURE_BYTES)
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=20_000)
def _read(path: str, _mtime_ns: int, _size: int) -> Look:
    """Judge by content, as marketplaces do: a PDF, or a picture that can be seen.

    A photo is shrunk for each marketplace before it is sent; a PDF cannot be.
    """
    try:
        content = read_again(Path(path))
        if not content.startswith(_PDF):
            decoded_size(content)
        elif len(content) > MAX_BYTES:
            return _too_large(len(content), MAX_BYTES)
    except Exception:  # noqa: BLE001 - a decoder met with any bytes may raise anything
        return Look(code="paper_file_unreadable")
    return Look(ImageFile(Path(path), hashlib.sha256(content).hexdigest()))


def _too_large(found: int, most: int) -> Look:
    values = {"found": round(found / 1024**2, 1), "most": most // 1024**2}
    return Look(code="paper_file_too_large", values=values)
