"""What a status is told from: rounds, listings and open questions, asked in plain SQL.

A short command asks SQLite itself and does without SQLAlchemy, whose import is a third of what it
costs; whoever has the store open asks through that. The questions are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

if TYPE_CHECKING:
    from sync.model import ShopName, Status, Value

# Answers the rows of a question; what stands in it behind a colon is among the values.
Ask = Callable[[str, Mapping[str, Any]], Iterable[Sequence[Any]]]

LOOKED_BACK: Final = 1000  # rounds, for one in which nothing failed
LATELY: Final = 8  # rounds that are read of every shop at once
SHOPS_AT_ONCE: Final = 100
NOT_WHOLE: Final = frozenset({"scoped", "broken_off"})
NOT_GOOD: Final = NOT_WHOLE | {"unread", "failed", "rejected", "unknown"}
PUBLISHES: Final = "publishes "  # before a day, in a summary

_ROUNDS: Final = "SELECT id, started_at, finished_at, summary FROM rounds WHERE shop = :shop"
_NEWEST_FIRST: Final = f"ORDER BY id DESC LIMIT {LOOKED_BACK}"
_LATELY_OF: Final = """
    SELECT * FROM (
        SELECT shop, id, started_at, finished_at, summary FROM rounds
        WHERE shop = :shop{number} ORDER BY id DESC LIMIT {most}
    ) AS lately{number}
"""
_SEEN: Final = """
    SELECT seen.shop, seen.status, count(*), sum(CASE WHEN EXISTS (
        SELECT 1 FROM links WHERE links.shop = seen.shop AND links.remote_id = seen.remote_id
    ) THEN 1 ELSE 0 END) FROM observations AS seen WHERE seen.shop IN ({shops}) GROUP BY 1, 2
"""
_UNANSWERED: Final = "SELECT shop, count(*) FROM open_intents WHERE shop IN ({shops}) GROUP BY 1"
_PERSON_ASKED: Final = """
    SELECT 1 WHERE EXISTS (
        SELECT 1 FROM movements AS moved WHERE moved.shop = :shop AND (
            moved.reason LIKE 'unbelieved%' OR moved.reason LIKE 'coming_back%'
            OR moved.reason LIKE 'status_unknown%' OR moved.reason LIKE 'lost_on_the_way%'
            OR NOT EXISTS (SELECT 1 FROM counts WHERE counts.sku = moved.sku)
        )
    ) OR EXISTS (SELECT 1 FROM shown WHERE shown.shop = :shop AND shown.fell > 0)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRecord:
    """One round of one shop; `finished_at` is None while it runs, or when it was killed."""

    id: int
    shop: ShopName
    started_at: datetime
    finished_at: datetime | None = None
    summary: Mapping[str, Value] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFacts:
    """What is remembered of a shop: its rounds, what has no answer, what was last seen there."""

    last: RoundRecord | None
    unanswered: int
    whole: RoundRecord | None = None  # the last that came to its end and was about all products
    last_good: RoundRecord | None = None  # saw everything, and nothing failed in it
    listings: Mapping[Status, int] = field(default_factory=dict)  # by status, as far as ours
    unmatched: int = 0  # are nobody's product


def shop_facts(ask: Ask, shops: Sequence[ShopName]) -> dict[ShopName, ShopFacts]:
    """Recall what is known of these shops: a few questions, however many they are."""
    some = shops[:SHOPS_AT_ONCE]
    if not some:
        return {}
    about = {f"shop{number}": shop for number, shop in enumerate(some)}
    named = ", ".join(f":{name}" for name in about)
    lately: dict[str, list[RoundRecord]] = {shop: [] for shop in some}
    each = (_LATELY_OF.format(number=number, most=LATELY) for number in range(len(some)))
    for shop, *row in ask(" UNION ALL ".join(each), about):
        lately[shop].append(_record(shop, row))
    seen: dict[str, list[_Seen]] = {shop: [] for shop in some}
    for shop, *row in ask(_SEEN.format(shops=named), about):
        seen[shop].append(_Seen(*row))
    unanswered = {row[0]: row[1] for row in ask(_UNANSWERED.format(shops=named), about)}
    found = {
        shop: _facts(ask, shop, lately[shop], seen[shop], unanswered.get(shop, 0)) for shop in some
    }
    return found | shop_facts(ask, shops[SHOPS_AT_ONCE:])


class _Seen(NamedTuple):
    """How many listings of a shop have one status, and how many of them are ours."""

    status: Status | None
    every: int
    ours: int


def _facts(
    ask: Ask, shop: ShopName, lately: list[RoundRecord], seen: list[_Seen], unanswered: int
) -> ShopFacts:
    lately.sort(key=lambda each: -each.id)
    there = [each for each in seen if each.status != "deleted"]
    return ShopFacts(
        last=next(iter(lately), None),
        whole=_whole(NOT_WHOLE, ask, shop, lately),
        last_good=_whole(NOT_GOOD, ask, shop, lately),
        unanswered=unanswered,
        listings={each.status: each.ours for each in there if each.ours and each.status},
        unmatched=sum(each.every - each.ours for each in there),
    )


def _whole(
    marks: frozenset[str], ask: Ask, shop: ShopName, lately: Sequence[RoundRecord]
) -> RoundRecord | None:
    """Find the last that ended without these marks; where it is not a late one, further back."""
    ended = (each for each in lately if each.finished_at is not None)
    found = next((each for each in ended if marks.isdisjoint(each.summary or ())), None)
    if found is None and len(lately) == LATELY:
        return _last_without(marks, ask, shop)
    return found


def last_good(ask: Ask, shop: ShopName) -> RoundRecord | None:
    """Recall the last round that saw all of a shop and in which nothing failed."""
    return _last_without(NOT_GOOD, ask, shop)


def person_asked(ask: Ask, shop: ShopName) -> bool:
    """Whether anything of a shop's stock may wait for a person's word; what it is, others tell."""
    return any(True for _ in ask(_PERSON_ASKED, {"shop": shop}))


def _last_without(marks: frozenset[str], ask: Ask, shop: ShopName) -> RoundRecord | None:
    ended = f"{_ROUNDS} AND finished_at IS NOT NULL {_NEWEST_FIRST}"
    found = (_record(shop, row) for row in ask(ended, {"shop": shop}))
    return next((each for each in found if marks.isdisjoint(each.summary or ())), None)


def _record(shop: ShopName, row: Sequence[Any]) -> RoundRecord:
    number, started_at, finished_at, summary = row
    begun = _moment(started_at)
    if begun is None:
        raise ValueError(f"round {number} began at no time")
    return RoundRecord(
        id=number,
        shop=shop,
        started_at=begun,
        finished_at=_moment(finished_at),
        summary=None if summary is None else _summary(orjson.loads(summary)),
    )


def _summary(found: Mapping[str, Any]) -> dict[str, Value]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in found.items()}


def _moment(told: Any) -> datetime | None:
    """Read a moment in UTC: PostgreSQL tells its time zone, SQLite writes text without one."""
    if told is None:
        return None
    moment = datetime.fromisoformat(told) if isinstance(told, str) else told
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
