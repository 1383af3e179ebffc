"""Spreads first publishes over days, where a shop may list only so many new products a day.

Most wanted first: what the goods on offer are worth together, each variant's price times its
quantity. So the shelf that has most to earn is on sale first; of equals the code decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sync.model import Change, Held, Problem, Value


@dataclass(frozen=True, slots=True)
class ListingQuota:
    """How many new listings a shop may make a day, and how many of them are left `today`."""

    per_day: int
    left: int
    today: date


def worth(change: Change) -> int:
    """Say in dong what a listing would offer; what nobody counted is worth nothing yet."""
    return sum((offer.price or 0) * (offer.quantity or 0) for offer in change.after.offers)


def scheduled(
    changes: Sequence[Change], quota: ListingQuota | None
) -> tuple[tuple[Change, ...], tuple[Held, ...]]:
    """Let as many first publishes go as today holds, in their order; say of the rest which day.

    One that carries on with an unfinished listing is counted already.
    """
    if quota is None:
        return tuple(changes), ()
    first = [change for change in changes if change.kind == "publish" and change.before is None]
    later = first[quota.left :]
    waits = {id(change) for change in later}
    held = tuple(_held(change, place, quota) for place, change in enumerate(later))
    return tuple(change for change in changes if id(change) not in waits), held


def _held(change: Change, place: int, quota: ListingQuota) -> Held:
    day = quota.today + timedelta(days=1 + place // quota.per_day)
    values: dict[str, Value] = {
        "shop": change.shop,
        "day": day.isoformat(),
        "per_day": quota.per_day,
    }
    problem = Problem(code="publish_scheduled", severity="note", values=values, about=change.code)
    return Held(change=change, problem=problem)
