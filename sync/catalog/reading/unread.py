"""What stops the reading of a file."""

from __future__ import annotations

from sync.model import Location, Problem


class Unread(Exception):
    """The rest of this file cannot be known; `problem` says why and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def unread(code: str, where: Location, **values: str | int) -> Unread:
    """Make the error of a code at a place."""
    return Unread(Problem(code=code, values=values, where=where))
