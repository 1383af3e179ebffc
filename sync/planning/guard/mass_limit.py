"""What is harmless once and too much many times: so many of so many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from sync.model import Change, Problem, Value

MassCode = Literal[
    "content_alike",
    "mass_content",
    "mass_facts",
    "mass_prices",
    "mass_same_count",
    "mass_sold_out",
    "mass_stock",
    "mass_vanished",
    "mass_vanished_files",
    "mass_variants_removed",
    "mass_withdraw",
    "mass_withdraw_file",
]
Concerns = Callable[[Change], bool]


def _one(_change: Change) -> int:
    return 1


@dataclass(frozen=True, slots=True)
class MassLimit:
    """So many of so many: too many when both the count and the share are exceeded.

    `concerns` tells which changes are of this sort, `units` how many each of them counts for.
    """

    code: MassCode
    concerns: Concerns
    total: int
    most: int
    most_percent: float
    units: Callable[[Change], int] = _one

    def problem(self, changes: Iterable[Change]) -> Problem | None:
        """Say that these are too many; None when they are not."""
        count = sum(self.units(change) for change in changes if self.concerns(change))
        if count <= self.most or count * 100 <= self.most_percent * self.total:
            return None
        values: dict[str, Value] = {
            "count": count,
            "total": self.total,
            "percent": self.most_percent,
        }
        return Problem(code=self.code, severity="hold", values=values)
