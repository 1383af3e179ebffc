"""The days on which something holds, so that rules need not know which day it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from sync.model import Certificate
from sync.model.claims import faults

_LAST: Final = date.max.toordinal()


def shown(day: date) -> str:
    """Write a day as people do; `strftime` takes ten times as long."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


class Days(NamedTuple):
    """Days in a row, the first and the last included, counted as `date.toordinal` does.

    There may be none: then the last is before the first.
    """

    first: int = 1
    last: int = _LAST

    def hold(self, day: int) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


ALWAYS: Final = Days()


def before(day: date) -> Days:
    """Name all days before one."""
    return Days(last=day.toordinal() - 1)


def after(day: date) -> Days:
    """Name all days after one."""
    return Days(day.toordinal() + 1)


def up_to(day: date, notice: int) -> Days:
    """Name a day and so many before it."""
    return Days(day.toordinal() - notice, day.toordinal())


def between(first: date | None, last: date | None) -> Days:
    """Name the days from one to another, both included; None: there is no such end."""
    return Days(
        first.toordinal() if first else ALWAYS.first, last.toordinal() if last else ALWAYS.last
    )


def outside(spans: Iterable[Days]) -> Iterator[Days]:
    """Name the days that none of the spans holds, in their order."""
    free = ALWAYS.first
    for span in sorted(span for span in spans if span.first <= span.last):
        if span.first > free:
            yield Days(free, span.first - 1)
        free = max(free, span.last + 1)
    if free <= ALWAYS.last:
        yield Days(free)


class Proven(NamedTuple):
    """How many stars may be claimed, and on which days."""

    stars: int
    days: Days


def proven_by(certificate: Certificate | None) -> Proven | None:
    """Tell what a certificate proves, as `sync.model.claims.stars_allowed` does day by day."""
    if certificate is None or certificate.withdrawn or faults(certificate):
        return None
    if certificate.issued_on is None or certificate.expires_on is None:
        return None
    return Proven(certificate.stars, between(certificate.issued_on, certificate.expires_on))
