"""Remembers catalog files as a form showed them, so that a save can tell what changed meanwhile.

A form carries the version of the file that it was made of; what it showed is found by it again. So
two people may edit one product: what they wrote into different places both stays, and who would
write over what the other one wrote is told what stands there now.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sync.catalog.editing import Edit, EditRefused, ValueChange, changed_since, met
from sync.model import Code
from sync.running.catalog_edits import CatalogEdit, edit_file

FOLDER: Final = "edits/seen"  # below the home
MOST_KEPT: Final = 500  # of more the oldest go: their forms are filled in anew
_VERSION: Final = re.compile(r"[0-9a-f]{32}")


def version_of(content: bytes) -> str:
    """Name what a file holds."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def show(file: Path, home: Path) -> tuple[bytes, str]:
    """Read a file for a form, and remember it; answers its bytes and their version."""
    content = file.read_bytes()
    version = version_of(content)
    kept = home / FOLDER / version
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(".part")
        draft.write_bytes(content)
        draft.replace(kept)
        _forget_oldest(kept.parent)
    return content, version


def seen(version: str, home: Path) -> bytes:
    """Recall what a form was made of; raises `EditRefused`."""
    if not _VERSION.fullmatch(version):
        raise EditRefused("edit_seen_lost")
    try:
        content = (home / FOLDER / version).read_bytes()
    except OSError as error:
        raise EditRefused("edit_seen_lost") from error
    if version_of(content) != version:
        raise EditRefused("edit_seen_lost")
    return content


def save(file: Path, edits: Iterable[Edit], home: Path, version: str) -> CatalogEdit:
    """Make the edits of a form; what others wrote since into other places stays.

    Raises `EditRefused`, and then nothing was written: see `told_of` for what to say.
    """
    return edit_file(file, edits, home, seen(version, home))


def told_of(
    file: Path, edits: Iterable[Edit], home: Path, version: str
) -> list[tuple[Edit, ValueChange]]:
    """Say which edits would write over what somebody else wrote since, and what that is."""
    return list(met(seen(version, home), file.read_bytes(), edits))


def news_of(file: Path, code: Code, home: Path, version: str) -> list[ValueChange]:
    """Say what of a product was changed since a form was made; raises `EditRefused`."""
    return changed_since(seen(version, home), file.read_bytes(), code)


def _forget_oldest(folder: Path) -> None:
    kept = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime)
    for old in kept[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
