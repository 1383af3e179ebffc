"""Errors of a marketplace, named by what to do next.

MarketplaceError
├── Throttled      wait, then send it again: it had no effect
├── Unavailable    it never arrived: send it again later
├── LoginExpired   get a new token, then send it again: it had no effect
├── ClockSkewed    set the clock by the answer's Date, then send it again: it had no effect
├── Rejected       mend the product (or ask a person): sending it again changes nothing
└── Lost           the answer never came, it may have happened: look before trying again
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sync.model import Problem

Scope = Literal["path", "shop", "app"]  # what has to rest: one endpoint, one shop, the whole app
LONGEST_PAUSE_S = 3600.0  # no answer locks us out for longer: a slip of theirs would for years


class MarketplaceError(Exception):
    """Something between us and a marketplace; `problem` says it to a person."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Throttled(MarketplaceError):
    """We were too fast; `retry_after_s` is what the platform asked for, None if it did not say.

    `scope` says what has to rest; everything else goes on.
    """

    def __init__(
        self, problem: Problem, retry_after_s: float | None = None, scope: Scope = "path"
    ) -> None:
        super().__init__(problem)
        self.retry_after_s, self.scope = _bounded(retry_after_s), scope


class Unavailable(MarketplaceError):
    """The platform could not be reached, or said that it is closed: nothing happened.

    `longest_s` is a day where a quota begins anew with the platform's next one.
    """

    def __init__(
        self,
        problem: Problem,
        retry_after_s: float | None = None,
        longest_s: float = LONGEST_PAUSE_S,
    ) -> None:
        super().__init__(problem)
        self.retry_after_s = _bounded(retry_after_s, longest_s)


class LoginExpired(MarketplaceError):
    """The access token is not good (any more): nothing happened."""


class ClockSkewed(MarketplaceError):
    """The platform finds our clock wrong: nothing happened."""


class Rejected(MarketplaceError):
    """The platform refused, and will again until something changes; one or more reasons."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0])
        self.problems = tuple(problems)


class Lost(MarketplaceError):
    """The answer never came or made no sense: it may have happened."""


def _bounded(pause_s: float | None, longest_s: float = LONGEST_PAUSE_S) -> float | None:
    """Heed what a platform asks for within reason; what is no number asks for nothing."""
    return None if pause_s is None else min(max(0.0, pause_s), longest_s)
