"""A catalog that is kept elsewhere: fetched, proved to be readable, and only then used.

Each version is laid out in a folder of its own. Which of them is used stands in one small file,
replaced at one stroke; a version that cannot be read leaves the last good one in use.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from sync.model import Problem

MOST_FILES, MOST_BYTES = 50_000, 2 * 1024**3
KEPT: Final = 3  # versions that lie there, the one in use among them
CURRENT: Final = "current"
VERSION: Final = re.compile(r"[0-9a-f]{40,64}")

Check = Callable[[Path], Problem | None]  # what keeps a folder from being used as the catalog


class FetchFailed(Exception):
    """Nothing was fetched, or what came cannot be used: the last good version stays in use."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code=code, severity="warning", values=values)


def broken(version: str, why: str) -> FetchFailed:
    """Say of a version that it cannot be used, and why."""
    return FetchFailed("followed_version_broken", version=version[:12], why=why)


class CatalogSource(Protocol):
    """Where the versions of a catalog are kept, each under a number in hex."""

    @property
    def folder(self) -> str:
        """Where the catalog files lie below the root of a version."""
        ...

    def newest(self) -> str:
        """Ask which version is the newest; raises `FetchFailed`."""
        ...

    def write(self, version: str, draft: Path, before: Path | None) -> None:
        """Write its files into a folder, given those of the version in use.

        Raises `FetchFailed`.
        """
        ...


@dataclass(frozen=True, slots=True)
class Followed:
    """A source, and where its versions lie on this machine, as an absolute path."""

    source: CatalogSource
    folder: Path

    @property
    def version(self) -> str | None:
        """The version that is in use."""
        try:
            named = (self.folder / CURRENT).read_text("ascii").strip()
        except (OSError, ValueError):
            return None
        return named if VERSION.fullmatch(named) and (self.folder / named).is_dir() else None

    @property
    def catalog(self) -> Path | None:
        """The folder of catalog files in use."""
        return None if self.version is None else self._catalog_in(self.version)

    def follow(self, check: Check) -> str | None:
        """Use the newest version; answers it if it is another. Raises `FetchFailed`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        version = self.source.newest()
        if version == self.version:
            return None
        self._lay_out(version)
        if not (files := self._catalog_in(version)).is_dir():
            raise broken(version, files.name)
        if (problem := check(files)) is not None:
            raise broken(version, problem.code)
        self._use(version)
        return version

    def _catalog_in(self, version: str) -> Path:
        return self.folder / version / self.source.folder

    def _lay_out(self, version: str) -> None:
        """Write a version's files into a folder of its own, whole or not at all."""
        target, draft = self.folder / version, self.folder / f"{version}.new"
        if target.is_dir():
            return
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        try:
            before = self.folder / self.version if self.version else None
            self.source.write(version, draft, before)
            draft.replace(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _use(self, version: str) -> None:
        draft = self.folder / f"{CURRENT}.new"
        draft.write_text(version, "ascii")
        draft.replace(self.folder / CURRENT)
        there = [path for path in self.folder.iterdir() if VERSION.fullmatch(path.name)]
        for old in sorted(there, key=lambda path: path.stat().st_mtime)[:-KEPT]:
            if old.name != version:
                shutil.rmtree(old, ignore_errors=True)
