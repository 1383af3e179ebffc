"""What is wrong and worth telling, as it stands and as people were told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.model.words import Problem


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that is wrong now; `key` is what makes it the same fault tomorrow."""

    key: str
    problem: Problem
    lasts: timedelta = timedelta(0)  # it is told once it stands as long
    ends: bool = True  # whether its end is told too


@dataclass(frozen=True, slots=True)
class Told:
    """An alert as it is remembered."""

    alert: Alert
    since: datetime
    told: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A subject of one line, and a text of some."""

    subject: str
    text: str
