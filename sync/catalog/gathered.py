"""Gathers what was found in a catalog file while it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sync.catalog.days import ALWAYS
from sync.catalog.diagnostics import Finding, Placed
from sync.catalog.parsed import CatalogFile
from sync.catalog.reading import Part
from sync.catalog.reading.parts import MOST_PROBLEMS
from sync.model import Field

MOST_OF_DAYS: Final = 50_000  # a product has three in general: for its certificate


@dataclass(slots=True)
class Gathered:
    """Gathers what is wrong with the parts of a file: always (in `file`), and on some days.

    What stops something by the day alone is not counted: whether a file is read to its end must
    not go by the day.
    """

    file: CatalogFile
    on_days: list[Placed] = field(default_factory=list)
    stops: int = 0

    def take(self, findings: Sequence[Finding], placed: Callable[[Finding], Placed]) -> None:
        """Take what was found in one part; of too many, as many as anybody reads."""
        self.stops += sum(f.severity == "stop" and f.days == ALWAYS for f in findings)
        for each in findings[:MOST_PROBLEMS] if self.too_many() else findings:
            if each.days == ALWAYS:
                self.file.problems.append(placed(each).problem())
            elif each.days.first <= each.days.last:
                self.on_days.append(placed(each))

    def too_many(self) -> bool:
        """Whether nobody would read all; warnings are many in any large file, and stop nothing."""
        return self.stops > MOST_PROBLEMS or len(self.on_days) > MOST_OF_DAYS


def placed(
    part: Part,
    finding: Finding,
    about: str = "",
    fields: frozenset[Field] | None = None,
    sku: str = "",
) -> Placed:
    """Place a finding of a part of the file."""
    at = part.places.spot(finding.path, finding.at)
    return Placed(finding, part.places.file, at, about, fields, sku)
