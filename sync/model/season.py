"""When of the year a product is sold: its season, and the rest between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from pydantic.dataclasses import dataclass

from sync.model.words import DEFERRED

SeasonDay = tuple[int, ...]  # (month, day) of every year, or (year, month, day)
Meanwhile = Literal["hide", "sold_out"]

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Season:
    """From which day to which a product is sold, both included; both yearly, or both of one year.

    `meanwhile` says what becomes of its listings outside: hidden, or shown as sold out. So many
    days before its first day as `pre_order_days` it is sold already, to be sent once it begins.
    """

    begins: SeasonDay
    ends: SeasonDay
    meanwhile: Meanwhile = "hide"
    pre_order_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Rest:
    """The time outside of a season: since its first day, until it is sold again (None: never)."""

    since: date
    until: date | None = None


def rest_on(season: Season, day: date) -> Rest | None:
    """Tell whether a product rests on a day, and how long; None: it is sold."""
    early = timedelta(days=season.pre_order_days)
    spans = [(begins - early, ends) for begins, ends in _spans(season, day)]
    if any(begins <= day <= ends for begins, ends in spans):
        return None
    over = [ends for _, ends in spans if ends < day]
    return Rest(
        since=max(over) + A_DAY if over else date.min,
        until=min((begins for begins, _ in spans if begins > day), default=None),
    )


def ordered_ahead(season: Season, day: date) -> bool:
    """Whether a product is sold on a day for the season that is still to come."""
    early = timedelta(days=season.pre_order_days)
    ahead = any(begins - early <= day < begins for begins, _ in _spans(season, day))
    return ahead and last_day(season, day) is None


def last_day(season: Season, day: date) -> date | None:
    """Say which day of the season that a day lies in is its last; None: it lies in none."""
    ends = (ends for begins, ends in _spans(season, day) if begins <= day <= ends)
    return max(ends, default=None)


def first_day(season: Season, day: date) -> date | None:
    """Say which day of the season that a day lies in is its first; None: it lies in none."""
    begun = (begins for begins, ends in _spans(season, day) if begins <= day <= ends)
    return min(begun, default=None)


def _spans(season: Season, day: date) -> Iterator[tuple[date, date]]:
    """Give the seasons around a day; one may begin in one year and end in the next."""
    if len(season.begins) == 3:
        yield date(*season.begins), date(*season.ends)
        return
    over_new_year = season.ends < season.begins
    for year in (day.year - 1, day.year, day.year + 1):
        yield date(year, *season.begins), date(year + over_new_year, *season.ends)
