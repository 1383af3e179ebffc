"""What is told of a catalog file on some days only, and what of its products goes by the day.

A file is judged for all days at once, so that a new day has nothing read again.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import orjson

from sync.catalog.days import shown
from sync.catalog.diagnostics import Placed
from sync.model import Location, Problem, Product, Season, Value, ordered_ahead, rest_on

_QUICK: Final = 1  # of zlib's levels


@dataclass(frozen=True, slots=True)
class Dated:
    """Problems with the days on which they are told, packed: on most days nearly none is.

    `spans` are the first and last day of each, one after another, as numbers of eight bytes.
    """

    spans: bytes = b""
    packed: bytes = b""

    @classmethod
    def of(cls, found: Sequence[Placed]) -> Dated:
        """Pack what was found."""
        if not found:
            return cls()
        spans = array("q", (day for each in found for day in each.finding.days))
        packed = zlib.compress(orjson.dumps(list(map(_row, found))), _QUICK)
        return cls(spans.tobytes(), packed)

    def on(self, day: date) -> list[Problem]:
        """Answer what is told on a day."""
        today, spans = day.toordinal(), array("q", self.spans)
        spanned = enumerate(zip(spans[::2], spans[1::2], strict=True))
        due = [at for at, (first, last) in spanned if first <= today <= last]
        if not due:
            return []
        rows = orjson.loads(zlib.decompress(self.packed))
        return [_made(rows[at], today) for at in due]


NEVER: Final = Dated()


def _row(placed: Placed) -> list[Any]:
    finding, fields = placed.finding, placed.fields
    ends = finding.ends.toordinal() if finding.ends else None
    of_whom = (placed.about, None if fields is None else sorted(fields), placed.sku)
    return [ends, finding.code, finding.severity, finding.values, placed.file, placed.at, *of_whom]


def _made(row: list[Any], today: int) -> Problem:
    """Make the problem of a row as it is told on a day."""
    ends, code, severity, values, file, at, about, fields, sku = row
    told = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    return Problem(
        code=code,
        severity=severity,
        values=told | (_left(ends, today) if ends else {}),
        where=Location(file, *at),
        about=about,
        fields=None if fields is None else frozenset(fields),
        sku=sku,
    )


def _left(ends: int, today: int) -> dict[str, Value]:
    """Say how long something lasts: so many days, or to the end of this one."""
    last = shown(date.fromordinal(ends))
    return {"days": ends - today, "ends_on" if ends > today else "last_day": last}


def product_on(product: Product, day: date) -> Product:
    """Say of a product with a season whether it rests on a day, and how early it is ordered."""
    season = product.season
    if season is None:
        return product
    ahead = _ahead(season, day)
    prepare_days = (product.prepare_days or 0) + ahead or None
    return replace(product, rest=rest_on(season, day), prepare_days=prepare_days)


def _ahead(season: Season, day: date) -> int:
    """Say in how many days more an order of a day is ready: that for which a season is awaited.

    Ahead of a season that is one figure for all its days: platforms review an edit.
    """
    return season.pre_order_days if ordered_ahead(season, day) else 0
