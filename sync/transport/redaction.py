"""Keeps secrets of ours out of what a platform answered, before anybody reads or stores it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sync.marketplace import MarketplaceError, Rejected, Response
from sync.model import Problem, Value

HIDDEN = "•••"
SHORTEST = 8  # a shorter secret would blank out innocent words
LONGEST = 300  # of what a platform says of a problem


def without_secrets(response: Response, secrets: Collection[str]) -> Response:
    """Cover what an answer repeats of us: a platform may echo the request that it refuses."""
    content = response.content
    for secret in secrets:
        if len(secret) >= SHORTEST:
            content = content.replace(secret.encode(), HIDDEN.encode())
    return response if content == response.content else replace(response, content=content)


def clean(error: MarketplaceError, secrets: Collection[str]) -> None:
    """Cover and shorten what an error says; it is stored and shown."""
    error.problem = _cleaned(error.problem, secrets)
    if isinstance(error, Rejected):
        error.problems = tuple(_cleaned(problem, secrets) for problem in error.problems)


def _cleaned(problem: Problem, secrets: Collection[str]) -> Problem:
    values = {name: _covered(value, secrets) for name, value in problem.values.items()}
    return replace(problem, values=values)


def _covered(value: Value, secrets: Collection[str]) -> Value:
    if not isinstance(value, str):
        return value
    for secret in secrets:
        if len(secret) >= SHORTEST:
            value = value.replace(secret, HIDDEN)
    return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
