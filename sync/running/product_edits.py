"""Saves an edit of one product if the catalog still makes sense with it, and nobody was before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sync.catalog import Configuration, freezes
from sync.catalog.editing import Edit, edited, met
from sync.model import Problem
from sync.running.catalog_edits import CatalogEdit
from sync.running.seen_files import save, seen
from sync.running.translated import marks_after

LoadInstead = Callable[[Mapping[Path, bytes]], Configuration]  # what files would come to


class EditUnsound(Exception):
    """Nothing was written: `problems` are what the catalog would have against it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductEdit:
    """Edits in a catalog file as a form of this `version` showed it; see `seen_files`."""

    file: Path
    edits: tuple[Edit, ...]
    version: str


def save_edit(edit: ProductEdit, home: Path, load_instead: LoadInstead) -> CatalogEdit:
    """Write it, unless it brings an error that was not there, to this product or to another.

    What is written in English is noted as a translation of the Vietnamese as it is then.
    Raises `EditRefused`, `Unread`, `EditUnsound`; then nothing was written.
    """
    now, before, edits = edit.file.read_bytes(), seen(edit.version, home), edit.edits
    if not any(met(before, now, edits)):  # else `save` says by whom it is refused
        edits += tuple(marks_after(now, edits))
        wanted = {edit.file: edited(now, edits)}
        if new := _new_stops(load_instead({}), load_instead(wanted)):
            raise EditUnsound(new)
    return save(edit.file, edits, home, edit.version)


def _new_stops(before: Configuration, after: Configuration) -> list[Problem]:
    known = {_said(problem) for problem in before.problems}
    return [each for each in after.problems if freezes(each) and _said(each) not in known]


def _said(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.about, str(sorted(problem.values.items()))
