"""Read lag: what was written is seen late, as on real marketplaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class LaggedValue(Generic[T]):
    """A value that readers see late: until `since` + lag they get the stale one."""

    value: T
    stale: T
    since: float = 0.0

    def read(self, now: float, lag_s: float) -> T:
        return self.value if now >= self.since + lag_s else self.stale

    def write(self, value: T, now: float, lag_s: float) -> None:
        now = max(now, self.since)  # what fell due before the last write follows it all the same
        self.stale = self.read(now, lag_s)
        self.value, self.since = value, now

    def settle(self, value: T) -> None:
        """Change it for every reader at once."""
        self.value = self.stale = value
