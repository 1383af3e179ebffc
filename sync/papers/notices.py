"""What people are told of papers that end, by itself: 180, 90, 30, 7 days before and on the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sync.model import Problem, RatingRounds, Value
from sync.model.claims import NOTICE_DAYS
from sync.papers.calendar import CalendarPaper
from sync.papers.rating import Renewal, renewal

ENDED = -1  # the milestone of the day after the last one
NAMED = 3  # products of a paper that are named; the others are counted

Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be told, once: of this paper, at this milestone (days before its end)."""

    key: str
    ends_on: date
    milestone: int
    problem: Problem

    @property
    def id(self) -> tuple[str, date, int]:
        """What makes it the same notice tomorrow."""
        return self.key, self.ends_on, self.milestone


def notices(papers: Iterable[CalendarPaper], rounds: RatingRounds, today: date) -> Iterator[Notice]:
    """List what there is to be told today, the soonest end first."""
    for paper in papers:
        left = paper.days_left(today)
        if paper.ends_on is None or left is None:
            continue
        reached = milestone(left)
        if reached is not None:
            problem = told_of(paper, rounds, today)
            yield Notice(paper.key, paper.ends_on, reached, problem)


def milestone(days_left: int) -> int | None:
    """Say which milestone is reached, if any; one that nobody was there for is told late."""
    if days_left < 0:
        return ENDED
    return min((days for days in NOTICE_DAYS if days_left <= days), default=None)


def told_of(paper: CalendarPaper, rounds: RatingRounds, today: date) -> Problem:
    """Say of a paper how long it is in force, and what to do for the next one."""
    code, next_step = _next_step(paper, rounds, today)
    values: Values = {
        "cooperative": paper.cooperative,
        "paper": paper.kind,
        "number": paper.number,
        "stars": paper.certificate.stars if paper.certificate else None,
        "products": paper.products[:NAMED],
        "more": max(0, len(paper.products) - NAMED) or None,
        **_end(paper, today),
        **next_step,
    }
    return Problem(code=code, severity="warning", values=values, about=paper.products[0])


def _end(paper: CalendarPaper, today: date) -> Values:
    """The end in the words that fit: days left, today, or since when."""
    left = paper.days_left(today)
    if paper.ends_on is None or left is None:
        return {}
    shown = _shown(paper.ends_on)
    if left < 0:
        return {"ended_on": shown}
    return {"days": left, "ends_on": shown} if left else {"last_day": shown}


def _next_step(paper: CalendarPaper, rounds: RatingRounds, today: date) -> tuple[str, Values]:
    if paper.certificate is None:
        return f"renew_{paper.kind}", {}
    state = paper.dossier.state if paper.dossier else None
    if state == "decided":
        return "renew_ocop_decided", {}
    found = renewal(paper.certificate, rounds, today)
    if found is None:
        return "renew_ocop", {}
    if state == "submitted":
        return "renew_ocop_submitted", _round(found)
    return ("renew_ocop_late" if found.gap_days else "renew_ocop_in_time"), _round(found)


def _round(found: Renewal) -> Values:
    return {
        "round_on": _shown(found.round_on),
        "dossier_by": _shown(found.dossier_by),
        "gap_days": found.gap_days or None,
    }


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
