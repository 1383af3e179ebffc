"""Writes a secret that a person typed into a file of its own, which the configuration names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from sync.catalog.editing import EditRefused

FOLDER: Final = "secrets"  # beside shops.yaml and settings.yaml


def keep_secret(config: Path, stem: str, secret: str) -> Path:
    """Write it where nobody else reads it, over none that is there; git takes none along.

    Raises `EditRefused`.
    """
    folder = config / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        ignored = folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
        file = _free(folder, stem)
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="utf-8") as text:
            text.write(f"{secret.strip()}\n")
    except OSError as error:
        why = error.strerror or ""
        raise EditRefused("edit_unwritable", file=f"{FOLDER}/{stem}.txt", why=why) from error
    return file


def named_in(file: Path) -> str:
    """Name it as the configuration does."""
    return f"{FOLDER}/{file.name}"


def _free(folder: Path, stem: str) -> Path:
    number, file = 1, folder / f"{stem}.txt"
    while file.exists():
        number += 1
        file = folder / f"{stem}-{number}.txt"
    return file
