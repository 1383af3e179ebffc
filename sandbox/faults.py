"""Faults on request: which calls are struck, how often, and by what."""

from __future__ import annotations

import random
import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from sandbox.replica import OperatorError

KINDS = frozenset(
    {
        "refuse",  # an error answer, no effect
        "refuse_after",  # effect, then an error answer
        "reset_before",  # connection reset, no effect
        "reset_after",  # effect, then connection reset without an answer
        "truncate",  # effect, then half of the answer
        "garbage",  # effect, then an answer that is no JSON
        "empty",  # effect, then 200 with an empty body
        "stall",  # wait, then serve as usual
        "stall_after",  # effect, wait, then the answer
        "server_error",  # 5xx, no effect
        "server_error_after",  # effect, then 5xx
        "throttle",  # the platform's own "too many requests"
        "partial",  # the platform fails a part of the batch
        "token_expired",  # the platform's own "log in again"
        "maintenance",  # 503 with an HTML page
    }
)


@dataclass(frozen=True, slots=True)
class FaultRule:
    """One rule: it strikes calls whose method and path match.

    `path` is a regular expression searched in the path. Counting matching calls from 1, strikes
    begin at call `nth`; each is struck with `probability` (drawn from `seed`), at most `times`
    times (absent: once with `nth`, else without end).
    """

    kind: str
    method: str | None = None
    path: str = ""
    nth: int | None = None
    times: int | None = None
    probability: float = 1.0
    seed: int = 0
    seconds: float = 1.0
    retry_after_s: float | None = None
    status: int | None = None
    error: str | None = None
    message: str | None = None

    @property
    def limit(self) -> int | None:
        return 1 if self.times is None and self.nth is not None else self.times


class ArmedRule:
    """A rule at work: it remembers what it has seen and struck."""

    def __init__(self, rule: FaultRule) -> None:
        self.rule = rule
        self.seen = self.struck = 0
        self._pattern = re.compile(rule.path)
        self._dice = random.Random(rule.seed)  # noqa: S311  # repeatable, not secret

    def strikes(self, method: str, path: str) -> bool:
        if not self._concerns(method, path):
            return False
        self.seen += 1
        spent = self.rule.limit is not None and self.struck >= self.rule.limit
        if spent or self.seen < (self.rule.nth or 1):
            return False
        hit = self._dice.random() < self.rule.probability
        self.struck += hit
        return hit

    def _concerns(self, method: str, path: str) -> bool:
        if self.rule.method is not None and self.rule.method.upper() != method:
            return False
        return self._pattern.search(path) is not None


class Faults:
    """The armed rules of one replica; the first that strikes decides."""

    def __init__(self) -> None:
        self._armed: list[ArmedRule] = []

    def arm(self, wish: dict[str, Any]) -> None:
        self._armed.append(ArmedRule(read_rule(wish)))

    def clear(self) -> None:
        self._armed.clear()

    def strike(self, method: str, path: str) -> FaultRule | None:
        return next((armed.rule for armed in self._armed if armed.strikes(method, path)), None)

    def describe(self) -> list[dict[str, Any]]:
        return [asdict(a.rule) | {"seen": a.seen, "struck": a.struck} for a in self._armed]


def read_rule(wish: dict[str, Any]) -> FaultRule:
    """The rule that a JSON object asks for, or an OperatorError that says what is wrong."""
    known = {field.name for field in fields(FaultRule)}
    if strangers := sorted(set(wish) - known):
        raise OperatorError(f"unknown {', '.join(strangers)}; there are {', '.join(sorted(known))}")
    if wish.get("kind") not in KINDS:
        raise OperatorError(f"kind must be one of {', '.join(sorted(KINDS))}")
    _check_values(wish)
    return FaultRule(**wish)


_NUMBERS = ("nth", "times", "probability", "seed", "seconds", "retry_after_s", "status")
_TEXTS = ("method", "path", "error", "message")


def _check_values(wish: dict[str, Any]) -> None:
    for name in _NUMBERS:
        if not isinstance(wish.get(name), int | float | None) or isinstance(wish.get(name), bool):
            raise OperatorError(f"{name} must be a number")
    for name in _TEXTS:
        if not isinstance(wish.get(name), str | None):
            raise OperatorError(f"{name} must be text")
    try:
        re.compile(wish.get("path") or "")
    except re.error as error:
        raise OperatorError(f"path is no regular expression: {error}") from error
