"""What was found wrong, and where it shall be looked up once all is read.

A finding names its path. What stands in one file is placed while that is read; for what collides
with another file `locate` reads both once more.
"""

from __future__ import annotations

import pathlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from sync.catalog.days import ALWAYS, Days
from sync.catalog.reading import Path, Reader, Unread, read
from sync.catalog.reading.text import printable
from sync.model import Field, Location, Problem, Severity, Value

STREAMED = "products"  # the list that is read item by item, in catalog files

At = Literal["value", "key"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in one part of a file; `path` begins within the part.

    It is told on its `days`; where something `ends`, with how many are left of them.
    """

    code: str
    path: Path = ()
    severity: Severity = "stop"
    values: Mapping[str, Value] = field(default_factory=dict)
    at: At = "value"
    days: Days = ALWAYS
    ends: date | None = None

    def under(self, key: str) -> Finding:
        """Move the finding below a key."""
        return replace(self, path=(key, *self.path))


class Source(NamedTuple):
    """Something written: its file, its part, its path within; `start` is where the part begins."""

    file: pathlib.Path
    part: Path
    path: Path
    start: Location
    at: At = "value"


class Issue(NamedTuple):
    """A finding at its spot; `other` is the spot that it collides with."""

    finding: Finding
    spot: Source
    about: str = ""
    other: Source | None = None
    fields: frozenset[Field] | None = None  # what waits because of it; None: not known
    sku: str = ""


class Placed(NamedTuple):
    """A finding at its place, the line and column; `fields` wait because of it (None: unknown)."""

    finding: Finding
    file: str
    at: tuple[int, int]
    about: str = ""
    fields: frozenset[Field] | None = None
    sku: str = ""

    def problem(self) -> Problem:
        """Make the problem that it is."""
        return Problem(
            code=self.finding.code,
            severity=self.finding.severity,
            values=dict(self.finding.values),
            where=Location(self.file, *self.at),
            about=self.about,
            fields=self.fields,
            sku=self.sku,
        )


def locate(issues: Iterable[Issue]) -> list[Problem]:
    """Turn issues into problems with places, reading each file concerned once more."""
    kept = list(issues)
    by_file: dict[pathlib.Path, list[Source]] = defaultdict(list)
    for issue in kept:
        for spot in (issue.spot, issue.other):
            if spot is not None:
                by_file[spot.file].append(spot)
    marks = {spot: spot.start for spots in by_file.values() for spot in spots}
    for file, spots in by_file.items():
        marks |= _marks(file, spots)
    return [_problem(issue, marks) for issue in kept]


def _marks(file: pathlib.Path, spots: list[Source]) -> dict[Source, Location]:
    """Look the spots up; what cannot be found again (the file changed) keeps its part's place."""
    by_part: dict[Path, list[Source]] = defaultdict(list)
    for spot in spots:
        by_part[spot.part].append(spot)
    found: dict[Source, Location] = {}
    try:
        for part in Reader(read(file), printable(file)).parts(STREAMED):
            for spot in by_part.get(part.path, ()):
                found[spot] = part.places.find(spot.path, spot.at)
    except Unread:
        return found
    return found


def _problem(issue: Issue, marks: Mapping[Source, Location]) -> Problem:
    where = marks[issue.spot]
    at = (where.line, where.column)
    placed = Placed(issue.finding, where.file, at, issue.about, issue.fields, issue.sku).problem()
    if issue.other is None:
        return placed
    other = marks[issue.other]
    values = {**placed.values, "other": f"{other.file}:{other.line}:{other.column}"}
    return replace(placed, values=values)
