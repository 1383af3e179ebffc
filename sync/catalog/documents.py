"""Reads the small files whole: shops, categories, settings."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass, field, replace
from typing import Any

from sync.catalog.diagnostics import Finding, Issue, Source
from sync.catalog.reading import Path, Places, Reader, Unread, read
from sync.catalog.reading.text import printable
from sync.model import Location, Problem


@dataclass(slots=True)
class Document:
    """A file as one mapping, with where everything stands and what was wrong in the reading."""

    file: pathlib.Path
    raw: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Places] = field(default_factory=dict)  # by top-level key
    problems: list[Problem] = field(default_factory=list)
    lost: bool = False  # the file could not be read to its end

    @property
    def start(self) -> Location:
        """The first place of the file."""
        return Location(printable(self.file), 1, 1)

    def require(self) -> None:
        """Make it a problem that nothing is written here."""
        if not self.raw and not self.lost:
            self.problems.append(Problem(code="file_empty", where=self.start))

    def mark(self, path: Path) -> Location:
        """Find where a path stands, or the nearest thing around it."""
        places = self.places.get(str(path[0])) if path else None
        return places.find(path[1:]) if places else self.start

    def issue(self, finding: Finding) -> Issue:
        """Place a finding, whose path begins at the top of the file."""
        part = finding.path[:1] if finding.path and finding.path[0] in self.places else ()
        start = self.mark(finding.path)
        return Issue(finding, Source(self.file, part, finding.path[1:], start, finding.at))


def read_document(file: pathlib.Path) -> Document:
    """Read a small file as far as it can be read."""
    document = Document(file)
    try:
        reader = Reader(read(file), printable(file))
        document.problems = reader.problems
        for part in reader.parts():
            key = str(part.path[0])
            document.raw.setdefault(key, part.value)
            document.places.setdefault(key, part.places)
    except Unread as error:
        document.problems.append(_missing(error.problem))
        document.lost = True
    return document


def _missing(problem: Problem) -> Problem:
    """A file that must be there has not vanished: it was never there."""
    return replace(problem, code="file_missing") if problem.code == "file_vanished" else problem
