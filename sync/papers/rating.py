"""By when a dossier must be in, so that the stars of a product do not lapse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sync.model import Certificate, RatingRounds, YearDay

_YEARS = 100  # further than anybody plans, so that a strange date ends the search


@dataclass(frozen=True, slots=True)
class Renewal:
    """The round that a dossier is for, the last day to hand it in, and the days without stars."""

    round_on: date
    dossier_by: date
    gap_days: int = 0


def renewal(certificate: Certificate, rounds: RatingRounds, today: date) -> Renewal | None:
    """Find the last round before the stars end; once it is too late for that, the next open one.

    None when no round is in sight. What was handed in already counts from the day it was.
    """
    before = timedelta(days=max(0, rounds.dossier_days))
    dossier, ends = certificate.dossier, certificate.expires_on
    handed_in = dossier.since if dossier and dossier.state == "submitted" else None
    begun = min(handed_in or today, today)
    reachable = _rounds(_marks(certificate, rounds), begun + before)
    first = next(reachable, None)
    if first is None:
        return None
    if ends is None or first > ends:
        gap = (first - ends).days if ends else 0
        return Renewal(first, first - before, gap)
    last = first
    for round_on in reachable:
        if round_on > ends:
            break
        last = round_on
    return Renewal(last, last - before)


def _marks(certificate: Certificate, rounds: RatingRounds) -> Iterable[YearDay]:
    central = certificate.stars == 5 or certificate.issued_level == "central"
    return rounds.central if central else rounds.province


def _rounds(marks: Iterable[YearDay], since: date) -> Iterator[date]:
    """Name every round from a day on."""
    ordered = sorted(set(marks))
    for year in range(since.year, min(since.year + _YEARS, date.max.year)):
        yield from (on for month, day in ordered if (on := date(year, month, day)) >= since)
