"""What people are told ahead of seasons: that goods go on sale again, or are sold to a last day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from sync.model import Code, Problem, Product, Value, first_day, last_day
from sync.papers.notices import NAMED, Notice

TOLD_DAYS: Final = 7  # before a season begins or ends

Turn = Literal["season_begins", "season_began", "season_ends"]


class _Group(NamedTuple):
    """Products of one cooperative whose season turns on one day: they are told of together."""

    cooperative: str
    turn: Turn
    on: date


def season_notices(products: Iterable[Product], today: date) -> Iterator[Notice]:
    """List what there is to be told today, the soonest first; each is told once."""
    found = defaultdict[_Group, list[Code]](list)
    for product in products:
        if (turn := _turn(product, today)) is not None:
            found[_Group(product.cooperative.name, *turn)].append(product.code)
    for group, codes in sorted(found.items(), key=lambda each: (each[0].on, each[0])):
        yield Notice(f"{group.cooperative}|{group.turn}", group.on, TOLD_DAYS, _told(group, codes))


def _turn(product: Product, today: date) -> tuple[Turn, date] | None:
    """Say what turn of its season a product is near, if any; what is not sold at all has none."""
    if product.season is None or not product.sold:
        return None
    soon = timedelta(days=TOLD_DAYS)
    if product.rest is not None:
        until = product.rest.until
        return ("season_begins", until) if until and until - today <= soon else None
    last = last_day(product.season, today)
    if last is not None and last - today <= soon:
        return "season_ends", last
    first = first_day(product.season, today)
    return ("season_began", first) if first is not None and today - first <= soon else None


def _told(group: _Group, codes: list[Code]) -> Problem:
    values: dict[str, Value] = {
        "cooperative": group.cooperative,
        "products": tuple(codes[:NAMED]),
        "more": max(0, len(codes) - NAMED) or None,
        "day": f"{group.on:%d/%m/%Y}",
    }
    return Problem(code=group.turn, severity="warning", values=values, about=codes[0])
