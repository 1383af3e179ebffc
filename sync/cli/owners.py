"""Whose the home is: what the system's administrator makes in it, its owner could not open."""

from __future__ import annotations

import os
from pathlib import Path

from sync.cli.commands import NEED_NO_CATALOG
from sync.cli.session import Refused

OF_NO_HOME = NEED_NO_CATALOG | {"install-service", "uninstall-service"}
ADMINISTRATOR = 0


def refuse_anothers(home: Path, command: str) -> None:
    """Raise `Refused` where root would leave files of its own in the home of a service.

    Where every file is its one owner's, whoever makes it (a USB stick, a share), root leaves none.
    """
    if command in OF_NO_HOME or not _administers():
        return
    try:
        owner = home.stat().st_uid
        if owner == ADMINISTRATOR or _maker(home) != ADMINISTRATOR:
            return
    except OSError:
        return  # there is none yet, or whoever opens it says why not
    raise Refused("home_of_another", home=str(home), owner=_named(home, owner))


def _administers() -> bool:
    """Whether we are root; Windows has none, nor files that only their maker can open."""
    effective = getattr(os, "geteuid", None)
    return effective is not None and effective() == ADMINISTRATOR


def _maker(home: Path) -> int:
    """Say whose a file is that we make there."""
    import tempfile  # with half the library; few are root

    with tempfile.TemporaryFile(dir=home) as tried:
        return os.fstat(tried.fileno()).st_uid


def _named(home: Path, owner: int) -> str:
    try:
        return home.owner()  # type: ignore[misc,unused-ignore] # not asked on Windows
    except KeyError:
        return f"'#{owner}'"  # as sudo takes a number
