"""What is harmless once and too much many times: so many of so many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sync.model import Change, Field, Problem, Value

Concerns = Callable[[Change], bool]


@dataclass(frozen=True, slots=True)
class MassLimit:
    """So many of so many: too many when both the count and the share are exceeded."""

    code: str
    count: int
    total: int
    most: int
    most_percent: float
    fields: frozenset[Field] | None = None  # that wait, where it is not the whole change

    def problem(self) -> Problem | None:
        """Say that it is too many; None when it is not."""
        if self.count <= self.most or self.count * 100 <= self.most_percent * self.total:
            return None
        values: dict[str, Value] = {
            "count": self.count,
            "total": self.total,
            "percent": self.most_percent,
        }
        return Problem(code=self.code, severity="hold", values=values, fields=self.fields)
