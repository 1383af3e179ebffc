"""Saves an edit of settings.yaml if the settings still make sense with it; all else stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from sync.catalog.diagnostics import locate
from sync.catalog.editing import Edit, EditRefused, edited
from sync.catalog.settings import read_settings
from sync.model import Location, Problem
from sync.running.catalog_edits import CatalogEdit, FileWork, edit_files
from sync.running.product_edits import EditUnsound
from sync.running.seen_files import save, show

BEGUN: Final = b"# settings.yaml\nlanguage: vi\n"  # where there is none yet


def shown_settings(file: Path, home: Path) -> tuple[bytes, str]:
    """Read the settings for a form; answers their bytes and the version that the form carries."""
    return show(file, home) if file.exists() else (BEGUN, "")


def settings_problems(file: Path, content: bytes, environ: Mapping[str, str]) -> list[Problem]:
    """Say what would be wrong if the file held this, each with its place in it.

    It is read beside the real one, since files of secrets are named from there.
    """
    draft = file.with_name(f".{file.name}.draft")
    try:
        draft.write_bytes(content)
        found = read_settings(draft, environ)
        problems = [*found.problems, *locate(found.issues)]
    except OSError as error:
        raise EditRefused("edit_unwritable", file=file.name, why=error.strerror or "") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return [replace(each, where=_in(each.where, file)) for each in problems]


def _in(where: Location | None, file: Path) -> Location | None:
    return replace(where, file=file.name) if where else None


def save_settings(
    file: Path, edits: Sequence[Edit], home: Path, version: str, environ: Mapping[str, str]
) -> CatalogEdit:
    """Write it, unless it brings a problem that was not there.

    Raises `EditRefused`, `Unread`, `EditUnsound`; then nothing was written.
    """
    now = file.read_bytes() if file.exists() else BEGUN
    known = {_said(each) for each in settings_problems(file, now, environ)}
    after = settings_problems(file, edited(now, edits), environ)
    if new := [each for each in after if _said(each) not in known]:
        raise EditUnsound(new)
    if file.exists():
        return save(file, edits, home, version)
    return edit_files([FileWork(file=file, edits=tuple(edits), begun=BEGUN)], home)


def _said(problem: Problem) -> tuple[str, str]:
    return problem.code, str(sorted(problem.values.items()))
