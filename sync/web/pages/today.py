"""Hôm nay: what needs somebody, the most urgent first; how the shops stand; what was sold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from sync.inventory import SalesSum, SoldLine, sales_by, sales_sum
from sync.model import Alert, Problem, ShopName
from sync.model.people import Permission
from sync.status import URGENCY, Standing, state
from sync.web.access import Route
from sync.web.context import context_of
from sync.web.navigation import SECTIONS
from sync.web.pages.stock_answers import PLACE as QUESTIONS
from sync.web.questions import count_open
from sync.web.rendering import page
from sync.web.standing import Seen, seen_by
from sync.web.trade import sold_on

OF_EACH: Final = 3  # of one kind that are shown at once; the others unfold
MOST: Final = 100
HOME_DOUBTS: Final = frozenset({"home_moved", "home_moved_older", "home_older", "home_restored"})
# Where what an alert asks for can be done: a section's name, or an address.
PLACES: Final[Mapping[str, str]] = {
    "alert_locked": "products",
    "alert_not_done": "log",
    "alert_to_mend": "products",
    "alert_login": "shops",
    "alert_behind": "shops",
    "alert_catalog": "products",
    "goods_under_way": "orders",
    "goods_lost_on_the_way": "orders",
    "order_status_unknown": "orders",
    "sale_unbelieved": QUESTIONS,
    "stock_fell": QUESTIONS,
    "sale_of_unknown_sku": QUESTIONS,
    "paper": "papers",
}


@dataclass(frozen=True, slots=True)
class Need:
    """What needs somebody, of one kind: the first few, the others, and where it is done."""

    first: Sequence[Problem]
    others: Sequence[Problem]
    place: str | None

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.first) + len(self.others)


async def today(request: Request) -> Response:
    """Show the day."""
    seen, waiting = await seen_by(request), await count_open(request)
    sold = await _sold_today(request)
    return page(
        request,
        "today.html",
        waiting=waiting,
        needs=needs_of(seen),
        fine=seen.standing.fine(seen.at) and not waiting,
        holds=seen.standing.holds,
        proved=proved_at(seen.standing),
        shops=[(one, state(one, seen.at)) for one in seen.standing.shops],
        doing=context_of(request).engine.status(),
        sales=sales_sum(sold),
        by_shop=_by_shop(sold),
        home_doubts=HOME_DOUBTS,
    )


def needs_of(seen: Seen) -> list[Need]:
    """Gather what is wrong by its kind, the most urgent first; what waits for a yes has a card."""
    told = [each for each in seen.alerts if each.problem.code != "alert_held"]
    ranked = sorted(told[:MOST], key=_rank)
    kinds = groupby(ranked, lambda each: (_rank(each)[0], _kind(each)))
    return [_need(kind, [each.problem for each in some]) for (_, kind), some in kinds]


def _rank(alert: Alert) -> tuple[int, str, str]:
    return URGENCY.index(alert.problem.severity), _kind(alert), alert.key


def _kind(alert: Alert) -> str:
    """Papers have a code for each kind of paper and each milestone: together they are papers."""
    return "paper" if alert.key.startswith("paper|") else alert.problem.code


def _need(kind: str, problems: Sequence[Problem]) -> Need:
    sections = {each.name: each.path for each in SECTIONS}
    told = PLACES.get(kind, "")
    place = sections.get(told, told or None)
    return Need(problems[:OF_EACH], problems[OF_EACH:], place)


def proved_at(standing: Standing) -> datetime | None:
    """Since when every shop is known to match: the oldest of their last good rounds."""
    good = [one.last_good.started_at for one in standing.shops if one.last_good]
    return min(good) if good and len(good) == len(standing.shops) else None


async def _sold_today(request: Request) -> list[SoldLine]:
    zone = ZoneInfo(context_of(request).app.configuration.settings.time_zone)
    day = datetime.now(zone).date()
    return await sold_on(request, day, day)


def _by_shop(sold: Iterable[SoldLine]) -> list[tuple[ShopName, SalesSum]]:
    sums = sales_by(sold, lambda line: line.shop)
    return sorted(sums.items(), key=lambda each: -each[1].money)


ROUTES: Final = [Route("/", today, needs=Permission.LOOK)]
