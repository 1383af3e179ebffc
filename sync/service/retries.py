"""How often, and after what pauses, a task that failed is tried again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["order", "orders", "stock", "saved", "round"]


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long to wait after each failure in a row; then give up, or wait the longest again."""

    seconds: tuple[float, ...] = ()
    without_end: bool = False

    def after(self, failures: int) -> float | None:
        """Say how long to wait now, in seconds; None: no more."""
        if failures <= len(self.seconds):
            return self.seconds[failures - 1]
        return self.seconds[-1] if self.without_end else None


PAUSES: Mapping[Kind, Pauses] = {
    "order": Pauses((3.0, 15.0)),  # a push comes before its order can be read, sometimes
    "orders": Pauses(),  # the next poll is on its way
    "stock": Pauses((5.0, 15.0, 60.0, 300.0), without_end=True),
    "saved": Pauses(),  # a round goes on
    "round": Pauses(),  # the next one is on its way
}


@dataclass(frozen=True, slots=True)
class Failure:
    """How often something failed in a row, and when it is tried again."""

    times: int
    again_at: float

    def next(self, kind: Kind, now: float) -> Failure | None:
        """Count one more, unless this one waits for its moment already; None: give up."""
        if self.again_at > now:
            return self
        pause_s = PAUSES[kind].after(self.times + 1)
        return None if pause_s is None else Failure(self.times + 1, now + pause_s)


NEVER_FAILED: Final = Failure(0, 0.0)
