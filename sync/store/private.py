"""Keeps what the program knows to the user who runs it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sync.store.secret_box import KEY_FILE

OWNER_ALONE, OWNERS_FILE = 0o700, 0o600


def keep_private(home: Path) -> None:
    """Let only its owner into the home folder, and read what lies in it.

    On Windows a user's folder grants that by itself. A home on a file system without owners (a
    USB stick) cannot be closed, and is used all the same.
    """
    if os.name != "posix":
        return
    os.umask(0o077)  # what is made from now on is its owner's alone
    with suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(OWNER_ALONE)
        for file in home.iterdir():  # an open key file is refused, not mended in silence
            if (
                file.name != KEY_FILE
                and file.is_file()
                and not file.is_symlink()
                and file.stat().st_mode & 0o077
            ):
                file.chmod(OWNERS_FILE)
