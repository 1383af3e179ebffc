"""A catalog that is kept elsewhere: fetched, proved to be readable, and only then used.

Each version is laid out in a folder of its own. Which of them is used stands in one small file,
replaced at one stroke; a version that cannot be read leaves the last good one in use.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from sync.model import Problem

MOST_FILES, MOST_BYTES = 50_000, 2 * 1024**3
KEPT: Final = 3  # versions that lie there, the one in use among them
CURRENT: Final = "current"
TROUBLE: Final = "trouble"  # what keeps the newest version from being used
VERSION: Final = re.compile(r"[0-9a-f]{40,64}")

Check = Callable[[Path], Problem | None]  # what keeps a folder from being used as the catalog


class FetchFailed(Exception):
    """Nothing was fetched, or what came cannot be used: a version in use stays in use."""

    def __init__(self, code: str, cause: Problem | None = None, **values: str | int) -> None:
        super().__init__(code)
        self.problem = Problem(code=code, severity="warning", values=values)
        self.cause = cause  # what is wrong in the version that came

    def keeps(self, version: str) -> None:
        """Tell which version stays in use meanwhile."""
        self.problem = replace(self.problem, values={**self.problem.values, "kept": version[:12]})


def broken(version: str, file: str = "", cause: Problem | None = None) -> FetchFailed:
    """Say which version cannot be used, and which file of it is not as it should be, and why."""
    named: dict[str, str | int] = {"version": version[:12]}
    if cause is not None and cause.where is not None:
        named |= {"file": Path(cause.where.file).name, "line": cause.where.line}
    elif file:
        named["file"] = file
    return FetchFailed("followed_version_broken", cause, **named)


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
        """Use the newest version; answers it if it is another. Raises `FetchFailed`.

        What keeps it from being used stands beside the versions until it is over.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            version = self._followed(check)
        except FetchFailed as error:
            if before := self.version:
                error.keeps(before)
            self._note(error.problem)
            raise
        (self.folder / TROUBLE).unlink(missing_ok=True)
        return version

    @property
    def trouble(self) -> Problem | None:
        """What has kept the newest version from being used, when it was last asked for."""
        try:
            noted = json.loads((self.folder / TROUBLE).read_text("utf-8"))
            return Problem(code=noted["code"], severity="warning", values=noted["values"])
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def _followed(self, check: Check) -> str | None:
        version = self.source.newest()
        if version == self.version:
            return None
        self._lay_out(version)
        if not (files := self._catalog_in(version)).is_dir():
            folder = self.source.folder
            raise FetchFailed("followed_version_empty", version=version[:12], folder=folder)
        if (problem := check(files)) is not None:
            raise broken(version, cause=problem)
        self._use(version)
        return version

    def _note(self, problem: Problem) -> None:
        noted = {"code": problem.code, "values": dict(problem.values)}
        with suppress(OSError):  # a full disk is told by whoever asked
            (self.folder / TROUBLE).write_text(json.dumps(noted), "utf-8")

    def _catalog_in(self, version: str) -> Path:
        return self.folder / version / self.source.folder

    def _lay_out(self, version: str) -> None:
        """Write a version's files into a folder of its own, whole or not at all."""
        target, draft = self.folder / version, self.folder / f"{version}.new"
        if target.is_dir():
            return
        shutil.rmtree(draft, ignore_errors=True)
        try:
            draft.mkdir()
            before = self.folder / self.version if self.version else None
            self.source.write(version, draft, before)
            draft.replace(target)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise FetchFailed("followed_unwritable", folder=str(self.folder), why=why) from error
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
