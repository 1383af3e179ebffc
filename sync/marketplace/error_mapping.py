"""What a marketplace's error means for us: what to do next, and what a person reads."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Literal

from sync.marketplace.client import Response
from sync.marketplace.errors import (
    ClockSkewed,
    LoginExpired,
    Lost,
    MarketplaceError,
    Rejected,
    Scope,
    Throttled,
    Unavailable,
)
from sync.model import Problem, Value

Sent = Literal["once", "repeatable"]  # what must not be sent twice, and what may be
Step = Literal[
    "slow_down",  # we call too often: no effect, wait, then send it again
    "wait",  # this one thing is busy: no effect, send it again in a moment
    "trouble",  # theirs: what may be repeated is sent again, what not may have happened
    "doubtful",  # refused without a clear reason: what may not be repeated may have happened
    "unclear",  # it may have happened, whatever the call: look
    "sign_in",
    "set_clock",
    "refused",
]


@dataclass(frozen=True, slots=True)
class ErrorMapping:
    """What to do next, and the code of the problem that a person reads.

    `scope` says what has to rest where the step is to slow down: no more than the path that asked,
    unless the platform says that it means the shop, or the app.
    """

    step: Step
    code: str
    retry_after_s: float | None = None
    scope: Scope = "path"


REFUSED = ErrorMapping("refused", "platform_refused")
TROUBLE = ErrorMapping("trouble", "platform_trouble")


def mapping_of_status(status: int) -> ErrorMapping:
    """Judge an answer without a word of the platform's own by its HTTP status alone."""
    if status == 429:
        return ErrorMapping("slow_down", "throttled")
    if status in (502, 503, 504):
        return ErrorMapping("trouble", "maintenance")
    return TROUBLE if status >= 500 else REFUSED


def asked_wait_s(response: Response) -> float | None:
    """Read how long an answer asks us to stay away, in seconds or until a date, if it does."""
    asked = response.headers.get("retry-after", "")
    with suppress(ValueError):
        return max(0.0, float(asked)) if math.isfinite(float(asked)) else None
    with suppress(ValueError, TypeError, OverflowError):  # a date counts from the answer's own
        until, now = (parsedate_to_datetime(x) for x in (asked, response.headers.get("date", "")))
        return max(0.0, (until - now).total_seconds())
    return None


def error_of(
    meaning: ErrorMapping, values: Mapping[str, Value], sent: Sent, wait_s: float | None = None
) -> MarketplaceError:
    """Make the error that a meaning stands for; what was sent once and is in doubt is lost."""
    problem = Problem(code=meaning.code, values=values)
    match meaning.step, sent:
        case "slow_down", _:
            return Throttled(problem, wait_s, meaning.scope)
        case ("refused", _) | ("doubtful", "repeatable"):
            return Rejected([problem])
        case ("wait", _) | ("trouble", "repeatable"):
            return Unavailable(problem, wait_s)
        case "sign_in", _:
            return LoginExpired(problem)
        case "set_clock", _:
            return ClockSkewed(problem)
        case "doubtful", _:
            return Lost(replace(problem, code="answer_unclear"))
    return Lost(problem)
