"""Where a shop wants to be told of events, and those that it was or was not told of."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.courier import Outbox


@dataclass
class Hook(Outbox):
    """The webhook of one shop."""

    wanted: list[str] = field(default_factory=list)
    secret: str = ""
    old_secret: str = ""
    old_until: float = 0.0

    @property
    def status(self) -> str:
        if self.stopped:
            return "DISABLED"
        return "ON" if self.url else "OFF"

    def secrets(self, now: float) -> list[str]:
        """The secrets that sign at this moment, the newest first."""
        old = [self.old_secret] if self.old_secret and now < self.old_until else []
        return [self.secret, *old]
