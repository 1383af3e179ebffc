"""What was found wrong, and where it shall be looked up once all is read.

Places are not kept while reading (that would be slow and large): a finding names its path, and
`locate` reads the files that have findings once more, with places.
"""

from __future__ import annotations

import pathlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from sync.catalog.reading import Part, Path, Reader, Unread, read
from sync.catalog.reading.text import printable
from sync.model import Field, Location, Problem, Severity, Value

STREAMED = "products"  # the list that is read item by item, in catalog files

At = Literal["value", "key"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in one part of a file; `path` begins within the part."""

    code: str
    path: Path = ()
    severity: Severity = "stop"
    values: Mapping[str, Value] = field(default_factory=dict)
    at: At = "value"

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
        for part in Reader(read(file), printable(file)).parts(STREAMED, by_part):
            for spot in by_part.get(part.path, ()):
                found[spot] = _mark(part, spot)
    except Unread:
        return found
    return found


def _mark(part: Part, spot: Source) -> Location:
    marks = part.marks
    found = marks.find((*part.path, *spot.path), spot.at) if marks else None
    return found or part.mark


def _problem(issue: Issue, marks: Mapping[Source, Location]) -> Problem:
    finding, values = issue.finding, dict(issue.finding.values)
    if issue.other is not None:
        other = marks[issue.other]
        values["other"] = f"{other.file}:{other.line}:{other.column}"
    return Problem(
        code=finding.code,
        severity=finding.severity,
        values=values,
        where=marks[issue.spot],
        about=issue.about,
        fields=issue.fields,
        sku=issue.sku,
    )
