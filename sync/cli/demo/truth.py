"""What the demo tells must be so: what was expected is compared with what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


class Untrue(Exception):
    """What was told is not what the practice marketplace shows."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Expected:
    """What a step has to say for itself: a sentence, and a table if it has one."""

    code: str
    values: Values = field(default_factory=dict)
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFigures:
    """One step as it happened."""

    name: str
    told: Expected
    calls: int
    writes: int
    seconds: float


def expect(about: str, expected: object, found: object) -> None:
    """Raise Untrue unless both are the same."""
    if expected != found:
        raise Untrue("demo_differs", about=about, expected=expected, found=found)
