"""Where a shop wants to be told of events, and those that it was or was not told of."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.replica import Json


@dataclass
class Event:
    """One event on its way; `due` is the second of the next try, None when there is none."""

    event_id: str
    event: str
    occurred_at: int
    data: Json
    due: float | None
    tries: int = 0
    answered: bool = False


@dataclass
class Hook:
    """The webhook of one shop."""

    status: str = "OFF"
    url: str | None = None
    wanted: list[str] = field(default_factory=list)
    secret: str = ""
    old_secret: str = ""
    old_until: float = 0.0
    last_success_at: int | None = None
    failing_since: int | None = None
    dropped: int = 0
    events: list[Event] = field(default_factory=list)
    deliveries: list[tuple[float, bool]] = field(default_factory=list)  # when, and if answered 2xx

    def secrets(self, now: float) -> list[str]:
        """The secrets that sign at this moment, the newest first."""
        old = [self.old_secret] if self.old_secret and now < self.old_until else []
        return [self.secret, *old]
