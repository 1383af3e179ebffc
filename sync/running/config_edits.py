"""Saves an edit of settings.yaml, shops.yaml or fees.yaml if the file still makes sense with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sync.catalog.diagnostics import locate
from sync.catalog.editing import Edit, EditRefused, edited
from sync.catalog.fees import read_fees
from sync.catalog.secrets import Vault
from sync.catalog.settings import read_settings
from sync.catalog.shops import read_shops
from sync.model import Location, Problem
from sync.running.catalog_edits import CatalogEdit, FileWork, edit_files
from sync.running.product_edits import EditUnsound
from sync.running.seen_files import save, show


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A file beside the catalog: what it begins as, and what finds out what is wrong in it.

    It is read as a draft beside the real one, since files of secrets are named from there.
    """

    file: Path
    begun: bytes
    wrong_in: Callable[[Path], Sequence[Problem]]

    def shown(self, home: Path) -> tuple[bytes, str]:
        """Read it for a form; answers its bytes and the version that the form carries."""
        return show(self.file, home) if self.file.exists() else (self.begun, "")

    def problems(self, content: bytes) -> list[Problem]:
        """Say what would be wrong if the file held this, each with its place in it."""
        file = self.file
        draft = file.with_name(f".{file.name}.draft")
        try:
            draft.write_bytes(content)
            found = self.wrong_in(draft)
        except OSError as error:
            why = error.strerror or ""
            raise EditRefused("edit_unwritable", file=file.name, why=why) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return [replace(each, where=_in(each.where, file)) for each in found]

    def save(self, edits: Sequence[Edit], home: Path, version: str) -> CatalogEdit:
        """Write it, unless it brings a problem that was not there; every other byte stays.

        Raises `EditRefused`, `Unread`, `EditUnsound`; then nothing was written.
        """
        now = self.file.read_bytes() if self.file.exists() else self.begun
        known = {_said(each) for each in self.problems(now)}
        after = self.problems(edited(now, edits))
        if new := [each for each in after if _said(each) not in known]:
            raise EditUnsound(new)
        if self.file.exists():
            return save(self.file, edits, home, version)
        work = FileWork(file=self.file, edits=tuple(edits), begun=self.begun)
        return edit_files([work], home)


def settings_file(config: Path, environ: Mapping[str, str]) -> ConfigFile:
    """The settings of all."""

    def wrong_in(draft: Path) -> list[Problem]:
        found = read_settings(draft, environ)
        return [*found.problems, *locate(found.issues)]

    return ConfigFile(config / "settings.yaml", b"# settings.yaml\nlanguage: vi\n", wrong_in)


def shops_file(config: Path, environ: Mapping[str, str]) -> ConfigFile:
    """The shops, and the apps by which they are reached."""

    def wrong_in(draft: Path) -> list[Problem]:
        found = read_shops(draft, Vault(environ, config), {})
        located = locate(found.document.issue(each) for each in found.findings)
        return [*found.document.problems, *located]

    return ConfigFile(config / "shops.yaml", b"# shops.yaml\nshops:\n", wrong_in)


def fees_file(config: Path) -> ConfigFile:
    """What is kept of a sale."""
    return ConfigFile(
        config / "fees.yaml", b"# fees.yaml\nfees:\n", lambda draft: read_fees(draft).problems
    )


def _in(where: Location | None, file: Path) -> Location | None:
    return replace(where, file=file.name) if where else None


def _said(problem: Problem) -> tuple[str, str]:
    return problem.code, str(sorted(problem.values.items()))
